// What those invited answer: with the personal link of a mail, without signing in, or on the page of the meeting. An
// answer is given for what was read: when the hour has changed since, it is not taken.

import type { Prisma } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import { type RecordChange, transact } from '../changes.ts';
import { conflict, forbidden, linkExpired, notFound } from '../errors.ts';
import { parseInput } from '../parse.ts';
import { hashToken } from '../tokens.ts';
import type { Viewer } from '../viewers.ts';
import type { MeetingAnswer } from '../vocabulary.ts';
import { tellAbsence } from './absences.ts';
import { answerInvitationInput, answerMeetingInput } from './inputs.ts';
import {
  demandFollowed,
  type InviteeView,
  isPast,
  lockMeeting,
  type MeetingView,
  meetingRow,
  nameOf,
  readMeeting,
} from './meeting-views.ts';

/** What the page of a link shows: the meeting and the one who answers. */
export interface Invitation {
  meeting: MeetingView;
  invitee: InviteeView;
}

/** Those whose answer is taken: still invited, and without an account or with one that is open. */
export const mayAnswer: Prisma.InviteeWhereInput = {
  removedAt: null,
  OR: [{ personId: null }, { person: { deactivatedAt: null } }],
};

/** Whose link it is, while it may answer. */
export const findLink = (token: string) =>
  prisma.invitationLink.findFirst({
    where: { id: hashToken(token), revokedAt: null, expiresAt: { gt: now() }, invitee: mayAnswer },
    select: { inviteeId: true, invitee: { select: { meetingId: true } } },
  });

/** One of those invited; LINK_EXPIRED when the invitation was taken back. */
export const inviteeOf = (meeting: MeetingView, inviteeId: string): InviteeView => {
  const invitee = meeting.invitees.find(({ id }) => id === inviteeId);
  if (!invitee) throw linkExpired();
  return invitee;
};

/** Whose link it is and of which meeting, or LINK_EXPIRED. */
export async function linkFor(token: string): Promise<{ inviteeId: string; meetingId: string }> {
  const link = await findLink(token);
  if (!link) throw linkExpired();
  return { inviteeId: link.inviteeId, meetingId: link.invitee.meetingId };
}

/** The viewer's own invitation to a meeting; NOT_FOUND when not invited. */
export async function ownInvitee(viewer: Viewer, meetingId: string): Promise<InviteeView> {
  const { invitees } = await readMeeting(viewer, meetingId);
  if (viewer.kind !== 'person') throw forbidden();
  const own = invitees.find(({ personId }) => personId === viewer.personId);
  if (!own) throw notFound();
  return own;
}

/** The invitation of a link, or null when it answers no more. Looking changes nothing: mail filters open links. */
export async function readInvitation(token: string): Promise<Invitation | null> {
  const link = await findLink(token);
  if (!link) return null;
  const where = { id: link.invitee.meetingId };
  const meeting = await prisma.meeting.findUniqueOrThrow({ where, include: meetingRow });
  const invitee = meeting.invitees.find(({ id }) => id === link.inviteeId);
  return invitee ? { meeting, invitee } : null;
}

interface Given {
  inviteeId: string;
  answer: MeetingAnswer;
  /** The meeting's when it was read: what changed since may not be its hour. */
  sequence: number;
  /** What was written with it; the same answer without a word leaves what was written before. */
  words?: string | null;
}

/** Keeps an answer to a locked meeting; the same twice is one. CONFLICT when it is no longer to be answered as it was read. */
export async function keepAnswer(
  tx: Tx,
  record: RecordChange,
  { meeting, given }: { meeting: MeetingView; given: Given },
) {
  const { inviteeId, answer, sequence, words = null } = given;
  const before = inviteeOf(meeting, inviteeId);
  demandFollowed(meeting);
  if (meeting.state === 'CANCELLED') throw conflict('Cette réunion est annulée : il n’y a plus à répondre.');
  if (meeting.state === 'DRAFT') throw conflict('Cette réunion n’est pas encore convoquée.');
  if (meeting.state !== 'CALLED' || isPast(meeting)) throw conflict('Cette réunion est passée.');
  if (sequence < meeting.movedSequence || sequence > meeting.sequence)
    throw conflict('La réunion a changé entre-temps. Relisez-la, puis répondez de nouveau.');
  if (before.answer === answer && (words === null || words === before.answerWords)) return;
  await tx.invitee.update({ where: { id: inviteeId }, data: { answer, answeredAt: now(), answerWords: words } });
  const changeId = await record({
    kind: 'invitation.answered',
    subject: 'Invitee',
    subjectId: inviteeId,
    conventionId: meeting.conventionId,
    details: { meetingId: meeting.id, title: meeting.title, name: nameOf(before), answer },
  });
  if (answer === 'NO' && before.answer !== 'NO') await tellAbsence(tx, record, { meeting, invitee: before, changeId });
}

/** Answers with the link of a mail, for the one it was sent to; LINK_EXPIRED when it answers no more. */
export async function answerInvitation(input: unknown): Promise<Invitation> {
  const { token, ...given } = parseInput(answerInvitationInput, input);
  const { inviteeId, meetingId } = await linkFor(token);
  const meeting = await transact(null, async (tx, record) => {
    await keepAnswer(tx, record, { meeting: await lockMeeting(tx, meetingId), given: { inviteeId, ...given } });
    return lockMeeting(tx, meetingId);
  });
  return { meeting, invitee: inviteeOf(meeting, inviteeId) };
}

/** Answers one's own invitation on the page of the meeting. */
export async function answerMeeting(viewer: Viewer, input: unknown): Promise<MeetingView> {
  const { meetingId, ...given } = parseInput(answerMeetingInput, input);
  const own = await ownInvitee(viewer, meetingId);
  return transact(viewer, async (tx, record) => {
    const meeting = await lockMeeting(tx, meetingId);
    await keepAnswer(tx, record, { meeting, given: { inviteeId: own.id, ...given } });
    return lockMeeting(tx, meetingId);
  });
}
