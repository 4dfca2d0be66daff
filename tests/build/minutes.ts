// Makers for minutes: a joint exchange that was held with notes, and the same once sent for observations.
import type { JSONContent } from '@tiptap/core';
import { Doc, encodeStateAsUpdate } from 'yjs';
import { addDays, today } from '#domain/calendar.ts';
import { holdMeeting } from '#domain/meetings/attendance.ts';
import type { MeetingView } from '#domain/meetings/meeting-views.ts';
import { sendMinutes } from '#domain/minutes/minutes.ts';
import type { MailMessage } from '#domain/outside.ts';
import { invite } from '#domain/scheduling/invitations.ts';
import { createMeeting } from '#domain/scheduling/meetings.ts';
import { createDocument } from '#domain/texts/documents.ts';
import { parseText, writeText } from '#domain/texts/live-text.ts';
import { prisma } from '#prisma/client.ts';
import { heading, paragraph } from './conventions.ts';
import { type Joint, newMeeting } from './meetings.ts';

/** A paragraph that records a decision or a task. */
export const outcome = (words: string, kind: 'DECISION' | 'TASK', id?: string): JSONContent => {
  const block = paragraph(words, id);
  return { ...block, attrs: { ...block.attrs, outcome: kind } };
};

const aText = () => [
  heading('Bilan'),
  paragraph('Les deux maisons ont passé en revue les actions.'),
  outcome('Le comité se réunit deux fois par an.', 'DECISION'),
  outcome('Envoyer la liste des sites.', 'TASK'),
];

/** Gives a meeting its notes as rows, and their document's id. */
export async function buildNotes(meetingId: string, content: JSONContent[] = aText()): Promise<string> {
  const doc = new Doc();
  writeText(doc, parseText({ type: 'doc', content }));
  return prisma.$transaction(async (tx) => {
    const documentId = await createDocument(tx, { kind: 'NOTES', bytes: encodeStateAsUpdate(doc) });
    await tx.meetingNotes.create({ data: { meetingId, documentId } });
    return documentId;
  });
}

/** An outsider who is invited by e-mail alone. */
export const outsider = { email: 'marianne@exemple.fr', name: 'Marianne Lefebvre' };

/** A meeting held this morning, both MDADT present and an outsider too, with notes unless `content` is null. */
export async function buildHeld(
  joint: Joint,
  { content, ...more }: { content?: JSONContent[] | null; [name: string]: unknown } = {},
): Promise<MeetingView> {
  const startsAt = new Date(Date.now() - 7_200_000);
  const created = await createMeeting(
    joint.agent,
    newMeeting(joint, { startsAt, endsAt: new Date(startsAt.getTime() + 3_600_000), ...more }),
  );
  const { invitees, version } = await invite(joint.agent, { meetingId: created.id, ...outsider });
  if (content !== null) await buildNotes(created.id, content);
  const attendance = invitees.map(({ id }) => ({ inviteeId: id, attendance: 'PRESENT' }));
  return holdMeeting(joint.agent, { meetingId: created.id, version, attendance });
}

/** Its minutes, sent for ten days. */
export async function buildSent(joint: Joint, more: Parameters<typeof buildHeld>[1] = {}): Promise<MeetingView> {
  const { id, version } = await buildHeld(joint, more);
  return sendMinutes(joint.agent, { meetingId: id, version, observationsUntil: addDays(today(), 10) });
}

/** The token of the link to minutes in a mail. */
export function minutesTokenIn({ text }: Pick<MailMessage, 'text'>): string {
  const [, token] = /\/compte-rendu\/([\w-]+)/.exec(text) ?? [];
  if (!token) throw new Error('The mail holds no link to minutes.');
  return token;
}
