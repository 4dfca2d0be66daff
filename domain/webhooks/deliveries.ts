// What is sent to webhooks: the entries of the feed that its program may see, thin and in order, one message at a time. A message goes
// out under the same id until it is taken. Several servers share the work by a lease on the row; one that dies loses it by itself.
import { randomUUID } from 'node:crypto';
import type { Webhook, WebhookDelivery } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { countAttempts } from '../accounts/attempts.ts';
import { now } from '../calendar.ts';
import { transact } from '../changes.ts';
import { DomainError } from '../errors.ts';
import { type ReadChange, readChanges, readFeedHead } from '../history/feed.ts';
import { mail, type Posted, posts } from '../outside.ts';
import { type Viewer, viewerOfWebhook } from '../viewers.ts';
import { type ChangeKind, nameOfKind, type WebhookMessage, type WebhookPause } from '../vocabulary.ts';
import { keepInLog } from './delivery-log.ts';
import { webhookPausedLetter } from './letters.ts';
import { signedHeaders } from './signatures.ts';
import { webhookFor } from './webhooks.ts';

const MINUTE_MS = 60_000;

/** Changes of one message. */
const BATCH = 100;

/** Longer than any message takes (outside/webhooks.ts): a turn that is not over by then belongs to a process that died. */
const LEASE_MS = MINUTE_MS;

/** After each failure in a row, minutes until the next try; after the last of them, a day has passed. */
const PAUSES = [1, 5, 15, 60, 120, 240, 360, 639];

/** What a receiver may ask to wait beyond that, seconds. */
const LONGEST_WAIT_S = 3600;

/** Webhooks that are sent to at the same time: one that is slow keeps few others waiting. */
const AT_ONCE = 8;

/** What is sent. */
interface Message {
  id: string;
  kind: WebhookMessage;
  /** The cursor before what is in it, and the one after. */
  after: string;
  until: string;
  changes: readonly ReadChange[];
  hasMore: boolean;
}

const types: Record<WebhookMessage, string> = { CHANGES: 'changes', EXPIRED: 'changes.expired', TEST: 'test' };

/** An entry says what changed and nothing of how it is now: whoever may read it reads it. */
const thin = ({ id, at, kind, subject, subjectId, version, deletion, conventionId }: ReadChange) => ({
  id,
  at,
  kind: nameOfKind(kind as ChangeKind),
  subject,
  subjectId,
  version,
  deletion,
  conventionId,
});

function bodyOf({ kind, until, changes, hasMore }: Message, at: Date): string {
  const data = { changes: changes.map(thin), cursor: until, hasMore };
  return JSON.stringify({ type: types[kind], timestamp: (changes.at(-1)?.at ?? at).toISOString(), data });
}

/** Sends a message, and says what became of it with how long it took. */
async function post(webhook: Webhook, message: Message): Promise<Posted & { tookMs: number; at: Date }> {
  const at = now();
  const body = bodyOf(message, at);
  const began = performance.now();
  const posted = await posts.post({ url: webhook.url, body, headers: signedHeaders(webhook, message.id, body, at) });
  return { ...posted, at, tookMs: Math.round(performance.now() - began) };
}

type Sent = Awaited<ReturnType<typeof post>>;

/** Webhooks that wait for something to be sent, and are nobody's turn. */
const waiting = (at: Date) => ({
  pausedAt: null,
  nextAt: { lte: at },
  OR: [{ leasedUntil: null }, { leasedUntil: { lt: at } }],
});

/** The turn to send to a webhook, if it is anybody's to take: of two servers one has it. */
async function takeTurn(id: string): Promise<Webhook | null> {
  const [at, lease] = [now(), randomUUID()];
  const data = { lease, leasedUntil: new Date(at.getTime() + LEASE_MS) };
  const { count } = await prisma.webhook.updateMany({ where: { id, ...waiting(at) }, data });
  return count === 0 ? null : prisma.webhook.findFirst({ where: { id, lease } });
}

/** Ends a turn; false when it was not ours any more, and what came of it counts for nothing. */
async function endTurn(tx: Tx, { id, lease }: Webhook, data: Partial<Webhook>): Promise<boolean> {
  const over = { ...data, lease: null, leasedUntil: null };
  return (await tx.webhook.updateMany({ where: { id, lease }, data: over })).count > 0;
}

