// Who is asking. A Viewer is minted here alone, from a session or an API key, and every verb takes one first.

import { BlockList, isIP } from 'node:net';
import { Prisma } from '#generated/prisma/client.ts';
import { prisma, rowsOf } from '#prisma/client.ts';
import { now } from './calendar.ts';
import { affiliationOf } from './identity.ts';
import { ifWritable } from './refused-writes.ts';
import { hashToken } from './tokens.ts';
import { type ApiKeyMode, type OrganisationKind, type Scope, scopes, type Territory } from './vocabulary.ts';

const HOUR_MS = 3_600_000;

/** A session ends that long after it was opened, whatever its use (NIST 800-63B, AAL1). */
export const LONGEST_MS = 30 * 24 * HOUR_MS;

/** Unused that long, it ends: from a Friday evening to Monday morning it does not. */
export const IDLE_MS = 72 * HOUR_MS;

/** When a session opened at `openedAt` ends if it is not used after `usedAt`. */
export const sessionEnd = (openedAt: Date, usedAt: Date): Date =>
  new Date(Math.min(openedAt.getTime() + LONGEST_MS, usedAt.getTime() + IDLE_MS));

declare const minted: unique symbol;

interface Seen {
  readonly [minted]: true;
  /** The person who acts; for a system, the one who made its key. */
  readonly personId: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly organisationKind: OrganisationKind;
  /** « Département · MDADT Artois »: for whom a person works, as others see it. */
  readonly affiliation: string;
}

/** Somebody signed in. */
export interface PersonViewer extends Seen {
  readonly kind: 'person';
  readonly name: string;
  readonly email: string;
  readonly sessionId: string;
  readonly sessionExpiresAt: Date;
  readonly platformAdministrator: boolean;
  readonly organisationAdministrator: boolean;
  /** The service they work in, and the territory that it serves. */
  readonly unitId: string | null;
  readonly territory: Territory | null;
}

/** A program of an organisation, with a key. */
export interface SystemViewer extends Seen {
  readonly kind: 'system';
  readonly name: string;
  /** The key it came with; of what is sent to a webhook, that webhook. */
  readonly apiKeyId: string;
  readonly mode: ApiKeyMode;
  /** What it is narrowed to; empty: all that its mode gives. */
  readonly scopes: readonly Scope[];
  /** The one dataset that it reads, as its maker may (its key is in an address); null: whatever its organisation may. */
  readonly datasetId: string | null;
}

export type Viewer = PersonViewer | SystemViewer;

/** How far a session's last use may lag behind, so that reading a page does not write each time. */
const LAST_SEEN_LAG_MS = 5 * 60_000;

interface SessionRow {
  personId: string;
  name: string;
  email: string;
  expiresAt: Date;
  createdAt: Date;
  lastSeenAt: Date;
  deactivatedAt: Date | null;
  platformAdministrator: boolean;
  organisationAdministrator: boolean;
  organisationId: string;
  organisationName: string;
  organisationKind: OrganisationKind;
  unitId: string | null;
  unitName: string | null;
  territory: Territory | null;
}

const readSession = async (id: string): Promise<SessionRow | undefined> => {
  const [row] = await rowsOf<SessionRow>(Prisma.sql`
    select s."personId", h.name, h.email, s."expiresAt", s."createdAt", s."lastSeenAt", h."deactivatedAt",
      h."platformAdministrator", h."organisationAdministrator", o.id as "organisationId", o."shortName" as "organisationName",
      o.kind as "organisationKind", u.id as "unitId", u."shortName" as "unitName", u.territory
    from "Session" s join "Person" h on h.id = s."personId" join "Organisation" o on o.id = h."organisationId"
      left join "Unit" u on u.id = h."unitId"
    where s.id = ${id}`);
  return row;
};

/** The person of a living session, or null; one statement. The session is thereby used, and lives on. */
export const viewerOfSession = (token: string): Promise<PersonViewer | null> => sessionViewer(hashToken(token), true);

