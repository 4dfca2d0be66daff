// What a text says to who reads it, without what only machines tell apart: what is hashed of a signed text. Pure; the rule
// is written for everybody in docs/signed-text.md, where a script of ten lines follows it.
import type { JSONContent } from '@tiptap/core';
import type { Json } from './canonical-json.ts';

/** The rule that texts are signed by today; 1 hashed the text as the API gives it, ids included. */
export const HASH_RULE = 2;

/**
 * Attributes that no reader sees: ids, the block of last year, how a heading came to its number (the number itself is
 * said), how a browser opens a link, the width of a column.
 */
const unseen = new Set(['id', 'previousId', 'numbered', 'startAt', 'target', 'rel', 'class', 'title', 'colwidth']);

/** Values that say nothing: a list that begins at 1, a cell of one row and one column. */
const plain: Readonly<Record<string, unknown>> = { start: 1, colspan: 1, rowspan: 1 };

const seen = (attrs: Record<string, unknown> = {}): { attrs?: Json } => {
  const kept = Object.entries(attrs).filter(
    ([name, value]) => value !== null && value !== undefined && !unseen.has(name) && value !== plain[name],
  );
  return kept.length === 0 ? {} : { attrs: Object.fromEntries(kept) as Json };
};

/** What `read` (a text of reading-text.ts) says: two texts that read the same give the same value. */
export function meaningOf({ type, text, attrs, marks = [], content = [] }: JSONContent): Json {
  return {
    type: type ?? '',
    ...seen(attrs),
    ...(text === undefined ? {} : { text }),
    ...(marks.length === 0 ? {} : { marks: marks.map((mark) => ({ type: mark.type, ...seen(mark.attrs) })) }),
    ...(content.length === 0 ? {} : { content: content.map(meaningOf) }),
  };
}
