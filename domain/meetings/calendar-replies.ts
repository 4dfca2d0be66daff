// Answers that come by mail: « Accepter » in Outlook is an answer as good as the link's. The job that reads the mailbox calls
// this. The rule, because anybody may write anything in a mail:
// – the personal address a message came to decides whose invitation it is about, by its proof. Without one, nothing is done
//   and nobody is told: a stranger cannot make the platform speak.
// – an answer is taken when a calendar gives it, there, in the name of the one invited. That name is written by their own
//   calendar; `From` is not asked, because secretaries, aliases and gateways send for others and it can be written by anybody.
// – whoever else answers there (a forwarded invitation, a delegate, another address of the same person) answers for nobody:
//   an organiser says whose answer it is, and from then on that address is known as theirs, for this invitation.
// – what else was meant (another hour, words, an hour that has changed since) is told to who organises, with its words.
// – what programs send by themselves (absences, receipts) is no answer, unless a calendar answers in it.
import { createHash } from 'node:crypto';
import { prisma, type Tx } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import { type RecordChange, transact } from '../changes.ts';
import { DomainError } from '../errors.ts';
import type { ReceivedMail } from '../outside.ts';
import { isFollowed } from '../permissions.ts';
import type { MailedReplyReason } from '../vocabulary.ts';
import { keepAnswer, mayAnswer } from './answers.ts';
import { keepMailedReply, tellMailedReply } from './mailed-replies.ts';
import { addressOf, type InviteeView, isPast, lockMeeting, type MeetingView } from './meeting-views.ts';
import { inviteeAt, proves } from './reply-addresses.ts';
import { type Judged, judgeReply, ownWords } from './reply-judgement.ts';
import { noteUndelivered } from './undelivered-mail.ts';

/** What became of a message: taken as an answer, told to the organisers, noted as come back, or passed over. */
export type MailOutcome = 'TAKEN' | 'TOLD' | 'NOTED' | 'PASSED';

/** Personal addresses of one message that are tried: a message has one, or two when it was sent to a list of them. */
const MOST_ADDRESSED = 10;

/** Messages of one person that may wait: more is a program that runs away, or somebody who wants to be a nuisance. */
const MOST_WAITING = 10;

/** Whose addresses a message came to; what came back names them only in what it quotes. */
async function addresseesOf({ recipients, calendars, returned }: ReceivedMail) {
  const quoted = [...calendars.map(({ content }) => content.replace(/\r?\n[ \t]/g, '')), returned?.original ?? ''];
  const written = quoted.flatMap((text) => text.match(/\+[0-9a-f]{48}@/gi) ?? []);
  const addressed = [...recipients, ...written].map(inviteeAt).filter((one) => one !== null);
  const proofs = new Map(addressed.map(({ inviteeId, proof }) => [`${inviteeId} ${proof}`, { inviteeId, proof }]));
  const tried = [...proofs.values()].slice(0, MOST_ADDRESSED);
  const found = await prisma.invitee.findMany({
    where: { AND: [{ id: { in: tried.map(({ inviteeId }) => inviteeId) } }, mayAnswer] },
    select: { id: true, meetingId: true, replyRound: true, email: true, person: { select: { email: true } } },
  });
  // In the order of the message, whatever that of the table.
  return tried.flatMap(({ inviteeId, proof }) => found.filter((one) => one.id === inviteeId && proves(proof, one)));
}

type Addressed = Awaited<ReturnType<typeof addresseesOf>>[number];

/** Addresses that an organiser has said to be theirs. */
async function knownAddresses(tx: Tx, inviteeId: string): Promise<string[]> {
  const where = { inviteeId, attachedToId: inviteeId, reason: 'OTHER_ADDRESS' as const, sender: { not: null } };
  const attached = await tx.mailedReply.findMany({ where, select: { sender: true } });
  return attached.flatMap(({ sender }) => sender ?? []);
}

/** The same message whenever it is read, and no other; one that says no name of its own is known by when it came. */
const fingerprint = ({ id, receivedAt, sender, subject, text, calendars }: ReceivedMail): string =>
  createHash('sha256')
    .update(JSON.stringify([id ?? receivedAt, sender, subject, text, calendars.map(({ content }) => content)]))
    .digest('hex');

