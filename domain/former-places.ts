// Where each block of this year stood in last year's text, and what it said there: what putting a dropped block back
// needs. Called by carry-overs.ts; changes nothing.
import type { JSONContent } from '@tiptap/core';
import type { Node as TextNode } from '@tiptap/pm/model';
import type { CarryOver } from '#prisma/generated/client.ts';
import type { FormerPlace } from './live-blocks.ts';
import { mapBlocks, withoutComments } from './live-text.ts';

/** A block of last year's text: its list, if it is an item, with the ids of last year. */
interface FormerBlock {
  node: TextNode;
  list: { type: string; items: string[]; parent: string | null } | null;
}

/** Every block of a text by its id. */
function formerBlocks(text: TextNode): Map<string, FormerBlock> {
  const found = new Map<string, FormerBlock>();
  const visit = (node: TextNode, parent: TextNode, parentItem: string | null) => {
    const id: unknown = node.attrs.id;
    const isItem = node.type.name === 'listItem';
    if (typeof id === 'string') {
      const items: string[] = parent.children.map((child) => child.attrs.id);
      found.set(id, { node, list: isItem ? { type: parent.type.name, items, parent: parentItem } : null });
    }
    for (const child of node.children) visit(child, node, isItem && typeof id === 'string' ? id : parentItem);
  };
  for (const child of text.children) visit(child, text, null);
  return found;
}

/** A block without the items nested in it: each of those is carried over by itself. */
function alone(json: JSONContent): JSONContent {
  const content = json.content?.filter(({ type }) => type !== 'bulletList' && type !== 'orderedList');
  return json.type === 'listItem' ? { ...json, content } : json;
}

/** For each row of a roll-over (given in last year's order), where its block goes and what it said last year. */
export function formerPlaces(previous: TextNode | null, rows: readonly CarryOver[]) {
  const former = previous ? formerBlocks(previous) : new Map<string, FormerBlock>();
  const blockOf = new Map(rows.map(({ previousBlockId, blockId }) => [previousBlockId, blockId]));
  const carried = (ids: readonly string[]) => ids.flatMap((id) => blockOf.get(id) ?? []);
  const ordered = rows.map(({ blockId }) => blockId);

  const placeOf = ({ blockId, previousBlockId }: CarryOver): FormerPlace => {
    const before = ordered.slice(0, ordered.indexOf(blockId)).reverse();
    const list = former.get(previousBlockId)?.list;
    if (!list) return { before, list: null };
    const index = list.items.indexOf(previousBlockId);
    return {
      before,
      list: {
        type: list.type,
        earlier: carried(list.items.slice(0, index)).reverse(),
        later: carried(list.items.slice(index + 1)),
        parent: carried(list.parent ? [list.parent] : [])[0] ?? null,
      },
    };
  };
  /** The block as it was copied, or null when last year's text no longer holds it. */
  const copyOf = ({ previousBlockId }: CarryOver): JSONContent | null => {
    const node = former.get(previousBlockId)?.node;
    if (!node) return null;
    return mapBlocks({ type: 'doc', content: [alone(withoutComments(node.toJSON()))] }, (attrs) => ({
      ...attrs,
      id: blockOf.get(String(attrs.id)) ?? null,
      previousId: attrs.id,
    })).content?.[0] as JSONContent;
  };
  return { placeOf, copyOf };
}
