// What the answers to a meeting, its links, its attendance and its aims are worth once others change it: nothing that
// somebody said is lost, and nothing is said in anybody's name but by them.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addDays, instantIn, setClock, today } from '#domain/calendar.ts';
import { answerInvitation, answerMeeting } from '#domain/meetings/answers.ts';
import { recordAttendance } from '#domain/meetings/attendance.ts';
import { listMeetings, type MeetingView, readMeeting } from '#domain/meetings/meeting-views.ts';
import { approveMinutes } from '#domain/minutes/approval.ts';
import { prolongObservations } from '#domain/minutes/minutes.ts';
import { readMinutes, readMinutesText } from '#domain/minutes/minutes-views.ts';
import { consentByLink, consentToMinutes, makeObservationByLink } from '#domain/minutes/observations.ts';
import { readObligation } from '#domain/obligations/obligation-lists.ts';
import { followOutcome } from '#domain/outcomes/outcome-follow-ups.ts';
import { renewInvitationLink } from '#domain/scheduling/invitation-links.ts';
import { invite, MOST_INVITED, uninvite } from '#domain/scheduling/invitations.ts';
import { callMeeting, changeMeeting, createMeeting } from '#domain/scheduling/meetings.ts';
import { answerDatePollByLink } from '#domain/scheduling/poll-answers.ts';
import { viewerOfApiKey } from '#domain/viewers.ts';
import { prisma } from '#prisma/client.ts';
import {
  buildCalled,
  buildJoint,
  buildMeeting,
  changed,
  type Joint,
  newMeeting,
  tokenIn,
} from '../../build/meetings.ts';
import { buildSent, minutesTokenIn, outcome, outsider } from '../../build/minutes.ts';
import { buildObligation, setState } from '../../build/obligations.ts';
import { buildKey, buildOrganisation, buildPerson } from '../../build/organisations.ts';
import { buildPoll, votesOn } from '../../build/scheduling.ts';
import { removeBlocks } from '../../build/texts.ts';
import { useDatabase } from '../../rig/database.ts';
import { storedTexts, useOutside } from '../../rig/outside.ts';

useDatabase();
const outside = useOutside();

let joint: Joint;
beforeEach(async () => {
  joint = await buildJoint();
});
afterEach(() => setClock(null));

const lastMailTo = (address: string) => outside.mails.filter(({ to }) => to === address).at(-1);
const inviteeOf = ({ invitees }: MeetingView, personId: string) =>
  invitees.find((invitee) => invitee.personId === personId);
const again = (meeting: MeetingView) => readMeeting(joint.agent, meeting.id);

