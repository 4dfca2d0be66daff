// The mail that gathers what somebody has not read: once a working day, at 7.30 in Paris. When it is due follows from the
// clock alone and what was sent from the rows, so that a stop, a second node or a repeated run changes nothing.

import type { Notification, Prisma } from '#generated/prisma/client.ts';
import { log } from '#log.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { addDays, dayAt, instantIn, isWeekday, now } from '../calendar.ts';
import { transact } from '../changes.ts';
import { settledStates } from '../obligations/occurrences.ts';
import { mail } from '../outside.ts';
import { peopleWhoMayOpen, peopleWhoSee } from '../permissions.ts';
import { digestLetter } from './letters.ts';
import { detailsOf, type NotificationDetails } from './notification-details.ts';

const [HOUR, MINUTE] = [7, 30];

/** The latest moment, at or before `now`, at which digests are due: 7.30 in Paris, Monday to Friday. */
export function lastDigestMoment(now: Date): Date {
  for (let day = dayAt(now); ; day = addDays(day, -1)) {
    const moment = instantIn(day, HOUR, MINUTE);
    if (isWeekday(day) && moment <= now) return moment;
  }
}

/** Takes what waits for this person until the transaction ends; another node that asks meanwhile then gets nothing. */
async function takeWaiting(tx: Tx, personId: string, due: Date): Promise<Notification[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id from "Notification"
    where "personId" = ${personId}::uuid and "readAt" is null and "mailedAt" is null and "createdAt" <= ${due}
    order by "createdAt", id for update`;
  return tx.notification.findMany({
    where: { id: { in: rows.map(({ id }) => id) } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
}

/** Those that this person wants by mail and may still see. */
async function wanted(tx: Tx, personId: string, waiting: Notification[]): Promise<Notification[]> {
  const muted = await tx.mutedMail.findMany({ where: { personId } });
  const visible = new Set<string>();
  const isOne = async (people: Prisma.PersonWhereInput) =>
    (await tx.person.count({ where: { AND: [{ id: personId }, people] } })) > 0;
  for (const id of new Set(waiting.flatMap(({ conventionId }) => conventionId ?? [])))
    if (await isOne(peopleWhoSee(id))) visible.add(id);
  const about = { id: { in: waiting.flatMap(({ datasetId }) => datasetId ?? []) }, withdrawnAt: null };
  for (const dataset of await tx.dataset.findMany({ where: about }))
    if (await isOne(peopleWhoMayOpen(dataset))) visible.add(dataset.id);
  const isVisible = ({ conventionId, datasetId, kind }: Notification) =>
    kind === 'ACCESS_DECIDED' || visible.has(conventionId ?? datasetId ?? '');
  return waiting.filter((one) => isVisible(one) && !muted.some((mailOff) => mailOff.kind === one.kind));
}

/** Words that were taken back are not sent after all, nor a reminder of what was done or settled meanwhile. */
function isStillWorthTelling({ kind, comment, occurrence, said }: NotificationDetails): boolean {
  if (kind === 'MENTION' || kind === 'REPLY') return comment !== null;
  if (kind === 'OBLIGATION_DUE' || kind === 'OBLIGATION_LATE')
    return occurrence !== null && !settledStates.includes(occurrence.state);
  return !said?.isOver;
}

/** Sends one person their digest, if anything is left to say; what was judged once is not judged again. */
async function sendDigest(personId: string, due: Date): Promise<boolean> {
  return transact(null, async (tx) => {
    const waiting = await takeWaiting(tx, personId, due);
    if (waiting.length === 0) return false;
    await tx.notification.updateMany({
      where: { id: { in: waiting.map(({ id }) => id) } },
      data: { mailedAt: now() },
    });
    const details = await detailsOf(tx, await wanted(tx, personId, waiting));
    const told = details.filter(isStillWorthTelling);
    if (told.length === 0) return false;
    const select = { email: true, name: true };
    const { email, name } = await tx.person.findUniqueOrThrow({ where: { id: personId }, select });
    await mail.queue(tx, { to: email, ...digestLetter({ name, told }) });
    return true;
  });
}

/** Sends every digest that is due at that moment and was not sent; answers how many left. Harmless when repeated. */
export async function sendDigests(at = now()): Promise<number> {
  const due = lastDigestMoment(at);
  const people = await prisma.person.findMany({
    where: {
      deactivatedAt: null,
      // Who has not yet accepted the invitation has nothing to open.
      passwordHash: { not: null },
      notifications: { some: { readAt: null, mailedAt: null, createdAt: { lte: due } } },
    },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  let sent = 0;
  const failures: unknown[] = [];
  for (const { id } of people) {
    try {
      if (await sendDigest(id, due)) sent += 1;
    } catch (err) {
      log.error({ err, personId: id }, 'a digest could not be sent');
      failures.push(err);
    }
  }
  // One person's failure does not keep the others waiting; the job comes back for it.
  if (failures.length > 0) throw failures[0];
  return sent;
}
