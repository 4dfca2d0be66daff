// Whose a co-edited text is (a convention, a meeting's notes, a yearly report), and how its versions are named in the
// history. What one may do with it is texts/access.ts.

import { prisma } from '#prisma/client.ts';
import type { ChangeRecord } from '../changes.ts';
import { forbidden, frozen, notFound } from '../errors.ts';
import { isUuid } from '../parse.ts';
import { type TextMode, textMode } from '../texts/access.ts';
import type { Viewer } from '../viewers.ts';
import { subjectOfText, type TextKind } from '../vocabulary.ts';

/** A text that a viewer may read. */
export interface OwnedText {
  documentId: string;
  kind: TextKind;
  mode: TextMode;
  /** Signed or approved: nothing changes it any more. */
  isFrozen: boolean;
  conventionId: string;
  /** The year it is about. */
  year: number;
  /** Of its meeting, or its convention. */
  title: string;
  /** What a change of it is of. */
  about: Pick<ChangeRecord, 'subject' | 'subjectId' | 'conventionId'>;
}

const convention = { select: { id: true, title: true, year: true } } as const;

/** A text that `viewer` may read, or NOT_FOUND. */
export async function readOwnedText(viewer: Viewer, documentId: string): Promise<OwnedText> {
  const mode = isUuid(documentId) ? await textMode(viewer, documentId) : null;
  if (!mode) throw notFound();
  const owner = await prisma.document.findUniqueOrThrow({
    where: { id: documentId },
    select: {
      kind: true,
      frozenAt: true,
      convention,
      report: { select: { convention } },
      notes: { select: { meeting: { select: { id: true, title: true, convention } } } },
    },
  });
  const meeting = owner.notes?.meeting;
  const of = owner.convention ?? owner.report?.convention ?? meeting?.convention;
  if (!of) throw notFound();
  return {
    documentId,
    kind: owner.kind,
    mode,
    isFrozen: owner.frozenAt !== null,
    conventionId: of.id,
    year: of.year,
    title: (meeting ?? of).title,
    about: { subject: subjectOfText[owner.kind], subjectId: meeting?.id ?? of.id, conventionId: of.id },
  };
}

/** What a text is called among others, on paper and in the history: « Notes – Comité de pilotage ». */
export function textName({ kind, title, year }: Pick<OwnedText, 'kind' | 'title' | 'year'>): string {
  if (kind === 'NOTES') return `Notes – ${title}`;
  return kind === 'REPORT' ? `Bilan annuel ${year} – ${title}` : title;
}

/** What the history says of a text whose version is spoken of; a convention's own needs no name in its convention. */
export const saidOfText = (text: OwnedText): { documentId: string; title?: string } => ({
  documentId: text.documentId,
  ...(text.kind === 'CONVENTION' ? {} : { title: textName(text) }),
});

/** Whether the viewer it was read for may write in it, and so bring back what a version has. */
export const mayWrite = ({ mode, isFrozen }: Pick<OwnedText, 'mode' | 'isFrozen'>): boolean =>
  mode === 'write' && !isFrozen;

/** A text that `viewer` may write in; FROZEN when nobody may any more, FORBIDDEN when it is read alone. */
export async function textToWrite(viewer: Viewer, documentId: string): Promise<OwnedText> {
  const text = await readOwnedText(viewer, documentId);
  if (text.isFrozen) throw frozen();
  if (!mayWrite(text)) throw forbidden();
  return text;
}

/** Whether one may suggest in a text: who may write in it may. */
export const maySuggest = ({ mode, isFrozen }: Pick<OwnedText, 'mode' | 'isFrozen'>): boolean =>
  (mode === 'write' || mode === 'suggest') && !isFrozen;

/** A text that `viewer` may suggest in; FROZEN when nobody may any more, FORBIDDEN when it is not for them. */
export async function textToSuggestIn(viewer: Viewer, documentId: string): Promise<OwnedText> {
  const text = await readOwnedText(viewer, documentId);
  if (text.isFrozen) throw frozen();
  if (!maySuggest(text)) throw forbidden();
  return text;
}
