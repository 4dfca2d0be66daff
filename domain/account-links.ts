// One-time links sent by mail: minted, looked at without being spent, and spent exactly once. accounts.ts and people.ts
// call it; the database keeps a hash of each link alone.
import { prisma, type Tx } from '#prisma/client.ts';
import type { AccountLinkKind } from '#prisma/generated/client.ts';
import { linkExpired } from './errors.ts';
import { pageAddress } from './letters.ts';
import { hashToken, newToken } from './tokens.ts';

const HOUR_MS = 3_600_000;

/** How long each kind may be spent. The letters say the same. */
const LIFETIME_MS = { INVITATION: 7 * 24 * HOUR_MS, RESET: HOUR_MS } satisfies Record<AccountLinkKind, number>;

/** Mints the only link of its kind for a person (earlier ones are void) and gives its address. */
export async function mintLink(tx: Tx, personId: string, kind: AccountLinkKind): Promise<string> {
  await tx.accountLink.deleteMany({ where: { personId, kind } });
  const token = newToken();
  const expiresAt = new Date(Date.now() + LIFETIME_MS[kind]);
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
}

/** The link, while it may be spent; null otherwise. Looking does not spend it: mail filters open links before people do. */
export async function readLink(token: string): Promise<OpenLink | null> {
  const found = await prisma.accountLink.findUnique({
    where: { id: hashToken(token), usedAt: null, expiresAt: { gt: new Date() }, person: { deactivatedAt: null } },
    include: { person: { include: { organisation: true } } },
  });
  if (!found) return null;
  const { email, name, organisation } = found.person;
  return { kind: found.kind, personId: found.personId, email, name, organisationName: organisation.name };
}

/** Spends a link, and with it every other link of that person; throws LINK_EXPIRED for all but the first who asks. */
export async function spendLink(tx: Tx, token: string, kind: AccountLinkKind): Promise<string> {
  const id = hashToken(token);
  const now = new Date();
  // The row's lock decides between two at once: the second finds `usedAt` set.
  const { count } = await tx.accountLink.updateMany({
    where: { id, kind, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  if (count !== 1) throw linkExpired();
  const { personId } = await tx.accountLink.findUniqueOrThrow({ where: { id } });
  // Locks the person, so that a deactivation at the same moment is either seen here or sees what follows.
  const [living] = await tx.$queryRaw<{ id: string }[]>`
    select id from "Person" where id = ${personId}::uuid and "deactivatedAt" is null for update`;
  if (!living) throw linkExpired();
  await tx.accountLink.deleteMany({ where: { personId, id: { not: id } } });
  return personId;
}
