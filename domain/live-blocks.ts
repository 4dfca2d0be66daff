// Taking one block out of a live text and putting one back, as single Yjs operations. Called inside `live.edit` by the
// roll-over (domain/carry-overs.ts). A list item takes the items nested in it along; a heading leaves what is below it.
import { randomUUID } from 'node:crypto';
import type { JSONContent } from '@tiptap/core';
import { prosemirrorToYXmlFragment } from '@tiptap/y-tiptap';
import { Doc, XmlElement, type XmlFragment } from 'yjs';
import { findBlock, idOf, liveBlocks, parseText, textOf } from './live-text.ts';
import { TEXT_FIELD } from './text-schema.ts';

const lists: readonly string[] = ['bulletList', 'orderedList'];

const indexIn = (parent: XmlFragment, element: XmlElement) => parent.toArray().indexOf(element);

function removeElement(element: XmlElement): void {
  const parent = element.parent as XmlFragment;
  parent.delete(indexIn(parent, element), 1);
  // A list without items is not a text that the schema allows.
  if (parent instanceof XmlElement && lists.includes(parent.nodeName) && parent.length === 0) removeElement(parent);
}

/** What the blocks with these ids say, as JSON with their marks; those that the text does not hold are absent. */
export function copyBlocks(doc: Doc, ids: ReadonlySet<string>): Map<string, JSONContent> {
  const copies = new Map<string, JSONContent>();
  textOf(doc).descendants((node) => {
    const id: unknown = node.attrs.id;
    if (typeof id === 'string' && ids.has(id) && !copies.has(id)) copies.set(id, node.toJSON());
    return true;
  });
  return copies;
}

/** Takes a block out of the text and gives it back as JSON, with its marks; null when the text does not hold it. */
export function removeBlock(doc: Doc, blockId: string): JSONContent | null {
  const block = findBlock(doc, blockId);
  const json = copyBlocks(doc, new Set([blockId])).get(blockId);
  if (!block || !json) return null;
  doc.transact(() => {
    removeElement(block.element);
    const fragment = doc.getXmlFragment(TEXT_FIELD);
    if (fragment.length === 0)
      fragment.insert(0, [elementOf({ type: 'paragraph', attrs: { id: randomUUID() } }).clone()]);
  });
  return json;
}

/** A top-level node as a Yjs element, exactly as the editor would write it, in a document of its own: insert its clone. */
function elementOf(json: JSONContent): XmlElement {
  const made = new Doc().getXmlFragment(TEXT_FIELD);
  prosemirrorToYXmlFragment(parseText({ type: 'doc', content: [json] }), made);
  return made.get(0) as XmlElement;
}

/** Where a block stood: the blocks before it in reading order, and for a list item its list and what is around it. */
export interface FormerPlace {
  /** Nearest first. */
  before: readonly string[];
  /** For a list item: the type of its list, its neighbours in it (nearest first) and the item that the list is nested in. */
  list: { type: string; earlier: readonly string[]; later: readonly string[]; parent: string | null } | null;
}

/** The ids of all blocks that are in the text. */
export function blockIdsIn(doc: Doc): Set<string> {
  const ids = [...liveBlocks(doc.getXmlFragment(TEXT_FIELD))].map(({ element }) => idOf(element));
  return new Set(ids.filter((id) => id !== null));
}

/** `json` without the nested items that the text holds already: an id stands once in a text. */
function withoutPresent(json: JSONContent, present: ReadonlySet<string>): JSONContent {
  const content = (json.content ?? [])
    .filter(({ type, attrs }) => type !== 'listItem' || !present.has(attrs?.id))
    .map((child) => withoutPresent(child, present))
    .filter(({ type, content: inner }) => !lists.includes(type ?? '') || (inner?.length ?? 0) > 0);
  return json.content ? { ...json, content } : json;
}

function insertItem(doc: Doc, item: JSONContent, list: NonNullable<FormerPlace['list']>): boolean {
  const newList = elementOf({ type: list.type, content: [item] });
  const newItem = () => (newList.get(0) as XmlElement).clone();
  const neighbour = (ids: readonly string[]) =>
    ids.map((id) => findBlock(doc, id)).find((block) => block?.element.nodeName === 'listItem');
  const earlier = neighbour(list.earlier);
  if (earlier) {
    earlier.parent.insert(indexIn(earlier.parent, earlier.element) + 1, [newItem()]);
    return true;
  }
  const later = neighbour(list.later);
  if (later) {
    later.parent.insert(indexIn(later.parent, later.element), [newItem()]);
    return true;
  }
  const parent = list.parent && neighbour([list.parent]);
  if (parent) parent.element.insert(parent.element.length, [newList.clone()]);
  return Boolean(parent);
}

/** The element directly below the document that holds this one. */
function topOf(element: XmlElement): XmlElement {
  return element.parent instanceof XmlElement ? topOf(element.parent) : element;
}

/** Puts a block back where it stood, after its nearest surviving predecessor. Does nothing when the text holds it. */
export function restoreBlock(doc: Doc, json: JSONContent, place: FormerPlace): void {
  const present = blockIdsIn(doc);
  if (present.has(json.attrs?.id)) return;
  const block = withoutPresent(json, present);
  doc.transact(() => {
    if (place.list && insertItem(doc, block, place.list)) return;
    const fragment = doc.getXmlFragment(TEXT_FIELD);
    const before = place.before.map((id) => findBlock(doc, id)).find((found) => found !== null);
    const index = before ? indexIn(fragment, topOf(before.element)) + 1 : 0;
    const list = place.list?.type ?? 'bulletList';
    fragment.insert(index, [elementOf(block.type === 'listItem' ? { type: list, content: [block] } : block).clone()]);
  });
}
