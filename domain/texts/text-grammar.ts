// What a text may say, value by value: the keys of a block's marker, the properties of a table's cells and the formats of
// its words, each with its range. Browser-safe: the server's check, every reader and the editor's binding ask here, so
// that no value that one of them lets pass can stop another.
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

/** Whether a marker may have this key with this value; null takes a key back to its default. */
export const isMarkerValue = (key: string, value: unknown): boolean =>
  Object.hasOwn(markerValues, key) && (value === null || markerValues[key as keyof BlockFacts](value));

/** What a marker says, read from its keys; a value out of range counts as absent. */
export function factsOf(read: (key: string) => unknown): BlockFacts {
  const facts: Record<string, unknown> = { ...plainBlock };
  for (const key of Object.keys(plainBlock)) {
    const value = read(key);
    if (value !== undefined && value !== null && isMarkerValue(key, value)) facts[key] = value;
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

/** Whether words may carry this format with this value; null ends it. */
export function isFormat(key: string, value: unknown): boolean {
  if ((plainFormats as readonly string[]).includes(key) || threadOfFormat(key) !== null)
    return value === null || value === true;
  if (key !== 'link') return false;
  if (value === null) return true;
  if (!isRecord(value) || Object.keys(value).length !== 1 || !Object.hasOwn(value, 'href')) return false;
  return typeof value.href === 'string' && value.href.length <= textLimits.href;
}
