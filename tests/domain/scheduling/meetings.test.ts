// Meetings from the first draft to the closing: who may call them, who is told what, what an answer is worth, and what a
// meeting held proves.
import ICAL from 'ical.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addDays, dayAt, instantIn, setClock, today } from '#domain/calendar.ts';
import { holdMeeting, recordAttendance } from '#domain/meetings/attendance.ts';
import { type MeetingView, readMeeting } from '#domain/meetings/meeting-views.ts';
import { readObligation } from '#domain/obligations/obligation-lists.ts';
import type { MailMessage } from '#domain/outside.ts';
import { invite, uninvite } from '#domain/scheduling/invitations.ts';
import { callMeeting, cancelMeeting, changeMeeting, createMeeting } from '#domain/scheduling/meetings.ts';
import { prisma } from '#prisma/client.ts';
import { buildCalled, buildJoint, buildMeeting, changed, type Joint, newMeeting } from '../../build/meetings.ts';
import { buildObligation, setState } from '../../build/obligations.ts';
import { buildPerson, buildViewer } from '../../build/organisations.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';
import { listMeetings } from '../../rig/single-lists.ts';

useDatabase();
const outside = useOutside();

let joint: Joint;
beforeEach(async () => {
  joint = await buildJoint();
});
afterEach(() => setClock(null));

/** The one event that a mail brings. */
function eventIn(mail: MailMessage | undefined) {
  const calendar = new ICAL.Component(ICAL.parse(mail?.calendar?.content ?? ''));
  const [event, ...others] = calendar.getAllSubcomponents('vevent');
  if (!event || others.length > 0) throw new Error('Exactly one event was expected.');
  return {
    method: calendar.getFirstPropertyValue('method'),
    uid: event.getFirstPropertyValue('uid'),
    sequence: event.getFirstPropertyValue('sequence'),
    status: event.getFirstPropertyValue('status'),
    start: String(event.getFirstPropertyValue('dtstart')),
    attendees: event.getAllProperties('attendee').map((one) => String(one.getFirstValue()).slice('mailto:'.length)),
  };
}

const mailsTo = (address: string) => outside.mails.filter(({ to }) => to === address);
const inviteeNamed = (meeting: MeetingView, personId: string) =>
  meeting.invitees.find((invitee) => invitee.personId === personId)?.id ?? '';

