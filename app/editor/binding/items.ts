// The items of a shared text by the index of their characters, found from the block that they stand in: from the text's start, each
// key would walk through all that is suggested before it.
import * as Y from 'yjs';
import { TEXT_FIELD } from '#domain/texts/text-grammar.ts';
import type { Formats, SequenceBlock } from '#domain/texts/text-sequence.ts';

/** An item, the characters of it before the place that was asked for, and the formats that hold there. */
export interface Found {
  item: Y.Item;
  offset: number;
  formats: Formats;
}

/** The last block that begins at an index or before it; undefined when none does. */
function blockBefore(blocks: readonly SequenceBlock[], index: number): SequenceBlock | undefined {
  let low = 0;
  let high = blocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle] as SequenceBlock).begin <= index) low = middle + 1;
    else high = middle;
  }
  return blocks[low - 1];
}

/** The item that holds the character at an index; null behind the last. `blocks`: those of the text as it is now. */
export function itemAt(text: Y.Text, index: number, blocks: readonly SequenceBlock[]): Found | null {
  const block = blockBefore(blocks, index);
  const marker = block?.marker?._item ?? null;
  const isThere = block !== undefined && marker !== null && !marker.deleted && marker.parent === text;
  const formats: Record<string, unknown> = isThere ? { ...block.opening } : {};
  let rest = isThere ? index - block.begin : index;
  for (let item = isThere ? marker : text._start; item; item = item.right) {
    if (item.deleted) continue;
    if (item.content instanceof Y.ContentFormat) formats[item.content.key] = item.content.value;
    if (!item.countable) continue;
    if (rest < item.length) return { item, offset: rest, formats };
    rest -= item.length;
  }
  return null;
}

/** The place beside the character at an index, or with `assoc` -1 the one before it, whatever others write around it. */
export function placeBeside(
  text: Y.Text,
  index: number,
  assoc: -1 | 0,
  blocks: readonly SequenceBlock[],
): Y.RelativePosition {
  const found = index + assoc < 0 ? null : itemAt(text, index + assoc, blocks);
  if (!found) return Y.createRelativePositionFromTypeIndex(text, index, assoc);
  const { item, offset } = found;
  const id = Y.createID(item.id.client, item.id.clock + offset);
  return new Y.RelativePosition(text._item?.id ?? null, text._item ? null : TEXT_FIELD, id, assoc);
}
