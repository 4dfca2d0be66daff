// What an organiser is told before a date is kept: silence, refusals, the calendar, and who is at another meeting, of which
// nothing else is ever told.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addDays, instantIn, setClock, today } from '#domain/calendar.ts';
import { busyAtSlots, busyWarnings, isToldOfBusy } from '#domain/scheduling/busy-invitees.ts';
import { closeDatePoll } from '#domain/scheduling/date-polls.ts';
import { answerDatePoll } from '#domain/scheduling/poll-answers.ts';
import { bestSlot, type PollView } from '#domain/scheduling/poll-views.ts';
import { proposeSlots } from '#domain/scheduling/slot-proposals.ts';
import type { PersonViewer, Viewer } from '#domain/viewers.ts';
import type { VoteAnswer } from '#domain/vocabulary.ts';
import { prisma } from '#prisma/client.ts';
import { buildCalled, buildJoint, type Joint } from '../../build/meetings.ts';
import { buildPerson } from '../../build/organisations.ts';
import { buildPoll, readPoll, slotIn, votesOn } from '../../build/scheduling.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

useDatabase();
useOutside();

let joint: Joint;
beforeEach(async () => {
  // A Monday far from any holiday and any change of the hour.
  setClock(() => new Date('2026-09-07T08:00:00Z'));
  joint = await buildJoint();
});
afterEach(() => setClock(null));

const nameOf = async ({ personId }: PersonViewer) =>
  (await prisma.person.findUniqueOrThrow({ where: { id: personId } })).name;

/** The words against the first slot of a poll, but for who is busy. */
async function saidOf(meetingId: string): Promise<string[]> {
  const { slots } = await readPoll(joint.agent, meetingId);
  return slots[0]?.warnings.map(({ words }) => words) ?? [];
}

describe('answers', () => {
  test('nothing is said against a date only when everybody required has said that they can come', async () => {
    const { meeting, poll, slotIds } = await buildPoll(joint);
    const { id: meetingId } = meeting;
    const answer = (viewer: Viewer, given: VoteAnswer) =>
      answerDatePoll(viewer, { meetingId, votes: votesOn(slotIds, given) });
    const close = { meetingId, version: poll.version, slotId: slotIds[0] };
    expect(await saidOf(meetingId)).toEqual(['Personne n’a répondu pour cette date.']);
    await answer(joint.artoisAgent, 'YES');
    const silent = [
      'MDADT Lens-Hénin\u00a0: personne n’a répondu.',
      `Sans réponse\u00a0: ${await nameOf(joint.agent)}, dont la présence est requise.`,
    ];
    expect(await saidOf(meetingId)).toEqual(silent);
    await expect(closeDatePoll(joint.agent, close)).rejects.toMatchObject({
      message: silent.join(' '),
      fields: { isWarned: expect.any(String) },
    });
    await answer(joint.agent, 'NO');
    expect(await saidOf(meetingId)).toEqual([
      'MDADT Lens-Hénin\u00a0: toutes les personnes invitées ont répondu non.',
      `${await nameOf(joint.agent)} a répondu non, et sa présence est requise.`,
    ]);
    for (const given of ['IF_NEED_BE', 'YES'] as const) {
      await answer(joint.agent, given);
      expect(await saidOf(meetingId)).toEqual([]);
    }
    await closeDatePoll(joint.agent, close);
  });

  test('the silence of somebody who need not be there is not told, that of a whole MDADT is', async () => {
    const { meeting, slotIds } = await buildPoll(joint);
    const { id: meetingId } = meeting;
    await prisma.invitee.updateMany({
      where: { meetingId, personId: joint.agent.personId },
      data: { required: false },
    });
    await answerDatePoll(joint.artoisAgent, { meetingId, votes: votesOn(slotIds, 'YES') });
    expect(await saidOf(meetingId)).toEqual(['MDADT Lens-Hénin\u00a0: personne n’a répondu.']);
    // A second of the same house refuses: it is neither all silence nor all refusal.
    const {
      id: personId,
      email,
      name,
    } = await buildPerson({
      organisationId: joint.department.id,
      unitId: joint.lensHenin.id,
    });
    const second = await prisma.invitee.create({ data: { meetingId, personId, email, name, required: false } });
    const vote = { slotId: slotIds[0], inviteeId: second.id, at: new Date() };
    await prisma.vote.create({ data: { ...vote, answer: 'NO' } });
    expect(await saidOf(meetingId)).toEqual([
      'MDADT Lens-Hénin\u00a0: personne n’a répondu oui, et il manque des réponses.',
    ]);
    await answerDatePoll(joint.agent, { meetingId, votes: votesOn(slotIds, 'IF_NEED_BE') });
    expect(await saidOf(meetingId)).toEqual([]);
  });
});

