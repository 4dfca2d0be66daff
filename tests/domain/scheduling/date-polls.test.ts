// Date polls from the first proposal to the date that is kept: who is asked, what an answer is worth, what is warned of, and
// what happens when several decide at once.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addDays, instantIn, setClock, today } from '#domain/calendar.ts';
import { readInvitation } from '#domain/meetings/answers.ts';
import { readMeeting } from '#domain/meetings/meeting-views.ts';
import { changeDatePoll, closeDatePoll, openDatePoll } from '#domain/scheduling/date-polls.ts';
import { renewInvitationLink } from '#domain/scheduling/invitation-links.ts';
import { invite, uninvite } from '#domain/scheduling/invitations.ts';
import { callMeeting, cancelMeeting, changeMeeting } from '#domain/scheduling/meetings.ts';
import { answerDatePoll, answerDatePollByLink, remindDatePoll } from '#domain/scheduling/poll-answers.ts';
import { bestSlot } from '#domain/scheduling/poll-views.ts';
import { sendPollReminders } from '#domain/scheduling/reminders.ts';
import { proposeSlots } from '#domain/scheduling/slot-proposals.ts';
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
import { buildViewer } from '../../build/organisations.ts';
import { buildPoll, newPoll, readPoll, slotIn, votesOn } from '../../build/scheduling.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';
import { whyNoPostgresql } from '../../rig/postgresql.ts';

useDatabase();
const whyNoOrder = await whyNoPostgresql();
const outside = useOutside();

let joint: Joint;
beforeEach(async () => {
  // A Monday far from any public holiday and any change of the hour.
  setClock(() => new Date('2026-09-07T08:00:00Z'));
  joint = await buildJoint();
});
afterEach(() => setClock(null));

const mailsTo = (address: string) => outside.mails.filter(({ to }) => to === address);
const lastTo = (address: string) => mailsTo(address).at(-1);

