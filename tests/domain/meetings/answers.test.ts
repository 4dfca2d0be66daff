// What an answer to a meeting is worth once others change the meeting: nothing that somebody said is lost, and nothing is said
// in anybody's name but by them.
import { beforeEach, describe, expect, test } from 'vitest';
import { addDays, instantIn, today } from '#domain/calendar.ts';
import { answerInvitation, answerMeeting } from '#domain/meetings/answers.ts';
import { type MeetingView, readMeeting } from '#domain/meetings/meeting-views.ts';
import { invite, uninvite } from '#domain/scheduling/invitations.ts';
import { callMeeting, changeMeeting, createMeeting } from '#domain/scheduling/meetings.ts';
import { answerDatePollByLink } from '#domain/scheduling/poll-answers.ts';
import { viewerOfApiKey } from '#domain/viewers.ts';
import { prisma } from '#prisma/client.ts';
import { buildCalled, buildJoint, changed, type Joint, newMeeting, tokenIn } from '../../build/meetings.ts';
import { outsider } from '../../build/minutes.ts';
import { setState } from '../../build/obligations.ts';
import { buildKey } from '../../build/organisations.ts';
import { buildPoll, votesOn } from '../../build/scheduling.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

useDatabase();
const outside = useOutside();

let joint: Joint;
beforeEach(async () => {
  joint = await buildJoint();
});

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