describe('an answer', () => {
  test('stands for the hour that was read, whatever else has changed since; to an earlier hour it is none', async () => {
    const called = await buildCalled(joint);
    const { id: meetingId } = called;
    await invite(joint.agent, { meetingId, ...outsider });
    const token = tokenIn(lastMailTo(outsider.email)?.text);
    const guest = (await again(called)).invitees.find(({ email }) => email === outsider.email);
    await uninvite(joint.agent, { meetingId, inviteeId: guest?.id });
    await invite(joint.agent, { meetingId, email: 'autre@exemple.fr', name: 'Autre' });
    const elsewhere = await changeMeeting(joint.agent, changed(await again(called), { place: 'Béthune' }));
    expect(elsewhere.sequence).toBeGreaterThan(0);
    // As read before all of that.
    await answerMeeting(joint.artoisAgent, { meetingId, answer: 'YES', sequence: 0 });
    expect(inviteeOf(await again(called), joint.artoisAgent.personId)?.answer).toBe('YES');
    const moved = await changeMeeting(joint.agent, changed(elsewhere, { endsAt: instantIn(addDays(today(), 1), 12) }));
    for (const sequence of [0, elsewhere.sequence, moved.sequence + 1])
      await expect(answerMeeting(joint.artoisAgent, { meetingId, answer: 'NO', sequence })).rejects.toMatchObject({
        code: 'CONFLICT',
      });
    await answerMeeting(joint.artoisAgent, { meetingId, answer: 'MAYBE', sequence: moved.sequence });
    await expect(answerInvitation({ token, answer: 'YES', sequence: moved.sequence })).rejects.toMatchObject({
      code: 'LINK_EXPIRED',
    });
  });

  test('of a closed account is taken by no link; of a convention that is over, by none at all', async () => {
    const called = await buildCalled(joint);
    const token = tokenIn(lastMailTo(joint.artoisAgent.email)?.text);
    await prisma.person.update({ where: { id: joint.artoisAgent.personId }, data: { deactivatedAt: new Date() } });
    await expect(answerInvitation({ token, answer: 'YES', sequence: 0 })).rejects.toMatchObject({
      code: 'LINK_EXPIRED',
    });
    await invite(joint.agent, { meetingId: called.id, ...outsider });
    const theirs = tokenIn(lastMailTo(outsider.email)?.text);
    await setState(joint.convention.id, 'CLOSED');
    for (const answer of [
      () => answerInvitation({ token: theirs, answer: 'YES', sequence: 0 }),
      () => answerMeeting(joint.agent, { meetingId: called.id, answer: 'NO', sequence: 0 }),
    ])
      await expect(answer()).rejects.toMatchObject({ message: expect.stringContaining('close') });
  });

  test('is not given by a key in the name of who made it', async () => {
    await prisma.participant.create({
      data: { conventionId: joint.convention.id, organisationId: joint.department.id, role: 'EDITOR' },
    });
    const { secret } = await buildKey({ createdById: joint.agent.personId, mode: 'READ_WRITE' });
    const key = await viewerOfApiKey(secret);
    if (!key) throw new Error('The key that was just made opens nothing.');
    const meeting = await createMeeting(key, newMeeting(joint));
    const called = await callMeeting(key, { meetingId: meeting.id, version: meeting.version });
    expect(new Set(called.invitees.map(({ answer }) => answer))).toEqual(new Set(['NEEDS_ACTION']));
  });

  test('and the votes of who was taken off are gone when they are invited again, with whom they came for', async () => {
    const { meeting, poll } = await buildPoll(joint);
    const invited = await invite(joint.agent, { meetingId: meeting.id, ...outsider, comesForId: joint.culture.id });
    const guest = invited.invitees.find(({ email }) => email === outsider.email);
    const token = tokenIn(lastMailTo(outsider.email)?.text);
    await answerDatePollByLink({
      token,
      votes: votesOn(
        poll.slots.map(({ id }) => id),
        'YES',
        'YES',
      ),
    });
    await uninvite(joint.agent, { meetingId: meeting.id, inviteeId: guest?.id });
    const after = await invite(joint.agent, { meetingId: meeting.id, ...outsider });
    expect(after.invitees.find(({ id }) => id === guest?.id)).toMatchObject({ unitId: null, answer: 'NEEDS_ACTION' });
    expect(await prisma.vote.count({ where: { inviteeId: guest?.id } })).toBe(0);
  });
});