/** The same, only looked at: the session ends when it would have ended. */
export const viewerOfUnusedSession = (token: string): Promise<PersonViewer | null> =>
  sessionViewer(hashToken(token), false);

/**
 * Who came last and is still signed in, only looked at; null when nobody is. For pages that are made before anybody asks for one, and
 * shown to nobody (web.ts).
 */
export async function viewerOfLastSession(): Promise<PersonViewer | null> {
  const last = await prisma.session.findFirst({
    where: { expiresAt: { gt: now() } },
    orderBy: { lastSeenAt: 'desc' },
    select: { id: true },
  });
  return last && sessionViewer(last.id, false);
}

async function sessionViewer(sessionId: string, isUse: boolean): Promise<PersonViewer | null> {
  const session = await readSession(sessionId);
  const at = now();
  if (!session || session.expiresAt <= at || session.deactivatedAt) return null;
  let { expiresAt } = session;
  if (isUse && at.getTime() - session.lastSeenAt.getTime() > LAST_SEEN_LAG_MS) {
    expiresAt = sessionEnd(session.createdAt, at);
    // A concurrent sign-out may have removed the row: nothing to update then.
    await ifWritable(prisma.session.updateMany({ where: { id: sessionId }, data: { lastSeenAt: at, expiresAt } }));
  }
  const { personId, name, email, organisationId, organisationName, organisationKind, unitId, unitName, territory } =
    session;
  return {
    kind: 'person',
    personId,
    name,
    email,
    sessionId,
    sessionExpiresAt: expiresAt,
    organisationId,
    organisationName,
    organisationKind,
    affiliation: affiliationOf({
      organisation: { shortName: organisationName },
      unit: unitName === null ? null : { shortName: unitName },
    }),
    platformAdministrator: session.platformAdministrator,
    organisationAdministrator: session.organisationAdministrator,
    unitId,
    territory,
  } satisfies Omit<PersonViewer, typeof minted> as Omit<PersonViewer, typeof minted> as PersonViewer;
}

