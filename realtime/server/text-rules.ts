// What an update may put into a text, place by place: the one sequence of domain/texts/text-grammar.ts, its markers, its tables
// and their cells, and no others. Called by update-check.ts; knows no document.
import {
  isCellKey,
  isCellValue,
  isFormat,
  isLineId,
  isMarkerKey,
  isMarkerValue,
  TEXT_FIELD,
  tableKeys,
  textLimits,
} from '#domain/texts/text-grammar.ts';
import { type Content, Refusal, type SharedType } from './update-content.ts';

/** Where a struct is. Tables are not inside tables: what is in a cell knows it. */
export type Parent =
  /** Characters and markers: the text itself, or that of a cell. */
  | { kind: 'text'; inCell: boolean }
  /** What is said of one block. */
  | { kind: 'marker'; inCell: boolean }
  /** The ids of a table's rows or columns, at most so many in one stretch. */
  | { kind: 'lines'; most: number }
  /** The texts of a table's cells. */
  | { kind: 'cells' }
  /** What is said of a table's cells. */
  | { kind: 'properties' }
  /** Deleted and forgotten: whatever is put there is deleted too. */
  | { kind: 'gone' };

export const rootName: string = TEXT_FIELD;

export const ROOT: Parent = { kind: 'text', inCell: false };
export const GONE: Parent = { kind: 'gone' };

/** What a table's marker holds under each of its keys: the shared type, and what that is to its own children. */
const tableParts: { readonly [key: string]: { type: SharedType; parent: Parent } } = {
  rows: { type: 'array', parent: { kind: 'lines', most: textLimits.rows } },
  columns: { type: 'array', parent: { kind: 'lines', most: textLimits.columns } },
  cells: { type: 'map', parent: { kind: 'cells' } },
  properties: { type: 'map', parent: { kind: 'properties' } },
};

const refuse = (reason: string) => new Refusal('invalid-update', reason);

/** Refuses a key, or the lack of one, that the parent cannot have whatever is under it. */
function checkKey(parent: Exclude<Parent, { kind: 'gone' }>, key: string | null): void {
  if (parent.kind === 'text' || parent.kind === 'lines') {
    if (key !== null) throw refuse('a key in a sequence');
  } else if (key === null) throw refuse('a sequence in a map');
  else if (parent.kind !== 'marker') {
    if (!isCellKey(key)) throw refuse('no key of a cell');
  } else if (!isMarkerKey(key) && (parent.inCell || !(tableKeys as readonly string[]).includes(key)))
    throw refuse('a marker has no such key');
}

function checkValues(parent: Parent, key: string, values: readonly unknown[]): void {
  const isGood = (value: unknown): boolean => {
    if (parent.kind === 'lines') return isLineId(value);
    if (parent.kind === 'properties') return isCellValue(value);
    if (parent.kind !== 'marker') return false;
    return isMarkerValue(key, value) && !(parent.inCell && value === 'table');
  };
  if (parent.kind === 'lines' && values.length > parent.most)
    throw new Refusal('too-large', 'too many rows or columns');
  if (!values.every(isGood)) throw refuse(`a value out of place or out of range in ${parent.kind}`);
}

/** What a shared type put there is to its own children; refuses one that has no place there. */
export function typeIn(parent: Parent, key: string | null, type: SharedType): Parent {
  if (parent.kind === 'gone') return GONE;
  checkKey(parent, key);
  if (parent.kind === 'text' && type === 'map') return { kind: 'marker', inCell: parent.inCell };
  if (parent.kind === 'cells' && type === 'text') return { kind: 'text', inCell: true };
  const part = parent.kind === 'marker' && key !== null && Object.hasOwn(tableParts, key) ? tableParts[key] : null;
  if (part?.type === type) return part.parent;
  throw refuse(`a ${type} out of place in ${parent.kind}`);
}

/** Refuses content that the grammar does not have there; gives what it is to its own children, null when it has none. */
export function contentIn(parent: Parent, key: string | null, content: Content): Parent | null {
  if (content.kind === 'type') return typeIn(parent, key, content.type);
  if (parent.kind === 'gone') return null;
  checkKey(parent, key);
  if (content.kind === 'values') checkValues(parent, key ?? '', content.values);
  else if (content.kind !== 'gone' && parent.kind !== 'text') throw refuse('characters outside a text');
  else if (content.kind === 'format' && !isFormat(content.key, content.value)) throw refuse('no such format');
  return null;
}
