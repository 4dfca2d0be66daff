// The text of a convention as it was signed: its canonical JSON, the hash of it and the PDF, kept for ever. Freezing is
// a part of signing (lifecycle.ts); checking compares what is kept with what the document says today.
import { createHash } from 'node:crypto';
import type { JSONContent } from '@tiptap/core';
import type { Doc } from 'yjs';
import type { PrintedPart } from '#formats/pdf/printed-text.ts';
import type { FrozenText, StoredFile } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import type { RecordChange } from '../changes.ts';
import { notFound } from '../errors.ts';
import { writeFileRow } from '../files/files.ts';
import { writeDay } from '../french.ts';
import { type Convention, readConvention } from '../gate.ts';
import { files } from '../outside.ts';
import { canonicalJson } from '../texts/canonical-json.ts';
import { freezeDocument } from '../texts/documents.ts';
import { textOf } from '../texts/live-text.ts';
import { printToKeep } from '../texts/printable-texts.ts';
import { readsAs, textAsRead } from '../texts/reading-text.ts';
import { readStoredText, readTextWithin } from '../texts/stored-text.ts';
import { HASH_RULE, meaningOf } from '../texts/text-meaning.ts';
import type { Viewer } from '../viewers.ts';
import type { MoveConvention } from './lifecycle-inputs.ts';

/** Whether a convention with what is in its document says what was kept. */
function says(convention: Convention, doc: Doc, { canonical, hashRule }: FrozenText): boolean {
  const { title, year } = convention;
  try {
    if (hashRule === HASH_RULE) return spell(convention, doc).canonical === canonical;
    // Rule 1 kept the text as it was read then: what was added to texts since is compared apart.
    const kept = JSON.parse(canonical) as { title: string; year: number; text: JSONContent };
    return kept.title === title && kept.year === year && readsAs(textOf(doc), kept.text);
  } catch {
    return false;
  }
}

/** The SHA-256 of words in UTF-8, or of bytes, hex. */
export const hashOf = (words: string | Uint8Array) => createHash('sha256').update(words).digest('hex');

/** What a convention says in a document, and the one spelling of what a reader sees of it (RFC 8785, HASH_RULE). */
function spell({ title, year }: Convention, doc: Doc): { text: JSONContent; canonical: string } {
  const text = textAsRead(textOf(doc));
  return { text, canonical: canonicalJson({ title, year, text: meaningOf(text) }) };
}

/** What stands below a signed text: where and when, and by whom. */
export function closingOf({ signature, on }: Pick<MoveConvention, 'signature' | 'on'>): PrintedPart[] {
  if (!signature) return [];
  const { place, originals, signatories } = signature;
  const made = `Fait à ${place}, le ${writeDay(on)}, en ${originals === 1 ? 'un original' : `${originals} originaux`}.`;
  const rows = signatories.map(({ name, capacity, organisation }) => [name, capacity, organisation]);
  return [{ lines: [made], table: { head: ['Signataire', 'Qualité', 'Organisme'], rows } }];
}

/** « Convention annuelle 2026 », below its title. */
export const leadOf = ({ year, amendsId }: Pick<Convention, 'year' | 'amendsId'>): string =>
  `${amendsId === null ? 'Convention annuelle' : 'Avenant à la convention annuelle'} ${year}`;

function print(convention: Convention, step: MoveConvention, { text, sha256 }: { text: JSONContent; sha256: string }) {
  const { title, year } = convention;
  const signatories = step.signature?.signatories ?? [];
  return printToKeep(
    {
      title,
      keyword: 'convention',
      year,
      lead: leadOf(convention),
      authors: [...new Set(signatories.map(({ organisation }) => organisation))],
      sha256,
      opening: [],
      content: text.content ?? [],
      closing: closingOf(step),
      keptAt: now(),
    },
    'refused',
  );
}

/** Refuses (UNPRINTABLE_TEXT) a text that could not be signed, at the last step before which somebody may still mend it. */
export async function demandPrintable(tx: Tx, convention: Convention, step: MoveConvention): Promise<void> {
  const { text, canonical } = spell(convention, await readTextWithin(tx, convention.documentId));
  await print(convention, step, { text, sha256: hashOf(canonical) });
}

/** What is signed, by which step, and the id under which its PDF will be kept. */
interface Signing {
  convention: Convention;
  step: MoveConvention;
  pdfId: string;
}

/**
 * Freezes a convention's text in the running transaction: exactly what was committed when its document's row was had, as
 * canonical JSON, hash and PDF. When the transaction fails after all, the caller removes the file of `pdfId`.
 */
export async function freezeText(
  tx: Tx,
  record: RecordChange,
  viewer: Viewer,
  { convention, step, pdfId }: Signing,
): Promise<void> {
  const { id: conventionId, documentId, title } = convention;
  // From here to the commit this transaction holds the row: an append waits for it, and is then refused.
  const sequence = await freezeDocument(tx, documentId);
  const { text, canonical } = spell(convention, await readTextWithin(tx, documentId));
  const sha256 = hashOf(canonical);
  const bytes = await print(convention, step, { text, sha256 });
  await files.keep(pdfId, bytes);
  const fileName = `${title} – texte signé.pdf`;
  await writeFileRow(tx, record, { id: pdfId, conventionId, createdById: viewer.personId, fileName, bytes });
  await tx.frozenText.create({
    data: { conventionId, sequence, canonical, sha256, hashRule: HASH_RULE, pdfId, frozenAt: now() },
  });
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
  const stored = await readStoredText(convention.documentId);
  const bytes = await files.read(frozen.pdfId).catch(() => null);
  return {
    hashHolds: hashOf(frozen.canonical) === frozen.sha256,
    textHolds: stored !== null && says(convention, stored.doc, frozen),
    pdfHolds: bytes !== null && hashOf(bytes) === frozen.pdf.sha256,
    checkedAt: now(),
  };
}
