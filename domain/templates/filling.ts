// A text made a template, and a template made a text: words replaced across the formats that part them, in every construct
// of a text, and nothing else of it. Pure; on texts as ProseMirror JSON.
import { randomUUID } from 'node:crypto';
import type { JSONContent } from '@tiptap/core';
import { mapBlocks, storable, withoutComments } from '../texts/live-text.ts';
import { textLimits } from '../texts/text-grammar.ts';
import { isBlock } from '../texts/text-schema.ts';
import type { TemplateField } from '../vocabulary.ts';
import { fieldPlaces, writeField, writeOpenField } from './fields.ts';

/** Other words for a stretch [start, end[ of those of one textblock. */
export interface Replacement {
  start: number;
  end: number;
  words: string;
}

const isTextblock = ({ type }: JSONContent) => type === 'paragraph' || type === 'heading';

/** The words of a textblock: a break is one character, as a text node's are as many as it has. */
export const wordsOf = ({ content = [] }: JSONContent): string =>
  content.map(({ type, text = '' }) => (type === 'text' ? text : '\n')).join('');

/** The inline content of a textblock with words replaced: new ones take the formats of the first character that they replace. */
export function replaceWords(content: readonly JSONContent[], replacements: readonly Replacement[]): JSONContent[] {
  const replaced: JSONContent[] = [];
  let start = 0;
  for (const node of content) {
    const { type, text = '' } = node;
    const length = type === 'text' ? text.length : 1;
    const end = start + length;
    let done = start;
    const keep = (to: number) => {
      if (to <= done) return;
      replaced.push(type === 'text' ? { ...node, text: text.slice(done - start, to - start) } : node);
      done = to;
    };
    for (const one of replacements) {
      if (one.start >= end || one.end <= start) continue;
      keep(Math.max(one.start, start));
      if (one.start >= start && one.words !== '') replaced.push({ ...node, type: 'text', text: one.words });
      done = Math.min(one.end, end);
    }
    keep(end);
    start = end;
  }
  return replaced;
}

type Change = (words: string, blockId: string | null, textblock: JSONContent) => readonly Replacement[];

/** A copy of a text in which `change` has replaced words of each textblock; `blockId` is of the block it stands in. */
export function changeWords(
  json: JSONContent,
  change: Change,
  parentType = '',
  around: string | null = null,
): JSONContent {
  const { type = '', attrs, content } = json;
  const blockId = isBlock(type, parentType) && typeof attrs?.id === 'string' ? attrs.id : around;
  if (isTextblock(json)) {
    const replacements = content ? change(wordsOf(json), blockId, json) : [];
    return replacements.length === 0 ? json : { ...json, content: replaceWords(content ?? [], replacements) };
  }
  return content ? { ...json, content: content.map((child) => changeWords(child, change, type, blockId)) } : json;
}

/** Looks at the words of each textblock in reading order. */
export function eachWords(json: JSONContent, look: (words: string, blockId: string | null) => void): void {
  changeWords(json, (words, blockId) => {
    look(words, blockId);
    return [];
  });
}

const storableWords = (json: JSONContent): JSONContent => ({
  ...json,
  ...(json.text === undefined ? {} : { text: storable(json.text) }),
  ...(json.content
    ? { content: json.content.map(storableWords).filter(({ type, text }) => type !== 'text' || text !== '') }
    : {}),
});

/** What is a table's own is made anew with each text. */
const withoutTableIds = (json: JSONContent): JSONContent => {
  const { row: _row, column: _column, ...attrs } = json.attrs ?? {};
  return {
    ...json,
    ...(json.attrs ? { attrs } : {}),
    ...(json.content ? { content: json.content.map(withoutTableIds) } : {}),
  };
};

/** A text as a template keeps it: no id, no comment, nothing that was decided in it or that it continues. */
export function asTemplate(json: JSONContent): JSONContent {
  const bare = mapBlocks(withoutTableIds(withoutComments(json)), (attrs) => ({
    ...attrs,
    id: null,
    previousId: null,
    outcome: null,
  }));
  // What was open in the text that it is made from is a field again.
  return storableWords(
    changeWords(bare, (words) =>
      fieldPlaces(words).flatMap(({ start, end, field }) => (field ? [{ start, end, words: writeField(field) }] : [])),
    ),
  );
}

/** Of a text its headings alone, with room to write below each. */
export function headingsOf({ content = [], ...doc }: JSONContent): JSONContent {
  const kept = content.filter(({ type }) => type === 'heading').flatMap((one) => [one, { type: 'paragraph' }]);
  return { ...doc, content: kept.length > 0 ? kept : [{ type: 'paragraph' }] };
}

/** What the record says of fields; some of them are whole passages where they stand alone. */
export interface FieldValues {
  words: ReadonlyMap<TemplateField, string>;
  blocks?: ReadonlyMap<TemplateField, readonly JSONContent[]>;
}

/** The field that is all a paragraph says. */
function soleField(node: JSONContent): TemplateField | null {
  const words = node.type === 'paragraph' ? wordsOf(node).trim() : '';
  const [place] = fieldPlaces(words);
  return place?.start === 0 && place.end === words.length ? place.field : null;
}

/**
 * A text made of a template: every field says what the record says, or that it is still to be completed; every block has an
 * id of its own. A block that would outgrow what one may hold keeps its fields as they are.
 */
export function fillTemplate(template: JSONContent, { words: known, blocks }: FieldValues): JSONContent {
  // Each of them once: a template that says the agenda a thousand times would make a text that nobody can open.
  const left = new Map(blocks);
  const fill: Change = (text) => {
    const replacements = fieldPlaces(text).flatMap(({ start, end, field }) =>
      field ? [{ start, end, words: known.get(field) ?? writeOpenField(field) }] : [],
    );
    const growth = replacements.reduce((sum, one) => sum + one.words.length - (one.end - one.start), 0);
    return text.length + growth > textLimits.blockLength ? [] : replacements;
  };
  const content = (template.content ?? []).flatMap((node) => {
    const field = soleField(node);
    const passages = field && left.get(field);
    if (!field || !passages) return [changeWords(node, fill, 'doc')];
    left.delete(field);
    return passages;
  });
  return mapBlocks({ ...template, content }, (attrs) => ({ ...attrs, id: randomUUID() }));
}

/** A place of a text that is still to be completed. */
export interface OpenPlace {
  blockId: string | null;
  name: string;
}

/** All of them, in reading order. */
export function openPlaces(json: JSONContent): OpenPlace[] {
  const found: OpenPlace[] = [];
  eachWords(json, (words, blockId) => {
    for (const { name } of fieldPlaces(words)) found.push({ blockId, name });
  });
  return found;
}
