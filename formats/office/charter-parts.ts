// What may be taken over from a stranger's file into every file of an organisation: looks, words, page numbers and pictures.
// Nothing that runs, reaches out or brings in another file. Called by the two readers of charters, in their own process.
import { type Element, XMLSerializer } from '@xmldom/xmldom';
import { attribute, elements, nameOf, textOf } from '../xml.ts';

/** Elements that run, embed or fetch; they go with all that is in them. */
const unwanted = new Set([
  'object',
  'OLEObject',
  'altChunk',
  'control',
  'externalData',
  'attachedTemplate',
  'commentRangeStart',
  'commentRangeEnd',
  'commentReference',
  'annotation',
  'annotation-end',
  'tracked-changes',
  'scripts',
  'script',
  'event-listeners',
  'event-listener',
  'object-ole',
  'applet',
  'plugin',
  'floating-frame',
  'dde-connection',
  'dde-connection-decl',
  'dde-source',
  'execute-macro',
  'database-display',
  'forms',
]);

/** Fields that only say where one is. */
const field = /^\s*(?:PAGE|NUMPAGES|SECTION|SECTIONPAGES|TITLE|SUBJECT|AUTHOR|DATE|STYLEREF)\b[^"]*(?:"[^"]*"[^"]*)*$/i;

/** Whether an address may be followed from a file. */
const isHarmless = (href: string) => /^(?:https?:\/\/|mailto:)/i.test(href);

const serializer = new XMLSerializer();
export const written = (element: Element): string => serializer.serializeToString(element);

/** Takes out of an element, itself kept, what may not be taken over. */
export function clean(element: Element): void {
  for (const inner of [...elements(element)]) {
    const name = nameOf(inner);
    const isField = name === 'instrText' || name === 'fldSimple';
    const code = name === 'fldSimple' ? (attribute(inner, 'instr') ?? '') : isField ? textOf(inner) : '';
    if (unwanted.has(name) || (isField && code.trim() !== '' && !field.test(code))) element.removeChild(inner);
    else clean(inner);
  }
}

/** Removes the attributes that `isWrong` names, everywhere below. */
export function cleanAttributes(element: Element, isWrong: (name: string, value: string) => boolean): void {
  for (const { name, value } of Array.from(element.attributes)) if (isWrong(name, value)) element.removeAttribute(name);
  for (const inner of elements(element)) cleanAttributes(inner, isWrong);
}

/** Attributes of links to elsewhere, or to a part that does not come along. */
export const leadsAstray = (name: string, value: string, known: (value: string) => boolean): boolean =>
  /^xlink:href$/.test(name) ? !isHarmless(value) && !known(value) : /^r:/.test(name) && !known(value);

export const isHarmlessLink = isHarmless;

const pictures: readonly (readonly [mediaType: string, extension: string, first: readonly number[]])[] = [
  ['image/png', 'png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', 'jpeg', [0xff, 0xd8, 0xff]],
  ['image/gif', 'gif', [0x47, 0x49, 0x46, 0x38]],
];

/** What picture these bytes are; null for what is none, or one of a kind that programs draw by running it. */
export function pictureKind(bytes: Uint8Array): { mediaType: string; extension: string } | null {
  const found = pictures.find(([, , first]) => first.every((byte, at) => bytes[at] === byte));
  return found ? { mediaType: found[0], extension: found[1] } : null;
}

/** What the pictures of a charter weigh together at most: they go into every file. */
export const PICTURES_LIMIT = 2 * 1024 * 1024;
