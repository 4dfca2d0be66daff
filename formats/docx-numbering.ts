// The numbers that Word prints before paragraphs and that are in none of their words. Called by docx.ts.

import type { ListPlace } from '#domain/written/written-text.ts';
import type { Numbering, Styles } from './docx-styles.ts';
import { limits } from './limits.ts';
import { listStyleOf, writeNumber } from './numerals.ts';
import { attribute, child, type Element, elements, nameOf } from './xml.ts';

interface Level {
  format: string;
  /** « Article %1 : »; `%2` stands for the count of the second level. */
  pattern: string;
  start: number;
}

/** The place that a paragraph takes in a list, counted. */
export interface CountedPlace {
  list: string;
  depth: number;
  ordered: boolean;
  style?: ListPlace['style'];
  number: number;
  /** What is printed before the words; null for a bullet. */
  label: string | null;
}

/** Counts paragraphs in the order they come. */
export interface Counter {
  /** The place of the next paragraph with this numbering; null when it has none. */
  next(numbering: Numbering): CountedPlace | null;
}

interface List {
  abstractId: string;
  levels: Level[];
  /** Levels that begin anew when this list is first used. */
  restarts: Map<number, number>;
  used: boolean;
}

/** Reads numbering.xml (null when there is none). */
export function createCounter(root: Element | null, styles: Styles): Counter {
  const lists = readLists(root, styles);
  const counts = new Map<string, number[]>();
  return {
    next({ numId, level }) {
      if (numId === null || numId === '0') return null;
      const depth = Math.min(Math.max(Number.isInteger(level) ? (level ?? 0) : 0, 0), limits.listDepth - 1);
      const list = lists.get(numId);
      const shape = list?.levels[depth];
      if (!list || !shape) return { list: numId, depth, ordered: false, number: 1, label: null };
      const count = counts.get(list.abstractId) ?? [];
      counts.set(list.abstractId, count);
      // One above that is not counted itself shows where it starts.
      if (!list.used) for (const [at, start] of list.restarts) count[at] = at < depth ? start : start - 1;
      list.used = true;
      // A level that was never counted shows where it starts.
      for (let at = 0; at < depth; at += 1) count[at] ??= list.levels[at]?.start ?? 1;
      count[depth] = (count[depth] ?? shape.start - 1) + 1;
      count.length = depth + 1;
      const ordered = shape.format !== 'bullet' && shape.format !== 'none';
      return {
        list: numId,
        depth,
        ordered,
        ...listStyleOf(shape.format),
        number: count[depth] ?? 1,
        label: shape.format === 'bullet' ? null : writeLabel(shape.pattern, list.levels, count),
      };
    },
  };
}

function readLists(root: Element | null, styles: Styles): Map<string, List> {
  const abstracts = new Map<string, Element>();
  const lists = new Map<string, List>();
  for (const element of elements(root)) {
    if (nameOf(element) === 'abstractNum') abstracts.set(attribute(element, 'abstractNumId') ?? '', element);
  }
  const numbers = [...elements(root)].filter((element) => nameOf(element) === 'num');
  const abstractIdOf = (numId: string | null) => {
    const num = numbers.find((element) => attribute(element, 'numId') === numId);
    return attribute(child(num ?? null, 'abstractNumId'), 'val') ?? '';
  };
  for (const num of numbers) {
    const numId = attribute(num, 'numId');
    if (numId === null) continue;
    let abstractId = abstractIdOf(numId);
    const linked = attribute(child(abstracts.get(abstractId) ?? null, 'numStyleLink'), 'val');
    if (linked !== null) abstractId = abstractIdOf(styles.numbering(linked).numId);
    lists.set(numId, readList(num, abstractId, abstracts.get(abstractId) ?? null));
  }
  return lists;
}

function readList(num: Element, abstractId: string, abstract: Element | null): List {
  const list: List = { abstractId, levels: [], restarts: new Map(), used: false };
  const keep = (element: Element) => {
    const at = Number(attribute(element, 'ilvl'));
    if (Number.isInteger(at) && at >= 0 && at < limits.listDepth) list.levels[at] = readLevel(element);
  };
  for (const element of elements(abstract)) if (nameOf(element) === 'lvl') keep(element);
  for (const override of elements(num)) {
    if (nameOf(override) !== 'lvlOverride') continue;
    const level = child(override, 'lvl');
    if (level) keep(level);
    const start = attribute(child(override, 'startOverride'), 'val');
    const at = Number(attribute(override, 'ilvl'));
    if (start !== null && list.levels[at]) list.restarts.set(at, Number(start) || 0);
  }
  return list;
}

const readLevel = (level: Element): Level => ({
  format: attribute(child(level, 'numFmt'), 'val') ?? 'decimal',
  pattern: attribute(child(level, 'lvlText'), 'val') ?? '',
  start: Number(attribute(child(level, 'start'), 'val') ?? 0),
});

const writeLabel = (pattern: string, levels: Level[], count: number[]): string | null =>
  pattern
    .replace(/%([1-9])/g, (_, digit) => {
      const at = Number(digit) - 1;
      return writeNumber(count[at] ?? 1, levels[at]?.format ?? 'decimal');
    })
    .trim() || null;
