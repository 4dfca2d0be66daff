// Keys with which an organisation's programs use the API: made by its administrators, shown once, kept as a hash.

import type { ApiKey, Person } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import { transact } from '../changes.ts';
import { forbidden, notFound } from '../errors.ts';
import { announcements } from '../outside.ts';
import { isUuid, parseInput } from '../parse.ts';
import { can } from '../permissions.ts';
import { hashToken, newToken } from '../tokens.ts';
import type { Viewer } from '../viewers.ts';
import type { ApiKeyMode } from '../vocabulary.ts';
import { createApiKeyInput } from './inputs.ts';

/** How every key begins, so that programs that look for leaked secrets know ours. */
export const KEY_MARK = 'i62_';

/** Characters shown in lists: the mark and eight of the 43 that follow. */
const PREFIX_LENGTH = KEY_MARK.length + 8;

type KeptApiKey = Omit<ApiKey, 'hash'>;

/** A key as lists show it, with who answers for it: never the secret, nor what is kept of it. */
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

/** Makes a key. `secret` is told here and never again; whoever makes it answers for it. */
export async function createApiKey(
  viewer: Viewer,
  input: { organisationId: string; name: string; mode: ApiKeyMode },
): Promise<{ apiKey: SeenApiKey; secret: string }> {
  const { organisationId, name, mode } = parseInput(createApiKeyInput, input);
  if (!(await prisma.organisation.findUnique({ where: { id: organisationId } }))) throw notFound();
  if (!can(viewer, 'apiKey.manage', { organisationId })) throw forbidden();
  const secret = `${KEY_MARK}${newToken()}`;
  const apiKey = await transact(viewer, async (tx, record) => {
    const made = await tx.apiKey.create({
      data: {
        organisationId,
        name,
        mode,
        createdById: viewer.personId,
        prefix: secret.slice(0, PREFIX_LENGTH),
        hash: hashToken(secret),
      },
      omit: { hash: true },
    });
    await record({
      kind: 'apiKey.created',
      subject: 'ApiKey',
      subjectId: made.id,
      organisationId,
      details: { name, mode, prefix: made.prefix },
    });
    return made;
  });
  return { apiKey: await withMaker(apiKey), secret };
}

/** Ends a key at once; a second time changes nothing. */
export async function revokeApiKey(viewer: Viewer, { apiKeyId }: { apiKeyId: string }): Promise<SeenApiKey> {
  // Another organisation's keys are not its administrators' to know of.
  const where = { id: apiKeyId, organisationId: viewer.organisationId };
  const known = isUuid(apiKeyId) ? await prisma.apiKey.findFirst({ where }) : null;
  if (!known) throw notFound();
  const { organisationId } = known;
  if (!can(viewer, 'apiKey.manage', { organisationId })) throw forbidden();
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
