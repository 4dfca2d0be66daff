// Keys with which an organisation's programs use the API: made by its administrators, shown once, kept as a hash.

import type { ApiKey, Person } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { addDays, type Day, dayAt, instantIn, now } from '../calendar.ts';
import { type RecordChange, transact } from '../changes.ts';
import { conflict, forbidden, invalid, notFound } from '../errors.ts';
import { announcements } from '../outside.ts';
import { isUuid, parseInput } from '../parse.ts';
import { can } from '../permissions.ts';
import { hashToken, newToken } from '../tokens.ts';
import type { Viewer } from '../viewers.ts';
import type { ApiKeyMode } from '../vocabulary.ts';
import { changeApiKeyInput, createApiKeyInput, replaceApiKeyInput } from './inputs.ts';

/** How every key begins, so that programs that look for leaked secrets know ours. */
export const KEY_MARK = 'i62_';

/** Characters shown in lists: the mark and eight of the 43 that follow. */
const PREFIX_LENGTH = KEY_MARK.length + 8;

const DAY_MS = 24 * 3_600_000;

type KeptApiKey = Omit<ApiKey, 'hash'>;

/** A key as lists show it, with who made it: never the secret, nor what is kept of it. */
export interface SeenApiKey extends KeptApiKey {
  createdBy: Person;
}

async function withMaker(apiKey: KeptApiKey): Promise<SeenApiKey> {
  return { ...apiKey, createdBy: await prisma.person.findUniqueOrThrow({ where: { id: apiKey.createdById } }) };
}

