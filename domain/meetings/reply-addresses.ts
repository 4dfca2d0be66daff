// The box that calendars send their answer to: an address for each person invited, which proves by itself whose answer it is,
// so that a message nobody signed cannot answer for somebody else. Only where the mailbox is read (MAILBOX_ADDRESS).
import { timingSafeEqual } from 'node:crypto';
import { env } from '#env.ts';
import { hashToken } from '../tokens.ts';

/** What an address is made of: it changes with each new link, whoever read the former mail answers no more. */
interface Addressed {
  id: string;
  replyRound: number;
}

/** 64 bits: a guess would need more mails than any server takes. */
const PROOF_LENGTH = 16;

const proofOf = ({ id, replyRound }: Addressed): string =>
  hashToken(`calendar reply ${id}${replyRound === 0 ? '' : ` ${replyRound}`}`).slice(0, PROOF_LENGTH);

/** Where the calendar of somebody invited answers; null where no mailbox is read. */
export function replyAddress(invitee: Addressed): string | null {
  const [box, host] = env.MAILBOX_ADDRESS?.split('@') ?? [];
  return box && host ? `${box}+${invitee.id.replaceAll('-', '')}${proofOf(invitee)}@${host}` : null;
}

/** Whose address it says to be, and what it proves that with; null when it is none. Mail servers may change its case. */
export function inviteeAt(address: string): { inviteeId: string; proof: string } | null {
  const [, digits, proof] = /\+([0-9a-f]{32})([0-9a-f]{16})@/i.exec(address) ?? [];
  if (!digits || !proof) return null;
  const inviteeId = digits.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { inviteeId, proof: proof.toLowerCase() };
}

/** Whether a proof is that of the address which this person's mails now name. */
export const proves = (proof: string, invitee: Addressed): boolean =>
  timingSafeEqual(Buffer.from(proofOf(invitee)), Buffer.from(proof));
