// Nests items that stand one after the other, each with its depth, as word processors keep them. Pure; called by
// imported-text.ts.
import type { JSONContent } from '@tiptap/core';
import type { ListPlace } from '#formats/written-text.ts';

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

/** The lists that hold `items`, in order. A level that is skipped is closed up; nothing is left out. */
export function nestItems(items: readonly FlatItem[]): JSONContent[] {
  const lists: JSONContent[] = [];
  const open: OpenList[] = [];
  for (const { place, attrs, paragraph } of items) {
    const depth = Math.min(place.depth, place.continues ? Math.max(open.length - 1, 0) : open.length);
    open.length = Math.min(open.length, depth + 1);
    const current = open.at(-1)?.node.content.at(-1);
    if (place.continues && current) {
      current.content?.push(paragraph);
      continue;
    }
    if (open.length === depth + 1 && !isSameList(open[depth]?.place, place)) open.pop();
    if (open.length === depth) {
      const node = {
        type: place.ordered ? 'orderedList' : 'bulletList',
        ...(place.ordered ? { attrs: { start: place.number, type: place.style ?? null } } : {}),
        content: [],
      };
      const parent = open.at(-1)?.node.content.at(-1)?.content ?? lists;
      parent.push(node);
      open.push({ node, place });
    }
    open.at(-1)?.node.content.push({ type: 'listItem', attrs, content: [paragraph] });
  }
  return lists;
}

const isSameList = (one: ListPlace | undefined, other: ListPlace) =>
  one?.ordered === other.ordered && (!other.ordered || (one.list === other.list && one.style === other.style));
