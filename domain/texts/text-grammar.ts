// What a text may say, value by value: the keys of a block's marker, the properties of a table's cells and the formats of
// its words, each with its range. Browser-safe: the server's check, every reader and the editor's binding ask here, so
// that no value that one of them lets pass can stop another. Above 400 lines: each key has its range here, and nowhere else.
import type * as Y from 'yjs';
import {
  type Degree,
  degrees,
  type HeadingKind,
  headingKinds,
  type ItemMark,
  itemMarks,
  type NumberSuffix,
  numberSuffixes,
  type OutcomeKind,
  outcomeKinds,
} from '../vocabulary.ts';

/** Name of the Y.Text that holds the text in its Yjs document; the only root there is. */
export const TEXT_FIELD = 'sequence';

/** What a text may hold at most. A reader shows what is beyond as if it were at the limit, or not at all. */
export const textLimits = {
  /** UTF-16 units of one block's words: a long page of a convention has 4 000. */
  blockLength: 50_000,
  /** Lists inside lists. */
  depth: 8,
  /** The highest number that can be imposed on a heading or a list. */
  number: 999,
  rows: 2_000,
  columns: 100,
  /** Cells that a table may show beyond four times those that it has words for, empty or not. */
  cellsWithoutWords: 400,
  /** Threads about one word. */
  threads: 50,
  /** People who suggest that one word goes. */
  deletions: 20,
  /** UTF-16 units of a link's address. */
  href: 2_048,
} as const;

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether `value` can be the id of a block. */
export const isBlockId = (value: unknown): value is string => typeof value === 'string' && ID.test(value);

/** Whether `value` can be the id of a row or a column. */
export const isLineId = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-z]{6,16}$/.test(value);

const oneOf =
  <Value extends string>(values: readonly Value[]) =>
  (value: unknown): value is Value =>
    (values as readonly unknown[]).includes(value);

const wholeFrom =
  (least: number, most: number) =>
  (value: unknown): value is number =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;

export const listKinds = ['bullet', 'ordered'] as const;
export type ListKind = (typeof listKinds)[number];

/** How an ordered list counts, as HTML spells it; absent: 1, 2, 3. */
export const listStyles = ['a', 'A', 'i', 'I'] as const;
export type ListStyle = (typeof listStyles)[number];

export const blockKinds = ['paragraph', ...headingKinds, 'table'] as const;
export type BlockKind = (typeof blockKinds)[number];

/** What a marker says of its block. Absent from the marker: the value of `plainBlock`. */
export interface BlockFacts {
  id: string | null;
  kind: BlockKind;
  /** A heading left out of the count. */
  numbered: boolean;
  /** A heading's imposed number. */
  startAt: number | null;
  /** « bis » after an article's number. */
  suffix: NumberSuffix | null;
  /** The block begins an item of a list of this kind. */
  list: ListKind | null;
  /** How many lists the block is inside of; without `list`, it goes on with the item before it at that depth. */
  depth: number;
  style: ListStyle | null;
  /** The item begins a list that counts from here. */
  start: number | null;
  /** The item begins a list of its own, though one of the same kind stands right before it. */
  fresh: boolean;
  mark: ItemMark | null;
  degree: Degree | null;
  outcome: OutcomeKind | null;
  previousId: string | null;
}

export const plainBlock: BlockFacts = {
  id: null,
  kind: 'paragraph',
  numbered: true,
  startAt: null,
  suffix: null,
  list: null,
  depth: 0,
  style: null,
  start: null,
  fresh: false,
  mark: null,
  degree: null,
  outcome: null,
  previousId: null,
};

/** Keys of a marker that hold what a table is made of, each a shared type of its own. */
export const tableKeys = ['rows', 'columns', 'cells', 'properties'] as const;

const markerValues: { readonly [Key in keyof BlockFacts]: (value: unknown) => boolean } = {
  id: isBlockId,
  kind: oneOf(blockKinds),
  numbered: (value) => value === false,
  startAt: wholeFrom(1, textLimits.number),
  suffix: oneOf(numberSuffixes),
  list: oneOf(listKinds),
  depth: wholeFrom(1, textLimits.depth),
  style: oneOf(listStyles),
  start: wholeFrom(0, textLimits.number),
  fresh: (value) => value === true,
  mark: oneOf(itemMarks),
  degree: oneOf(degrees),
  outcome: oneOf(outcomeKinds),
  previousId: isBlockId,
};