describe('who is invited', () => {
  test('again after an end has a later sequence, for calendars that dropped the meeting', async () => {
    const { id: meetingId } = await buildCalled(joint);
    const added = await invite(joint.agent, { meetingId, ...outsider });
    const inviteeId = added.invitees.find(({ email }) => email === outsider.email)?.id;
    await uninvite(joint.agent, { meetingId, inviteeId });
    await invite(joint.agent, { meetingId, ...outsider });
    const sequences = outside.mails
      .filter(({ to }) => to === outsider.email)
      .map(({ calendar }) => Number(/^SEQUENCE:(\d+)/m.exec(calendar?.content ?? '')?.[1]));
    expect(sequences).toEqual([0, 1, 2]);
  });

  test('is taken off one by one or with a party, and stays with a service that is still invited as such', async () => {
    const meeting = await buildCalled(joint);
    const { id: meetingId } = meeting;
    await invite(joint.agent, { meetingId, ...outsider });
    for (const neither of [{}, { inviteeId: null, partyId: '' }])
      await expect(uninvite(joint.agent, { meetingId, ...neither })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const both = { inviteeId: meeting.invitees[0]?.id, partyId: joint.artois.id };
    await expect(uninvite(joint.agent, { meetingId, ...both })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await invite(joint.agent, { meetingId, partyId: joint.department.id });
    const after = await uninvite(joint.agent, { meetingId, partyId: joint.department.id });
    for (const { personId } of [joint.agent, joint.artoisAgent]) expect(inviteeOf(after, personId)).toBeDefined();
    expect(after.invitees.some(({ email }) => email === outsider.email)).toBe(true);
  });

  test('as an organisation without services is taken off with it, and told', async () => {
    const { id: meetingId } = await buildCalled(joint);
    const mission = await buildOrganisation();
    const person = await buildPerson({ organisationId: mission.id });
    await prisma.participant.create({
      data: { conventionId: joint.convention.id, organisationId: mission.id, role: 'READER' },
    });
    await invite(joint.agent, { meetingId, partyId: mission.id });
    outside.mails = [];
    const after = await uninvite(joint.agent, { meetingId, partyId: mission.id });
    expect(after.invitees).toHaveLength(2);
    expect(outside.mails.map(({ to, subject }) => [to, subject.split(' : ')[0]])).toEqual([
      [person.email, 'Invitation retirée'],
    ]);
  });

  test('may still change when the only agent of an MDADT has left it since the call', async () => {
    const called = await buildCalled(joint);
    const { id: meetingId } = called;
    await invite(joint.agent, { meetingId, ...outsider });
    await prisma.person.update({ where: { id: joint.artoisAgent.personId }, data: { unitId: null } });
    const current = await again(called);
    const guest = current.invitees.find(({ email }) => email === outsider.email);
    await uninvite(joint.agent, { meetingId, inviteeId: guest?.id });
    await changeMeeting(joint.agent, changed(await again(called), { place: 'Lens' }));
    expect((await again(called)).place).toBe('Lens');
    // A new one is not called so.
    const draft = await buildMeeting(joint);
    await expect(callMeeting(joint.agent, { meetingId: draft.id, version: draft.version })).rejects.toMatchObject({
      message: expect.stringContaining('une personne invitée pour la MDADT Artois'),
    });
  });

  test('again with their service has a later sequence too', async () => {
    const person = await buildPerson({ organisationId: joint.department.id, unitId: joint.culture.id });
    await prisma.participant.create({
      data: { conventionId: joint.convention.id, personId: person.id, role: 'READER' },
    });
    const called = await buildCalled(joint);
    await invite(joint.agent, { meetingId: called.id, partyId: joint.culture.id });
    await uninvite(joint.agent, { meetingId: called.id, partyId: joint.culture.id });
    const { sequence } = await again(called);
    const organiserIds = [joint.lensHenin.id, joint.artois.id, joint.culture.id];
    await changeMeeting(joint.agent, changed(await again(called), { organiserIds }));
    expect(lastMailTo(person.email)?.calendar?.content).toContain(`SEQUENCE:${sequence + 1}`);
  });

  test('of an MDADT cannot all be taken off a joint exchange, nor is it called without anybody of one', async () => {
    const called = await buildCalled(joint);
    const inviteeId = inviteeOf(called, joint.artoisAgent.personId)?.id;
    await expect(uninvite(joint.agent, { meetingId: called.id, inviteeId })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    const draft = await buildMeeting(joint);
    const alone = inviteeOf(draft, joint.artoisAgent.personId)?.id;
    const { version } = await uninvite(joint.agent, { meetingId: draft.id, inviteeId: alone });
    await expect(callMeeting(joint.agent, { meetingId: draft.id, version })).rejects.toMatchObject({
      message: expect.stringContaining('Il manque : une personne invitée pour la MDADT Artois'),
    });
  });

  test('is somebody: a service where nobody has an account is refused in a sentence, and nothing is kept', async () => {
    const { id: meetingId } = await buildMeeting(joint);
    const empty = await buildOrganisation();
    await expect(invite(joint.agent, { meetingId, partyId: empty.id })).rejects.toMatchObject({
      fields: { partyId: expect.stringContaining('Personne n’y a de compte') },
    });
    expect((await readMeeting(joint.agent, meetingId)).parties).toHaveLength(2);
  });

  test('is asked for a date too when their service joins the organisers while it is chosen', async () => {
    const { meeting } = await buildPoll(joint);
    const person = await buildPerson({ organisationId: joint.department.id, unitId: joint.culture.id });
    await prisma.participant.create({
      data: { conventionId: joint.convention.id, personId: person.id, role: 'READER' },
    });
    outside.mails = [];
    const current = await again(meeting);
    const organiserIds = [joint.lensHenin.id, joint.artois.id, joint.culture.id];
    await changeMeeting(joint.agent, changed(current, { organiserIds }));
    expect(outside.mails.map(({ to }) => to)).toContain(person.email);
    const told = {
      kind: 'invitee.added',
      conventionId: joint.convention.id,
      details: { path: ['name'], equals: person.name },
    };
    expect(await prisma.change.count({ where: told })).toBe(1);
  });

  test(`is one of ${MOST_INVITED} at most`, async () => {
    const { id: meetingId, invitees } = await buildMeeting(joint);
    await prisma.invitee.createMany({
      data: Array.from({ length: MOST_INVITED - invitees.length }, (_one, index) => ({
        meetingId,
        email: `p${index}@exemple.fr`,
        name: `P ${index}`,
      })),
    });
    await expect(invite(joint.agent, { meetingId, ...outsider })).rejects.toMatchObject({
      fields: { invitees: expect.stringContaining(String(MOST_INVITED)) },
    });
  });
});

describe('minutes that were sent', () => {
  const block = '0190a000-0000-7000-8000-000000000001';
  const sent = async () => {
    const invited = await buildSent(joint, { content: [outcome('Envoyer la liste.', 'TASK', block)] });
    await prisma.invitee.create({
      data: {
        meetingId: invited.id,
        personId: joint.reader.personId,
        email: joint.reader.email,
        name: joint.reader.name,
      },
    });
    return again(invited);
  };
  const minutesOf = async ({ id }: MeetingView) => {
    const minutes = (await readMinutes([id])).get(id);
    if (!minutes) throw new Error('The meeting has no minutes.');
    return minutes;
  };
  const linkOf = (address: string) => minutesTokenIn(lastMailTo(address) ?? { text: '' });
  const consentAll = async (meeting: MeetingView) => {
    for (const viewer of [joint.agent, joint.artoisAgent]) await consentToMinutes(viewer, { meetingId: meeting.id });
    await consentByLink({ token: linkOf(outsider.email) });
  };

  test('are changed by who organises alone, attendance and tasks too, and who approves has read it', async () => {
    const meeting = await sent();
    const { id: meetingId } = meeting;
    const inviteeId = inviteeOf(meeting, joint.artoisAgent.personId)?.id;
    for (const act of [
      () => recordAttendance(joint.reader, { meetingId, inviteeId, attendance: 'EXCUSED' }),
      () => followOutcome(joint.reader, { meetingId, blockId: block, dueOn: addDays(today(), 9) }),
    ])
      await expect(act()).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await consentAll(meeting);
    for (const act of [
      () => recordAttendance(joint.artoisAgent, { meetingId, inviteeId, attendance: 'REPRESENTED' }),
      () => followOutcome(joint.artoisAgent, { meetingId, blockId: block, dueOn: addDays(today(), 9) }),
    ]) {
      const { version } = await minutesOf(meeting);
      await act();
      await expect(approveMinutes(joint.agent, { meetingId, version })).rejects.toMatchObject({ code: 'CONFLICT' });
    }
    const { version } = await minutesOf(meeting);
    await approveMinutes(joint.agent, { meetingId, version });
  });

  test('are approved as their text was read: one that changed since, or became empty, is not', async () => {
    const meeting = await sent();
    const { id: meetingId } = meeting;
    await consentAll(meeting);
    const { documentId } = await prisma.meetingNotes.findUniqueOrThrow({ where: { meetingId } });
    const read = await readMinutesText(meetingId);
    const { version } = await minutesOf(meeting);
    await storedTexts.edit(documentId, joint.artoisAgent, (doc) => removeBlocks(doc, 0));
    const approve = (textSequence?: number) => approveMinutes(joint.agent, { meetingId, version, textSequence });
    await expect(approve(read?.sequence)).rejects.toMatchObject({ message: expect.stringContaining('a changé') });
    await expect(approve((read?.sequence ?? 0) + 1)).rejects.toMatchObject({ message: 'Le compte rendu est vide.' });
    expect((await minutesOf(meeting)).state).toBe('OBSERVATIONS');
  });

  test('are opened by a new link and no longer by the former; given more time, those who have spoken keep theirs', async () => {
    const meeting = await sent();
    const { id: meetingId } = meeting;
    const former = linkOf(outsider.email);
    const guest = meeting.invitees.find(({ email }) => email === outsider.email);
    await renewInvitationLink(joint.agent, { meetingId, inviteeId: guest?.id });
    await expect(consentByLink({ token: former })).rejects.toMatchObject({ code: 'LINK_EXPIRED' });
    const token = linkOf(outsider.email);
    expect(token).not.toBe(former);
    await makeObservationByLink({ token, body: 'Il manque un site.' });
    const { version } = await minutesOf(meeting);
    outside.mails = [];
    await prolongObservations(joint.agent, { meetingId, version, observationsUntil: addDays(today(), 30) });
    expect(lastMailTo(outsider.email)).toBeUndefined();
    const later = instantIn(addDays(today(), 25), 10);
    setClock(() => later);
    await makeObservationByLink({ token, body: 'Et un autre.' });
  });

  test('given more time after the last day are opened again by the links of those who have spoken', async () => {
    const meeting = await sent();
    const token = linkOf(outsider.email);
    await makeObservationByLink({ token, body: 'Il manque un site.' });
    const { observationsUntil } = await minutesOf(meeting);
    const later = instantIn(addDays(observationsUntil, 5), 10);
    setClock(() => later);
    await expect(consentByLink({ token })).rejects.toMatchObject({ code: 'LINK_EXPIRED' });
    const { version } = await minutesOf(meeting);
    const until = addDays(observationsUntil, 20);
    await prolongObservations(joint.agent, { meetingId: meeting.id, version, observationsUntil: until });
    await makeObservationByLink({ token, body: 'Et un autre.' });
  });

  test('take nothing more by link once the convention is over', async () => {
    await sent();
    await setState(joint.convention.id, 'CLOSED');
    const token = linkOf(outsider.email);
    await expect(consentByLink({ token })).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(makeObservationByLink({ token, body: 'Trop tard.' })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  test('prove one due date of an obligation, and leave out what was set aside since', async () => {
    const span = { startsOn: `${today().slice(0, 4)}-01-01`, endsOn: addDays(today(), 40) };
    const [often, once] = [
      await buildObligation(joint, { ...span, periodicity: 'TIMES_A_YEAR', times: 2 }),
      await buildObligation(joint, span),
    ];
    const [first, second] = often.occurrences.map(({ id }) => id);
    const [aside] = once.occurrences.map(({ id }) => id);
    await expect(buildMeeting(joint, { occurrenceIds: [first, second] })).rejects.toMatchObject({
      fields: { occurrenceIds: expect.stringContaining(`une seule échéance de « ${often.title} »`) },
    });
    const meeting = await buildSent(joint, { occurrenceIds: [first, aside] });
    // As rows of before that rule have it.
    await prisma.meetingAim.create({ data: { meetingId: meeting.id, occurrenceId: second ?? '' } });
    await prisma.occurrence.update({ where: { id: aside }, data: { notApplicableReason: 'Sans objet' } });
    await consentAll(meeting);
    const { version } = await minutesOf(meeting);
    await approveMinutes(joint.agent, { meetingId: meeting.id, version });
    const proofs = (await readObligation(joint.agent, often.id)).occurrences.map(({ evidence }) => evidence.length);
    expect(proofs.reduce((sum, one) => sum + one, 0)).toBe(1);
    expect(await prisma.evidence.count({ where: { occurrenceId: aside } })).toBe(0);
  });
});

test.each([
  ['no instant', `x\n${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}`],
  ['no day of the calendar', '2026-13-45T10:00:00.000\n00000000-0000-4000-8000-000000000000'],
  ['no id', `2026-01-01T10:00:00.000Z\n${'-'.repeat(36)}`],
  ['a day that its month has not', '2026-02-30T10:00:00.000Z\n00000000-0000-4000-8000-000000000000'],
  ['a year that no calendar has', '0000-01-01T10:00:00.000Z\n00000000-0000-4000-8000-000000000000'],
  ['nothing', ''],
])('a cursor with %s is refused, and the database is not asked', async (_what, key) => {
  const after = Buffer.from(key).toString('base64url');
  await expect(listMeetings(joint.agent, { after })).rejects.toMatchObject({ fields: { after: expect.any(String) } });
});