describe('the calendar', () => {
  test('a weekend, school holidays and hours outside work may be proposed, are told and must be known', async () => {
    // A month later, so that the autumn holidays (from 17 October) and a Saturday are within two weeks.
    setClock(() => new Date('2026-10-05T08:00:00Z'));
    const evening = { startsAt: instantIn('2026-10-15', 18, 30), endsAt: instantIn('2026-10-15', 20, 30) };
    const saturday = { startsAt: instantIn('2026-10-17', 9, 30), endsAt: instantIn('2026-10-17', 11) };
    const { meeting, poll, slotIds } = await buildPoll(joint, { slots: [slotIn(8), evening, saturday] });
    const { id: meetingId } = meeting;
    for (const viewer of [joint.agent, joint.artoisAgent])
      await answerDatePoll(viewer, { meetingId, votes: votesOn(slotIds, 'YES', 'YES', 'YES') });
    const { slots } = await readPoll(joint.agent, meetingId);
    expect(slots.map(({ warnings }) => warnings.map(({ check }) => check))).toEqual([
      [],
      ['OUTSIDE_HOURS'],
      ['WEEKEND', 'SCHOOL_HOLIDAY'],
    ]);
    const close = { meetingId, version: poll.version, slotId: slotIds[1] };
    await expect(closeDatePoll(joint.agent, close)).rejects.toMatchObject({
      message: 'Ce créneau sort des heures de travail (de 8\u00a0h à 19\u00a0h).',
    });
    await closeDatePoll(joint.agent, { ...close, isWarned: true });
  });

  test('an evening that suits everybody is better than a morning that suits one', async () => {
    const evening = { startsAt: instantIn(addDays(today(), 9), 19), endsAt: instantIn(addDays(today(), 9), 21) };
    const { meeting, slotIds } = await buildPoll(joint, { slots: [slotIn(8), evening, slotIn(10)] });
    const votes = { meetingId: meeting.id, votes: votesOn(slotIds, 'YES', 'YES', 'NO') };
    await answerDatePoll(joint.agent, votes);
    await answerDatePoll(joint.artoisAgent, { ...votes, votes: votesOn(slotIds, 'NO', 'YES', 'NO') });
    expect(bestSlot(await readPoll(joint.agent, meeting.id))?.id).toBe(slotIds[1]);
    // Between equals the calendar decides.
    await answerDatePoll(joint.artoisAgent, { ...votes, votes: votesOn(slotIds, 'YES', 'YES', 'NO') });
    expect(bestSlot(await readPoll(joint.agent, meeting.id))?.id).toBe(slotIds[0]);
  });
});

