// What minutes that were sent are worth once others change them: who approves has read what is approved, and links open
// what they were sent for.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addDays, instantIn, setClock, today } from '#domain/calendar.ts';
import { recordAttendance } from '#domain/meetings/attendance.ts';
import { type MeetingView, readMeeting } from '#domain/meetings/meeting-views.ts';
import { approveMinutes } from '#domain/minutes/approval.ts';
import { prolongObservations } from '#domain/minutes/minutes.ts';
import { readMinutes, readMinutesText } from '#domain/minutes/minutes-views.ts';
import { consentByLink, consentToMinutes, makeObservationByLink } from '#domain/minutes/observations.ts';
import { readObligation } from '#domain/obligations/obligation-lists.ts';
import { followOutcome } from '#domain/outcomes/outcome-follow-ups.ts';
import { renewInvitationLink } from '#domain/scheduling/invitation-links.ts';
import { prisma } from '#prisma/client.ts';
import { buildJoint, buildMeeting, type Joint } from '../../build/meetings.ts';
import { buildSent, minutesTokenIn, outcome, outsider } from '../../build/minutes.ts';
import { buildObligation, setState } from '../../build/obligations.ts';
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
