// Says to an organisation's administrators that a key of theirs ends: a month, a week and a day before. What is due follows from the
// clock and the rows: a stop or a second node writes nothing twice.
import { prisma } from '#prisma/client.ts';
import { dayAt, now } from '../calendar.ts';
import { transact } from '../changes.ts';
import { mail } from '../outside.ts';
import { keyEndsLetter } from './letters.ts';

const DAY_MS = 24 * 3_600_000;

/** Days before its end at which a key is written of. */
const STEPS = [1, 7, 30];

/** Writes of every key whose end has come nearer than a step that was not written of. */
export async function warnOfEndingKeys(): Promise<void> {
  const at = now();
  const due = await prisma.apiKey.findMany({
    where: { revokedAt: null, expiresAt: { gt: at, lte: new Date(at.getTime() + 30 * DAY_MS) } },
  });
  for (const key of due) {
    const end = key.expiresAt?.getTime() ?? 0;
    const step = STEPS.find((days) => end - at.getTime() <= days * DAY_MS);
    if (step !== undefined && (key.warnedDays === null || step < key.warnedDays)) await warn(key.id, step);
  }
}

async function warn(apiKeyId: string, step: number): Promise<void> {
  await transact(null, async (tx) => {
    const { count } = await tx.apiKey.updateMany({
      where: { id: apiKeyId, OR: [{ warnedDays: null }, { warnedDays: { gt: step } }] },
      data: { warnedDays: step },
    });
    // Another node has just written.
    if (count === 0) return;
    const { organisationId, name, prefix, expiresAt } = await tx.apiKey.findUniqueOrThrow({ where: { id: apiKeyId } });
    const lastDay = dayAt(new Date((expiresAt?.getTime() ?? 0) - 1));
    const people = await tx.person.findMany({
      where: { organisationId, organisationAdministrator: true, deactivatedAt: null },
    });
    for (const { email: to, name: administrator } of people)
      await mail.queue(tx, { to, ...keyEndsLetter({ name, prefix, lastDay, organisationId }, administrator) });
  });
}
