// What the verbs on a meeting do to its date poll, in their own transaction: calling takes the votes over as answers,
// cancelling ends it, and who is invited or taken off while it is open is told.
import type { Tx } from '#prisma/client.ts';
import { now } from './calendar.ts';
import { type PollNews, tellPolled } from './date-poll-mail.ts';
import { isPolled, readPollOf } from './date-poll-views.ts';
import { conflict } from './errors.ts';
import type { InviteeView, MeetingView } from './meeting-views.ts';
import type { MeetingAnswer, VoteAnswer } from './vocabulary.ts';

/** Refuses what cannot be done while those invited are asked when they can come. */
export function demandNoPoll(meeting: MeetingView): void {
  if (isPolled(meeting))
    throw conflict('Un sondage de dates est ouvert pour cette réunion : retenez d’abord une date, ou fermez-le.');
}

const answers: Record<VoteAnswer, MeetingAnswer> = { YES: 'YES', IF_NEED_BE: 'MAYBE', NO: 'NO' };

/** What was answered for the retained slot is the answer to the invitation: nobody is asked twice. */
export async function takeOverVotes(tx: Tx, meeting: MeetingView): Promise<void> {
  const poll = await readPollOf(tx, meeting);
  const slot = poll?.slots.find(({ id }) => id === poll.chosenSlotId);
  // Moved since, it is no longer the date that was voted on.
  if (!slot || +slot.startsAt !== +meeting.startsAt || +slot.endsAt !== +meeting.endsAt) return;
  for (const { invitee, answer, at } of slot.votes)
    await tx.invitee.update({ where: { id: invitee.id }, data: { answer: answers[answer], answeredAt: at } });
}

/** Ends the poll of a meeting in preparation that is cancelled; whoever was asked for a date is told. */
export async function cancelPoll(tx: Tx, meeting: MeetingView): Promise<void> {
  const poll = await readPollOf(tx, meeting);
  if (!poll) return;
  await tx.datePoll.updateMany({ where: { meetingId: meeting.id, closedAt: null }, data: { closedAt: now() } });
  await tellPolled(tx, poll, { news: 'CANCELLED' });
}

/** Tells who is invited or taken off while the poll is open. */
export async function tellOfPoll(
  tx: Tx,
  meeting: MeetingView,
  told: { news: PollNews; invitees: readonly InviteeView[] },
): Promise<void> {
  const poll = isPolled(meeting) ? await readPollOf(tx, meeting) : null;
  if (poll) await tellPolled(tx, poll, told);
}
