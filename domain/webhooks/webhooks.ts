// Webhooks of an organisation: where what a program of it may see is announced as it changes. Made, changed, stopped and sent again by
// its administrators. What is sent, and when, is deliveries.ts.
import type { Person, Webhook } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import { type RecordChange, transact } from '../changes.ts';
import { conflict, forbidden, invalid, notFound } from '../errors.ts';
import { demandCursor, readFeedHead } from '../history/feed.ts';
import { type PostFailure, posts } from '../outside.ts';
import { isUuid, parseInput } from '../parse.ts';
import { can } from '../permissions.ts';
import { newToken } from '../tokens.ts';
import type { Viewer } from '../viewers.ts';
import type { ChangeKind } from '../vocabulary.ts';
import { changeWebhookInput, createWebhookInput, replayWebhookInput } from './inputs.ts';
import { secretOf } from './signatures.ts';

/** Both secrets sign for that long after one is replaced. */
const OVERLAP_MS = 7 * 24 * 3_600_000;

/** Of one organisation. */
const MOST_WEBHOOKS = 20;

/** A webhook as lists show it: never what its secret is derived from. */
export type SeenWebhook = Omit<Webhook, 'salt' | 'formerSalt' | 'lease' | 'leasedUntil'> & { createdBy: Person };

const hidden = { salt: true, formerSalt: true, lease: true, leasedUntil: true } as const;

async function withMakers(webhooks: readonly Omit<SeenWebhook, 'createdBy'>[]): Promise<SeenWebhook[]> {
  const ids = webhooks.map(({ createdById }) => createdById);
  const makers = new Map((await prisma.person.findMany({ where: { id: { in: ids } } })).map((one) => [one.id, one]));
  return webhooks.flatMap((webhook) => {
    const createdBy = makers.get(webhook.createdById);
    return createdBy ? [{ ...webhook, createdBy }] : [];
  });
}

async function seen(id: string): Promise<SeenWebhook> {
  const [webhook] = await withMakers([await prisma.webhook.findUniqueOrThrow({ where: { id }, omit: hidden })]);
  if (!webhook) throw notFound();
  return webhook;
}

/** The webhooks of an organisation, by name. */
export async function listWebhooks(viewer: Viewer, organisationId: string): Promise<SeenWebhook[]> {
  if (!can(viewer, 'webhook.manage', { organisationId })) throw forbidden();
  const orderBy = [{ name: 'asc' as const }, { id: 'asc' as const }];
  return withMakers(await prisma.webhook.findMany({ where: { organisationId }, orderBy, omit: hidden }));
}

/** A webhook of the viewer's organisation, which it may manage; another organisation's is not its to know of. */
export async function webhookFor(viewer: Viewer, webhookId: string): Promise<Webhook> {
  const where = { id: webhookId, organisationId: viewer.organisationId };
  const known = isUuid(webhookId) ? await prisma.webhook.findFirst({ where }) : null;
  if (!known) throw notFound();
  if (!can(viewer, 'webhook.manage', known)) throw forbidden();
  return known;
}

/** One webhook, for who manages it. */
export async function readWebhook(viewer: Viewer, webhookId: string): Promise<SeenWebhook> {
  return seen((await webhookFor(viewer, webhookId)).id);
}

/** Why an address is refused before anything was ever sent to it, as a field says it. */
const refusals: Partial<Record<PostFailure, string>> = {
  PRIVATE_ADDRESS:
    'Cette adresse est celle d’un réseau privé\u00a0: la plate-forme n’y envoie rien. Donnez une adresse d’internet.',
  NOT_SECURE: 'L’adresse doit commencer par https://.',
  UNKNOWN_HOST: 'Aucune machine ne porte ce nom\u00a0: vérifiez l’adresse.',
};

async function demandCallable(url: string): Promise<void> {
  const refusal = await posts.refusalOf(url);
  if (refusal) throw invalid({ url: refusals[refusal] ?? 'Cette adresse ne peut pas être appelée.' });
}

type Known = Pick<Webhook, 'id' | 'organisationId' | 'name'>;

const note = (record: RecordChange, kind: ChangeKind, { id, organisationId, name }: Known, deletion = false) =>
  record({ kind, subject: 'Webhook', subjectId: id, organisationId, deletion, details: { name } });