/** The invitation that is answered, where the calendar does not say it: the hour it names does, or there was only one. */
function sequenceOf({ sequence, startsAt, endsAt }: Judged, meeting: MeetingView): number {
  const isSame = (one: Date | null, other: Date | null) => one?.getTime() === other?.getTime();
  if (startsAt && isSame(startsAt, meeting.startsAt) && (!endsAt || isSame(endsAt, meeting.endsAt)))
    return meeting.sequence;
  return sequence ?? 0;
}

/** Whether an answer of theirs was taken that came later: one that could not be dealt with at first is read again. */
const isOvertaken = async (tx: Tx, inviteeId: string, receivedAt: Date): Promise<boolean> =>
  (await tx.mailedReply.count({ where: { inviteeId, reason: null, receivedAt: { gt: receivedAt } } })) > 0;

/** Keeps it as their answer; gives why it could not be kept as one. */
async function takeAnswer(
  tx: Tx,
  record: RecordChange,
  { meeting, invitee, judged }: { meeting: MeetingView; invitee: InviteeView; judged: Judged },
): Promise<MailedReplyReason | null> {
  const { answer, words } = judged;
  if (!answer) return 'UNREAD';
  try {
    const given = { inviteeId: invitee.id, answer, words, sequence: sequenceOf(judged, meeting) };
    await keepAnswer(tx, record, { meeting, given });
    return null;
  } catch (error) {
    // Refused before anything was written: the meeting is over, cancelled, or has changed since.
    if (!(error instanceof DomainError)) throw error;
    return meeting.state === 'CALLED' && !isPast(meeting) ? 'CHANGED_SINCE' : 'TOO_LATE';
  }
}

async function take(mail: ReceivedMail, { id: inviteeId, meetingId }: Addressed): Promise<MailOutcome> {
  return transact(null, async (tx, record) => {
    const meeting = await lockMeeting(tx, meetingId);
    const invitee = meeting.invitees.find(({ id }) => id === inviteeId);
    const sha256 = fingerprint(mail);
    const { receivedAt = now() } = mail;
    // Read before, and not marked in the box because the server stopped between the two.
    if ((await tx.mailedReply.count({ where: { inviteeId, sha256 } })) > 0) return 'PASSED';
    if (!invitee || !isFollowed(meeting.convention)) return 'PASSED';
    const addresses = [addressOf(invitee), ...(await knownAddresses(tx, inviteeId))];
    const judged = judgeReply(mail, { uid: meeting.uid, addresses });
    if (judged.reason === 'UNREAD' && mail.isAutomatic) return 'PASSED';
    const heard = { meeting, invitee, sha256, receivedAt };
    const isOver = judged.reason === null && (await isOvertaken(tx, inviteeId, receivedAt));
    const reason = judged.reason ?? (isOver ? null : await takeAnswer(tx, record, { meeting, invitee, judged }));
    if (!reason) {
      await keepMailedReply(tx, { ...heard, judged });
      return isOver ? 'PASSED' : 'TAKEN';
    }
    if ((await tx.mailedReply.count({ where: { inviteeId, settledAt: null } })) >= MOST_WAITING) return 'PASSED';
    // What a program writes around an answer is of no use; around what must be judged, it may be what was meant.
    const words = judged.words ?? ownWords(mail);
    await tellMailedReply(tx, record, { ...heard, judged: { ...judged, reason, words } });
    return 'TOLD';
  });
}

/** Takes a message of the mailbox, whatever it is. Taking it twice is taking it once. */
export async function takeMail(mail: ReceivedMail): Promise<MailOutcome> {
  const addressees = await addresseesOf(mail);
  const [first] = addressees;
  if (!first) return 'PASSED';
  if (mail.returned) {
    if (!mail.returned.hasFailed) return 'PASSED';
    await noteUndelivered({ inviteeId: first.id, to: null });
    return 'NOTED';
  }
  // Sent to several of these addresses, it is to the one in whose name it speaks.
  const named = (one: Addressed) => {
    const addresses = [one.person?.email ?? one.email];
    return judgeReply(mail, { uid: '', addresses }).reason === 'OTHER_EVENT';
  };
  return take(mail, addressees.find(named) ?? first);
}
