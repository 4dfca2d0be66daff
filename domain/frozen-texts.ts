// The text of a convention as it was signed: its canonical JSON, the hash of it and the PDF, kept for ever. Freezing is
// a part of signing (lifecycle.ts); checking compares what is kept with what the document says today.
import { createHash, randomUUID } from 'node:crypto';
import type { JSONContent } from '@tiptap/core';
import { printSignedText } from '#formats/pdf/printing.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import type { FrozenText, StoredFile } from '#prisma/generated/client.ts';
import { now } from './calendar.ts';
import { canonicalJson, type Json } from './canonical-json.ts';
import type { RecordChange } from './changes.ts';
import { type Convention, readConvention } from './conventions.ts';
import { freezeDocument } from './documents.ts';
import { notFound } from './errors.ts';
import { writeFileRow } from './files.ts';
import { writeDay } from './french-day.ts';
import type { MoveConvention } from './inputs/lifecycle.ts';
import { textOf } from './live-text.ts';
import { files } from './outside.ts';
import { textAsRead } from './reading-text.ts';
import { readStoredText } from './stored-text.ts';
import type { Viewer } from './viewers.ts';

const hashOf = (words: string | Uint8Array) => createHash('sha256').update(words).digest('hex');

interface CommittedText {
  sequence: number;
  text: JSONContent;
  canonical: string;
}

/** What a convention says now, in its one spelling. */
async function readCommitted({ documentId, title, year }: Convention): Promise<CommittedText> {
  const stored = await readStoredText(documentId);
  if (!stored) throw notFound();
  const text = textAsRead(textOf(stored.doc));
  return { sequence: stored.sequence, text, canonical: canonicalJson({ title, year, text: text as Json }) };
}

/** A text that is ready to be signed: everything but the decision. Its PDF is with the files already. */
export interface PreparedText extends CommittedText {
  sha256: string;
  pdf: { id: string; fileName: string; bytes: Uint8Array };
}

function closingWords({ signature, on }: MoveConvention): string[] {
  if (!signature) return [];
  const { place, originals } = signature;
  return [`Fait à ${place}, le ${writeDay(on)}, en ${originals === 1 ? 'un original' : `${originals} originaux`}.`];
}

/** Reads the committed text, prints it and keeps the PDF. Who prepares and does not sign calls `discardPrepared`. */
export async function prepareFrozenText(convention: Convention, step: MoveConvention): Promise<PreparedText> {
  const { title, year, amendsId } = convention;
  const committed = await readCommitted(convention);
  const sha256 = hashOf(committed.canonical);
  const signatories = step.signature?.signatories ?? [];
  const bytes = await printSignedText({
    title,
    year,
    lead: `${amendsId === null ? 'Convention annuelle' : 'Avenant à la convention annuelle'} ${year}`,
    authors: [...new Set(signatories.map(({ organisation }) => organisation))],
    sha256,
    content: committed.text.content ?? [],
    closing: closingWords(step),
    signatories,
    signedAt: now(),
  });
  const id = randomUUID();
  await files.keep(id, bytes);
  return { ...committed, sha256, pdf: { id, fileName: `${title} – texte signé.pdf`, bytes } };
}

/** Takes back the PDF of a text that was not signed after all. */
export const discardPrepared = ({ pdf }: PreparedText): Promise<void> => files.remove(pdf.id);

/**
 * Freezes the document and keeps what was prepared, in the running transaction. False, freezing nothing that lasts, when
 * an edit was committed after the preparation: the caller gives the transaction up and prepares anew.
 */
export async function keepFrozenText(
  tx: Tx,
  record: RecordChange,
  viewer: Viewer,
  { convention, prepared }: { convention: Convention; prepared: PreparedText },
): Promise<boolean> {
  const { sequence, canonical, sha256, pdf } = prepared;
  // The update holds the document's row: no append gets past it before the commit, and none after.
  if ((await freezeDocument(tx, convention.documentId)) !== sequence) return false;
  await writeFileRow(tx, record, { ...pdf, conventionId: convention.id, createdById: viewer.personId });
  await tx.frozenText.create({
    data: { conventionId: convention.id, sequence, canonical, sha256, pdfId: pdf.id, frozenAt: now() },
  });
  return true;
}

/** A signed text with its PDF; null as long as the convention, which `viewer` sees, is not signed. */
export async function readFrozenText(
  viewer: Viewer,
  conventionId: string,
): Promise<(FrozenText & { pdf: StoredFile }) | null> {
  await readConvention(viewer, conventionId);
  return prisma.frozenText.findUnique({ where: { conventionId }, include: { pdf: true } });
}

/** What checking a signed text found. All true: it is what was signed. */
export interface FrozenTextCheck {
  /** The kept canonical text still has the kept hash. */
  hashHolds: boolean;
  /** The document says today what the kept text says. */
  textHolds: boolean;
  /** The PDF's bytes are those that were kept. */
  pdfHolds: boolean;
  checkedAt: Date;
}

/** Computes everything about a signed text anew and compares. NOT_FOUND when unseen or not signed. */
export async function checkFrozenText(viewer: Viewer, conventionId: string): Promise<FrozenTextCheck> {
  const convention = await readConvention(viewer, conventionId);
  const frozen = await readFrozenText(viewer, conventionId);
  if (!frozen) throw notFound();
  const { canonical } = await readCommitted(convention);
  const bytes = await files.read(frozen.pdfId).catch(() => null);
  return {
    hashHolds: hashOf(frozen.canonical) === frozen.sha256,
    textHolds: canonical === frozen.canonical,
    pdfHolds: bytes !== null && hashOf(bytes) === frozen.pdf.sha256,
    checkedAt: now(),
  };
}
