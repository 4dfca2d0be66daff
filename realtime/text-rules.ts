// What an update may put into a text: the nodes, attributes and marks of domain/text-schema.ts and no others.
// Called by update-check.ts; knows no document.
import { TEXT_FIELD, textSchema } from '#domain/text-schema.ts';
import { limits, Refusal } from './update-content.ts';

/** Deepest nesting of elements: lists in lists in a table cell, with room to spare. */
export const DEPTH_LIMIT = 64;

/** Where a struct is: below the text itself, below an element, or in a run of characters. */
export type Parent =
  | { kind: 'root'; depth: 0 }
  | { kind: 'element'; name: string; depth: number }
  | { kind: 'text'; depth: number }
  /** Deleted and forgotten: whatever is put there is deleted too. */
  | { kind: 'gone' };

export const rootName: string = TEXT_FIELD;

const attributesOf = new Map(
  Object.values(textSchema.nodes)
    .filter((node) => node !== textSchema.topNodeType && !node.isText)
    .map((node) => [node.name, new Set(Object.keys(node.spec.attrs ?? {}))]),
);

const holdsText = new Map(Object.values(textSchema.nodes).map((node) => [node.name, node.inlineContent]));

const marks = new Map(
  Object.values(textSchema.marks).map((mark) => [mark.name, new Set(Object.keys(mark.spec.attrs ?? {}))]),
);

/** y-tiptap tells apart marks that overlap themselves (comments) by a hash of their attributes. */
const hashedMark = /^(.+)--[a-zA-Z0-9+/=]{8}$/;

const refuse = (reason: string) => new Refusal('invalid-update', reason);

/** Refuses an element that the schema does not have, or has not there. */
export function checkElement(parent: Parent, name: string): void {
  if (!attributesOf.has(name)) throw refuse(`no such node: ${name}`);
  if (parent.kind === 'text') throw refuse('an element among characters');
  if (parent.kind !== 'gone' && parent.depth >= DEPTH_LIMIT) throw new Refusal('too-large', 'nested too deeply');
}

/** Refuses a run of characters where the schema has no words. */
export function checkTextRun(parent: Parent): void {
  if (parent.kind === 'gone') return;
  if (parent.kind !== 'element' || !holdsText.get(parent.name)) throw refuse('a run of text outside a text block');
}

/** Refuses an attribute that the element's node does not have. */
export function checkAttribute(parent: Parent, name: string, value: unknown): void {
  if (parent.kind === 'gone') return;
  if (parent.kind !== 'element' || !attributesOf.get(parent.name)?.has(name))
    throw refuse(`no attribute ${name} there`);
  if (JSON.stringify(value ?? null).length > limits.attribute) throw new Refusal('too-large', 'attribute too long');
}

/** Refuses formatting that is no mark of the schema. */
export function checkFormat(key: string, value: unknown): void {
  const attributes = marks.get(key) ?? marks.get(hashedMark.exec(key)?.[1] ?? '');
  if (!attributes) throw refuse(`no such mark: ${key}`);
  if (value === null) return;
  if (typeof value !== 'object' || Array.isArray(value)) throw refuse('a mark is its attributes');
  for (const [name, attribute] of Object.entries(value))
    if (!attributes.has(name) || (attribute !== null && typeof attribute === 'object'))
      throw refuse(`no attribute ${name} of ${key}`);
}