describe('opening', () => {
  test('each of those invited gets a mail with the dates and a link of their own, and no calendar part', async () => {
    const { meeting } = await buildPoll(joint);
    expect(outside.mails.map(({ to }) => to).sort()).toEqual([joint.agent.email, joint.artoisAgent.email].sort());
    const [one, other] = outside.mails;
    expect(one?.calendar).toBeUndefined();
    expect(one?.text).toContain('mercredi 16\u00a0septembre\u00a02026, de 9\u00a0h\u00a030 à 11\u00a0h');
    expect(tokenIn(one?.text)).not.toBe(tokenIn(other?.text));
    expect(meeting).toMatchObject({ state: 'DRAFT', startsAt: null, endsAt: null });
    expect(await prisma.change.count({ where: { kind: 'poll.opened', subjectId: meeting.id } })).toBe(1);
  });

  test.each([
    ['one slot', { slots: [slotIn(9)] }, 'slots'],
    ['the same slot twice', { slots: [slotIn(9), slotIn(9)] }, 'slots'],
    ['more than twenty', { slots: Array.from({ length: 21 }, (_, index) => slotIn(9 + index)) }, 'slots'],
    ['a slot that is past', { slots: [slotIn(-400), slotIn(9)], answerBy: '2026-09-08' }, 'slots'],
    ['an end before its start', { slots: [slotIn(9), { ...slotIn(10), endsAt: slotIn(9).endsAt }] }, 'slots.1'],
    ['a last day that is past', { answerBy: '2026-09-06' }, 'answerBy'],
    ['a last day that does not exist', { answerBy: '2026-02-30' }, 'answerBy'],
  ])('%s is refused in a sentence and nothing is sent', async (_what, more, field) => {
    const meeting = await buildMeeting(joint);
    const slots = [9, 10, 11].map((days) => ({
      startsAt: instantIn(addDays(today(), days), 9),
      endsAt: instantIn(addDays(today(), days), 10),
    }));
    const opened = openDatePoll(joint.agent, newPoll(meeting, { slots, ...more }));
    await expect(opened).rejects.toMatchObject({ fields: { [field]: expect.stringMatching(/\.$/) } });
    expect(outside.mails).toEqual([]);
    expect(await prisma.datePoll.count({ where: { meetingId: meeting.id } })).toBe(0);
  });

  test('answers must arrive before the day of the first slot', async () => {
    const meeting = await buildMeeting(joint);
    const late = newPoll(meeting, { answerBy: addDays(today(), 9) });
    await expect(openDatePoll(joint.agent, late)).rejects.toMatchObject({
      fields: { answerBy: expect.stringContaining('avant le jour du premier créneau') },
    });
    await openDatePoll(joint.agent, newPoll(meeting, { answerBy: addDays(today(), 8) }));
  });

  test('a joint exchange without both MDADT, and one that nobody is invited to, are not asked about', async () => {
    const alone = await buildMeeting(joint, { organiserIds: [joint.lensHenin.id] });
    await expect(openDatePoll(joint.agent, newPoll(alone))).rejects.toMatchObject({
      message: 'Un échange territorial réunit les deux MDADT. Il manque\u00a0: MDADT Artois.',
    });
    const empty = await buildMeeting(joint, { kind: 'OTHER', organiserIds: [] });
    await expect(openDatePoll(joint.agent, newPoll(empty))).rejects.toMatchObject({
      fields: { invitees: 'Personne n’est invité à cette réunion.' },
    });
    expect(outside.mails).toEqual([]);
  });

  test('who only reads may not, who sees nothing learns nothing, and a called meeting is not asked about', async () => {
    const meeting = await buildMeeting(joint);
    await expect(openDatePoll(joint.reader, newPoll(meeting))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(openDatePoll(await buildViewer(), newPoll(meeting))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const called = await buildCalled(joint);
    await expect(openDatePoll(joint.agent, newPoll(called))).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  test('two who open one at once open one', async () => {
    const meeting = await buildMeeting(joint);
    const both = await Promise.allSettled([
      openDatePoll(joint.agent, newPoll(meeting)),
      openDatePoll(joint.artoisAgent, newPoll(meeting)),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outside.mails).toHaveLength(2);
  });

  test('while it is open the meeting is neither called nor moved', async () => {
    const { meeting } = await buildPoll(joint);
    const { id: meetingId, version } = meeting;
    await expect(callMeeting(joint.agent, { meetingId, version })).rejects.toMatchObject({
      message: expect.stringContaining('Un sondage de dates est ouvert'),
    });
    const moved = changed(meeting, slotIn(20));
    await expect(changeMeeting(joint.agent, moved)).rejects.toMatchObject({ code: 'CONFLICT' });
    await changeMeeting(joint.agent, changed(meeting, { title: 'Un autre intitulé' }));
  });
});

describe('answering', () => {
  test('a link answers for the one it was sent to, as often as they like; the same again is one', async () => {
    const outsider = { email: 'dehors@exemple.fr', name: 'Claude Dehors' };
    const { id: meetingId } = await buildMeeting(joint);
    const invited = await invite(joint.agent, { meetingId, ...outsider });
    await openDatePoll(joint.agent, newPoll(invited));
    const token = tokenIn(lastTo(outsider.email)?.text);
    const { slots } = await readPoll(joint.agent, meetingId);
    const votes = votesOn(
      slots.map(({ id }) => id),
      'YES',
      'IF_NEED_BE',
      'NO',
    );
    await answerDatePollByLink({ token, votes });
    const { invitee } = await answerDatePollByLink({ token, votes });
    expect(invitee.name).toBe(outsider.name);
    const where = { kind: 'poll.answered', subjectId: invitee.id };
    expect(await prisma.change.count({ where })).toBe(1);
    const poll = await readPoll(joint.agent, meetingId);
    expect(poll.slots.map((slot) => slot.votes.map(({ answer }) => answer))).toEqual([['YES'], ['IF_NEED_BE'], ['NO']]);
    expect(poll.unanswered.map(({ personId }) => personId).sort()).toEqual(
      [joint.agent.personId, joint.artoisAgent.personId].sort(),
    );
    // Whoever holds the link is the one it was sent to, and nobody else.
    expect(await prisma.vote.findMany({ distinct: 'inviteeId' })).toMatchObject([{ inviteeId: invitee.id }]);
  });

  test('who is invited answers signed in; who is not, and who does not see the meeting, does not', async () => {
    const { meeting, slotIds } = await buildPoll(joint);
    const input = { meetingId: meeting.id, votes: votesOn(slotIds, 'NO', 'YES', 'YES') };
    await answerDatePoll(joint.artoisAgent, input);
    await expect(answerDatePoll(joint.reader, input)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(answerDatePoll(await buildViewer(), input)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await readPoll(joint.agent, meeting.id)).slots[0]?.votes).toHaveLength(1);
  });

  test('a slot of another meeting, none, and the same one twice are refused', async () => {
    const [one, other] = [await buildPoll(joint), await buildPoll(joint)];
    const answer = (votes: object[]) => answerDatePoll(joint.agent, { meetingId: one.meeting.id, votes });
    await expect(answer(votesOn(other.slotIds, 'YES'))).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(answer([])).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const [slotId] = one.slotIds;
    await expect(answer(votesOn([slotId, slotId], 'YES', 'NO'))).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  test('a link that is unknown, revoked, taken back or over answers no more', async () => {
    const { meeting, slotIds } = await buildPoll(joint);
    const token = tokenIn(lastTo(joint.artoisAgent.email)?.text);
    const votes = votesOn(slotIds, 'YES');
    const expired = { code: 'LINK_EXPIRED' };
    await expect(answerDatePollByLink({ token: 'inconnu', votes })).rejects.toMatchObject(expired);
    const artois = meeting.invitees.find(({ personId }) => personId === joint.artoisAgent.personId);
    await renewInvitationLink(joint.agent, { meetingId: meeting.id, inviteeId: artois?.id });
    await expect(answerDatePollByLink({ token, votes })).rejects.toMatchObject(expired);
    expect(await readInvitation(token)).toBeNull();
    const fresh = tokenIn(lastTo(joint.artoisAgent.email)?.text);
    await answerDatePollByLink({ token: fresh, votes });
    const agentToken = tokenIn(lastTo(joint.agent.email)?.text);
    const over = slotIn(12).endsAt;
    setClock(() => over);
    expect(await readInvitation(agentToken)).toBeNull();
    await expect(answerDatePollByLink({ token: agentToken, votes })).rejects.toMatchObject(expired);
  });

  test('who is taken off is told, their link is dead and their answers no longer count', async () => {
    const { meeting, slotIds } = await buildPoll(joint);
    const token = tokenIn(lastTo(joint.artoisAgent.email)?.text);
    await answerDatePollByLink({ token, votes: votesOn(slotIds, 'NO', 'NO', 'NO') });
    const inviteeId = meeting.invitees.find(({ personId }) => personId === joint.artoisAgent.personId)?.id;
    await uninvite(joint.agent, { meetingId: meeting.id, inviteeId });
    expect(lastTo(joint.artoisAgent.email)?.subject).toMatch(/^Invitation retirée/);
    await expect(answerDatePollByLink({ token, votes: votesOn(slotIds, 'YES') })).rejects.toMatchObject({
      code: 'LINK_EXPIRED',
    });
    expect((await readPoll(joint.agent, meeting.id)).slots.flatMap(({ votes }) => votes)).toEqual([]);
  });

  test('who is invited while it is open is asked at once', async () => {
    const { meeting } = await buildPoll(joint);
    await invite(joint.agent, { meetingId: meeting.id, email: 'tard@exemple.fr', name: 'Dominique Tard' });
    expect(lastTo('tard@exemple.fr')?.subject).toMatch(/^Sondage de dates/);
  });

  test('a slot that is added is asked of those who had answered; answers to what stays are kept', async () => {
    const { meeting, poll, slotIds } = await buildPoll(joint);
    await answerDatePoll(joint.artoisAgent, { meetingId: meeting.id, votes: votesOn(slotIds, 'YES', 'NO', 'YES') });
    outside.mails = [];
    const kept = poll.slots.slice(0, 2).map(({ startsAt, endsAt }) => ({ startsAt, endsAt }));
    const input = { meetingId: meeting.id, version: poll.version, answerBy: addDays(today(), 6) };
    await changeDatePoll(joint.agent, { ...input, slots: [...kept, slotIn(14)] });
    expect(outside.mails.map(({ to }) => to)).toEqual([joint.artoisAgent.email]);
    const after = await readPoll(joint.agent, meeting.id);
    expect(after.slots.map(({ votes }) => votes.map(({ answer }) => answer))).toEqual([['YES'], ['NO'], []]);
    await expect(changeDatePoll(joint.agent, { ...input, slots: kept })).rejects.toMatchObject({ code: 'CONFLICT' });
    // What was answered to a slot that has gone is told, not dropped.
    const late = answerDatePoll(joint.artoisAgent, { meetingId: meeting.id, votes: votesOn([slotIds[2]], 'YES') });
    await expect(late).rejects.toMatchObject({ message: expect.stringContaining('ont changé entre-temps') });
  });
});

describe('asking again', () => {
  test('only those who have not answered are asked again, and not twice in a row', async () => {
    const { meeting, slotIds } = await buildPoll(joint);
    await answerDatePoll(joint.agent, { meetingId: meeting.id, votes: votesOn(slotIds, 'YES', 'YES', 'YES') });
    outside.mails = [];
    const both = await Promise.allSettled([
      remindDatePoll(joint.agent, { meetingId: meeting.id }),
      remindDatePoll(joint.artoisAgent, { meetingId: meeting.id }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outside.mails.map(({ to }) => to)).toEqual([joint.artoisAgent.email]);
    await expect(remindDatePoll(joint.reader, { meetingId: meeting.id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('the job asks once, two days before the last day, whatever was asked before and however often it wakes', async () => {
    const { meeting, slotIds } = await buildPoll(joint);
    await answerDatePoll(joint.agent, { meetingId: meeting.id, votes: votesOn(slotIds, 'YES', 'YES', 'YES') });
    await remindDatePoll(joint.agent, { meetingId: meeting.id });
    // Polls of other tests are due on the same day.
    await prisma.datePoll.updateMany({ where: { meetingId: { not: meeting.id } }, data: { closedAt: new Date() } });
    outside.mails = [];
    setClock(() => new Date('2026-09-09T08:00:00Z'));
    expect(await sendPollReminders()).toBe(0);
    setClock(() => new Date('2026-09-10T08:00:00Z'));
    const runs = await Promise.all([sendPollReminders(), sendPollReminders()]);
    expect(runs.sort()).toEqual([0, 1]);
    setClock(() => new Date('2026-09-11T08:00:00Z'));
    expect(await sendPollReminders()).toBe(0);
    expect(outside.mails.map(({ to }) => to)).toEqual([joint.artoisAgent.email]);
  });
});

describe('choosing', () => {
  test('the date that is chosen is the meeting’s, and votes are the answers once it is called', async () => {
    const { meeting, poll, slotIds } = await buildPoll(joint);
    const { id: meetingId } = meeting;
    await answerDatePoll(joint.artoisAgent, { meetingId, votes: votesOn(slotIds, 'NO', 'IF_NEED_BE', 'YES') });
    await answerDatePoll(joint.agent, { meetingId, votes: votesOn(slotIds, 'YES', 'YES', 'IF_NEED_BE') });
    expect(bestSlot(await readPoll(joint.agent, meetingId))?.id).toBe(slotIds[1]);
    outside.mails = [];
    const chosen = await closeDatePoll(joint.agent, { meetingId, version: poll.version, slotId: slotIds[1] });
    expect(chosen).toMatchObject({ startsAt: poll.slots[1]?.startsAt, endsAt: poll.slots[1]?.endsAt });
    expect(outside.mails).toEqual([]);
    const called = await callMeeting(joint.agent, { meetingId, version: chosen.version });
    const answers = new Map(called.invitees.map(({ personId, answer }) => [personId, answer]));
    expect(answers.get(joint.artoisAgent.personId)).toBe('MAYBE');
    expect(answers.get(joint.agent.personId)).toBe('YES');
    expect(lastTo(joint.artoisAgent.email)?.text).toContain('Votre réponse est déjà enregistrée\u00a0: peut-être.');
  });

  test('votes for a date that was moved since are no answers', async () => {
    const { meeting, poll, slotIds } = await buildPoll(joint);
    const { id: meetingId } = meeting;
    await answerDatePoll(joint.artoisAgent, { meetingId, votes: votesOn(slotIds, 'YES') });
    const chosen = await closeDatePoll(joint.agent, {
      meetingId,
      version: poll.version,
      slotId: slotIds[0],
      isWarned: true,
    });
    const moved = await changeMeeting(joint.agent, changed(chosen, slotIn(20)));
    const called = await callMeeting(joint.agent, { meetingId, version: moved.version });
    expect(called.invitees.find(({ personId }) => personId === joint.artoisAgent.personId)?.answer).toBe(
      'NEEDS_ACTION',
    );
  });

  test('a required person, a whole MDADT and a public holiday must be known to be passed over', async () => {
    // 2 November 2026 is a Monday; the 11th is public.
    setClock(() => new Date('2026-11-02T08:00:00Z'));
    const { meeting, poll, slotIds } = await buildPoll(joint);
    const { id: meetingId } = meeting;
    await answerDatePoll(joint.artoisAgent, { meetingId, votes: votesOn(slotIds, 'NO', 'YES', 'YES') });
    await answerDatePoll(joint.agent, { meetingId, votes: votesOn(slotIds, 'YES', 'YES', 'YES') });
    const close = { meetingId, version: poll.version, slotId: slotIds[0] };
    const { slots } = await readPoll(joint.agent, meetingId);
    expect(slots.map(({ warnings }) => warnings.map(({ check }) => check))).toEqual([
      ['TERRITORY_NO', 'REQUIRED_NO', 'PUBLIC_HOLIDAY'],
      [],
      [],
    ]);
    await expect(closeDatePoll(joint.agent, close)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('MDADT Artois\u00a0: toutes les personnes invitées ont répondu non.'),
      fields: { isWarned: expect.any(String) },
    });
    expect((await readPoll(joint.agent, meetingId)).closedAt).toBeNull();
    await closeDatePoll(joint.agent, { ...close, isWarned: true });
  });

  test('of two people who choose two dates at once one wins, and the other is told which date is kept', async () => {
    const { meeting, poll, slotIds } = await buildPoll(joint);
    const close = (viewer: typeof joint.agent, slotId: string) =>
      closeDatePoll(viewer, { meetingId: meeting.id, version: poll.version, slotId, isWarned: true });
    const both = await Promise.allSettled([close(joint.agent, slotIds[0]), close(joint.artoisAgent, slotIds[2])]);
    const won = both.find(({ status }) => status === 'fulfilled');
    const lost = both.find(({ status }) => status === 'rejected');
    const after = await readPoll(joint.agent, meeting.id);
    const day = after.chosenSlotId === slotIds[0] ? 'mercredi 16' : 'vendredi 18';
    expect(won).toBeDefined();
    expect(lost).toMatchObject({
      reason: { code: 'CONFLICT', message: expect.stringContaining(`La date retenue est : ${day}`) },
    });
    expect(await prisma.change.count({ where: { kind: 'poll.closed', subjectId: meeting.id } })).toBe(1);
  });

  test.each(['the vote', 'the closing'])(
    'a vote by link that comes while it closes counts before, or is told which date is kept: %s first',
    async (first) => {
      const { meeting, poll, slotIds } = await buildPoll(joint);
      const { id: meetingId } = meeting;
      await invite(joint.agent, { meetingId, email: 'zoe@exemple.fr', name: 'Zoé Dehors' });
      const token = tokenIn(outside.mails.find(({ to }) => to === 'zoe@exemple.fr')?.text);
      const vote = () => answerDatePollByLink({ token, votes: votesOn(slotIds, 'YES', 'YES', 'YES') });
      const close = () =>
        closeDatePoll(joint.agent, { meetingId, version: poll.version, slotId: slotIds[1], isWarned: true });
      // Both wait for the meeting's row, in the order in which they came.
      const both = await prisma.$transaction(async (tx) => {
        await tx.$queryRaw`select 1 from "Meeting" where id = ${meetingId}::uuid for update`;
        const one = Promise.allSettled([first === 'the vote' ? vote() : close()]);
        await new Promise((resolve) => setTimeout(resolve, 150));
        const other = Promise.allSettled([first === 'the vote' ? close() : vote()]);
        await new Promise((resolve) => setTimeout(resolve, 150));
        return { one, other };
      });
      const [[one], [other]] = [await both.one, await both.other];
      const [voted, closed] = first === 'the vote' ? [one, other] : [other, one];
      expect(closed.status).toBe('fulfilled');
      // An embedded database lets one transaction in at a time, in an order of its own.
      if (!whyNoOrder) expect(voted.status).toBe(first === 'the vote' ? 'fulfilled' : 'rejected');
      const kept = await prisma.vote.count({ where: { slotId: { in: [...slotIds] } } });
      if (voted.status === 'fulfilled') expect(kept).toBe(3);
      else {
        expect(voted.reason.message).toContain('Ce sondage est clos. La date retenue est : jeudi 17');
        expect(kept).toBe(0);
      }
      const late = answerDatePoll(joint.artoisAgent, { meetingId, votes: votesOn(slotIds, 'NO') });
      await expect(late).rejects.toMatchObject({ message: expect.stringContaining('jeudi 17') });
    },
  );

  test('a slot that is past, or of another poll, is not chosen', async () => {
    const [one, other] = [await buildPoll(joint), await buildPoll(joint)];
    const close = { meetingId: one.meeting.id, version: one.poll.version };
    await expect(closeDatePoll(joint.agent, { ...close, slotId: other.slotIds[0] })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(closeDatePoll(joint.reader, { ...close, slotId: one.slotIds[0] })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    const past = slotIn(9).endsAt;
    setClock(() => past);
    await expect(closeDatePoll(joint.agent, { ...close, slotId: one.slotIds[0] })).rejects.toMatchObject({
      fields: { slotId: 'Ce créneau est passé.' },
    });
  });

  test('given up, those invited are told, and another poll may be opened', async () => {
    const { meeting, poll, slotIds } = await buildPoll(joint);
    outside.mails = [];
    const given = await closeDatePoll(joint.agent, { meetingId: meeting.id, version: poll.version });
    expect(outside.mails.map(({ subject }) => subject)).toEqual(Array(2).fill(expect.stringContaining('fermé')));
    const late = answerDatePoll(joint.artoisAgent, { meetingId: meeting.id, votes: votesOn(slotIds, 'YES') });
    await expect(late).rejects.toMatchObject({ message: 'Ce sondage est clos sans qu’une date soit retenue.' });
    await openDatePoll(joint.agent, newPoll(given));
    expect((await readPoll(joint.agent, meeting.id)).closedAt).toBeNull();
  });

  test('cancelled, the meeting asks nobody any more, and those it asked are told why', async () => {
    const { meeting, slotIds } = await buildPoll(joint);
    outside.mails = [];
    const { version } = await readMeeting(joint.agent, meeting.id);
    await cancelMeeting(joint.agent, { meetingId: meeting.id, version, reason: 'Salle indisponible' });
    expect(outside.mails).toHaveLength(2);
    expect(outside.mails[0]?.text).toContain('Motif\u00a0: Salle indisponible');
    expect((await readPoll(joint.agent, meeting.id)).closedAt).not.toBeNull();
    const late = answerDatePoll(joint.artoisAgent, { meetingId: meeting.id, votes: votesOn(slotIds, 'YES') });
    await expect(late).rejects.toMatchObject({ message: expect.stringContaining('annulée') });
  });
});

describe('the two nights when the hour changes', () => {
  test('a slot in the hour that comes twice is proposed once, whichever of the two instants is given', async () => {
    const meeting = await buildMeeting(joint);
    const [summer, winter] = ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'].map((instant) => new Date(instant));
    const endsAt = new Date('2026-10-25T03:00:00Z');
    const slots = [summer, winter].map((startsAt) => ({ startsAt, endsAt }));
    await expect(openDatePoll(joint.agent, newPoll(meeting, { slots }))).rejects.toMatchObject({
      fields: { slots: 'Le même créneau est proposé deux fois.' },
    });
  });

  test('slots on both sides of a change keep the hour of Paris', async () => {
    const { meeting } = await buildPoll(joint, {
      slots: [
        { startsAt: instantIn('2026-10-23', 9, 30), endsAt: instantIn('2026-10-23', 11) },
        { startsAt: instantIn('2026-10-26', 9, 30), endsAt: instantIn('2026-10-26', 11) },
        { startsAt: instantIn('2027-03-29', 9, 30), endsAt: instantIn('2027-03-29', 11) },
      ],
    });
    const { slots } = await readPoll(joint.agent, meeting.id);
    expect(slots.map(({ startsAt }) => startsAt.toISOString())).toEqual([
      '2026-10-23T07:30:00.000Z',
      '2026-10-26T08:30:00.000Z',
      '2027-03-29T07:30:00.000Z',
    ]);
    const text = lastTo(joint.agent.email)?.text ?? '';
    expect(text.match(/de 9\u00a0h\u00a030 à 11\u00a0h/g)).toHaveLength(3);
  });
});

describe('proposals', () => {
  const search = (meetingId: string, more: object = {}) => ({
    meetingId,
    from: '2026-11-09',
    to: '2026-11-15',
    minutes: 90,
    hours: ['9:30', '14:00'],
    ...more,
  });

  test('weekends and public holidays are left out, and the holidays are told', async () => {
    const { id } = await buildMeeting(joint);
    const { slots, leftOut } = await proposeSlots(joint.agent, search(id));
    expect(slots).toHaveLength(8);
    expect(slots[0]).toMatchObject({ startsAt: instantIn('2026-11-09', 9, 30), endsAt: instantIn('2026-11-09', 11) });
    expect(leftOut).toEqual([{ day: '2026-11-11', name: 'armistice de 1918' }]);
  });

  test('school holidays are told, and beyond what is published nothing is invented', async () => {
    const { id } = await buildMeeting(joint);
    const autumn = await proposeSlots(
      joint.agent,
      search(id, { from: '2026-10-30', to: '2026-11-02', hours: ['9:30'] }),
    );
    expect(autumn.slots.map((slot) => slot.schoolHoliday)).toEqual(['vacances de la Toussaint', null]);
    setClock(() => new Date('2027-08-01T08:00:00Z'));
    const beyond = await proposeSlots(
      joint.agent,
      search(id, { from: '2027-08-31', to: '2027-09-01', hours: ['9:30'] }),
    );
    expect(beyond.slots.map(({ isSchoolKnown }) => isSchoolKnown)).toEqual([true, false]);
  });

  test('who is called elsewhere, or waits there for a retained date, is counted; who refused or was only asked is not', async () => {
    const day = addDays(today(), 9);
    const span = slotIn(9);
    const busy = async (meetingId: string) => {
      const { slots } = await proposeSlots(
        joint.agent,
        search(meetingId, { from: day, to: day, hours: ['10:00', '14:00'] }),
      );
      return slots.map((slot) => slot.busy);
    };
    const { id } = await buildMeeting(joint);
    expect(await busy(id)).toEqual([0, 0]);
    const polled = await buildPoll(joint);
    expect(await busy(id)).toEqual([0, 0]);
    const { meeting, slotIds } = polled;
    await closeDatePoll(joint.agent, { meetingId: meeting.id, version: 1, slotId: slotIds[0], isWarned: true });
    expect(await busy(id)).toEqual([2, 0]);
    // Of a meeting in a convention that the viewer does not see, the same number and nothing else.
    const elsewhere = await buildJoint();
    const person = await prisma.person.findUniqueOrThrow({ where: { id: joint.artoisAgent.personId } });
    const called = await buildCalled(elsewhere, span);
    await cancelMeeting(joint.agent, {
      meetingId: meeting.id,
      version: (await readMeeting(joint.agent, meeting.id)).version,
    });
    expect(await busy(id)).toEqual([0, 0]);
    const { id: inviteeId } = await prisma.invitee.create({
      data: { meetingId: called.id, personId: person.id, email: person.email, name: person.name },
    });
    expect(await busy(id)).toEqual([1, 0]);
    await prisma.invitee.update({ where: { id: inviteeId }, data: { answer: 'NO' } });
    expect(await busy(id)).toEqual([0, 0]);
  });

  test('hours outside working hours are refused on their field, the end of the meeting included', async () => {
    const { id } = await buildMeeting(joint);
    const refused = (hours: string[], minutes = 90) =>
      expect(proposeSlots(joint.agent, search(id, { hours, minutes }))).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        fields: {
          hours: expect.stringMatching(/^De .+, la réunion sortirait des heures de travail \(de 8.h à 19.h\)\./),
        },
      });
    await refused(['7:59']);
    await refused(['9:30', '20:00']);
    await refused(['17:31']);
    await refused(['9:30'], 600);
    const { slots } = await proposeSlots(joint.agent, search(id, { hours: ['8:00', '17:30'] }));
    expect(slots).toHaveLength(8);
  });

  test('too long a stretch, an hour that is none, and who may not organise are refused', async () => {
    const { id } = await buildMeeting(joint);
    for (const more of [
      { to: '2027-11-15' },
      { to: '2026-11-01' },
      { hours: ['25:00'] },
      { hours: [] },
      { minutes: 5 },
    ])
      await expect(proposeSlots(joint.agent, search(id, more))).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(proposeSlots(joint.reader, search(id))).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

test('nobody renews a link of a meeting that nobody was told of, nor without the right to', async () => {
  const meeting = await buildMeeting(joint);
  const input = { meetingId: meeting.id, inviteeId: meeting.invitees[0]?.id };
  await expect(renewInvitationLink(joint.agent, input)).rejects.toMatchObject({ code: 'CONFLICT' });
  await expect(renewInvitationLink(joint.reader, input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  const other = await buildPoll(joint);
  await expect(renewInvitationLink(joint.agent, { ...input, meetingId: other.meeting.id })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

test('a hostile title stays in the words of the mail', async () => {
  const title = 'Réunion\r\nBcc: tous@exemple.fr';
  const meeting = await buildMeeting(joint, { ...newMeeting(joint), title });
  await openDatePoll(joint.agent, newPoll(meeting));
  expect(outside.mails[0]?.subject).toBe('Sondage de dates\u00a0: Réunion Bcc: tous@exemple.fr');
});
