// The log of what was sent to webhooks: each try with what was answered, for their administrators. Written by deliveries.ts.
import type { Webhook, WebhookDelivery } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import type { Posted } from '../outside.ts';
import { keyAfter, type Page, type PageRequest, pageOf, pageSize } from '../paging.ts';
import type { Viewer } from '../viewers.ts';
import type { WebhookMessage } from '../vocabulary.ts';
import { webhookFor } from './webhooks.ts';

/** Characters of an answer that are kept. */
const KEPT_ANSWER = 1000;

/** The log is for who looks for what went wrong lately. */
const LOG_MS = 30 * 24 * 3_600_000;

/** What of a message is kept. */
interface LoggedMessage {
  id: string;
  kind: WebhookMessage;
  after: string;
  changes: readonly unknown[];
}

/** What became of it, with when it left and how long it took. */
type LoggedOutcome = Posted & { at: Date; tookMs: number };

/** An answer as it may be kept and shown. */
const kept = (answer: string) =>
  answer
    .replace(/[\p{Cc}\p{Cf}\p{Surrogate}]+/gu, ' ')
    .trim()
    .slice(0, KEPT_ANSWER)
    .replace(/\p{Surrogate}$/u, '');

/** Writes in the log what became of a message, unless its webhook was removed meanwhile. */
export async function keepInLog(
  tx: Tx,
  { id: webhookId }: Webhook,
  message: LoggedMessage,
  sent: LoggedOutcome,
): Promise<WebhookDelivery | null> {
  const { status, failure, tookMs, at } = sent;
  const { id: messageId, kind, after, changes } = message;
  const isThere = await tx.$queryRaw<object[]>`select 1 from "Webhook" where id = ${webhookId}::uuid for key share`;
  if (isThere.length === 0) return null;
  const data = { webhookId, messageId, kind, after, changes: changes.length, at, tookMs, status, failure };
  return tx.webhookDelivery.create({ data: { ...data, answer: kept(sent.answer) } });
}

/** The tries of a webhook, the latest first. */
export async function listDeliveries(
  viewer: Viewer,
  { webhookId, ...page }: PageRequest & { webhookId: string },
): Promise<Page<WebhookDelivery>> {
  await webhookFor(viewer, webhookId);
  const size = pageSize(page);
  const list = `deliveries ${webhookId}`;
  const after = keyAfter(list, page);
  const found = await prisma.webhookDelivery.findMany({
    where: { webhookId, ...(after ? { id: { lt: after.id } } : {}) },
    orderBy: { id: 'desc' },
    take: size + 1,
  });
  return pageOf(list, found, size, ({ id }) => ({ sortKey: '', id }));
}

/** Removes what is older than the log is kept. */
export async function forgetOldDeliveries(): Promise<void> {
  await prisma.webhookDelivery.deleteMany({ where: { at: { lt: new Date(now().getTime() - LOG_MS) } } });
}