/** Makes a webhook, which sends what changes from now on. `secret` is told here and never again. */
export async function createWebhook(viewer: Viewer, input: unknown) {
  const terms = parseInput(createWebhookInput, input);
  const { organisationId } = terms;
  if (!(await prisma.organisation.findUnique({ where: { id: organisationId } }))) throw notFound();
  if (!can(viewer, 'webhook.manage', { organisationId })) throw forbidden();
  await demandCallable(terms.url);
  const [cursor, salt] = [await readFeedHead(), newToken()];
  const made = await transact(viewer, async (tx, record) => {
    await tx.$queryRaw`select id from "Organisation" where id = ${organisationId}::uuid for update`;
    if ((await tx.webhook.count({ where: { organisationId } })) >= MOST_WEBHOOKS)
      throw conflict(`Un organisme a ${MOST_WEBHOOKS} webhooks au plus : supprimez-en un d’abord.`);
    const webhook = await tx.webhook.create({ data: { ...terms, cursor, salt, createdById: viewer.personId } });
    await note(record, 'webhook.created', webhook);
    return webhook;
  });
  return { webhook: await seen(made.id), secret: secretOf(salt) };
}

/** Changes a webhook and records it; gives it as it is then. */
async function change(viewer: Viewer, webhookId: string, kind: ChangeKind, data: Partial<Webhook>) {
  const known = await webhookFor(viewer, webhookId);
  await transact(viewer, async (tx, record) => {
    const { count } = await tx.webhook.updateMany({ where: { id: known.id }, data });
    if (count === 0) throw notFound();
    await note(record, kind, { ...known, ...data });
  });
  return seen(known.id);
}

/** Says a webhook anew. What waits is sent as it says now. */
export async function changeWebhook(viewer: Viewer, input: unknown): Promise<SeenWebhook> {
  const { webhookId, ...terms } = parseInput(changeWebhookInput, input);
  await webhookFor(viewer, webhookId);
  await demandCallable(terms.url);
  return change(viewer, webhookId, 'webhook.changed', terms);
}

/** Gives a webhook another secret, told here alone; both sign for a week. */
export async function rotateWebhookSecret(viewer: Viewer, { webhookId }: { webhookId: string }) {
  const { salt: formerSalt } = await webhookFor(viewer, webhookId);
  const salt = newToken();
  const formerUntil = new Date(now().getTime() + OVERLAP_MS);
  const webhook = await change(viewer, webhookId, 'webhook.changed', { salt, formerSalt, formerUntil });
  return { webhook, secret: secretOf(salt) };
}

/** Sends nothing to a webhook until it is resumed; what changes meanwhile waits in the feed. */
export async function pauseWebhook(viewer: Viewer, { webhookId }: { webhookId: string }): Promise<SeenWebhook> {
  const known = await webhookFor(viewer, webhookId);
  if (known.pausedAt) return seen(known.id);
  return change(viewer, webhookId, 'webhook.paused', { pausedAt: now(), pausedFor: 'BY_HAND' });
}

const afresh = () => ({ pausedAt: null, pausedFor: null, failures: 0, nextAt: now() });

/** Goes on sending from where a webhook stopped, at once. */
export async function resumeWebhook(viewer: Viewer, { webhookId }: { webhookId: string }): Promise<SeenWebhook> {
  const known = await webhookFor(viewer, webhookId);
  if (!known.pausedAt && known.failures === 0) return seen(known.id);
  return change(viewer, webhookId, 'webhook.resumed', afresh());
}

/** Sends again all that came after a cursor of the feed, in order; a message under way is dropped. */
export async function replayWebhook(viewer: Viewer, input: unknown): Promise<SeenWebhook> {
  const { webhookId, after } = parseInput(replayWebhookInput, input);
  await webhookFor(viewer, webhookId);
  await demandCursor(after);
  const again = { cursor: after, messageId: null, until: null, lease: null, leasedUntil: null };
  return change(viewer, webhookId, 'webhook.replayed', { ...afresh(), ...again });
}

/** Removes a webhook with its log; gives its id. */
export async function removeWebhook(viewer: Viewer, { webhookId }: { webhookId: string }): Promise<string> {
  const known = await webhookFor(viewer, webhookId);
  await transact(viewer, async (tx, record) => {
    const { count } = await tx.webhook.deleteMany({ where: { id: known.id } });
    if (count > 0) await note(record, 'webhook.removed', known, true);
  });
  return known.id;
}
