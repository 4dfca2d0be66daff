// Mails that answer an invitation, kept once each: those that were taken, and those that wait for an organiser to attach them
// to somebody invited or to set them aside. calendar-replies.ts brings them; the page of the meeting shows and settles them.

import type { MailedReply } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { isSameAddress } from '../address.ts';
import { now } from '../calendar.ts';
import { type RecordChange, transact } from '../changes.ts';
import { conflict, notFound } from '../errors.ts';
import { notify } from '../notify.ts';
import { parseInput } from '../parse.ts';
import type { Viewer } from '../viewers.ts';
import { keepAnswer } from './answers.ts';
import { attachReplyInput, setReplyAsideInput } from './inputs.ts';
import { mailedReplyWords } from './mailed-reply-words.ts';
import {
  addressOf,
  type InviteeView,
  lockMeeting,
  type MeetingView,
  meetingToOrganise,
  nameOf,
  organisingPeople,
} from './meeting-views.ts';
import type { Judged } from './reply-judgement.ts';

/** A message to somebody invited, as it was judged. */
interface Heard {
  meeting: MeetingView;
  invitee: InviteeView;
  sha256: string;
  receivedAt: Date;
  judged: Judged;
}

const rowOf = ({ meeting, invitee, sha256, receivedAt, judged: { sequence: _, ...judged } }: Heard) => ({
  ...judged,
  sha256,
  meetingId: meeting.id,
  inviteeId: invitee.id,
  receivedAt,
});

/** Keeps a mail whose answer was taken. */
export async function keepMailedReply(tx: Tx, heard: Heard): Promise<void> {
  await tx.mailedReply.create({ data: { ...rowOf(heard), settledAt: now(), attachedToId: heard.invitee.id } });
}

/** What the history says of one: never its words nor a stranger's address, which those who see the convention may not read. */
const recordReply = (
  record: RecordChange,
  kind: 'reply.received' | 'reply.attached' | 'reply.dismissed',
  { meeting, subjectId, name }: { meeting: MeetingView; subjectId: string; name: string },
): Promise<string> => {
  const { id: meetingId, conventionId, title } = meeting;
  return record({ kind, subject: 'MailedReply', subjectId, conventionId, details: { meetingId, title, name } });
};

/** Keeps a mail that could not be taken, and tells who organises. */
export async function tellMailedReply(tx: Tx, record: RecordChange, heard: Heard): Promise<void> {
  const { meeting, invitee } = heard;
  const { id: subjectId } = await tx.mailedReply.create({ data: rowOf(heard) });
  const changeId = await recordReply(record, 'reply.received', { meeting, subjectId, name: nameOf(invitee) });
  const { id: meetingId, conventionId } = meeting;
  const people = organisingPeople(meeting);
  await notify(tx, record, { kind: 'REPLY_WAITING', changeId, conventionId, meetingId, people });
}

/** A mail that waits, as organisers see it. */
export interface WaitingReply extends MailedReply {
  /** What it says, in a sentence. */
  sentence: string;
  /** Whose it seems to be: who has the address it was written from; who it was addressed to, where it does not say. */
  suggestedId: string | null;
}

function shown(reply: MailedReply, meeting: MeetingView): WaitingReply {
  const { sender, inviteeId } = reply;
  const isWriters = (one: InviteeView) => (sender ? isSameAddress(addressOf(one), sender) : one.id === inviteeId);
  const suggestedId = meeting.invitees.find(isWriters)?.id ?? null;
  return { ...reply, sentence: mailedReplyWords(reply, meeting), suggestedId };
}

/** The mails that wait, the oldest first; for who may organise the meeting alone. */
export async function waitingReplies(meeting: MeetingView): Promise<WaitingReply[]> {
  const where = { meetingId: meeting.id, settledAt: null };
  const replies = await prisma.mailedReply.findMany({ where, orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }] });
  return replies.map((reply) => shown(reply, meeting));
}

/** One that waits, of a locked meeting. */
async function waitingReply(tx: Tx, meetingId: string, id: string): Promise<MailedReply> {
  const reply = await tx.mailedReply.findFirst({ where: { id, meetingId, reason: { not: null } } });
  if (!reply) throw notFound();
  if (reply.settledAt) throw conflict('Cette réponse vient d’être rattachée ou mise de côté.');
  return reply;
}

/**
 * Says whose mail it is, and keeps `answer` as theirs; without one, its words alone stand beside their name. From then on
 * their personal address takes answers from the address it was written from.
 */
export async function attachReply(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const { meetingId, replyId, inviteeId, answer } = parseInput(attachReplyInput, input);
  await meetingToOrganise(viewer, meetingId);
  return transact(viewer, async (tx, record) => {
    const meeting = await lockMeeting(tx, meetingId);
    const reply = await waitingReply(tx, meetingId, replyId);
    const invitee = meeting.invitees.find(({ id }) => id === inviteeId);
    if (!invitee) throw notFound();
    const { words } = reply;
    // Who attaches it has read it as the meeting now stands.
    const given = { inviteeId, words, sequence: meeting.sequence };
    if (answer) await keepAnswer(tx, record, { meeting, given: { ...given, answer } });
    else if (words) await tx.invitee.update({ where: { id: inviteeId }, data: { answerWords: words } });
    await tx.mailedReply.update({ where: { id: replyId }, data: { settledAt: now(), attachedToId: inviteeId } });
    await recordReply(record, 'reply.attached', { meeting, subjectId: replyId, name: nameOf(invitee) });
    return lockMeeting(tx, meetingId);
  });
}

/** Sets a mail aside: it is nobody's answer. */
export async function setReplyAside(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const { meetingId, replyId } = parseInput(setReplyAsideInput, input);
  await meetingToOrganise(viewer, meetingId);
  return transact(viewer, async (tx, record) => {
    const meeting = await lockMeeting(tx, meetingId);
    const { inviteeId } = await waitingReply(tx, meetingId, replyId);
    await tx.mailedReply.update({ where: { id: replyId }, data: { settledAt: now() } });
    const invitee = meeting.invitees.find(({ id }) => id === inviteeId);
    await recordReply(record, 'reply.dismissed', { meeting, subjectId: replyId, name: invitee ? nameOf(invitee) : '' });
    return meeting;
  });
}
