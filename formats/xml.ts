// XML of untrusted files as elements, and small ways to walk them. Names are compared without prefix or namespace: the
// strict and the usual dialects of OOXML differ in nothing else. Called by the readers, in the reading process.
import { DOMParser, type Element, type Node } from '@xmldom/xmldom';
import { limits } from './limits.ts';
import { FileRefusal } from './refusals.ts';

export type { Element } from '@xmldom/xmldom';

const ELEMENT_NODE = 1;

/** The root of an XML part. Throws FileRefusal when it holds a DTD, is too large or too deep, or is not well-formed. */
export function parseXml(bytes: Buffer): Element {
  const text = decode(bytes);
  // No word processor writes one; entities that multiply (« billion laughs ») and files of the server start there.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new FileRefusal('HOSTILE');
  measure(text);
  try {
    const parser = new DOMParser({
      locator: false,
      onError: (level, message) => {
        if (level !== 'warning') throw new Error(message);
      },
    });
    const root = parser.parseFromString(text, 'text/xml').documentElement;
    if (root) return root;
  } catch {
    // Said below: which character is wrong helps nobody who uploads a text.
  }
  throw new FileRefusal('DAMAGED');
}

/** Only what the byte order mark says is believed: a declared encoding could hide markup from the check above. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder('utf-8').decode(bytes);
}

/** Counts elements and levels before a tree is built of them, in one pass whatever the text holds. */
function measure(text: string) {
  let elements = 0;
  let depth = 0;
  let close = -1;
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at + 1)) {
    const next = text.charCodeAt(at + 1);
    if (next === 0x2f /* </ */) depth -= 1;
    else if (next !== 0x21 /* <! */ && next !== 0x3f /* <? */) {
      elements += 1;
      if (close < at) close = text.indexOf('>', at);
      if (close === -1) throw new FileRefusal('DAMAGED');
      if (text.charCodeAt(close - 1) !== 0x2f /* /> */) depth += 1;
    }
    if (elements > limits.xmlElements) throw new FileRefusal('TOO_LONG');
    if (depth > limits.xmlDepth) throw new FileRefusal('HOSTILE');
  }
}

const isElement = (node: Node): node is Element => node.nodeType === ELEMENT_NODE;

/** The name of an element without its prefix. */
export const nameOf = (element: Element): string => element.localName ?? element.tagName;

/** The child elements, in order. */
export function* elements(parent: Element | null): Generator<Element> {
  for (let node = parent?.firstChild ?? null; node; node = node.nextSibling) if (isElement(node)) yield node;
}

/** The child nodes that are elements or words, in order. */
export function* contents(parent: Element): Generator<Element | string> {
  for (let node = parent.firstChild; node; node = node.nextSibling) {
    if (isElement(node)) yield node;
    else if (node.nodeValue && (node.nodeType === 3 || node.nodeType === 4)) yield node.nodeValue;
  }
}

/** The first child element of this name, or null. */
export function child(parent: Element | null, name: string): Element | null {
  for (const element of elements(parent)) if (nameOf(element) === name) return element;
  return null;
}

/** All elements of this name below `parent`, at any depth, in order. */
export function* descendants(parent: Element, name: string): Generator<Element> {
  for (const element of elements(parent)) {
    if (nameOf(element) === name) yield element;
    yield* descendants(element, name);
  }
}

/** The attribute of this name, whatever its prefix; null when absent. */
export function attribute(element: Element | null, name: string): string | null {
  if (!element) return null;
  for (let index = 0; index < element.attributes.length; index += 1) {
    const found = element.attributes.item(index);
    if (found && (found.localName ?? found.name) === name) return found.value;
  }
  return null;
}

/** All words below `element`. */
export const textOf = (element: Element): string => element.textContent ?? '';
