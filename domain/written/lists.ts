// Lists, whichever program they come from: what the names of their ways to count mean, and items that each say how deep
// they are nested again. Browser-safe: the readers of files, the paste and what is made of both ask here.
import type { JSONContent } from '@tiptap/core';
import { type ListStyle, textLimits } from '../texts/text-grammar.ts';
import type { ListPlace } from './written-text.ts';

/** List styles by the names that HTML, CSS, Word's files, Word's clipboard and ODF give them; null counts 1, 2, 3. */
const styleNames: ReadonlyMap<string, ListStyle | null> = new Map<string, ListStyle | null>([
  ['a', 'a'],
  ['A', 'A'],
  ['i', 'i'],
  ['I', 'I'],
  ...['1', 'decimal', 'decimal-leading-zero', 'arabic', 'arabic-leading-zero'].map((name) => [name, null] as const),
  ...['lower-alpha', 'lower-latin', 'alpha-lower', 'lowerletter'].map((name) => [name, 'a'] as const),
  ...['upper-alpha', 'upper-latin', 'alpha-upper', 'upperletter'].map((name) => [name, 'A'] as const),
  ...['lower-roman', 'roman-lower', 'lowerroman'].map((name) => [name, 'i'] as const),
  ...['upper-roman', 'roman-upper', 'upperroman'].map((name) => [name, 'I'] as const),
]);

/** The style that a list's way to count names; undefined for a name that counts nothing. */
export const listStyleNamed = (name: string): ListStyle | null | undefined =>
  styleNames.get(name) ?? styleNames.get(name.toLowerCase());

/** One paragraph of a list. */
export interface FlatItem {
  place: ListPlace;
  /** Attributes of the item it begins. */
  attrs: Record<string, unknown>;
  paragraph: JSONContent;
}

interface OpenList {
  node: JSONContent & { content: JSONContent[] };
  place: ListPlace;
}

/**
 * What `items` come to, in order: the lists that hold them, and as a paragraph what would go on with an item and has none
 * before it. A level that is skipped is closed up, every item keeps its number, and nothing is left out.
 */
export function nestItems(items: readonly FlatItem[]): JSONContent[] {
  const nodes: JSONContent[] = [];
  const open: OpenList[] = [];
  for (const { place, attrs, paragraph } of items) {
    const deepest = place.continues ? Math.max(open.length - 1, 0) : Math.min(open.length, textLimits.depth - 1);
    const depth = Math.min(place.depth, deepest);
    open.length = Math.min(open.length, depth + 1);
    const current = open.at(-1)?.node.content.at(-1);
    if (place.continues) {
      if (current) current.content?.push(paragraph);
      else nodes.push({ ...paragraph, attrs });
      continue;
    }
    if (open.length === depth + 1 && !goesOn(open[depth]?.place, place)) open.pop();
    if (open.length === depth) {
      const node = {
        type: place.ordered ? 'orderedList' : 'bulletList',
        ...(place.ordered ? { attrs: { start: place.number, type: place.style ?? null } } : {}),
        content: [],
      };
      const parent = open.at(-1)?.node.content.at(-1)?.content ?? nodes;
      parent.push(node);
      open.push({ node, place });
    }
    const list = open.at(-1) as OpenList;
    list.place = place;
    list.node.content.push({ type: 'listItem', attrs, content: [paragraph] });
  }
  return nodes;
}

/** Whether `next` is one more item of the list that `last` is of: it would carry the number that its source gives it. */
const goesOn = (last: ListPlace | undefined, next: ListPlace) =>
  last?.ordered === next.ordered && (!next.ordered || (last.style === next.style && last.number + 1 === next.number));
