// The form that texts had until 2026-11-29: a tree of XML elements in a Yjs document, as y-tiptap wrote it. Read by
// former-texts.ts, and in browsers by what was left unconfirmed there; nobody writes it any more. Knows no database.
// It can go, with its two readers, once no data folder and no browser of before that day is left.
import { Fragment, type Mark, type Node as TextNode } from '@tiptap/pm/model';
import { type Doc, XmlElement, type XmlFragment, XmlText } from 'yjs';
import { textSchema } from './text-schema.ts';

/** Name of the root that held the text. */
export const FORMER_FIELD = 'text';

/** Name of the mark behind a Yjs attribute: y-tiptap added a hash to marks that may overlap (`comment--4Fa…`). */
const markNameOf = (attribute: string): string => attribute.replace(/--[a-zA-Z0-9+/=]{8}$/, '');

function readMarks(attributes: Record<string, unknown> | undefined): Mark[] {
  // In one order: neighbours with the same marks are one stretch, whichever was there first.
  const entries = Object.entries(attributes ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
  return entries.flatMap(([attribute, attrs]) => {
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

function readChildren(parent: XmlFragment, all: boolean): TextNode[] {
  return parent.toArray().flatMap((child) => {
    if (child instanceof XmlText) return all || parent instanceof XmlElement ? readText(child) : [];
    if (!(child instanceof XmlElement)) return [];
    const type = textSchema.nodes[child.nodeName];
    const isKnown = type && !type.isText && type !== textSchema.topNodeType;
    if (isKnown) return [type.create(child.getAttributes(), Fragment.fromArray(readChildren(child, all)))];
    return all ? readChildren(child, all) : [];
  });
}

/**
 * The tree as it was read, which may be outside the schema. `all`: with the words that nobody was shown, those in
 * elements that the schema does not know.
 */
export function readFormerText(doc: Doc, { all }: { all: boolean }): TextNode {
  return textSchema.topNodeType.create(null, readChildren(doc.getXmlFragment(FORMER_FIELD), all));
}
