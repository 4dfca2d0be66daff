// What a DOCX that comes back says of paragraphs, rows and cells as such: which of the text each was, and what tracked changes make of it.
// Called by docx.ts.
import type {
  ReturnedCell,
  ReturnedHand,
  ReturnedLine,
  ReturnedParagraph,
  ReturnedTable,
  Tracking,
} from '#domain/written/returned-text.ts';
import { blockOfBookmark, frameOfBookmark, rowOfBookmark } from './bookmarks.ts';
import { attribute, child, descendants, type Element } from './xml.ts';

/** What came, or goes. */
export type Track = Pick<Tracking, 'inserted' | 'deleted'>;

/** Who made a change; a file need not say when. */
export const handOf = (change: Element): ReturnedHand => ({
  author: attribute(change, 'author') ?? '',
  date: attribute(change, 'date'),
});

export const trackOf = ({ inserted, deleted }: Track): Track => ({
  ...(inserted && { inserted }),
  ...(deleted && { deleted }),
});

/** What tracked changes make of something as a whole, as its properties say. */
export function changeIn(properties: Element | null): Track {
  const inserted = child(properties, 'ins') ?? child(properties, 'moveTo');
  const deleted = child(properties, 'del') ?? child(properties, 'moveFrom');
  return { ...(inserted && { inserted: handOf(inserted) }), ...(deleted && { deleted: handOf(deleted) }) };
}

/** What tracked changes make of the end of a paragraph; `around`: of all that it stands in. */
export function endOf(properties: Element | null, around: Track): Pick<ReturnedParagraph, 'end'> {
  const end = { ...trackOf(around), ...changeIn(properties) };
  return end.inserted || end.deleted ? { end } : {};
}

/** Who gave a paragraph another kind, style or numbering. */
export function reshapedIn(properties: Element | null): Pick<ReturnedParagraph, 'reshaped'> {
  const numbering = child(properties, 'numPr');
  const change = child(properties, 'pPrChange') ?? child(numbering, 'ins') ?? child(numbering, 'numberingChange');
  return change ? { reshaped: handOf(change) } : {};
}

/** What tracked changes make of a cell as such. */
export function trackedCell(properties: Element | null): Pick<ReturnedCell, 'change' | 'merged'> {
  const [inserted, deleted] = [child(properties, 'cellIns'), child(properties, 'cellDel')];
  const merged = child(properties, 'cellMerge');
  const change = { ...(inserted && { inserted: handOf(inserted) }), ...(deleted && { deleted: handOf(deleted) }) };
  return { ...((inserted || deleted) && { change }), ...(merged && { merged: handOf(merged) }) };
}

/** Whether a cell is the lower part of the one above it; with a merge that is tracked, as it was or as it would be. */
export function continuesAbove(properties: Element | null, isReturned: boolean): boolean {
  const tracked = child(properties, 'cellMerge');
  const said = attribute(tracked, isReturned ? 'vMergeOrig' : 'vMerge');
  if (tracked && (isReturned || said !== null)) return said === 'cont';
  const merge = child(properties, 'vMerge');
  return merge !== null && attribute(merge, 'val') !== 'restart';
}

/** Which rows of the text a table has, what tracked changes make of each, and so of the whole. */
export function trackedRows(rows: readonly Element[], around: Track): Pick<ReturnedTable, 'lines' | 'change'> {
  const lines = rows.map(
    (row): ReturnedLine => ({
      ...rowIn(row),
      ...trackOf(around),
      ...changeIn(child(row, 'trPr')),
    }),
  );
  const of = (track: 'inserted' | 'deleted') => (lines.every((line) => line[track]) ? lines[0]?.[track] : undefined);
  const [inserted, deleted] = [of('inserted'), of('deleted')];
  if (!inserted && !deleted) return { lines };
  return { lines, change: { ...(inserted && { inserted }), ...(deleted && { deleted }) } };
}

const rowIn = (row: Element): Pick<ReturnedLine, 'rowId'> => {
  for (const bookmark of descendants(row, 'bookmarkStart')) {
    const rowId = rowOfBookmark(attribute(bookmark, 'name'));
    if (rowId !== null) return { rowId };
  }
  return {};
};

const blockNamed = (names: Iterable<Element>, isTable: boolean): { blockId?: string } => {
  for (const bookmark of names) {
    const blockId = blockOfBookmark(attribute(bookmark, 'name'), isTable);
    if (blockId !== null) return { blockId };
  }
  return {};
};

/** Which block of a text of ours a paragraph was, and a table. */
export const blockIn = (paragraph: Element) => blockNamed(descendants(paragraph, 'bookmarkStart'), false);
export const tableIn = (table: Element): Pick<ReturnedTable, 'blockId' | 'isFrame'> => {
  const bookmarks = [...descendants(table, 'bookmarkStart')];
  const isFrame = bookmarks.some((one) => frameOfBookmark(attribute(one, 'name')) !== null);
  return { ...blockNamed(bookmarks, true), ...(isFrame && { isFrame }) };
};