/** The keys of an organisation, the newest first; revoked ones stay, for whoever reads a log. */
export async function listApiKeys(
  viewer: Viewer,
  { organisationId }: { organisationId: string },
): Promise<SeenApiKey[]> {
  if (!can(viewer, 'apiKey.manage', { organisationId })) throw forbidden();
  const found = await prisma.apiKey.findMany({
    where: { organisationId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    omit: { hash: true },
  });
  const makers = await prisma.person.findMany({ where: { id: { in: found.map(({ createdById }) => createdById) } } });
  const makerById = new Map(makers.map((maker) => [maker.id, maker]));
  return found.flatMap((apiKey) => {
    const createdBy = makerById.get(apiKey.createdById);
    return createdBy ? [{ ...apiKey, createdBy }] : [];
  });
}

/** What a new key is made of. */
interface KeyTerms {
  organisationId: string;
  name: string;
  mode: ApiKeyMode;
  scopes: readonly string[];
  ranges: readonly string[];
  expiresAt: Date | null;
}

/** Writes a key and what it is; gives it with its secret. */
async function writeKey(tx: Tx, record: RecordChange, viewer: Viewer, { scopes, ranges, ...terms }: KeyTerms) {
  const secret = `${KEY_MARK}${newToken()}`;
  const data = {
    ...terms,
    scopes: [...scopes],
    ranges: [...ranges],
    createdById: viewer.personId,
    prefix: secret.slice(0, PREFIX_LENGTH),
    hash: hashToken(secret),
  };
  const apiKey = await tx.apiKey.create({ data, omit: { hash: true } });
  const { id: subjectId, organisationId, name, mode, prefix } = apiKey;
  const details = { name, mode, prefix, scopes: [...scopes] };
  await record({ kind: 'apiKey.created', subject: 'ApiKey', subjectId, organisationId, details });
  return { apiKey, secret };
}

/** A key ends with its last day, in Paris. */
const endOf = (day: Day | null): Date | null => (day === null ? null : instantIn(addDays(day, 1), 0));

/** The last day of what ends at an instant, in Paris. */
export const lastDayOf = (expiresAt: Date | null): Day | null => expiresAt && dayAt(new Date(expiresAt.getTime() - 1));

/** Makes a key. `secret` is told here and never again. */
export async function createApiKey(viewer: Viewer, input: unknown): Promise<{ apiKey: SeenApiKey; secret: string }> {
  const { expiresOn, ...terms } = parseInput(createApiKeyInput, input);
  if (!(await prisma.organisation.findUnique({ where: { id: terms.organisationId } }))) throw notFound();
  if (!can(viewer, 'apiKey.manage', terms)) throw forbidden();
  if (terms.mode === 'READ' && terms.scopes.some((scope) => scope.endsWith(':write')))
    throw invalid({ scopes: 'Une clé en lecture seule n’écrit nulle part.' });
  const made = await transact(viewer, (tx, record) =>
    writeKey(tx, record, viewer, { ...terms, expiresAt: endOf(expiresOn) }),
  );
  return { apiKey: await withMaker(made.apiKey), secret: made.secret };
}

/** A living key of the viewer's organisation, which it may manage; another organisation's is not its to know of. */
async function keyFor(viewer: Viewer, apiKeyId: string): Promise<KeptApiKey> {
  const where = { id: apiKeyId, organisationId: viewer.organisationId };
  const known = isUuid(apiKeyId) ? await prisma.apiKey.findFirst({ where, omit: { hash: true } }) : null;
  if (!known) throw notFound();
  if (!can(viewer, 'apiKey.manage', known)) throw forbidden();
  return known;
}

function demandLiving({ revokedAt }: KeptApiKey): void {
  if (revokedAt) throw conflict('Cette clé est révoquée : elle ne change plus.');
}

/** Says anew where a key is used from and when it ends; another end is written of anew. */
export async function changeApiKey(viewer: Viewer, input: unknown): Promise<SeenApiKey> {
  const { apiKeyId, ranges, expiresOn } = parseInput(changeApiKeyInput, input);
  const known = await keyFor(viewer, apiKeyId);
  demandLiving(known);
  const apiKey = await transact(viewer, async (tx, record) => {
    const data = { ranges, expiresAt: endOf(expiresOn), warnedDays: null };
    const changed = await tx.apiKey.update({ where: { id: apiKeyId }, data, omit: { hash: true } });
    const { organisationId, name, prefix } = changed;
    const details = { name, prefix, expiresOn };
    await record({ kind: 'apiKey.changed', subject: 'ApiKey', subjectId: apiKeyId, organisationId, details });
    return changed;
  });
  announcements.rightsChanged({ personId: known.createdById });
  return withMaker(apiKey);
}

/** Makes a key that is like another, which goes on for some days and then ends: its program changes over meanwhile. */
export async function replaceApiKey(viewer: Viewer, input: unknown): Promise<{ apiKey: SeenApiKey; secret: string }> {
  const { apiKeyId, days } = parseInput(replaceApiKeyInput, input);
  const known = await keyFor(viewer, apiKeyId);
  demandLiving(known);
  const made = await transact(viewer, async (tx, record) => {
    const end = new Date(now().getTime() + days * DAY_MS);
    const expiresAt = known.expiresAt && known.expiresAt < end ? known.expiresAt : end;
    await tx.apiKey.update({ where: { id: apiKeyId }, data: { expiresAt } });
    const { organisationId, name, prefix, mode, scopes, ranges } = known;
    const details = { name, prefix };
    await record({ kind: 'apiKey.changed', subject: 'ApiKey', subjectId: apiKeyId, organisationId, details });
    return writeKey(tx, record, viewer, { organisationId, name, mode, scopes, ranges, expiresAt: null });
  });
  return { apiKey: await withMaker(made.apiKey), secret: made.secret };
}

/** Ends a key at once; a second time changes nothing. */
export async function revokeApiKey(viewer: Viewer, { apiKeyId }: { apiKeyId: string }): Promise<SeenApiKey> {
  const known = await keyFor(viewer, apiKeyId);
  const { organisationId } = known;
  const apiKey = await transact(viewer, async (tx, record) => {
    const { count } = await tx.apiKey.updateMany({
      where: { id: apiKeyId, revokedAt: null },
      data: { revokedAt: now() },
    });
    const { name, prefix } = known;
    if (count > 0)
      await record({
        kind: 'apiKey.revoked',
        subject: 'ApiKey',
        subjectId: apiKeyId,
        organisationId,
        details: { name, prefix },
      });
    return tx.apiKey.findUniqueOrThrow({ where: { id: apiKeyId }, omit: { hash: true } });
  });
  announcements.rightsChanged({ personId: known.createdById });
  return withMaker(apiKey);
}
