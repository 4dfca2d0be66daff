// What the verbs on a meeting do to its date poll, in their own transaction: calling takes the votes over as answers,
// cancelling ends it, and who is invited or taken off while it is open is told. What happens to a poll is recorded here.

import type { Tx } from '#prisma/client.ts';
import { fromColumn, now } from '../calendar.ts';
import type { RecordChange } from '../changes.ts';
import { conflict } from '../errors.ts';
import type { Writer } from '../letters.ts';
import type { InviteeView, MeetingView } from '../meetings/meeting-views.ts';
import { isPolled } from '../meetings/meeting-views.ts';
import { notify, settleNotices } from '../notify.ts';
import type { MeetingAnswer, VoteAnswer } from '../vocabulary.ts';
import { type PollNews, tellPolled } from './poll-letters.ts';
import { type PollView, readPollOf } from './poll-views.ts';

type PollChange = 'poll.opened' | 'poll.changed' | 'poll.reminded' | 'poll.closed';

/** Records what happened to a poll, with what whoever sees its convention may read. */
export const recordPoll = (
  record: RecordChange,
  kind: PollChange,
  { meeting, version, slots, chosenSlotId, answerBy }: PollView,
): Promise<string> => {
  const { id: subjectId, conventionId, title } = meeting;
  const chosen = slots.find(({ id }) => id === chosenSlotId);
  const details = {
    title,
    answerBy: fromColumn(answerBy),
    ...(chosen && { startsAt: chosen.startsAt.toISOString(), endsAt: chosen.endsAt.toISOString() }),
  };
  return record({ kind, subject: 'DatePoll', subjectId, version, conventionId, details });
};

const answers: Record<VoteAnswer, MeetingAnswer> = { YES: 'YES', IF_NEED_BE: 'MAYBE', NO: 'NO' };

/** Tells those of `invitees` who have an account, on their pages, that their dates are asked for. */
export async function notifyPolled(
  tx: Tx,
  record: RecordChange,
  { changeId, meeting, invitees }: { changeId: string; meeting: MeetingView; invitees: readonly InviteeView[] },
): Promise<void> {
  const { id: meetingId, conventionId } = meeting;
  const people = { id: { in: invitees.flatMap(({ personId }) => personId ?? []) } };
  await notify(tx, record, { kind: 'POLL_OPENED', changeId, conventionId, meetingId, people });
}

/** Refuses to take its date from a meeting whose notes are open: they say when it was. */
export async function demandNoNotes(tx: Tx, { id }: MeetingView): Promise<void> {
  if ((await tx.meetingNotes.count({ where: { meetingId: id } })) > 0)
    throw conflict('Les notes de cette réunion sont ouvertes : elle garde sa date.');
}

/** What was answered for the retained slot is the answer to the invitation: nobody is asked twice. */
export async function takeOverVotes(tx: Tx, meeting: MeetingView): Promise<void> {
  const poll = await readPollOf(tx, meeting);
  const slot = poll?.slots.find(({ id }) => id === poll.chosenSlotId);
  // Moved since, it is no longer the date that was voted on.
  if (
    !slot ||
    slot.startsAt.getTime() !== meeting.startsAt?.getTime() ||
    slot.endsAt.getTime() !== meeting.endsAt?.getTime()
  )
    return;
  for (const { invitee, answer, at } of slot.votes)
    await tx.invitee.update({
      where: { id: invitee.id },
      data: { answer: answers[answer], answeredAt: at, answerWords: null },
    });
}

/** Ends the poll of a meeting in preparation that is cancelled; whoever was asked for a date is told. */
export async function cancelPoll(tx: Tx, record: RecordChange, meeting: MeetingView, by: Writer): Promise<void> {
  const poll = await readPollOf(tx, meeting);
  if (!poll) return;
  const isOpen = { meetingId: meeting.id, closedAt: null };
  const data = { closedAt: now(), version: { increment: 1 } };
  const { count } = await tx.datePoll.updateMany({ where: isOpen, data });
  if (count > 0) await recordPoll(record, 'poll.closed', { ...poll, version: poll.version + 1 });
  await settleNotices(tx, { kind: 'POLL_OPENED', meetingId: meeting.id });
  await tellPolled(tx, poll, { news: 'CANCELLED', by });
}

/** Tells who is invited or taken off while the poll is open. */
export async function tellOfPoll(
  tx: Tx,
  meeting: MeetingView,
  told: { news: PollNews; invitees: readonly InviteeView[]; by: Writer },
): Promise<void> {
  const poll = isPolled(meeting) ? await readPollOf(tx, meeting) : null;
  if (poll) await tellPolled(tx, poll, told);
}
