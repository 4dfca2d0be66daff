// A convention's text as it is read: the committed words with their computed numbers, without the places of comments and
// without links that are not safe to follow. For the reading page, the API and whoever prints.
import type { JSONContent } from '@tiptap/core';
import { Node as TextNode } from '@tiptap/pm/model';
import { notFound } from '../errors.ts';
import type { ItemKind } from '../vocabulary.ts';
import { canonicalJson, type Json } from './canonical-json.ts';
import { textOf, withoutComments } from './live-text.ts';
import { asSequence } from './settled-text.ts';
import { readStoredText } from './stored-text.ts';
import { isSafeLink } from './text-grammar.ts';
import { type Block, blocksOf, textSchema } from './text-schema.ts';

const isSafe = ({ type, attrs }: { type: string; attrs?: Record<string, unknown> }) =>
  type !== 'link' || isSafeLink(String(attrs?.href ?? ''));

/**
 * Attributes younger than the first signed texts are left out where they say nothing: those keep their spelling. What the
 * text keeps for itself (ids of rows and columns, a list of its own) is never read.
 */
const said = ({
  outcome,
  suffix,
  row: _row,
  column: _column,
  fresh: _fresh,
  ...attrs
}: Record<string, unknown> = {}) => ({
  ...attrs,
  ...(outcome == null ? {} : { outcome }),
  ...(suffix == null ? {} : { suffix }),
});

/** A copy in which an unsafe link is its words alone, and each heading carries its number, the next of `numbers`. */
function asRead(json: JSONContent, numbers: Iterator<Block['number']>): JSONContent {
  const { attrs: all, ...rest } = json;
  const attrs = { ...said(all), ...(json.type === 'heading' && { number: numbers.next().value ?? null }) };
  return {
    ...rest,
    ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
    ...(json.marks ? { marks: json.marks.filter(isSafe) } : {}),
    ...(json.content ? { content: json.content.map((child) => asRead(child, numbers)) } : {}),
  };
}

/** Blocks that are no headings. */
const unnumbered: ReadonlySet<string> = new Set<ItemKind>(['PARAGRAPH', 'LIST_ITEM', 'TABLE']);

/** In reading order, and not by id: what a text says must not hang on its ids. */
const numbersOf = (text: TextNode) =>
  blocksOf(text)
    .filter(({ kind }) => !unnumbered.has(kind))
    .map(({ number }) => number)
    .values();

/** A text as it is read: numbers computed, comments and unsafe links left out. */
export const textAsRead = (text: TextNode): JSONContent => asRead(withoutComments(text.toJSON()), numbersOf(text));

/** The same with the places of comments, for who may read what is said there. */
export const textWithComments = (text: TextNode): JSONContent => asRead(text.toJSON(), numbersOf(text));

/** What a text that was read says as a sequence, in its one spelling. */
const spellAsSequence = (read: JSONContent): string =>
  canonicalJson(textAsRead(asSequence(TextNode.fromJSON(textSchema, read))) as Json);

/**
 * Whether `text` reads as `kept` does, a text that was kept when it was signed or approved. One kept before texts were
 * sequences may say what a sequence cannot (a link's class, the width of a column): both are compared as sequences.
 */
export function readsAs(text: TextNode, kept: JSONContent): boolean {
  const read = textAsRead(text);
  if (canonicalJson(read as Json) === canonicalJson(kept as Json)) return true;
  try {
    return spellAsSequence(read) === spellAsSequence(kept);
  } catch {
    // What somebody altered until it is no text any more.
    return false;
  }
}

/** A text as ProseMirror JSON; NOT_FOUND when there is none. The caller has seen that the viewer may read it. */
export async function readStoredJson(documentId: string): Promise<JSONContent> {
  const stored = await readStoredText(documentId);
  if (!stored) throw notFound();
  return textAsRead(textOf(stored.doc));
}