/** Whether an address is of one of these networks; of none where none is named, every address. */
function isWithin(ranges: readonly string[], address: string | undefined): boolean {
  if (ranges.length === 0) return true;
  const family = isIP(address ?? '');
  if (!address || family === 0) return false;
  const known = new BlockList();
  for (const range of ranges) {
    const [network = '', bits = ''] = range.split('/');
    known.addSubnet(network, Number(bits), isIP(network) === 6 ? 'ipv6' : 'ipv4');
  }
  return known.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

interface KeyRow {
  id: string;
  name: string;
  mode: ApiKeyMode;
  scopes: string[];
  ranges: string[];
  expiresAt: Date | null;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
  createdById: string;
  organisationId: string;
  organisationName: string;
  organisationKind: OrganisationKind;
}

const readKey = async (hash: string): Promise<KeyRow | undefined> => {
  const [row] = await rowsOf<KeyRow>(Prisma.sql`
    select k.id, k.name, k.mode, k.scopes, k.ranges, k."expiresAt", k."revokedAt", k."lastUsedAt", k."createdById",
      o.id as "organisationId", o."shortName" as "organisationName", o.kind as "organisationKind"
    from "ApiKey" k join "Organisation" o on o.id = k."organisationId" where k.hash = ${hash}`);
  return row;
};

/**
 * The system of a living key that is used from where it may be, or null. It is its organisation's: nobody's leaving ends it.
 * `address`: where it is used from.
 */
export async function viewerOfApiKey(key: string, address?: string): Promise<SystemViewer | null> {
  const apiKey = await readKey(hashToken(key));
  if (!apiKey || apiKey.revokedAt || !isWithin(apiKey.ranges, address)) return null;
  const at = now();
  if (apiKey.expiresAt && apiKey.expiresAt <= at) return null;
  if (at.getTime() - (apiKey.lastUsedAt?.getTime() ?? 0) > LAST_SEEN_LAG_MS)
    await ifWritable(
      prisma.apiKey.updateMany({ where: { id: apiKey.id }, data: { lastUsedAt: at, lastUsedFrom: address ?? null } }),
    );
  return {
    kind: 'system',
    name: apiKey.name,
    apiKeyId: apiKey.id,
    mode: apiKey.mode,
    scopes: scopes.filter((scope) => apiKey.scopes.includes(scope)),
    datasetId: null,
    personId: apiKey.createdById,
    organisationId: apiKey.organisationId,
    organisationName: apiKey.organisationName,
    organisationKind: apiKey.organisationKind,
    affiliation: affiliationOf({ organisation: { shortName: apiKey.organisationName } }),
  } satisfies Omit<SystemViewer, typeof minted> as Omit<SystemViewer, typeof minted> as SystemViewer;
}

/**
 * The reader of one dataset, whose address bears this key, or null when it opens nothing any more. It is its maker's: it ends
 * with their account, and opens no more than they may. The doors of data alone ask for it (datasets/asking.ts).
 */
export async function viewerOfDatasetKey(key: string): Promise<SystemViewer | null> {
  const at = now();
  const found = await prisma.datasetKey.findFirst({
    where: { hash: hashToken(key), revokedAt: null, expiresAt: { gt: at }, person: { deactivatedAt: null } },
    include: { person: { include: { organisation: true } } },
  });
  if (!found) return null;
  const { id, name, personId, datasetId, lastUsedAt } = found;
  const { organisation } = found.person;
  if (at.getTime() - (lastUsedAt?.getTime() ?? 0) > LAST_SEEN_LAG_MS)
    await ifWritable(prisma.datasetKey.updateMany({ where: { id }, data: { lastUsedAt: at } }));
  return {
    kind: 'system',
    name,
    apiKeyId: id,
    mode: 'READ',
    scopes: ['datasets:read'],
    datasetId,
    personId,
    organisationId: organisation.id,
    organisationName: organisation.shortName,
    organisationKind: organisation.kind,
    affiliation: affiliationOf({ organisation }),
  } satisfies Omit<SystemViewer, typeof minted> as Omit<SystemViewer, typeof minted> as SystemViewer;
}

/** Whether the key that a program came with opens anything still; what it sees is judged at each reading. */
export async function isLiving({ apiKeyId }: SystemViewer): Promise<boolean> {
  const alive = { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now() } }] };
  return (await prisma.apiKey.count({ where: { id: apiKeyId, ...alive } })) > 0;
}

/** The system that a webhook of an organisation speaks to: it reads what a key of these areas would, and writes nothing. */
export async function viewerOfWebhook(webhookId: string): Promise<SystemViewer | null> {
  const webhook = await prisma.webhook.findUnique({ where: { id: webhookId }, include: { organisation: true } });
  if (!webhook) return null;
  return {
    kind: 'system',
    name: webhook.name,
    apiKeyId: webhook.id,
    mode: 'READ',
    scopes: scopes.filter((scope) => webhook.scopes.includes(scope)),
    datasetId: null,
    personId: webhook.createdById,
    organisationId: webhook.organisationId,
    organisationName: webhook.organisation.shortName,
    organisationKind: webhook.organisation.kind,
    affiliation: affiliationOf(webhook),
  } satisfies Omit<SystemViewer, typeof minted> as Omit<SystemViewer, typeof minted> as SystemViewer;
}

/** What a key was last used for, noted at most so often. */
const noted = new Map<string, { operation: string; at: number }>();

/** Notes which operation a key asks for, when it is another than before or some time has passed. */
export async function noteUse({ apiKeyId }: SystemViewer, operation: string): Promise<void> {
  const last = noted.get(apiKeyId);
  const at = now().getTime();
  if (last && at - last.at < LAST_SEEN_LAG_MS && last.operation === operation) return;
  noted.set(apiKeyId, { operation, at });
  await ifWritable(prisma.apiKey.updateMany({ where: { id: apiKeyId }, data: { lastUsedFor: operation } }));
}
