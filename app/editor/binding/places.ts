// Where a place of the editor's document is in the shared text, and back: as an index now, and as a Yjs relative position,
// which stays between the same two characters whatever others do.
import type { Node as TextNode } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { cellKey, textLimits } from '#domain/texts/text-grammar.ts';
import { cellsOf, cellText, lineIds, partsOf, type SequenceBlock } from '#domain/texts/text-sequence.ts';
import { placeBeside } from './items.ts';
import { type CellAround, cellAround, cellStart, placeAt, unitAt, unitsIn } from './units.ts';

/** The blocks of each shared text as it is now. */
export type BlocksOf = (text: Y.Text) => readonly SequenceBlock[];

/** A shared text, the node that shows it, and where that node's content starts. */
export interface Frame {
  text: Y.Text;
  node: TextNode;
  start: number;
}

/** The words of a cell that the editor's own act has just made: it is known by its place, its ids are not shown yet. */
function textOfNewCell(marker: Y.Map<unknown>, { table, startInTable }: CellAround): Y.Text | null {
  for (const { row, column, pos } of cellsOf(table)) {
    if (pos + 1 !== startInTable) continue;
    const { rows, columns } = partsOf(marker);
    const [rowId, columnId] = [lineIds(rows, textLimits.rows)[row], lineIds(columns, textLimits.columns)[column]];
    return cellText(marker, rowId ?? null, columnId ?? null);
  }
  return null;
}

/** The text that a position of `doc` is in: a cell's, or the document's. Null: a cell whose text nobody has made yet. */
export function frameAt(doc: TextNode, pos: number, root: Y.Text, blocksOf: BlocksOf): Frame | null {
  const around = cellAround(doc, pos);
  if (!around) return { text: root, node: doc, start: 0 };
  const marker = blocksOf(root)[around.unit]?.marker;
  const isKnown = around.row !== null && around.column !== null;
  const text = marker ? (isKnown ? cellText(marker, around.row, around.column) : textOfNewCell(marker, around)) : null;
  return text && { text, node: around.cell, start: around.start };
}

/** Index in a frame's text of a position of the document: within words, or before a block. */
export function indexAt({ text, node, start }: Frame, pos: number, blocksOf: BlocksOf): number {
  const { unit, offset, inTable } = placeAt(node, pos - start);
  const blocks = blocksOf(text);
  const block = blocks[unit + (inTable ? 1 : 0)];
  if (!block) return text.length;
  return offset === null ? block.begin : block.start + Math.min(offset, block.length);
}

/** The position of the document that an index of the frame's text shows as. */
export function positionAt({ text, node, start }: Frame, index: number, blocksOf: BlocksOf): number | null {
  const blocks = blocksOf(text);
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((blocks[middle] as SequenceBlock).start <= index) low = middle;
    else high = middle - 1;
  }
  const block = blocks[low];
  const unit = unitAt(node, low);
  if (!block || !unit) return null;
  if (!unit.node.isTextblock) return start + unit.pos;
  const offset = Math.max(0, Math.min(index - block.start, unit.node.content.size));
  return start + unit.pos + 1 + offset;
}

/** A place between two characters of the shared text. */
export function relativePlace(
  doc: TextNode,
  pos: number,
  assoc: -1 | 0,
  root: Y.Text,
  blocksOf: BlocksOf,
): Y.RelativePosition | null {
  const frame = frameAt(doc, pos, root, blocksOf);
  if (!frame) return null;
  return placeBeside(frame.text, indexAt(frame, pos, blocksOf), assoc, blocksOf(frame.text));
}

/** A relative position as somebody's program sent it; null for anything else. */
export function readPlace(sent: unknown): Y.RelativePosition | null {
  try {
    return Y.createRelativePositionFromJSON(sent);
  } catch {
    return null;
  }
}

/** The table's marker, row and column whose words `text` is; null when it is none of a table that is still there. */
export function placeOfCell(
  text: Y.Text,
  root: Y.Text,
): { marker: Y.Map<unknown>; row: string; column: string } | null {
  const cells = text.parent;
  const marker = cells instanceof Y.Map ? cells.parent : null;
  const key = text._item?.parentSub;
  if (!(marker instanceof Y.Map) || marker.parent !== root || !key) return null;
  const [row = '', column = ''] = key.split(':');
  return partsOf(marker as Y.Map<unknown>).cells?.get(cellKey(row, column)) === text
    ? { marker: marker as Y.Map<unknown>, row, column }
    : null;
}

/** Where a relative position is in the document now; null when what it stood in is gone. Never throws. */
export function positionOfPlace(
  doc: TextNode,
  place: Y.RelativePosition,
  root: Y.Text,
  blocksOf: BlocksOf,
): number | null {
  try {
    const found = Y.createAbsolutePositionFromRelativePosition(place, root.doc as Y.Doc);
    if (!found || !(found.type instanceof Y.Text)) return null;
    if (found.type === root) return positionAt({ text: root, node: doc, start: 0 }, found.index, blocksOf);
    const cell = placeOfCell(found.type, root);
    const unit =
      cell &&
      unitAt(
        doc,
        blocksOf(root).findIndex(({ marker }) => marker === cell.marker),
      );
    const inside = unit && cellStart(unit.node, cell.row, cell.column);
    if (!inside) return null;
    const frame = { text: found.type, node: inside.cell, start: unit.pos + inside.start };
    return positionAt(frame, found.index, blocksOf);
  } catch {
    // Another person's program may have sent anything as its cursor.
    return null;
  }
}

/** Whether a document shows as many blocks as a text holds: only then places can be told. */
export const agrees = (node: TextNode, blocks: readonly SequenceBlock[]): boolean => unitsIn(node) === blocks.length;
