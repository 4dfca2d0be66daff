// Reminders of what is due: 60, 30 and 7 days before, and once it is late, to those who look after it. What is due follows
// from the day and the rows, and each reminder is a row: a stop, a second node or a repeated run sends nothing twice.

import { Prisma } from '#generated/prisma/client.ts';
import { log } from '#log.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { addDays, type Day, dayAt, fromColumn, now } from '../calendar.ts';
import { type RecordChange, transact } from '../changes.ts';
import { forbidden } from '../errors.ts';
import { notify } from '../notify.ts';
import { parseInput } from '../parse.ts';
import { peopleWhoSee, writingRoles } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import type { ReminderStep } from '../vocabulary.ts';
import { silenceRemindersInput } from './inputs.ts';
import { occurrenceFor } from './occurrence-plans.ts';
import { stateSql, titleSql } from './occurrence-sql.ts';
import { FIRST_REMINDER_DAYS, owedStates, stepOn } from './occurrences.ts';

interface Due {
  id: string;
  dueOn: Date;
  obligationId: string;
  conventionId: string;
  title: string;
}

/** Occurrences that are owed, not done and due within the first reminder's time; planned is not done. */
const dueSql = (day: Day, which: Prisma.Sql) => Prisma.sql`
  select o.id, o."dueOn", ob.id as "obligationId", ob."conventionId", ${titleSql} as title
  from "Occurrence" o join "Obligation" ob on ob.id = o."obligationId" join "Convention" c on c.id = ob."conventionId"
  where ${which} and ob."withdrawnAt" is null and c."archivedAt" is null and c.state::text = any(${owedStates})
    and o."dueOn" <= ${addDays(day, FIRST_REMINDER_DAYS)}::date
    and (${stateSql(day)}) in ('TO_PLAN', 'PLANNED', 'LATE')
  order by o."dueOn", o.id`;

/**
 * The living pilots; without any, for each organisation or service that owes it, its people who write in the convention by
 * name; without any, all who do.
 */
async function lookAfter(tx: Tx, { obligationId, conventionId }: Due): Promise<string[]> {
  const living = { deactivatedAt: null };
  const pilots = await tx.person.findMany({
    where: { ...living, pilotedObligations: { some: { obligationId } } },
    select: { id: true },
  });
  if (pilots.length > 0) return pilots.map(({ id }) => id);
  const debtors = await tx.obligationParty.findMany({ where: { obligationId, role: 'DEBTOR' } });
  const writes = { conventionId, role: { in: [...writingRoles] } };
  const found: { id: string }[] = [];
  for (const { organisationId, unitId } of debtors) {
    const own = { ...living, ...(unitId ? { unitId } : { organisationId: organisationId ?? undefined }) };
    const named = await tx.person.findMany({ where: { ...own, participants: { some: writes } }, select: { id: true } });
    const all = { ...own, organisation: { participants: { some: writes } } };
    found.push(...(named.length > 0 ? named : await tx.person.findMany({ where: all, select: { id: true } })));
  }
  return found.map(({ id }) => id);
}

/** Reminds of one occurrence at the step it has reached, whom it was not yet; answers how many. */
async function remind(occurrenceId: string, day: Day): Promise<number> {
  return transact(null, async (tx, record) => {
    // The lock that proofs and plans take: what is done at this moment is seen, or waits.
    await tx.$queryRaw`
      select ob.id from "Obligation" ob join "Occurrence" o on o."obligationId" = ob.id
      where o.id = ${occurrenceId}::uuid for update of ob`;
    const [due] = await tx.$queryRaw<Due[]>(dueSql(day, Prisma.sql`o.id = ${occurrenceId}::uuid`));
    const step = due && stepOn(fromColumn(due.dueOn), day);
    if (!due || !step) return 0;
    // A pilot may have lost the convention meanwhile, and is told nothing of it.
    const people: Prisma.PersonWhereInput = {
      AND: [peopleWhoSee(due.conventionId)],
      id: { in: await lookAfter(tx, due) },
      reminders: { none: { occurrenceId, step } },
      silencedReminders: { none: { occurrenceId } },
    };
    if ((await tx.person.count({ where: people })) === 0) return 0;
    return writeReminders(tx, record, { due, step, people });
  });
}

async function writeReminders(
  tx: Tx,
  record: RecordChange,
  { due, step, people }: { due: Due; step: ReminderStep; people: Prisma.PersonWhereInput },
): Promise<number> {
  const { id: occurrenceId, obligationId, conventionId, title } = due;
  const changeId = await record({
    kind: 'occurrence.reminded',
    subject: 'Occurrence',
    subjectId: occurrenceId,
    conventionId,
    details: { obligationId, title, dueOn: fromColumn(due.dueOn), step },
  });
  const kind = step === 'LATE' ? 'OBLIGATION_LATE' : 'OBLIGATION_DUE';
  const told = await notify(tx, record, { kind, changeId, conventionId, occurrenceId, people });
  await tx.reminder.createMany({ data: told.map((personId) => ({ occurrenceId, step, personId })) });
  return told.length;
}

/** Sends every reminder that is due at `at` and was not sent; answers how many. Harmless when repeated. */
export async function sendReminders(at: Date = now()): Promise<number> {
  const day = dayAt(at);
  const due = await prisma.$queryRaw<Due[]>(dueSql(day, Prisma.sql`true`));
  let sent = 0;
  const failures: unknown[] = [];
  for (const { id } of due) {
    try {
      sent += await remind(id, day);
    } catch (err) {
      log.error({ err, occurrenceId: id }, 'a reminder could not be sent');
      failures.push(err);
    }
  }
  // One failure does not keep the others waiting; the job comes back for it.
  if (failures.length > 0) throw failures[0];
  return sent;
}

/** Stops the reminders of an occurrence for the viewer, or lets them come again. */
export async function silenceReminders(viewer: Viewer, input: unknown): Promise<{ obligationId: string }> {
  const { occurrenceId, silenced } = parseInput(silenceRemindersInput, input);
  const { obligation } = await occurrenceFor(viewer, 'convention.read', occurrenceId);
  if (viewer.kind !== 'person') throw forbidden();
  const { personId } = viewer;
  await transact(viewer, async (tx, record) => {
    const key = { occurrenceId, personId };
    const { count } = silenced
      ? await tx.silencedReminder.createMany({ data: key, skipDuplicates: true })
      : await tx.silencedReminder.deleteMany({ where: key });
    if (count === 0) return;
    await record({
      kind: 'reminder.silenced',
      subject: 'Occurrence',
      subjectId: occurrenceId,
      personId,
      details: { silenced },
    });
  });
  return { obligationId: obligation.id };
}