/** Whether a marker may say this of its block; null takes a key back to its default. */
const isFactValue = (key: string, value: unknown): boolean =>
  Object.hasOwn(markerValues, key) && (value === null || markerValues[key as keyof BlockFacts](value));

/** Whether a marker may have this key with this value: what it says of its block, or what somebody suggests of it. */
export function isMarkerValue(key: string, value: unknown): boolean {
  if (Object.hasOwn(markerValues, key)) return isFactValue(key, value);
  if (key === COME || key === MOVED) return value === null || isBlockId(value);
  if (suggestionOfGone(key) !== null || goneLineOf(key) !== null) return value === null || value === true;
  if (comeLineOf(key) !== null) return value === null || isBlockId(value);
  const changed = factOfNext(key);
  if (changed === null) return false;
  // A table is suggested as a whole: nothing becomes one.
  return value === null || isSuggestedValue(value, (to) => to !== 'table' && isFactValue(changed, to));
}

/** Whether a marker may have this key at all. */
export const isMarkerKey = (key: string): boolean =>
  Object.hasOwn(markerValues, key) ||
  key === COME ||
  key === MOVED ||
  suggestionOfGone(key) !== null ||
  comeLineOf(key) !== null ||
  goneLineOf(key) !== null ||
  factOfNext(key) !== null;

/** What a marker says, read from its keys; a value out of range counts as absent. */
export function factsOf(read: (key: string) => unknown): BlockFacts {
  const facts: Record<string, unknown> = { ...plainBlock };
  for (const key of Object.keys(plainBlock)) {
    const value = read(key);
    if (value !== undefined && value !== null && isFactValue(key, value)) facts[key] = value;
  }
  return facts as unknown as BlockFacts;
}

/** What of `facts` a marker must say. */
export const saidOf = (facts: BlockFacts): [key: string, value: string | number | boolean][] =>
  Object.entries(facts).filter(([key, value]) => value !== plainBlock[key as keyof BlockFacts]);

export const isHeadingKind: (value: unknown) => value is HeadingKind = oneOf(headingKinds);

/** What is said of one cell of a table. */
export interface CellProperties {
  header: boolean;
  colspan: number;
  rowspan: number;
  align: 'left' | 'center' | 'right' | null;
}

export const plainCell: CellProperties = { header: false, colspan: 1, rowspan: 1, align: null };

