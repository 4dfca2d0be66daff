// Reminds once, two days before the last day of a date poll, those who have not answered. Which polls are due follows from
// the day and the rows: a stop, a second node or a repeated run reminds of nothing twice. Called by the job.

import { log } from '#log.ts';
import { prisma } from '#prisma/client.ts';
import { addDays, type Day, dayAt, fromColumn, now, toColumn } from '../calendar.ts';
import { transact } from '../changes.ts';
import { lockMeeting } from '../meetings/meeting-views.ts';
import { isFollowed } from '../permissions.ts';
import { remindUnanswered } from './poll-answers.ts';
import { type PollView, readPollOf } from './poll-views.ts';

/** Days before the last one to answer. */
const REMINDER_DAYS = 2;

/** Within the last days, and neither opened nor reminded of since they began. */
function isDue(poll: PollView, day: Day): boolean {
  const last = fromColumn(poll.answerBy);
  const from = addDays(last, -REMINDER_DAYS);
  const told = dayAt(poll.remindedAt ?? poll.openedAt);
  if (!isFollowed(poll.meeting.convention)) return false;
  return poll.closedAt === null && poll.meeting.state === 'DRAFT' && from <= day && day <= last && told < from;
}

/** Sends the reminders that are due at `at` and were not sent; answers how many people were reminded. */
export async function sendPollReminders(at: Date = now()): Promise<number> {
  const day = dayAt(at);
  const answerBy = { gte: toColumn(day), lte: toColumn(addDays(day, REMINDER_DAYS)) };
  const open = await prisma.datePoll.findMany({
    where: { closedAt: null, answerBy },
    orderBy: { meetingId: 'asc' },
  });
  let reminded = 0;
  const failures: unknown[] = [];
  for (const { meetingId } of open) {
    try {
      reminded += await transact(null, async (tx, record) => {
        const poll = await readPollOf(tx, await lockMeeting(tx, meetingId));
        if (!poll || !isDue(poll, day)) return 0;
        await remindUnanswered(tx, record, poll);
        return poll.unanswered.length;
      });
    } catch (err) {
      log.error({ err, meetingId }, 'the reminder of a date poll could not be sent');
      failures.push(err);
    }
  }
  // One failure does not keep the others waiting; the job comes back for it.
  if (failures.length > 0) throw failures[0];
  return reminded;
}
