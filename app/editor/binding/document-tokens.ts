// The two forms of a stretch of text that an act is read from: what the editor's document says there, and what stands in the
// sequence, both as tokens that alignment.ts compares.
import type { ResolvedPos, Node as TextNode } from '@tiptap/pm/model';
import { type BlockFacts, isSuggestionFormat, plainBlock, shownFormats } from '#domain/texts/text-grammar.ts';
import {
  type Formats,
  factsOfNode,
  type SequenceBlock,
  type Surroundings,
  type Token,
  wordsOf,
} from '#domain/texts/text-sequence.ts';
import type { OldToken } from './alignment.ts';

/** What around a textblock decides what its marker says, from a position right before it. */
export function surroundingsAt($pos: ResolvedPos, root: TextNode): Surroundings {
  const lists: TextNode[] = [];
  let item: TextNode | null = null;
  let isFirstOfList = false;
  for (let depth = 0; depth <= $pos.depth; depth += 1) {
    const node = $pos.node(depth);
    if (node === root) {
      lists.length = 0;
      item = null;
    } else if (/List$/.test(node.type.name)) lists.push(node);
    else if (node.type.name === 'listItem') {
      item = node;
      isFirstOfList = $pos.index(depth - 1) === 0;
    }
  }
  const isFirstOfItem = item !== null && $pos.parent === item && $pos.index() === 0;
  return { lists, item, isFirstOfItem, isFirstOfList };
}

/** The markers and words that open or stand between two positions of a document, below `root`. */
export function tokensBetween(doc: TextNode, root: TextNode, from: number, to: number): Token[] {
  const tokens: Token[] = [];
  if (from >= to) return tokens;
  doc.nodesBetween(from, to, (node, pos) => {
    const isTable = node.type.name === 'table';
    if (!node.isTextblock && !isTable) return true;
    if (pos >= from) {
      const facts = factsOfNode(node, surroundingsAt(doc.resolve(pos), root));
      tokens.push({ facts, table: isTable ? node : null });
    }
    if (node.isTextblock) {
      const start = Math.max(0, from - pos - 1);
      const end = Math.min(node.content.size, to - pos - 1);
      if (start < end) tokens.push(...wordsOf(node.content.cut(start, end)));
    }
    return isTable && pos < from;
  });
  return tokens;
}

/** Formats of a sequence as the editor's marks say them, where suggestions are no marks. */
export function formatsInEditor(formats: Formats): Formats {
  const shown = shownFormats(formats);
  const entries = Object.entries(shown);
  const marks = entries.filter(([key]) => !isSuggestionFormat(key));
  return marks.length === entries.length ? shown : Object.fromEntries(marks);
}

/** The markers and words of a stretch of a sequence. */
export function oldTokensOf(blocks: readonly SequenceBlock[], from: number, to: number): OldToken[] {
  const tokens: OldToken[] = [];
  for (const block of blocks) {
    if (block.begin >= to) break;
    if (block.marker && block.begin >= from) tokens.push({ marker: block.marker, id: block.facts.id });
    let at = block.start;
    for (const { text, formats } of block.runs) {
      const [start, end] = [Math.max(at, from), Math.min(at + text.length, to)];
      if (start < end)
        tokens.push({ words: text.slice(start - at, end - at), formats: formatsInEditor(formats), stored: formats });
      at += text.length;
    }
  }
  return tokens;
}

/** Formats of the character before an index: a marker put there neither ends nor begins any. */
export function formatsBefore(blocks: readonly SequenceBlock[], index: number): Record<string, unknown> {
  let formats: Readonly<Record<string, unknown>> = {};
  for (const { start, runs } of blocks) {
    let at = start;
    for (const run of runs) {
      if (at >= index) return { ...formats };
      formats = run.formats;
      at += run.text.length;
    }
  }
  return { ...formats };
}

/** What is said of the second part of a block cut in two: it promises and records nothing, and follows in the count. */
export const secondHalf = (facts: BlockFacts): BlockFacts => {
  const { mark, degree, outcome, startAt, suffix } = plainBlock;
  return { ...facts, mark, degree, outcome, startAt, suffix };
};

/** The formats that `wanted` has otherwise, with their new values; null: none. */
export function changedFormats(here: Formats, wanted: Formats): [key: string, value: unknown][] {
  const keys = [...new Set([...Object.keys(here), ...Object.keys(wanted)])];
  return keys
    .filter((key) => JSON.stringify(here[key]) !== JSON.stringify(wanted[key]))
    .map((key) => [key, wanted[key] ?? null]);
}
