// Reminders of the tasks that meetings decide: 7 days before, and once it is late, to who is to do it. As with obligations,
// what is due follows from the day and the rows, and each reminder is a row: nothing is sent twice. Called by the job.

import type { Outcome, Prisma } from '#generated/prisma/client.ts';
import { log } from '#log.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { addDays, type Day, dayAt, fromColumn, now, toColumn } from '../calendar.ts';
import { type RecordChange, transact } from '../changes.ts';
import { notify } from '../notify.ts';
import { stepOn } from '../obligations/occurrences.ts';
import { followedConventions, peopleWhoSee } from '../permissions.ts';
import { storable } from '../texts/live-text.ts';
import type { ReminderStep } from '../vocabulary.ts';
import { toldOf } from './outcome-follow-ups.ts';
import { EXCERPT } from './outcomes.ts';

/** A task is lighter than an obligation: it is not reminded of months before. */
const TASK_REMINDER_DAYS = 7;

/** Tasks that are to be done within the reminder's time, or late. */
export const dueTasks = (day: Day): Prisma.OutcomeWhereInput => ({
  kind: 'TASK',
  archivedAt: null,
  doneOn: null,
  dueOn: { lte: toColumn(addDays(day, TASK_REMINDER_DAYS)) },
  meeting: { state: { not: 'CANCELLED' }, convention: followedConventions },
});

type Place = Pick<Outcome, 'meetingId' | 'blockId'>;

interface Reminding {
  task: Outcome;
  dueOn: Date;
  step: ReminderStep;
  conventionId: string;
  people: Prisma.PersonWhereInput;
}

/** Reminds of one task at the step it has reached, whom it was not yet; answers how many. */
async function remind({ meetingId, blockId }: Place, day: Day): Promise<number> {
  return transact(null, async (tx, record) => {
    // Who does it, by when and that it is done are written on this row: what is said at this moment is seen, or waits.
    await tx.$queryRaw`
      select 1 from "Outcome" where "meetingId" = ${meetingId}::uuid and "blockId" = ${blockId}::uuid for update`;
    const task = await tx.outcome.findFirst({
      where: { meetingId, blockId, ...dueTasks(day) },
      include: { meeting: { select: { conventionId: true } } },
    });
    const told = task && toldOf(task, { id: meetingId });
    const step = task?.dueOn && stepOn(fromColumn(task.dueOn), day);
    if (!task?.dueOn || !told || !step) return 0;
    const { dueOn } = task;
    const { conventionId } = task.meeting;
    const people = {
      AND: [told, peopleWhoSee(conventionId), { taskReminders: { none: { meetingId, blockId, dueOn, step } } }],
    };
    if ((await tx.person.count({ where: people })) === 0) return 0;
    return writeReminders(tx, record, { task, dueOn, step, conventionId, people });
  });
}

async function writeReminders(
  tx: Tx,
  record: RecordChange,
  { task, dueOn, step, conventionId, people }: Reminding,
): Promise<number> {
  const { meetingId, blockId, version } = task;
  const words = storable(task.text.slice(0, EXCERPT));
  const changeId = await record({
    kind: 'outcome.reminded',
    subject: 'Outcome',
    subjectId: blockId,
    version,
    conventionId,
    details: { meetingId, words, dueOn: fromColumn(dueOn), step },
  });
  const kind = step === 'LATE' ? 'TASK_LATE' : 'TASK_DUE';
  const told = await notify(tx, record, { kind, changeId, conventionId, meetingId, people });
  await tx.taskReminder.createMany({ data: told.map((personId) => ({ meetingId, blockId, dueOn, step, personId })) });
  return told.length;
}

/** Sends every reminder of a task that is due at `at` and was not sent; answers how many. Harmless when repeated. */
export async function sendTaskReminders(at: Date = now()): Promise<number> {
  const day = dayAt(at);
  const due = await prisma.outcome.findMany({
    where: dueTasks(day),
    select: { meetingId: true, blockId: true },
    orderBy: [{ dueOn: 'asc' }, { meetingId: 'asc' }, { position: 'asc' }, { blockId: 'asc' }],
  });
  let sent = 0;
  const failures: unknown[] = [];
  for (const place of due) {
    try {
      sent += await remind(place, day);
    } catch (err) {
      log.error({ err, ...place }, 'the reminder of a task could not be sent');
      failures.push(err);
    }
  }
  // One failure does not keep the others waiting; the job comes back for it.
  if (failures.length > 0) throw failures[0];
  return sent;
}
