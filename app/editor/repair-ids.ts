// Two people can make one id twice, or leave a block without any, and neither be at fault: both cut a block and paste it
// elsewhere; one lifts the item that the other wraps. One rule mends it, the same wherever it is applied: the first in
// reading order keeps the id, every other one gets an id that follows from its own place in the shared history. Knows
// Yjs alone.
import { digest } from 'lib0/hash/sha256';
import * as Y from 'yjs';
import { blockTypes, isBlock } from '#domain/text-schema.ts';

/** The origin of these transactions: no undo takes them back. */
export const REPAIR = 'repair-ids';

/** A UUID (version 8) that follows from its arguments alone. */
function derivedId(id: string, client: number, clock: number): string {
  const bytes = digest(new TextEncoder().encode(`${id} ${client} ${clock}`)).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Blocks without an id, or with that of an earlier block, in reading order. */
function brokenBlocks(parent: Y.XmlFragment, parentName: string, seen: Set<string>, broken: Y.XmlElement[]) {
  for (const child of parent.toArray()) {
    if (!(child instanceof Y.XmlElement)) continue;
    if ((blockTypes as readonly string[]).includes(child.nodeName) && isBlock(child.nodeName, parentName)) {
      const id = child.getAttribute('id');
      if (!id || seen.has(id)) broken.push(child);
      else seen.add(id);
    }
    if (child.nodeName !== 'paragraph' && child.nodeName !== 'heading')
      brokenBlocks(child, child.nodeName, seen, broken);
  }
}

/**
 * Gives each block without an id, and the later of two with one id, its own. With `author`, only blocks that this client
 * wrote: when a copy arrives, one client answers and not every open page. Returns how many it mended.
 */
export function repairIds(text: Y.XmlFragment, author?: number): number {
  const broken: Y.XmlElement[] = [];
  brokenBlocks(text, 'doc', new Set(), broken);
  const mine = broken.filter((element) => author === undefined || element._item?.id.client === author);
  if (mine.length === 0) return 0;
  text.doc?.transact(() => {
    for (const element of mine) {
      const { client, clock } = element._item?.id ?? { client: 0, clock: 0 };
      element.setAttribute('id', derivedId(element.getAttribute('id') ?? '', client, clock));
      element.removeAttribute('previousId');
    }
  }, REPAIR);
  return mine.length;
}
