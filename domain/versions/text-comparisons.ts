// Two states of texts compared: versions, or texts as they are now, of one year or of two. Called by the pages and the API.
import type { Node as TextNode } from '@tiptap/pm/model';
import { prisma } from '#prisma/client.ts';
import { type Comparison, compareTexts } from '../comparison/comparison.ts';
import { notFound } from '../errors.ts';
import { isUuid } from '../parse.ts';
import { textOf } from '../texts/live-text.ts';
import { readStoredText } from '../texts/stored-text.ts';
import type { Viewer } from '../viewers.ts';
import { type OwnedText, readOwnedText } from './text-owners.ts';
import { readVersion, type VersionRow, versionDoc } from './versions.ts';

/** A text at one moment. */
export interface TextMoment {
  /** The version's id, or for the text as it is now its document's. */
  id: string;
  text: OwnedText;
  /** Null: as it is now. */
  version: VersionRow | null;
}

/** Two moments with what is different, and what each says. */
export interface TextComparison extends Comparison {
  from: TextMoment;
  to: TextMoment;
  before: TextNode;
  after: TextNode;
}

/** The id of a version, or of the document of a text as it is now; NOT_FOUND for what `viewer` may not read. */
async function readMoment(viewer: Viewer, id: string) {
  if (!isUuid(id)) throw notFound();
  if ((await prisma.textVersion.count({ where: { id } })) > 0) {
    const { version, text, bytes } = await readVersion(viewer, id);
    return { moment: { id, text, version }, doc: versionDoc(bytes) };
  }
  const text = await readOwnedText(viewer, id);
  const stored = await readStoredText(id);
  if (!stored) throw notFound();
  return { moment: { id, text, version: null }, doc: stored.doc };
}

/** What was changed from one moment to another, each a version's id or a document's. */
export async function compareMoments(
  viewer: Viewer,
  { from, to }: { from: string; to: string },
): Promise<TextComparison> {
  const [before, after] = [await readMoment(viewer, from), await readMoment(viewer, to)];
  const [former, later] = [before.moment.text, after.moment.text];
  const years = former.year === later.year ? null : { before: former.year, after: later.year };
  const texts = { before: textOf(before.doc), after: textOf(after.doc) };
  const comparison = compareTexts(texts.before, texts.after, years);
  return { ...comparison, ...texts, from: before.moment, to: after.moment };
}