describe('other meetings', () => {
  const secret = 'Plan social confidentiel';

  /** Invites somebody to a meeting called in another convention, at the hour of the first slot of `buildPoll`. */
  async function callElsewhere({ personId }: PersonViewer): Promise<Joint> {
    const elsewhere = await buildJoint();
    const { id: meetingId } = await buildCalled(elsewhere, { ...slotIn(9), title: secret });
    const { email, name } = await prisma.person.findUniqueOrThrow({ where: { id: personId } });
    await prisma.invitee.create({ data: { meetingId, personId, email, name } });
    return elsewhere;
  }

  const giveSight = ({ convention }: Joint, { personId }: PersonViewer) =>
    prisma.participant.create({ data: { conventionId: convention.id, personId, role: 'READER' } });

  /** What a viewer is told of who is busy, slot by slot. */
  async function busyFor(viewer: Viewer, poll: PollView): Promise<string[][]> {
    const ids = poll.slots.map(({ id }) => id);
    const busy = isToldOfBusy(viewer, poll) ? await busyAtSlots(viewer, ids) : new Map();
    return poll.slots.map((slot) => busyWarnings(slot, busy.get(slot.id) ?? []).map(({ words }) => words));
  }

  test('a required person is named to who sees the other convention, and only counted for who does not', async () => {
    const elsewhere = await callElsewhere(joint.artoisAgent);
    const { poll } = await buildPoll(joint);
    const counted = 'Une personne invitée a une autre réunion à ce moment-là, et sa présence est requise.';
    expect(await busyFor(joint.agent, poll)).toEqual([[counted], [], []]);
    await giveSight(elsewhere, joint.agent);
    const named = `${await nameOf(joint.artoisAgent)} a une autre réunion à ce moment-là, et sa présence est requise.`;
    expect(await busyFor(joint.agent, poll)).toEqual([[named], [], []]);
    // One sees the other meeting and the other does not: each is told what is theirs to know.
    expect((await busyFor(joint.artoisAgent, poll))[0]).toEqual([counted]);
    expect(await busyFor(joint.reader, poll)).toEqual([[], [], []]);
  });

  test('who need not be there is counted and never named, and who refused the date has said so', async () => {
    const elsewhere = await callElsewhere(joint.artoisAgent);
    await giveSight(elsewhere, joint.agent);
    const { meeting, slotIds } = await buildPoll(joint);
    const where = { meetingId: meeting.id, personId: joint.artoisAgent.personId };
    await prisma.invitee.updateMany({ where, data: { required: false } });
    const read = async () => busyFor(joint.agent, await readPoll(joint.agent, meeting.id));
    expect((await read())[0]).toEqual(['Une personne invitée a une autre réunion à ce moment-là.']);
    await answerDatePoll(joint.artoisAgent, { meetingId: meeting.id, votes: votesOn(slotIds, 'NO') });
    expect((await read())[0]).toEqual([]);
  });

  test('one who is named and one who is not are told apart, and both in two meetings at once are one each', async () => {
    const seen = await callElsewhere(joint.artoisAgent);
    await giveSight(seen, joint.agent);
    await callElsewhere(joint.artoisAgent);
    await callElsewhere(joint.agent);
    await callElsewhere(joint.agent);
    const { poll } = await buildPoll(joint);
    expect((await busyFor(joint.agent, poll))[0]).toEqual([
      `${await nameOf(joint.artoisAgent)} a une autre réunion à ce moment-là, et sa présence est requise.`,
      'Une autre personne invitée a une autre réunion à ce moment-là, et sa présence est requise.',
    ]);
  });

  test('it must be known before the date is kept, and the title of the other meeting is told nowhere', async () => {
    await callElsewhere(joint.artoisAgent);
    const { meeting, poll, slotIds } = await buildPoll(joint);
    const { id: meetingId } = meeting;
    for (const viewer of [joint.agent, joint.artoisAgent])
      await answerDatePoll(viewer, { meetingId, votes: votesOn(slotIds, 'YES', 'YES', 'YES') });
    const close = { meetingId, version: poll.version, slotId: slotIds[0] };
    const refusal = await closeDatePoll(joint.agent, close).catch((error: Error) => error);
    expect(refusal).toMatchObject({
      message: 'Une personne invitée a une autre réunion à ce moment-là, et sa présence est requise.',
    });
    expect(JSON.stringify([refusal, await busyFor(joint.agent, poll)])).not.toContain(secret);
    await closeDatePoll(joint.agent, { ...close, isWarned: true });
    // Once a date is kept there is nothing left to choose.
    expect(await busyFor(joint.agent, await readPoll(joint.agent, meetingId))).toEqual([[], [], []]);
  });

  test('proposals tell how many of the busy must be there, and name whom the viewer may know of', async () => {
    const elsewhere = await callElsewhere(joint.artoisAgent);
    const { meeting } = await buildPoll(joint);
    const day = addDays(today(), 9);
    const propose = async () => {
      const search = { meetingId: meeting.id, from: day, to: day, minutes: 60, hours: ['10:00', '14:00'] };
      const { slots } = await proposeSlots(joint.agent, search);
      return slots.map(({ busy, busyRequired, busyNames }) => ({ busy, busyRequired, busyNames }));
    };
    const free = { busy: 0, busyRequired: 0, busyNames: [] };
    expect(await propose()).toEqual([{ busy: 1, busyRequired: 1, busyNames: [] }, free]);
    await giveSight(elsewhere, joint.agent);
    const busyNames = [await nameOf(joint.artoisAgent)];
    expect(await propose()).toEqual([{ busy: 1, busyRequired: 1, busyNames }, free]);
    const where = { meetingId: meeting.id, personId: joint.artoisAgent.personId };
    await prisma.invitee.updateMany({ where, data: { required: false } });
    expect(await propose()).toEqual([{ busy: 1, busyRequired: 0, busyNames: [] }, free]);
  });
});
