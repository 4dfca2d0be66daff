// The box that calendars send their answer to: an address for each person invited, which proves by itself whose answer it is,
// so that a message nobody signed cannot answer for somebody else. Only where the mailbox is read (MAILBOX_ADDRESS).
import { timingSafeEqual } from 'node:crypto';
import { env } from '#env.ts';
import { hashToken } from './tokens.ts';

/** 64 bits: a guess would need more mails than any server takes. */
const PROOF_LENGTH = 16;

const proofOf = (inviteeId: string): string => hashToken(`calendar reply ${inviteeId}`).slice(0, PROOF_LENGTH);

/** Where the calendar of somebody invited answers; null where no mailbox is read. The same for each mail of a meeting. */
export function replyAddress(inviteeId: string): string | null {
  const [box, host] = env.MAILBOX_ADDRESS?.split('@') ?? [];
  return box && host ? `${box}+${inviteeId.replaceAll('-', '')}${proofOf(inviteeId)}@${host}` : null;
}

/** Whose address of `replyAddress` this is; null when it is none. Mail servers may have changed its case. */
export function inviteeAt(address: string): string | null {
  const [, digits, proof] = /\+([0-9a-f]{32})([0-9a-f]{16})@/i.exec(address) ?? [];
  if (!digits || !proof) return null;
  const inviteeId = digits.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return timingSafeEqual(Buffer.from(proofOf(inviteeId)), Buffer.from(proof.toLowerCase())) ? inviteeId : null;
}
