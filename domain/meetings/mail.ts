// Tells those invited about their meeting, each with a personal link to answer with. The verbs on meetings call it in
// their transaction: a mail leaves exactly when what it says is true.
import { env } from '#env.ts';
import type { Tx } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import { invalid } from '../errors.ts';
import type { Writer } from '../letters.ts';
import { mail } from '../outside.ts';
import { hashToken, newToken } from '../tokens.ts';
import { type MeetingNews, meetingMail } from './letters.ts';
import { demandDates, type InviteeView, type MeetingView, nameOf } from './meeting-views.ts';
import { replyAddress } from './reply-addresses.ts';

/** Mints a link that speaks for this invitee alone until it expires, on one of the pages that take it; earlier ones stay. */
export async function mintInvitationLink(
  tx: Tx,
  inviteeId: string,
  expiresAt: Date,
  page: 'invitation' | 'compte-rendu' = 'invitation',
): Promise<string> {
  const token = newToken();
  await tx.invitationLink.create({ data: { id: hashToken(token), inviteeId, expiresAt } });
  return `${env.PUBLIC_URL}/${page}/${token}`;
}

/** Whether mail still goes to somebody: not to a closed account. */
export const isReachable = ({ person }: InviteeView): boolean => !person?.deactivatedAt;

/** What a mail carries besides its words: whose invitation it is about, and where answers and what comes back go. */
export const aboutInvitation = (invitee: InviteeView): { inviteeId: string; repliesTo: string | null } => ({
  inviteeId: invitee.id,
  repliesTo: replyAddress(invitee),
});

/** Refuses what is sent to those invited while there is nobody, or somebody who can no longer be reached. */
export function demandReachable({ invitees }: MeetingView): void {
  if (invitees.length === 0) throw invalid({ invitees: 'Personne n’est invité à cette réunion.' });
  const closed = invitees.find((invitee) => !isReachable(invitee));
  if (closed) throw invalid({ invitees: `Le compte de ${nameOf(closed)} est fermé : retirez son invitation.` });
}

/** Queues one mail to each of `invitees`, everybody still invited unless said, from `by`. */
export async function tellInvitees(
  tx: Tx,
  meeting: MeetingView,
  {
    news,
    invitees = meeting.invitees,
    by = null,
  }: { news: MeetingNews; invitees?: readonly InviteeView[]; by?: Writer | null },
): Promise<void> {
  const isOver = news === 'CANCELLED' || news === 'REMOVED';
  for (const invitee of invitees.filter(isReachable)) {
    const link = isOver ? null : await mintInvitationLink(tx, invitee.id, demandDates(meeting).endsAt);
    // Who is no longer invited learns of nobody else.
    const told = news === 'REMOVED' ? { ...meeting, invitees: [invitee] } : meeting;
    const letter = meetingMail(told, { news, invitee, by, link, repliesTo: replyAddress(invitee), at: now() });
    await mail.queue(tx, { ...letter, ...aboutInvitation(invitee) });
  }
}
