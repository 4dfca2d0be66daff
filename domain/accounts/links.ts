// One-time links sent by mail: minted, looked at without being spent, and spent exactly once. accounts.ts and organisations/people.ts
// call it; the database keeps a hash of each link alone.

import type { AccountLinkKind } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import { linkExpired } from '../errors.ts';
import { pageAddress } from '../letters.ts';
import { hashToken, newToken } from '../tokens.ts';

const HOUR_MS = 3_600_000;

/** How long each kind may be spent. The letters say the same. */
const LIFETIME_MS = { INVITATION: 7 * 24 * HOUR_MS, RESET: HOUR_MS } satisfies Record<AccountLinkKind, number>;

/** An account that is open, as it is while its row is locked. */
export interface LockedAccount {
  email: string;
  name: string;
  passwordHash: string | null;
}

/**
 * Locks the row of a person until the transaction ends; null when there is no open account. Whatever touches an account's
 * password or links does it first: what it judges then stays true, and no two lock the rows of links the other way round.
 */
export async function lockAccount(tx: Tx, personId: string): Promise<LockedAccount | null> {
  const [account] = await tx.$queryRaw<LockedAccount[]>`
    select email, name, "passwordHash" from "Person"
    where id = ${personId}::uuid and "deactivatedAt" is null for update`;
  return account ?? null;
}

/**
 * Mints a link for a person, whose row is locked, and gives its address. `replacing`: earlier ones of its kind are void.
 * What anybody may ask for does not replace: a stranger would void the link that the person is about to follow.
 */
export async function mintLink(
  tx: Tx,
  { personId, kind, replacing }: { personId: string; kind: AccountLinkKind; replacing: boolean },
): Promise<string> {
  if (replacing) await tx.accountLink.deleteMany({ where: { personId, kind } });
  const token = newToken();
  const expiresAt = new Date(now().getTime() + LIFETIME_MS[kind]);
  await tx.accountLink.create({ data: { id: hashToken(token), personId, kind, expiresAt } });
  return pageAddress(`/lien/${token}`);
}

/** What the page of a link shows. */
export interface OpenLink {
  kind: AccountLinkKind;
  personId: string;
  email: string;
  name: string;
  organisationName: string;
  organisationShortName: string;
}

/** The link, while it may be spent; null otherwise. Looking does not spend it: mail filters open links before people do. */
export async function readLink(token: string): Promise<OpenLink | null> {
  const found = await prisma.accountLink.findUnique({
    where: { id: hashToken(token), usedAt: null, expiresAt: { gt: now() }, person: { deactivatedAt: null } },
    include: { person: { include: { organisation: true } } },
  });
  if (!found) return null;
  const { email, name, organisation } = found.person;
  return {
    kind: found.kind,
    personId: found.personId,
    email,
    name,
    organisationName: organisation.name,
    organisationShortName: organisation.shortName,
  };
}

/** Spends a link, and with it every other link of that person; throws LINK_EXPIRED for all but the first who asks. */
export async function spendLink(tx: Tx, token: string, kind: AccountLinkKind): Promise<string> {
  const id = hashToken(token);
  const found = await tx.accountLink.findUnique({ where: { id }, select: { personId: true } });
  // The person first: of two links spent at once, or a link and a change of password, the second sees what the first did.
  const account = found && (await lockAccount(tx, found.personId));
  if (!found || !account) throw linkExpired();
  // Somebody who has entered has no invitation any more, whichever way it was sent.
  if (kind === 'INVITATION' && account.passwordHash !== null) throw linkExpired();
  const at = now();
  const { count } = await tx.accountLink.updateMany({
    where: { id, kind, usedAt: null, expiresAt: { gt: at } },
    data: { usedAt: at },
  });
  if (count !== 1) throw linkExpired();
  await tx.accountLink.deleteMany({ where: { personId: found.personId, id: { not: id } } });
  return found.personId;
}
