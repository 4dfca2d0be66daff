// Who is asking. A Viewer is minted here alone, from a session or an API key, and every verb takes one first.

import { BlockList, isIP } from 'node:net';
import { prisma } from '#prisma/client.ts';
import { now } from './calendar.ts';
import { affiliationOf } from './identity.ts';
import { ifWritable } from './refused-writes.ts';
import { hashToken } from './tokens.ts';
import { type ApiKeyMode, type OrganisationKind, type Scope, scopes } from './vocabulary.ts';

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
}

/** A program of an organisation, with a key. */
export interface SystemViewer extends Seen {
  readonly kind: 'system';
  readonly name: string;
  readonly apiKeyId: string;
  readonly mode: ApiKeyMode;
  /** What it is narrowed to; empty: all that its mode gives. */
  readonly scopes: readonly Scope[];
}

export type Viewer = PersonViewer | SystemViewer;

/** How far a session's last use may lag behind, so that reading a page does not write each time. */
const LAST_SEEN_LAG_MS = 5 * 60_000;

/** The person of a living session, or null. */
export async function viewerOfSession(token: string): Promise<PersonViewer | null> {
  const session = await prisma.session.findUnique({
    where: { id: hashToken(token) },
    include: { person: { include: { organisation: true, unit: true } } },
  });
  const at = now();
  if (!session || session.expiresAt <= at || session.person.deactivatedAt) return null;
  let { expiresAt } = session;
  if (at.getTime() - session.lastSeenAt.getTime() > LAST_SEEN_LAG_MS) {
    expiresAt = sessionEnd(session.createdAt, at);
    // A concurrent sign-out may have removed the row: nothing to update then.
    await ifWritable(prisma.session.updateMany({ where: { id: session.id }, data: { lastSeenAt: at, expiresAt } }));
  }
  const { person } = session;
  return {
    kind: 'person',
    personId: person.id,
    name: person.name,
    email: person.email,
    sessionId: session.id,
    sessionExpiresAt: expiresAt,
    organisationId: person.organisationId,
    organisationName: person.organisation.shortName,
    organisationKind: person.organisation.kind,
    affiliation: affiliationOf(person),
    platformAdministrator: person.platformAdministrator,
    organisationAdministrator: person.organisationAdministrator,
  } as PersonViewer;
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

/**
 * The system of a living key that is used from where it may be, or null. It is its organisation's: nobody's leaving ends it.
 * `address`: where it is used from.
 */
export async function viewerOfApiKey(key: string, address?: string): Promise<SystemViewer | null> {
  const apiKey = await prisma.apiKey.findUnique({
    where: { hash: hashToken(key) },
    include: { organisation: true },
  });
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
    personId: apiKey.createdById,
    organisationId: apiKey.organisationId,
    organisationName: apiKey.organisation.shortName,
    organisationKind: apiKey.organisation.kind,
    affiliation: affiliationOf(apiKey),
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