const cellValues: { readonly [Key in keyof CellProperties]: (value: unknown) => boolean } = {
  header: (value) => value === true,
  colspan: wholeFrom(2, textLimits.columns),
  rowspan: wholeFrom(2, textLimits.columns),
  align: oneOf(['left', 'center', 'right']),
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether `value` can be what a table's map says of one cell. */
export const isCellValue = (value: unknown): boolean =>
  isRecord(value) &&
  Object.entries(value).every(
    ([key, one]) => Object.hasOwn(cellValues, key) && cellValues[key as keyof CellProperties](one),
  );

/** What is said of a cell; what is out of range counts as not said. */
export function cellOf(value: unknown): CellProperties {
  const properties: Record<string, unknown> = { ...plainCell };
  if (isRecord(value))
    for (const key of Object.keys(plainCell))
      if (Object.hasOwn(value, key) && cellValues[key as keyof CellProperties](value[key]))
        properties[key] = value[key];
  return properties as unknown as CellProperties;
}

/** Key of a cell in a table's maps. */
export const cellKey = (row: string, column: string): string => `${row}:${column}`;

export const isCellKey = (key: string): boolean => {
  const [row, column, ...more] = key.split(':');
  return more.length === 0 && isLineId(row) && isLineId(column);
};

/** The only protocols a link of a convention may have. */
export const linkProtocols = ['http:', 'https:', 'mailto:'] as const;

/** Whether `href` is safe to show as a link. */
export function isSafeLink(href: string): boolean {
  try {
    return (linkProtocols as readonly string[]).includes(new URL(href).protocol);
  } catch {
    return false;
  }
}

/** Formats that are there or not. */
export const plainFormats = ['bold', 'italic', 'underline', 'superscript', 'subscript'] as const;

const COMMENT = 'comment:';

/** The format of the words that a thread is about: one key a thread, so that threads may overlap. */
export const commentFormat = (threadId: string): string => `${COMMENT}${threadId}`;

/** The thread that a format is about; null for any other format. */
export const threadOfFormat = (key: string): string | null =>
  key.startsWith(COMMENT) && isBlockId(key.slice(COMMENT.length)) ? key.slice(COMMENT.length) : null;

/** Whether words may have this format as part of the text; null ends it. */
function isStyle(key: string, value: unknown): boolean {
  if ((plainFormats as readonly string[]).includes(key)) return value === null || value === true;
  if (key !== 'link') return false;
  if (value === null) return true;
  if (!isRecord(value) || Object.keys(value).length !== 1 || !Object.hasOwn(value, 'href')) return false;
  return typeof value.href === 'string' && value.href.length <= textLimits.href;
}

/** Whether words may carry this format with this value: one of the text, a thread's, or a suggestion's. Null ends it. */
export function isFormat(key: string, value: unknown): boolean {
  if (threadOfFormat(key) !== null || suggestionOfDeletion(key) !== null) return value === null || value === true;
  if (key === INSERTION) return value === null || isBlockId(value);
  const style = styleOfRestyle(key);
  if (style === null) return isStyle(key, value);
  return isStyle(style, null) && (value === null || isSuggestedValue(value, (to) => isStyle(style, to)));
}

// --- Suggestions. Whatever is suggested stands beside what the text says and never in its place: a reader who knows none of
// the keys below, or leaves out what carries `insertion` and `come`, reads the text as it is agreed.

/** Format of words that somebody suggests: the suggestion's id. */
export const INSERTION = 'insertion';
/** Key of a marker that somebody suggests: the suggestion's id. */
export const COME = 'come';
/** Key of such a marker that is a block moved from elsewhere: that block's id, which it has once accepted. */
export const MOVED = 'moved';

const [DELETION, RESTYLE, GONE, NEXT] = ['deletion:', 'restyle:', 'gone:', 'next:'];

const idBehind = (prefix: string, key: string): string | null =>
  key.startsWith(prefix) && isBlockId(key.slice(prefix.length)) ? key.slice(prefix.length) : null;

/** The format of words that a suggestion takes out: one key a suggestion, as several may. */
export const deletionFormat = (suggestionId: string): string => `${DELETION}${suggestionId}`;
export const suggestionOfDeletion = (key: string): string | null => idBehind(DELETION, key);

/** The key of a marker that a suggestion takes out. */
export const goneKey = (suggestionId: string): string => `${GONE}${suggestionId}`;
export const suggestionOfGone = (key: string): string | null => idBehind(GONE, key);

const [LINE_COME, LINE_GONE] = ['line-come:', 'line-gone:'];

/** The key of a table's marker by which a row or a column is suggested; its value is the suggestion's id. */
export const lineComeKey = (lineId: string): string => `${LINE_COME}${lineId}`;
export function comeLineOf(key: string): string | null {
  const id = key.startsWith(LINE_COME) ? key.slice(LINE_COME.length) : null;
  return isLineId(id) ? id : null;
}

/** The key of a table's marker by which a suggestion takes a row or a column out. */
export const lineGoneKey = (lineId: string, suggestionId: string): string => `${LINE_GONE}${lineId}:${suggestionId}`;
export function goneLineOf(key: string): { lineId: string; suggestion: string } | null {
  if (!key.startsWith(LINE_GONE)) return null;
  const [lineId, suggestion, ...more] = key.slice(LINE_GONE.length).split(':');
  return more.length === 0 && isLineId(lineId) && isBlockId(suggestion) ? { lineId, suggestion } : null;
}

/** What is suggested of a table's rows and columns, by their ids. */
export interface SuggestedLines {
  come: ReadonlyMap<string, string>;
  gone: ReadonlyMap<string, readonly string[]>;
}

/** Reads a table's marker; what is said of lines that are no longer there counts for nobody. */
export function suggestedLines(marker: Y.Map<unknown>): SuggestedLines {
  const come = new Map<string, string>();
  const gone = new Map<string, string[]>();
  for (const [key, value] of marker) {
    if (value === null || !isMarkerValue(key, value)) continue;
    const [coming, going] = [comeLineOf(key), goneLineOf(key)];
    if (coming !== null) come.set(coming, value as string);
    else if (going) gone.set(going.lineId, [...(gone.get(going.lineId) ?? []), going.suggestion]);
  }
  return { come, gone };
}

/** The format by which a suggestion gives or takes a style; its value is a `SuggestedValue`. */
export const restyleFormat = (style: string): string => `${RESTYLE}${style}`;
export const styleOfRestyle = (key: string): string | null =>
  key.startsWith(RESTYLE) ? key.slice(RESTYLE.length) : null;

/** The key by which a suggestion changes what a marker says; its value is a `SuggestedValue`. */
export const nextKey = (fact: keyof BlockFacts): string => `${NEXT}${fact}`;
export function factOfNext(key: string): keyof BlockFacts | null {
  const fact = key.startsWith(NEXT) ? key.slice(NEXT.length) : '';
  return fact !== 'id' && fact !== 'previousId' && Object.hasOwn(markerValues, fact)
    ? (fact as keyof BlockFacts)
    : null;
}

/** What a suggestion makes of a style or a fact; null: its default. */
export interface SuggestedValue {
  suggestion: string;
  to: unknown;
}

export const isSuggestedValue = (value: unknown, mayBe: (to: unknown) => boolean): value is SuggestedValue =>
  isRecord(value) &&
  Object.keys(value).length === 2 &&
  isBlockId(value.suggestion) &&
  Object.hasOwn(value, 'to') &&
  mayBe(value.to);

/** Whether a format is a suggestion's, and no part of the text. */
export const isSuggestionFormat = (key: string): boolean =>
  key === INSERTION || suggestionOfDeletion(key) !== null || styleOfRestyle(key) !== null;

/** What is suggested of a block itself, its words apart. */
export interface SuggestedOfBlock {
  /** The suggestion that puts it there. */
  come: string | null;
  /** The block it is, moved from elsewhere. */
  moved: string | null;
  /** The suggestions that take it away, its words joining the block before. */
  gone: readonly string[];
  /** What would be said of it. */
  next: ReadonlyMap<keyof BlockFacts, SuggestedValue>;
}

/** Reads a marker; null when nothing is suggested of it. */
export function suggestedOf(marker: Y.Map<unknown>): SuggestedOfBlock | null {
  let found: { come: string | null; moved: string | null; gone: string[] } | null = null;
  const next = new Map<keyof BlockFacts, SuggestedValue>();
  const read = () => {
    found ??= { come: null, moved: null, gone: [] };
    return found;
  };
  for (const key of marker.keys()) {
    const value = marker.get(key);
    if (value === null || !isMarkerValue(key, value)) continue;
    const gone = suggestionOfGone(key);
    const fact = factOfNext(key);
    if (gone !== null) read().gone.push(gone);
    else if (fact !== null) {
      read();
      next.set(fact, value as SuggestedValue);
    } else if (isBlockId(value) && key === COME) read().come = value;
    else if (isBlockId(value) && key === MOVED) read().moved = value;
  }
  return found && { ...(found as SuggestedOfBlock), next };
}

/** A block's facts as they would be. */
export function shownFacts(facts: BlockFacts, { next }: SuggestedOfBlock, isInCell: boolean): BlockFacts {
  const shown: Record<string, unknown> = { ...facts };
  for (const [key, { to }] of next) shown[key] = to ?? plainBlock[key];
  return { ...shown, ...(isInCell ? { kind: 'paragraph' } : {}) } as unknown as BlockFacts;
}

/** Formats as they would be; what a suggestion puts in or takes out is shown as it is. */
export function shownFormats(formats: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  let shown: Record<string, unknown> | null = null;
  for (const [key, value] of Object.entries(formats)) {
    const style = styleOfRestyle(key);
    if (style === null) continue;
    shown ??= { ...formats };
    const { to } = value as SuggestedValue;
    if (to === null) delete shown[style];
    else shown[style] = to;
  }
  return shown ?? formats;
}

/** The suggestions that the formats of words belong to. */
export function suggestionsOf(formats: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(formats).flatMap(([key, value]) => {
    if (key === INSERTION) return [value as string];
    if (styleOfRestyle(key) !== null) return [(value as SuggestedValue).suggestion];
    return suggestionOfDeletion(key) ?? [];
  });
}

/** The suggestions that a block itself belongs to. */
export function suggestionsOfMarker(marker: Y.Map<unknown>): string[] {
  const suggested = suggestedOf(marker);
  if (!suggested) return [];
  const { come, gone, next } = suggested;
  return [...(come ? [come] : []), ...gone, ...[...next.values()].map(({ suggestion }) => suggestion)];
}
