// Makers for meetings: a followed convention with somebody in each MDADT, and a joint exchange tomorrow that they prepare.
import { randomUUID } from 'node:crypto';
import type { JSONContent } from '@tiptap/core';
import { Doc, encodeStateAsUpdate } from 'yjs';
import { addDays, instantIn, toColumn, today } from '#domain/calendar.ts';
import { type DatedSpan, demandDates, type MeetingView } from '#domain/meetings/meeting-views.ts';
import { callMeeting, createMeeting } from '#domain/scheduling/meetings.ts';
import { createDocument } from '#domain/texts/documents.ts';
import { parseText, writeText } from '#domain/texts/live-text.ts';
import type { PersonViewer } from '#domain/viewers.ts';
import type { OutcomeKind } from '#domain/vocabulary.ts';
import { prisma } from '#prisma/client.ts';
import { buildFollowed, type Followed } from './obligations.ts';
import { buildPerson, signIn } from './organisations.ts';

/** A followed convention, with an agent of the Artois who writes in it. */
export interface Joint extends Followed {
  artoisAgent: PersonViewer;
}

export async function buildJoint(): Promise<Joint> {
  const followed = await buildFollowed('RUNNING');
  const { department, artois, convention } = followed;
  const artoisAgent = await signIn(await buildPerson({ organisationId: department.id, unitId: artois.id }));
  await prisma.participant.create({
    data: { conventionId: convention.id, personId: artoisAgent.personId, role: 'EDITOR' },
  });
  return { ...followed, artoisAgent };
}

/** What a new meeting takes: an exchange of both MDADT tomorrow from 9.30 to 11, unless said otherwise. */
export const newMeeting = ({ convention, lensHenin, artois }: Followed, more: object = {}) => ({
  conventionId: convention.id,
  kind: 'TERRITORIAL_EXCHANGE',
  title: 'Échange des deux MDADT',
  place: 'Lens, salle du bassin',
  startsAt: instantIn(addDays(today(), 1), 9, 30),
  endsAt: instantIn(addDays(today(), 1), 11),
  organiserIds: [lensHenin.id, artois.id],
  ...more,
});

/** A meeting that has its date, as all but those whose date is looked for. */
export type DatedMeeting = MeetingView & DatedSpan;

/** What a verb gives of a meeting that has its date. */
export const dated = (meeting: MeetingView): DatedMeeting => ({ ...meeting, ...demandDates(meeting) });

export const buildMeeting = async (joint: Joint, more: object = {}): Promise<DatedMeeting> =>
  dated(await createMeeting(joint.agent, newMeeting(joint, more)));

/** A meeting whose invitations have left. */
export async function buildCalled(joint: Joint, more: object = {}): Promise<DatedMeeting> {
  const { id, version } = await buildMeeting(joint, more);
  return dated(await callMeeting(joint.agent, { meetingId: id, version }));
}

/** The input that changes a meeting, as it is but for `more`. */
export const changed = (meeting: MeetingView, more: object = {}) => ({
  meetingId: meeting.id,
  version: meeting.version,
  kind: meeting.kind,
  title: meeting.title,
  purpose: meeting.purpose,
  place: meeting.place,
  link: meeting.link,
  startsAt: meeting.startsAt,
  endsAt: meeting.endsAt,
  organiserIds: meeting.parties.flatMap(({ role, unitId, organisationId }) =>
    role === 'ORGANISER' ? [unitId ?? organisationId] : [],
  ),
  occurrenceIds: meeting.aims.map(({ occurrenceId }) => occurrenceId),
  ...more,
});

/** The token of the only invitation's link in a text. */
export function tokenIn(text: string | undefined): string {
  const [, token] = /\/invitation\/([\w-]+)/.exec(text ?? '') ?? [];
  if (!token) throw new Error('The mail holds no link to answer with.');
  return token;
}

/** A paragraph of notes that records a decision or a task. */
export const outcome = (kind: OutcomeKind, text: string, id: string = randomUUID()): JSONContent => ({
  type: 'paragraph',
  attrs: { id, outcome: kind },
  content: text === '' ? [] : [{ type: 'text', text }],
});

/** Gives a meeting notes with these blocks, whatever the verbs say of it; answers the id of their document. */
export async function buildNotes(meetingId: string, content: JSONContent[]): Promise<string> {
  const doc = new Doc();
  writeText(doc, parseText({ type: 'doc', content }));
  return prisma.$transaction(async (tx) => {
    const documentId = await createDocument(tx, { kind: 'NOTES', bytes: encodeStateAsUpdate(doc) });
    await tx.meetingNotes.create({ data: { meetingId, documentId } });
    return documentId;
  });
}

/** Minutes of a meeting as approved rows, past the verb that approves. */
export async function buildApprovedMinutes({ id: meetingId, conventionId }: MeetingView): Promise<void> {
  const pdf = await prisma.storedFile.create({
    data: {
      conventionId,
      name: 'Compte rendu.pdf',
      mediaType: 'application/pdf',
      size: 1,
      sha256: '0'.repeat(64),
    },
  });
  await prisma.minutes.create({
    data: {
      meetingId,
      state: 'APPROVED',
      observationsUntil: toColumn(today()),
      approvedAt: new Date(),
      sequence: 1,
      canonical: '{}',
      sha256: '0'.repeat(64),
      pdfId: pdf.id,
    },
  });
}