/** The message to send now: the one under way as far as it may still be seen, else the next; null when nothing is to be said. */
async function nextMessage(webhook: Webhook, viewer: Viewer): Promise<Message | null> {
  const { cursor: after, until, messageId, subjects } = webhook;
  const request = { after, first: BATCH, subjects: subjects.length > 0 ? subjects : undefined };
  const id = messageId ?? randomUUID();
  try {
    const page = await readChanges(viewer, { ...request, upTo: until ?? undefined });
    const { changes, endCursor, hasNextPage: hasMore } = page;
    if (changes.length === 0 && messageId === null) {
      await endTurn(prisma, webhook, { cursor: endCursor });
      return null;
    }
    return { id, kind: 'CHANGES', after, until: endCursor, changes, hasMore };
  } catch (error) {
    if (!(error instanceof DomainError && error.code === 'CURSOR_EXPIRED')) throw error;
    return { id, kind: 'EXPIRED', after, until: await readFeedHead(), changes: [], hasMore: false };
  }
}

async function tellAdministrators(tx: Tx, webhook: Webhook, reason: Exclude<WebhookPause, 'BY_HAND'>): Promise<void> {
  const { organisationId } = webhook;
  const where = { organisationId, organisationAdministrator: true, deactivatedAt: null };
  for (const { email: to, name } of await tx.person.findMany({ where }))
    await mail.queue(tx, { to, ...webhookPausedLetter(webhook, reason, name) });
}

/** What a failure leads to: another try later, or a pause of which the administrators hear. */
async function fail(webhook: Webhook, message: Message, sent: Sent): Promise<void> {
  const failures = webhook.failures + 1;
  const minutes = PAUSES[failures - 1];
  const reason = sent.status === 410 ? ('GONE' as const) : minutes === undefined ? ('FAILING' as const) : null;
  const waitMs = Math.max((minutes ?? 0) * MINUTE_MS, Math.min(sent.retryAfter ?? 0, LONGEST_WAIT_S) * 1000);
  const later = { failures, nextAt: new Date(now().getTime() + waitMs) };
  await transact(null, async (tx, record) => {
    const isOurs = await endTurn(tx, webhook, reason ? { ...later, pausedAt: now(), pausedFor: reason } : later);
    await keepInLog(tx, webhook, message, sent);
    if (!isOurs || !reason) return;
    const { id: subjectId, organisationId, name } = webhook;
    await record({ kind: 'webhook.paused', subject: 'Webhook', subjectId, organisationId, details: { name, reason } });
    await tellAdministrators(tx, webhook, reason);
  });
}

/** Sends one message to a webhook; true when there is more to send at once. */
async function deliverNext(id: string): Promise<boolean> {
  const webhook = await takeTurn(id);
  const viewer = webhook && (await viewerOfWebhook(id));
  if (!webhook || !viewer) return false;
  const message = await nextMessage(webhook, viewer);
  if (!message) return false;
  // Kept before it leaves: whoever sends it again does so under the same id.
  const { count } = await prisma.webhook.updateMany({
    where: { id, lease: webhook.lease },
    data: { messageId: message.id, until: message.until },
  });
  if (count === 0) return false;
  // What was under way is nobody's to see any more: it is passed over unsaid.
  const isUnsaid = message.kind === 'CHANGES' && message.changes.length === 0;
  const sent = isUnsaid ? null : await post(webhook, message);
  if (sent?.failure) {
    await fail(webhook, message, sent);
    return false;
  }
  const taken = { cursor: message.until, messageId: null, until: null, failures: 0, nextAt: now() };
  await prisma.$transaction(async (tx) => {
    await endTurn(tx, webhook, taken);
    if (sent) await keepInLog(tx, webhook, message, sent);
  });
  return message.hasMore || webhook.until !== null;
}

/** Sends to every webhook what it waits for, until nothing is left or what is left must wait. */
export async function deliverWaiting(): Promise<void> {
  const due = await prisma.webhook.findMany({
    where: waiting(now()),
    select: { id: true },
    orderBy: { nextAt: 'asc' },
  });
  const ids = due.map(({ id }) => id);
  const failures: unknown[] = [];
  const work = async () => {
    for (let id = ids.shift(); id !== undefined; id = ids.shift())
      try {
        while (await deliverNext(id));
      } catch (error) {
        failures.push(error);
      }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (failures.length > 0) throw failures[0];
}

/**
 * Sends a message that says nothing, now, and tells what was answered; what waits is not touched. TOO_MANY_ATTEMPTS when
 * that is done so often that it would be somebody else's machine that is tried.
 */
export async function testWebhook(
  viewer: Viewer,
  { webhookId }: { webhookId: string },
): Promise<WebhookDelivery | null> {
  const webhook = await webhookFor(viewer, webhookId);
  const { cursor, organisationId } = webhook;
  await countAttempts([
    ['webhook test', webhook.id],
    ['webhook tests', organisationId],
  ]);
  const message: Message = {
    id: randomUUID(),
    kind: 'TEST',
    after: cursor,
    until: cursor,
    changes: [],
    hasMore: false,
  };
  const sent = await post(webhook, message);
  return prisma.$transaction((tx) => keepInLog(tx, webhook, message, sent));
}
