// Between positions of the editor's document and blocks of the sequence: the n-th textblock or table of the one is the n-th
// block of the other. Knows no Yjs.
import type { Node as TextNode } from '@tiptap/pm/model';

const isUnit = (node: TextNode) => node.isTextblock || node.type.name === 'table';

const counts = new WeakMap<TextNode, number>();

/** How many textblocks and tables a node holds; itself when it is one. Cells of a table count as their own texts. */
export function unitsIn(node: TextNode): number {
  if (isUnit(node)) return 1;
  const known = counts.get(node);
  if (known !== undefined) return known;
  let count = 0;
  node.forEach((child) => {
    count += unitsIn(child);
  });
  counts.set(node, count);
  return count;
}

/** A place among the units below a parent: in the words of one, inside a table, or (`offset` null) before one. */
export interface UnitPlace {
  unit: number;
  offset: number | null;
  /** The unit is a table, and the place is inside of it. */
  inTable: boolean;
}

/** Where `pos`, counted from the start of `parent`'s content, is. */
export function placeAt(parent: TextNode, pos: number): UnitPlace {
  let unit = 0;
  let node = parent;
  let rest = pos;
  for (;;) {
    let inside: TextNode | null = null;
    let offset = 0;
    for (let index = 0; index < node.childCount; index += 1) {
      const child = node.child(index);
      if (rest <= offset) break;
      if (rest < offset + child.nodeSize) {
        inside = child;
        break;
      }
      unit += unitsIn(child);
      offset += child.nodeSize;
    }
    if (!inside) return { unit, offset: null, inTable: false };
    rest -= offset + 1;
    if (inside.isTextblock) return { unit, offset: rest, inTable: false };
    if (inside.type.name === 'table') return { unit, offset: null, inTable: true };
    node = inside;
  }
}

/** The unit of that number below `parent`, and its position from the start of `parent`'s content; null beyond the last. */
export function unitAt(parent: TextNode, number: number): { node: TextNode; pos: number } | null {
  let rest = number;
  let node = parent;
  let pos = 0;
  for (;;) {
    let inside: TextNode | null = null;
    for (let index = 0; index < node.childCount; index += 1) {
      const child = node.child(index);
      const count = unitsIn(child);
      if (rest < count) {
        inside = child;
        break;
      }
      rest -= count;
      pos += child.nodeSize;
    }
    if (!inside) return null;
    if (isUnit(inside)) return { node: inside, pos };
    node = inside;
    pos += 1;
  }
}

/** The cell of a table around a position of the document. */
export interface CellAround {
  /** The table's place among the units of the document. */
  unit: number;
  table: TextNode;
  cell: TextNode;
  row: string | null;
  column: string | null;
  /** Where the cell's content starts, in the document and in the table. */
  start: number;
  startInTable: number;
}

/** The cell around `pos`; null outside of tables and between their cells. */
export function cellAround(doc: TextNode, pos: number): CellAround | null {
  const $pos = doc.resolve(pos);
  for (let depth = $pos.depth; depth > 1; depth -= 1) {
    const cell = $pos.node(depth);
    if (cell.type.name !== 'tableCell' && cell.type.name !== 'tableHeader') continue;
    return {
      unit: placeAt(doc, $pos.before(depth - 2) + 1).unit,
      table: $pos.node(depth - 2),
      cell,
      row: $pos.node(depth - 1).attrs.row,
      column: cell.attrs.column,
      start: $pos.start(depth),
      startInTable: $pos.start(depth) - $pos.before(depth - 2),
    };
  }
  return null;
}

/** Where `pos` is among the units of what it is in: of its cell, or of the document. */
export function placeInFrame(doc: TextNode, pos: number): UnitPlace {
  const around = cellAround(doc, pos);
  return around ? placeAt(around.cell, pos - around.start) : placeAt(doc, pos);
}

/** Where the content of a table's cell starts, from the table's own position; null when the table shows no such cell. */
export function cellStart(table: TextNode, row: string, column: string): { cell: TextNode; start: number } | null {
  let pos = 1;
  for (const line of table.children) {
    let at = pos + 1;
    for (const cell of line.children) {
      if (line.attrs.row === row && cell.attrs.column === column) return { cell, start: at + 1 };
      at += cell.nodeSize;
    }
    pos += line.nodeSize;
  }
  return null;
}