describe('preparing and calling', () => {
  test('the people of the services that organise are invited, and nobody is told before it is called', async () => {
    const meeting = await buildMeeting(joint);
    expect(meeting.invitees.map(({ personId }) => personId).sort()).toEqual(
      [joint.agent.personId, joint.artoisAgent.personId].sort(),
    );
    expect(outside.mails).toEqual([]);
    await callMeeting(joint.agent, { meetingId: meeting.id, version: meeting.version });
    expect(outside.mails.map(({ to }) => to).sort()).toEqual([joint.agent.email, joint.artoisAgent.email].sort());
    const event = eventIn(mailsTo(joint.artoisAgent.email)[0]);
    expect(event).toMatchObject({ method: 'REQUEST', sequence: 0, status: 'CONFIRMED', uid: meeting.uid });
    expect(event.attendees.sort()).toEqual([joint.agent.email, joint.artoisAgent.email].sort());
  });

  test('a joint exchange without both MDADT is not called: the sentence says who is missing, and nothing is sent', async () => {
    const meeting = await buildMeeting(joint, { organiserIds: [joint.lensHenin.id] });
    const called = callMeeting(joint.agent, { meetingId: meeting.id, version: meeting.version });
    await expect(called).rejects.toMatchObject({
      message: 'Un échange territorial réunit les deux MDADT. Il manque\u00a0: MDADT Artois.',
    });
    expect(outside.mails).toEqual([]);
    // Invited is as good as organising.
    const { version } = await invite(joint.agent, { meetingId: meeting.id, partyId: joint.artois.id });
    await callMeeting(joint.agent, { meetingId: meeting.id, version });
    expect(outside.mails).toHaveLength(2);
  });

  test('an MDADT cannot leave a joint exchange that was called', async () => {
    const meeting = await buildCalled(joint);
    await expect(uninvite(joint.agent, { meetingId: meeting.id, partyId: joint.artois.id })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    const { version } = await readMeeting(joint.agent, meeting.id);
    const alone = changed({ ...meeting, version }, { organiserIds: [joint.lensHenin.id] });
    await expect(changeMeeting(joint.agent, alone)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect((await readMeeting(joint.agent, meeting.id)).parties).toHaveLength(2);
  });

  test.each([
    ['an end before its start', { endsAt: instantIn(addDays(today(), 1), 9) }, 'endsAt'],
    ['an end at its start', { endsAt: instantIn(addDays(today(), 1), 9, 30) }, 'endsAt'],
    ['more than a week', { endsAt: instantIn(addDays(today(), 10), 9) }, 'endsAt'],
    ['no title', { title: ' ' }, 'title'],
    ['a link that is none', { link: 'javascript:alert(1)' }, 'link'],
    ['an organiser that is nobody', { organiserIds: ['00000000-0000-4000-8000-000000000000'] }, 'organiserIds'],
    ['an aim of nowhere', { occurrenceIds: ['00000000-0000-4000-8000-000000000000'] }, 'occurrenceIds'],
  ])('%s is refused in a sentence', async (_what, more, field) => {
    const refusal = createMeeting(joint.agent, newMeeting(joint, more));
    await expect(refusal).rejects.toMatchObject({ fields: { [field]: expect.stringMatching(/\.$/) } });
  });

  test('what has begun cannot be called, nor what nobody is invited to', async () => {
    const past = await buildMeeting(joint, { startsAt: instantIn(addDays(today(), -1), 9, 30) });
    await expect(callMeeting(joint.agent, { meetingId: past.id, version: 1 })).rejects.toMatchObject({
      fields: { startsAt: expect.stringContaining('passé') },
    });
    const empty = await buildMeeting(joint, { kind: 'OTHER', organiserIds: [] });
    await expect(callMeeting(joint.agent, { meetingId: empty.id, version: 1 })).rejects.toMatchObject({
      fields: { invitees: 'Personne n’est invité à cette réunion.' },
    });
    expect(outside.mails).toEqual([]);
  });

  test('an unknown address, a closed account and somebody already invited are refused in a sentence', async () => {
    const { id: meetingId } = await buildMeeting(joint);
    const closed = await buildPerson({ organisationId: joint.department.id, deactivatedAt: new Date() });
    for (const who of [
      { email: 'pas une adresse', name: 'X' },
      { email: 'a@exemple.fr, b@exemple.fr', name: 'X' },
      { email: 'a@exemple.fr' },
      { personId: closed.id },
      { personId: joint.artoisAgent.personId },
      {},
    ])
      await expect(invite(joint.agent, { meetingId, ...who })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        message: expect.stringMatching(/\.$/),
      });
    expect((await readMeeting(joint.agent, meetingId)).invitees).toHaveLength(2);
    expect(outside.mails).toEqual([]);
  });

  test('who reads may look and not organise; a stranger knows of nothing; what is over is not organised', async () => {
    const meeting = await buildMeeting(joint);
    const call = { meetingId: meeting.id, version: meeting.version };
    expect((await readMeeting(joint.reader, meeting.id)).id).toBe(meeting.id);
    await expect(callMeeting(joint.reader, call)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(createMeeting(joint.reader, newMeeting(joint))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(readMeeting(await buildViewer(), meeting.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await setState(joint.convention.id, 'CLOSED');
    await expect(callMeeting(joint.agent, call)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('changing what was called', () => {
  test('a new hour grows the sequence and asks again; another place keeps the answers', async () => {
    const meeting = await buildCalled(joint);
    await prisma.invitee.updateMany({ where: { meetingId: meeting.id }, data: { answer: 'YES' } });
    const moved = await changeMeeting(
      joint.agent,
      changed(meeting, { startsAt: instantIn(addDays(today(), 2), 14), endsAt: instantIn(addDays(today(), 2), 16) }),
    );
    const answers = (view: MeetingView) => new Map(view.invitees.map(({ personId, answer }) => [personId, answer]));
    expect(answers(moved).get(joint.artoisAgent.personId)).toBe('NEEDS_ACTION');
    expect(answers(moved).get(joint.agent.personId)).toBe('YES');
    expect(eventIn(mailsTo(joint.artoisAgent.email).at(-1))).toMatchObject({ sequence: 1, method: 'REQUEST' });
    await prisma.invitee.updateMany({ where: { meetingId: meeting.id }, data: { answer: 'MAYBE' } });
    const elsewhere = await changeMeeting(joint.agent, changed(moved, { place: 'Béthune' }));
    expect([...answers(elsewhere).values()]).toEqual(['MAYBE', 'MAYBE']);
    expect(eventIn(mailsTo(joint.artoisAgent.email).at(-1))).toMatchObject({ sequence: 2, uid: meeting.uid });
    outside.mails = [];
    await changeMeeting(joint.agent, changed(elsewhere));
    expect(outside.mails).toEqual([]);
  });

  test('of two who move it at once, one does and the other is told', async () => {
    const meeting = await buildCalled(joint);
    const move = (viewer: typeof joint.agent, hour: number) =>
      changeMeeting(viewer, changed(meeting, { endsAt: instantIn(addDays(today(), 1), hour) }));
    const outcomes = await Promise.allSettled([move(joint.agent, 12), move(joint.artoisAgent, 17)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = outcomes.find((outcome) => outcome.status === 'rejected');
    expect(refused?.reason).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('entre-temps') });
    expect((await readMeeting(joint.agent, meeting.id)).sequence).toBe(1);
  });

  test('cancelled, everybody is told once, calendars drop it, and nothing more may be done', async () => {
    const meeting = await buildCalled(joint);
    outside.mails = [];
    const { id: meetingId, version } = meeting;
    await cancelMeeting(joint.agent, { meetingId, version, reason: 'Salle indisponible' });
    expect(outside.mails).toHaveLength(2);
    for (const mail of outside.mails) {
      expect(mail.text).toContain('Salle indisponible');
      expect(eventIn(mail)).toMatchObject({ method: 'CANCEL', status: 'CANCELLED', sequence: 1, uid: meeting.uid });
    }
    const again = { meetingId, version: version + 1 };
    for (const late of [
      () => cancelMeeting(joint.agent, again),
      () => callMeeting(joint.agent, again),
      () => invite(joint.agent, { meetingId, email: 'z@exemple.fr', name: 'Zoé' }),
    ])
      await expect(late()).rejects.toMatchObject({ code: 'CONFLICT', message: 'Cette réunion est annulée.' });
  });

  test('a draft is cancelled in silence', async () => {
    const { id: meetingId, version } = await buildMeeting(joint);
    await cancelMeeting(joint.agent, { meetingId, version });
    expect(outside.mails).toEqual([]);
  });

  test('somebody added is told at once, alone; somebody taken off gets an end that names nobody else', async () => {
    const { id: meetingId } = await buildCalled(joint);
    outside.mails = [];
    const email = 'invitee@exemple.fr';
    const added = await invite(joint.agent, { meetingId, email, name: 'Zoé Martin', comesForId: joint.culture.id });
    expect(outside.mails.map(({ to }) => to)).toEqual([email]);
    const invitee = added.invitees.find((one) => one.email === email);
    await uninvite(joint.agent, { meetingId, inviteeId: invitee?.id });
    expect(outside.mails.map(({ to }) => to)).toEqual([email, email]);
    expect(eventIn(outside.mails[1])).toMatchObject({ method: 'CANCEL', sequence: 1, attendees: [email] });
  });
});

describe('lists', () => {
  test('to come, the soonest first; past, the latest first; page by page, of what the viewer sees', async () => {
    for (const days of [3, 1, 2, -1, -3, -2])
      await buildMeeting(joint, {
        title: `J${days}`,
        startsAt: instantIn(addDays(today(), days), 9),
        endsAt: instantIn(addDays(today(), days), 10),
      });
    const later = { startsAt: instantIn(addDays(today(), 5), 9), endsAt: instantIn(addDays(today(), 5), 10) };
    const alone = { ...later, kind: 'TECHNICAL_COMMITTEE', organiserIds: [joint.lensHenin.id] };
    const called = await buildCalled(joint, { ...alone, title: 'Une maison' });
    await invite(joint.agent, { meetingId: called.id, personId: joint.reader.personId });
    await buildCalled(joint, { ...later, title: 'Les deux', startsAt: instantIn(addDays(today(), 4), 9) });
    const titles = async (filter: object) => {
      const found: string[] = [];
      let after: string | null = null;
      do {
        const page = await listMeetings(joint.reader, {
          filter: { conventionId: joint.convention.id, ...filter },
          first: 2,
          after,
        });
        found.push(...page.nodes.map(({ node }) => node.title));
        after = page.hasNextPage ? (page.nodes.at(-1)?.cursor ?? null) : null;
      } while (after);
      return found;
    };
    expect(await titles({ coming: true })).toEqual(['J1', 'J2', 'J3', 'Les deux', 'Une maison']);
    expect(await titles({ coming: false })).toEqual(['J-1', 'J-2', 'J-3']);
    expect(await titles({ joint: true, coming: true, states: ['CALLED'] })).toEqual(['Les deux']);
    expect(await titles({ territory: 'ARTOIS', coming: true })).toEqual(['J1', 'J2', 'J3', 'Les deux']);
    expect(await titles({ territory: 'LENS_HENIN', coming: true })).toHaveLength(5);
    expect(await titles({ mine: true })).toEqual(['Une maison']);
    const other = await buildMeeting(await buildJoint(), { title: 'D’une autre convention' });
    expect(await titles({ conventionId: null })).toHaveLength(8);
    expect(await titles({ conventionId: other.conventionId })).toEqual([]);
    expect((await listMeetings(await buildViewer(), {})).nodes).toEqual([]);
  });
});

describe('closing', () => {
  const owed = async () => {
    const obligation = await buildObligation(joint, {
      attendeeIds: [joint.lensHenin.id, joint.artois.id],
      startsOn: `${today().slice(0, 4)}-01-01`,
      endsOn: addDays(today(), 40),
    });
    return { id: obligation.id, occurrenceId: obligation.occurrences[0]?.id ?? '' };
  };
  const attendance = (meeting: MeetingView, artois: 'PRESENT' | 'EXCUSED' | 'REPRESENTED') => [
    { inviteeId: inviteeNamed(meeting, joint.agent.personId), attendance: 'PRESENT' as const },
    { inviteeId: inviteeNamed(meeting, joint.artoisAgent.personId), attendance: artois },
  ];

  test('closed, it has not yet proved what it aims at: its minutes do', async () => {
    const { id, occurrenceId } = await owed();
    const meeting = await buildCalled(joint, { occurrenceIds: [occurrenceId] });
    const [planned] = (await readObligation(joint.agent, id)).occurrences;
    expect(planned).toMatchObject({ state: 'PLANNED', plannedOn: dayAt(meeting.startsAt) });
    setClock(() => meeting.endsAt);
    const { version } = meeting;
    const input = { meetingId: meeting.id, version, attendance: attendance(meeting, 'PRESENT') };
    expect((await holdMeeting(joint.agent, input)).state).toBe('HELD');
    const [occurrence] = (await readObligation(joint.agent, id)).occurrences;
    expect(occurrence).toMatchObject({ state: 'PLANNED', evidence: [] });
  });

  test('on a day before what it aims at begins to be owed, it is not closed: its aims can still be changed', async () => {
    const obligation = await buildObligation(joint, { startsOn: addDays(today(), 30), endsOn: addDays(today(), 60) });
    const meeting = await buildCalled(joint, { occurrenceIds: obligation.occurrences.map(({ id }) => id) });
    setClock(() => meeting.endsAt);
    const input = { meetingId: meeting.id, version: meeting.version, attendance: attendance(meeting, 'PRESENT') };
    await expect(holdMeeting(joint.agent, input)).rejects.toMatchObject({
      message: expect.stringContaining('précède le début de la période'),
    });
  });

  test('what has not begun is not closed, nor a meeting where nobody was, nor one twice', async () => {
    const meeting = await buildCalled(joint);
    const { id: meetingId, version } = meeting;
    const all = attendance(meeting, 'PRESENT');
    const close = (present: object[]) => holdMeeting(joint.agent, { meetingId, version, attendance: present });
    await expect(close(all)).rejects.toMatchObject({ code: 'CONFLICT' });
    setClock(() => meeting.endsAt);
    await expect(close([])).rejects.toMatchObject({ fields: { attendance: 'Indiquez qui était présent.' } });
    expect((await readMeeting(joint.agent, meetingId)).state).toBe('CALLED');
    await close(all);
    await expect(close(all)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  test('attendance is recorded one by one from the day on by whoever is invited, and the closing keeps it', async () => {
    const meeting = await buildCalled(joint);
    const { id: meetingId } = meeting;
    const [lens = '', artois = ''] = [joint.agent, joint.artoisAgent].map(({ personId }) =>
      inviteeNamed(meeting, personId),
    );
    const recorded = (viewer: typeof joint.agent, inviteeId: string, how: string | null) =>
      recordAttendance(viewer, { meetingId, inviteeId, attendance: how });
    await expect(recorded(joint.agent, lens, 'PRESENT')).rejects.toMatchObject({ code: 'CONFLICT' });
    setClock(() => meeting.startsAt);
    await expect(recorded(joint.reader, lens, 'PRESENT')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(recorded(await buildViewer(), lens, 'PRESENT')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(recorded(joint.agent, lens, 'ASLEEP')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const elsewhere = (await buildMeeting(joint)).invitees[0]?.id ?? '';
    await expect(recorded(joint.agent, elsewhere, 'PRESENT')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    // A reader who is invited takes part.
    const { invitees } = await invite(joint.agent, { meetingId, personId: joint.reader.personId });
    await Promise.all([
      recorded(joint.reader, lens, 'PRESENT'),
      recorded(joint.artoisAgent, artois, 'EXCUSED'),
      recorded(joint.agent, lens, 'PRESENT'),
    ]);
    const readers = invitees.find(({ personId }) => personId === joint.reader.personId)?.id;
    const close = (version: number) =>
      holdMeeting(joint.agent, {
        meetingId,
        version,
        attendance: [{ inviteeId: readers, attendance: 'REPRESENTED' }],
      });
    // Who closes has seen what the others recorded.
    await expect(close(meeting.version)).rejects.toMatchObject({ code: 'CONFLICT' });
    const held = await close((await readMeeting(joint.agent, meetingId)).version);
    const howOf = (view: MeetingView) => new Map(view.invitees.map(({ id, attendance: how }) => [id, how]));
    expect([...howOf(held)].sort()).toEqual(
      [
        [lens, 'PRESENT'],
        [artois, 'EXCUSED'],
        [readers, 'REPRESENTED'],
      ].sort(),
    );
    expect(
      await prisma.change.count({ where: { kind: 'attendance.recorded', conventionId: joint.convention.id } }),
    ).toBe(3);
    // Corrected afterwards, but for nobody having been there.
    expect(howOf(await recorded(joint.agent, artois, 'PRESENT')).get(artois)).toBe('PRESENT');
    await recorded(joint.agent, artois, null);
    await recorded(joint.agent, lens, null);
    await expect(recorded(joint.agent, readers ?? '', 'EXCUSED')).rejects.toMatchObject({
      fields: { attendance: 'Indiquez qui était présent.' },
    });
  });

  test('what was withdrawn since falls away when it is changed, and does not stand in its way', async () => {
    const { id, occurrenceId } = await owed();
    const meeting = await buildCalled(joint, { occurrenceIds: [occurrenceId] });
    await prisma.obligation.update({ where: { id }, data: { withdrawnAt: new Date() } });
    const after = await changeMeeting(joint.agent, changed(meeting, { place: 'Arras' }));
    expect(after).toMatchObject({ place: 'Arras', aims: [] });
  });

  test('cancelled, it no longer plans what it aimed at; moved, it plans it for the new day', async () => {
    const { id, occurrenceId } = await owed();
    const meeting = await buildCalled(joint, { occurrenceIds: [occurrenceId] });
    const [startsAt, endsAt] = [instantIn(addDays(today(), 8), 9), instantIn(addDays(today(), 8), 10)];
    const moved = await changeMeeting(joint.agent, changed(meeting, { startsAt, endsAt }));
    const plannedOn = async () => (await readObligation(joint.agent, id)).occurrences[0]?.plannedOn;
    expect(await plannedOn()).toBe(addDays(today(), 8));
    await cancelMeeting(joint.agent, { meetingId: moved.id, version: moved.version });
    expect(await plannedOn()).toBeNull();
  });
});
