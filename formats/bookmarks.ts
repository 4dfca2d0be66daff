// The names under which blocks, and rows of tables, travel in a file that may come back: a bookmark each, hidden in Word by its
// first sign, of at most 40 characters. Written by office/, read by docx.ts and odt.ts.

/** The bookmark of a block; a table's stands in its first cell, where an item's own may stand as well. */
export const bookmarkOf = (id: string, isTable = false): string => `${isTable ? '_t' : '_b'}${id.replaceAll('-', '')}`;

/** The id of the block, or the table, that a bookmark is of; null for any other bookmark. */
export function blockOfBookmark(name: string | null, isTable = false): string | null {
  const parts = /^_([bt])([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/.exec(name ?? '');
  return parts && (parts[1] === 't') === isTable ? parts.slice(2).join('-') : null;
}

/** The bookmark of a row of a table, in the first cell that begins there. */
export const rowBookmark = (rowId: string): string => `_r${rowId}`;

/** The id of the row that a bookmark is of; null for any other bookmark. */
export const rowOfBookmark = (name: string | null): string | null =>
  /^_r([0-9a-z]{6,16})$/.exec(name ?? '')?.[1] ?? null;

/** The bookmark of a line, or of one in a table, that stands around the text and is none of it: its title, who was there. */
export const frameBookmark = (rank: number): string => `_f${rank}`;

/** The rank of the line that a bookmark is of; null for any other bookmark. */
export function frameOfBookmark(name: string | null): number | null {
  const rank = /^_f(\d{1,6})$/.exec(name ?? '')?.[1];
  return rank === undefined ? null : Number(rank);
}
