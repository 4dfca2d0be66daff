// What a paragraph, a stretch of words or a list inherits from the styles of an ODT. Called by odt.ts and its parts.

import { symbolFont } from '#domain/texts/symbols.ts';
import { type Look, over, plainLook } from '#domain/written/looks.ts';
import type { ListPlace } from '#domain/written/written-text.ts';
import { continuedDepthOf } from './continued-items.ts';
import { limits } from './limits.ts';
import { listStyleOf, writeNumber } from './numerals.ts';
import { attribute, child, type Element, elements, nameOf } from './xml.ts';

/** One level of a list style. */
export interface ListLevel {
  ordered: boolean;
  style?: ListPlace['style'];
  start: number;
  /** The number before the words of an item whose counts, outermost first, are `counts`; null for a bullet. */
  label(counts: readonly number[]): string | null;
}

/** The styles of one document. */
export interface OdtStyles {
  look(family: 'paragraph' | 'text', name: string | null): Look;
  /** Outline level by style, 0 for the title; null for ordinary text. */
  level(name: string | null): number | null;
  /** Depth of the item that a paragraph of this style goes on with, outside of any list; null for any other style. */
  continuedDepth(name: string | null): number | null;
  /** Level `depth` (from 0) of list style `name`; of the outline for null. */
  list(name: string | null, depth: number): ListLevel | null;
}

/** A boolean where `value` says something. */
const said = (value: string | null, yes: (value: string) => boolean) => (value === null ? null : yes(value));

/** « super 58% », « -33% 58% », « 0% 100% ». */
function raisedBy(position: string | null): Look['raised'] {
  if (position === null) return null;
  if (/^super/.test(position)) return 'superscript';
  if (/^sub/.test(position)) return 'subscript';
  const lift = Number.parseFloat(position);
  return lift > 0 ? 'superscript' : lift < 0 ? 'subscript' : 'baseline';
}

const fontOf = (name: string | null) => (name === null ? null : (symbolFont(name) ?? ''));

const lookOf = (style: Element): Look => {
  const properties = child(style, 'text-properties');
  return {
    bold: said(attribute(properties, 'font-weight'), (value) => value === 'bold' || Number(value) >= 600),
    italic: said(attribute(properties, 'font-style'), (value) => value !== 'normal'),
    underline: said(attribute(properties, 'text-underline-style'), (value) => value !== 'none'),
    hidden: said(attribute(properties, 'display'), (value) => value === 'none'),
    struck: said(
      attribute(properties, 'text-line-through-style') ?? attribute(properties, 'text-line-through-type'),
      (value) => value !== 'none',
    ),
    raised: raisedBy(attribute(properties, 'text-position')),
    font: fontOf(attribute(properties, 'font-name') ?? attribute(properties, 'font-family')),
  };
};

/** Reads the styles of the given parts (styles.xml, content.xml); a later part wins. */
export function readOdtStyles(roots: (Element | null)[]): OdtStyles {
  const styles = new Map<string, Element>();
  const lists = new Map<string, Element>();
  for (const element of roots.flatMap((root) => [...elements(root)].flatMap((group) => [...elements(group)]))) {
    const name = attribute(element, 'name') ?? '';
    if (nameOf(element) === 'style') styles.set(`${attribute(element, 'family')} ${name}`, element);
    if (nameOf(element) === 'list-style') lists.set(name, element);
    if (nameOf(element) === 'outline-style') lists.set('', element);
  }

  /** A style and those it builds on, nearest first; a circle ends where it closes. */
  function chain(family: string, name: string | null): Element[] {
    const found: Element[] = [];
    const get = (wanted: string | null) => styles.get(`${family} ${wanted}`);
    for (let style = get(name); style && !found.includes(style); style = get(attribute(style, 'parent-style-name'))) {
      found.push(style);
    }
    return found;
  }

  return {
    look: (family, name) => chain(family, name).reduce((look, style) => over(look, lookOf(style)), plainLook),
    level(name) {
      for (const style of chain('paragraph', name)) {
        const level = Number(attribute(style, 'default-outline-level') || Number.NaN);
        if (level >= 1 && level <= 10) return level;
        const shown = attribute(style, 'display-name') ?? attribute(style, 'name') ?? '';
        if (/^(title|titre)$/i.test(shown)) return 0;
      }
      return name !== null && /^(title|titre)$/i.test(name) ? 0 : null;
    },
    continuedDepth: (name) =>
      continuedDepthOf(
        chain('paragraph', name).map((style) => attribute(style, 'display-name') ?? attribute(style, 'name') ?? ''),
      ),
    list: (name, depth) => readLevel(lists.get(name ?? '') ?? null, depth),
  };
}

function levelElement(list: Element | null, depth: number): Element | null {
  for (const element of elements(list)) if (attribute(element, 'level') === String(depth + 1)) return element;
  return null;
}

function readLevel(list: Element | null, depth: number): ListLevel | null {
  const element = levelElement(list, depth);
  if (!element) return null;
  const format = attribute(element, 'num-format');
  const ordered = /number|outline/.test(nameOf(element)) && !!format;
  return {
    ordered,
    ...(ordered ? listStyleOf(format ?? '') : {}),
    start: Number(attribute(element, 'start-value')) || 1,
    label(counts) {
      if (!ordered) return null;
      const numberAt = (at: number) => {
        const shape = at === depth ? element : levelElement(list, at);
        return writeNumber(counts[at] ?? 1, attribute(shape, 'num-format') || '1');
      };
      const pattern = attribute(element, 'num-list-format');
      if (pattern !== null) return pattern.replace(/%(\d{1,2})%/g, (_, level) => numberAt(Number(level) - 1)).trim();
      const shown = Math.min(Math.max(Number(attribute(element, 'display-levels')) || 1, 1), depth + 1);
      const numbers = Array.from({ length: shown }, (_, index) => numberAt(depth - shown + 1 + index));
      const before = attribute(element, 'num-prefix') ?? '';
      return `${before}${numbers.join('.')}${attribute(element, 'num-suffix') ?? ''}`.trim();
    },
  };
}

/** Counts the items of lists, and numbered headings, in the order they come. */
export class OdtCounter {
  private readonly counts = new Map<string, number[]>();
  private readonly styles: OdtStyles;

  constructor(styles: OdtStyles) {
    this.styles = styles;
  }

  /** A list of style `name` begins anew. */
  begin(name: string | null): void {
    this.counts.delete(name ?? '');
  }

  /** The next item at `depth`; `start` sets its number. */
  next(name: string | null, depth: number, start: number | null): { number: number; label: string | null } {
    const at = Math.min(depth, limits.listDepth);
    const level = this.styles.list(name, at);
    const count = this.counts.get(name ?? '') ?? [];
    this.counts.set(name ?? '', count);
    for (let above = 0; above < at; above += 1) count[above] ??= this.styles.list(name, above)?.start ?? 1;
    count[at] = start ?? (count[at] ?? (level?.start ?? 1) - 1) + 1;
    count.length = at + 1;
    return { number: count[at] ?? 1, label: level?.label(count) || null };
  }
}
