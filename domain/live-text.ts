// A convention's text inside its Yjs document: reading it as a textSchema node, writing a first text, and the ids of its
// blocks. Every change is the smallest Yjs operation that does it, so that what others type meanwhile survives. Called
// inside `live.edit` and `live.read`; knows no database. Single blocks: live-blocks.ts; comment marks: comment-marks.ts.
import { randomUUID } from 'node:crypto';
import type { JSONContent } from '@tiptap/core';
import { Fragment, type Mark, Node as TextNode } from '@tiptap/pm/model';
import { prosemirrorToYXmlFragment } from '@tiptap/y-tiptap';
import { type Doc, XmlElement, type XmlFragment, XmlText } from 'yjs';
import { invalid } from './errors.ts';
import { isBlock, TEXT_FIELD, textSchema } from './text-schema.ts';

/** Whether `value` can be the id of a block. */
export const isBlockId = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(value);

/** Name of the mark behind a Yjs attribute: y-tiptap adds a hash to marks that may overlap (`comment--4Fa…`). */
export const markNameOf = (attribute: string): string => attribute.replace(/--[a-zA-Z0-9+/=]{8}$/, '');

function readMarks(attributes: Record<string, unknown> | undefined): Mark[] {
  return Object.entries(attributes ?? {}).flatMap(([attribute, attrs]) => {
    const type = textSchema.marks[markNameOf(attribute)];
    return type && typeof attrs === 'object' ? [type.create(attrs)] : [];
  });
}

function readText(text: XmlText): TextNode[] {
  return (text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]).flatMap(
    ({ insert, attributes }) =>
      typeof insert === 'string' && insert !== '' ? [textSchema.text(insert, readMarks(attributes))] : [],
  );
}

function readChildren(parent: XmlFragment): TextNode[] {
  return parent.toArray().flatMap((child) => {
    if (child instanceof XmlText) return parent instanceof XmlElement ? readText(child) : [];
    if (!(child instanceof XmlElement)) return [];
    const type = textSchema.nodes[child.nodeName];
    return type ? [type.create(child.getAttributes(), Fragment.fromArray(readChildren(child)))] : [];
  });
}

/**
 * The text as it is now. What the schema does not know is left out; y-tiptap's own reader would delete it from the
 * document, which a reader must not.
 */
export function textOf(doc: Doc): TextNode {
  return textSchema.topNodeType.create(null, readChildren(doc.getXmlFragment(TEXT_FIELD)));
}

const UNREADABLE = 'Ce texte n’a pas la forme attendue.';

/** Reads a text given as JSON; refuses what the schema does not allow. */
export function parseText(json: unknown): TextNode {
  try {
    const text = TextNode.fromJSON(textSchema, json);
    text.check();
    return text;
  } catch {
    throw invalid({ text: UNREADABLE }, UNREADABLE);
  }
}

/** Writes a whole text into a document that has none yet. */
export function writeText(doc: Doc, text: TextNode): void {
  const fragment = doc.getXmlFragment(TEXT_FIELD);
  if (fragment.length > 0) throw new Error('A text is written whole into an empty document only.');
  doc.transact(() => prosemirrorToYXmlFragment(text, fragment));
}

/** One block in its document. */
export interface LiveBlock {
  element: XmlElement;
  parent: XmlFragment;
}

/** The blocks of a document in reading order, those inside tables included. */
export function* liveBlocks(parent: XmlFragment): Generator<LiveBlock> {
  const parentName = parent instanceof XmlElement ? parent.nodeName : 'doc';
  for (const element of parent.toArray()) {
    if (!(element instanceof XmlElement)) continue;
    if (isBlock(element.nodeName, parentName)) yield { element, parent };
    yield* liveBlocks(element);
  }
}

/** The id that a block's element carries, or null when it is missing or none. */
export function idOf(element: XmlElement): string | null {
  const id: unknown = element.getAttribute('id');
  return isBlockId(id) ? id : null;
}

/** The block with this id, the first in reading order; null when the text holds none. */
export function findBlock(doc: Doc, blockId: string): LiveBlock | null {
  for (const block of liveBlocks(doc.getXmlFragment(TEXT_FIELD))) if (idOf(block.element) === blockId) return block;
  return null;
}

/** Gives an id to each block that has none or another's (the later one in reading order changes). Says whether any had. */
export function repairBlockIds(doc: Doc): boolean {
  const seen = new Set<string>();
  const wrong: XmlElement[] = [];
  for (const { element } of liveBlocks(doc.getXmlFragment(TEXT_FIELD))) {
    const id = idOf(element);
    if (id === null || seen.has(id)) wrong.push(element);
    else seen.add(id);
  }
  doc.transact(() => {
    for (const element of wrong) element.setAttribute('id', randomUUID());
  });
  return wrong.length > 0;
}

/** A copy of `json` in which `change` has rewritten the attributes of every block. */
export function mapBlocks(
  json: JSONContent,
  change: (attrs: Record<string, unknown>) => Record<string, unknown>,
  parentType = '',
): JSONContent {
  const type = json.type ?? '';
  const copy = { ...json };
  if (isBlock(type, parentType)) copy.attrs = change(json.attrs ?? {});
  if (json.content) copy.content = json.content.map((child) => mapBlocks(child, change, type));
  return copy;
}

/** A copy of `json` in which every block has an id of its own; ids that are good and met first stay. */
export function ensureBlockIds(json: JSONContent): JSONContent {
  const seen = new Set<string>();
  return mapBlocks(json, (attrs) => {
    const id = isBlockId(attrs.id) && !seen.has(attrs.id) ? attrs.id : randomUUID();
    seen.add(id);
    return { ...attrs, id };
  });
}

/** A copy of `json` without the places of comments. */
export function withoutComments(json: JSONContent): JSONContent {
  const marks = json.marks?.filter(({ type }) => type !== 'comment');
  return {
    ...json,
    ...(marks ? { marks } : {}),
    ...(json.content ? { content: json.content.map(withoutComments) } : {}),
  };
}
