// A text as it is stored, one sequence of characters and block markers (a Y.Text), and the tree of text-schema.ts that is
// derived from it: reading, and writing what a text starts with. Browser-safe; knows no database and no editor. Reading
// never changes a document: `delta` of a Yjs event would. Above 400 lines: reading and writing are one rule, seen from two ends.
import { Fragment, Mark, type MarkType, type NodeType, type Schema, type Node as TextNode } from '@tiptap/pm/model';
import { uuidv4 } from 'lib0/random';
import * as Y from 'yjs';
import {
  type BlockFacts,
  type CellProperties,
  cellKey,
  cellOf,
  commentFormat,
  factsOf,
  INSERTION,
  isFormat,
  isHeadingKind,
  isLineId,
  isSuggestionFormat,
  type ListStyle,
  listStyles,
  plainBlock,
  plainCell,
  plainFormats,
  type SuggestedOfBlock,
  saidOf,
  shownFacts,
  shownFormats,
  suggestedLines,
  suggestedOf,
  suggestionOfDeletion,
  TEXT_FIELD,
  textLimits,
  threadOfFormat,
} from './text-grammar.ts';
import { textSchema } from './text-schema.ts';

/** Formats of a stretch of words, by key. */
export type Formats = Readonly<Record<string, unknown>>;

/** A stretch of words with the same formats; a line break is « \n ». */
export interface Run {
  text: string;
  formats: Formats;
  /** Equal when the formats are. */
  key: string;
}

/** A block of the sequence. All places count UTF-16 units, a marker is one. */
export interface SequenceBlock {
  /** Null: words before the first marker, after a table, or beyond the greatest length of a block. */
  marker: Y.Map<unknown> | null;
  /** As agreed; shown (`Reading`), with what is suggested of them. */
  facts: BlockFacts;
  /** What somebody suggests of the block itself; null: nothing. */
  suggested: SuggestedOfBlock | null;
  /** Where its marker is; without one, where its words start. */
  begin: number;
  /** Where its words start. */
  start: number;
  length: number;
  /** The formats that hold where it begins: those of words that a suggestion or a thread holds across its marker. */
  opening: Formats;
  runs: Run[];
}

/** Yjs draws client ids on 32 bits; half of them are for words. */
const WRITERS = 2 ** 31;

/**
 * A document for a text: what Yjs does to formatting by itself, after somebody else's edit, is an edit nobody made. The
 * sequence is asked for before anything is in it: asked for later, Yjs takes it for a text without formats, finds places
 * by a shortcut that knows none, and a deletion lets the format before it run on.
 */
export function quiet(doc: Y.Doc): Y.Doc {
  sequenceOf(doc);
  doc.clientID %= WRITERS;
  doc.on('afterTransaction', (transaction: Y.Transaction) => {
    transaction._needFormattingCleanup = false;
  });
  return doc;
}

/**
 * Makes a change that adds blocks, or brings some back. What two people write at once in one place, Yjs puts in the order of
 * their client ids: each writer has two, the lower one for words, the higher one, `WRITERS` above it, for these. So a word that
 * is being typed at the end of a block stays there, whatever comes behind that block meanwhile.
 */
export function writeBlocks<Result>(doc: Y.Doc, change: () => Result): Result {
  const own = doc.clientID;
  doc.clientID = (own % WRITERS) + WRITERS;
  try {
    return change();
  } finally {
    doc.clientID = own;
  }
}

/** Whether two client ids are of one writer. */
export const isSameWriter = (one: number, other: number): boolean => one % WRITERS === other % WRITERS;

/** The sequence of a document. */
export const sequenceOf = (doc: Y.Doc): Y.Text => doc.getText(TEXT_FIELD);

/** What a marker says; inside a table's cell all is paragraphs. */
function markersFacts(marker: Y.Map<unknown>, isInCell: boolean): BlockFacts {
  const facts = factsOf((key) => marker.get(key));
  return isInCell ? { ...facts, kind: 'paragraph' } : facts;
}

const noFormats: Formats = Object.freeze({});

/** The formats that hold at a place while the items of a sequence are walked. */
class FormatsHere {
  private readonly held = new Map<string, unknown>();
  private readonly threads = new Set<string>();
  private readonly deletions = new Set<string>();
  private known: { formats: Formats; key: string } | null = null;

  take(key: string, value: unknown): void {
    if (!isFormat(key, value)) return;
    this.known = null;
    const many =
      threadOfFormat(key) !== null ? this.threads : suggestionOfDeletion(key) !== null ? this.deletions : this.held;
    if (value === null) many.delete(key);
    else if (many instanceof Map) many.set(key, value);
    else many.add(key);
  }

  /** All of them, more than a stretch of words may have. */
  all(): Formats {
    if (this.held.size + this.threads.size + this.deletions.size === 0) return noFormats;
    const marks = [...this.threads, ...this.deletions].map((key): [string, unknown] => [key, true]);
    return Object.fromEntries([...this.held, ...marks]);
  }

  now(): { formats: Formats; key: string } {
    if (!this.known) {
      const entries = [...this.held];
      // Else each stretch of words would cost as much as all threads about it.
      for (const key of [...this.threads].slice(0, textLimits.threads)) entries.push([key, true]);
      for (const key of [...this.deletions].slice(0, textLimits.deletions)) entries.push([key, true]);
      entries.sort(([a], [b]) => (a < b ? -1 : 1));
      this.known = { formats: Object.fromEntries(entries), key: JSON.stringify(entries) };
    }
    return this.known;
  }
}

/** How many of these words there is room for, never up to between the two halves of a character. */
function roomFor(words: string, room: number): number {
  if (words.length <= room) return words.length;
  return /[\uD800-\uDBFF]/.test(words.charAt(room - 1)) ? room - 1 : room;
}

/** `agreed`: facts and formats as they are without suggestions; `shown`: as they would be with them, what goes still there. */
export type Reading = 'agreed' | 'shown';

/** Of a table's rows and columns also: `rows`, all rows and the columns that are agreed. */
export type LinesRead = Reading | 'rows';

/** All blocks of a sequence in order, suggested or not, at their places; one without marker when there is nothing at all. */
export function blocksIn(text: Y.Text, reading: Reading = 'agreed'): SequenceBlock[] {
  const blocks: SequenceBlock[] = [];
  const formats = new FormatsHere();
  const isInCell = text._item !== null;
  let index = 0;
  let block: SequenceBlock | null = null;
  const open = (marker: Y.Map<unknown> | null): SequenceBlock => {
    const agreed = marker ? markersFacts(marker, isInCell) : plainBlock;
    const suggested = marker && suggestedOf(marker);
    const facts = suggested && reading === 'shown' ? shownFacts(agreed, suggested, isInCell) : agreed;
    const begin = index;
    if (marker) index += 1;
    const opened = { marker, facts, suggested, begin, start: index, length: 0, opening: formats.all(), runs: [] };
    blocks.push(opened);
    return opened;
  };
  const addWords = (words: string) => {
    for (let rest = words; rest !== ''; ) {
      // Words that stand after a table, or beyond what a block may hold, are a paragraph of their own.
      if (!block || block.facts.kind === 'table') block = open(null);
      const room = roomFor(rest, textLimits.blockLength - block.length);
      if (room === 0) {
        block = open(null);
        continue;
      }
      const taken = rest.slice(0, room);
      rest = rest.slice(room);
      const { formats: here, key } = formats.now();
      const last = block.runs.at(-1);
      if (last?.key === key) last.text += taken;
      else block.runs.push({ text: taken, formats: here, key });
      block.length += taken.length;
      index += taken.length;
    }
  };
  for (let item = text._start; item; item = item.right) {
    if (item.deleted) continue;
    const { content } = item;
    if (content instanceof Y.ContentString) addWords(content.str);
    else if (content instanceof Y.ContentFormat) formats.take(content.key, content.value);
    else if (content instanceof Y.ContentType && content.type instanceof Y.Map) block = open(content.type);
    // What is none of a text keeps its places, so that every other place stays right.
    else if (item.countable) addWords('\uFFFC'.repeat(item.length));
  }
  if (blocks.length === 0) open(null);
  return blocks;
}

// --- The tree

/**
 * How a tree is made: of which schema (an editor's own is another object than textSchema, of the same shape), and the nodes
 * made before, by marker: what did not change is the same node again, and comparing costs nothing.
 */
export interface TreeMaker {
  schema: Schema;
  /** Whether blocks and words that are suggested are in the tree. */
  reading: Reading;
  /** Where it is otherwise of the rows and columns of tables. */
  lines?: LinesRead;
  blocks: WeakMap<Y.Map<unknown>, { block: SequenceBlock; inList: boolean; node: TextNode }> | null;
  /** Whoever changes a table takes it out of here. */
  tables: WeakMap<Y.Map<unknown>, { facts: BlockFacts; node: TextNode }> | null;
}

/** An editor's maker: it remembers, and shows what is suggested. */
export const createTreeMaker = (schema: Schema): TreeMaker => ({
  schema,
  reading: 'shown',
  blocks: new WeakMap(),
  tables: new WeakMap(),
});

const forgetful: TreeMaker = { schema: textSchema, reading: 'agreed', blocks: null, tables: null };

/** The formats of words as they are without suggestions. */
const agreedRun = ({ text, formats, key }: Run): Run => {
  const entries = Object.entries(formats);
  const agreed = entries.filter(([name]) => !isSuggestionFormat(name));
  if (agreed.length === entries.length) return { text, formats, key };
  return { text, formats: Object.fromEntries(agreed), key: JSON.stringify(agreed) };
};

/** Whether a block is there by a suggestion: its marker, or the table that keeps its words from the block before. */
export function isSuggestedBlock(blocks: readonly SequenceBlock[], index: number): boolean {
  const block = blocks[index];
  if (!block || block.marker !== null) return block?.suggested?.come != null;
  const before = blocks[index - 1];
  return (before?.marker === null || before?.facts.kind === 'table') && isSuggestedBlock(blocks, index - 1);
}

/** Blocks without what is suggested: for reading, their places are those of the sequence no more. */
export function agreedBlocks(blocks: readonly SequenceBlock[]): SequenceBlock[] {
  const agreed: SequenceBlock[] = [];
  for (const [index, block] of blocks.entries()) {
    const runs = block.runs.filter(({ formats }) => !(INSERTION in formats)).map(agreedRun);
    // Words behind a table that are all suggested make no paragraph yet.
    if (block.marker === null && runs.length === 0 && block.runs.length > 0) continue;
    if (!isSuggestedBlock(blocks, index)) {
      agreed.push({ ...block, runs });
      continue;
    }
    // Its words that nobody suggests were those of the block before.
    const last = agreed.at(-1);
    if (runs.length === 0) continue;
    if (last && last.facts.kind !== 'table') last.runs = [...last.runs, ...runs];
    else agreed.push({ ...block, marker: null, facts: plainBlock, suggested: null, runs });
  }
  return agreed.length > 0
    ? agreed
    : [
        {
          marker: null,
          facts: plainBlock,
          suggested: null,
          begin: 0,
          start: 0,
          length: 0,
          opening: noFormats,
          runs: [],
        },
      ];
}

type NodeName = keyof typeof textSchema.nodes & string;

const nodeType = ({ schema }: TreeMaker, name: NodeName) => schema.nodes[name] as NodeType;

const markType = ({ schema }: TreeMaker, name: string) => schema.marks[name] as MarkType;

function markOf(maker: TreeMaker, key: string, value: unknown): Mark | null {
  const threadId = threadOfFormat(key);
  if (threadId !== null) return markType(maker, 'comment').create({ threadId });
  if (key === 'link') return markType(maker, 'link').create({ href: (value as { href: string }).href });
  return (plainFormats as readonly string[]).includes(key) ? markType(maker, key).create() : null;
}

/** Marks of a stretch, in the one order that ProseMirror compares by. */
function marksOf(maker: TreeMaker, formats: Formats): readonly Mark[] {
  const said = maker.reading === 'shown' ? shownFormats(formats) : formats;
  // Of marks that exclude one another there is one pair.
  const shown = Object.entries(said).filter(([key]) => key !== 'subscript' || !('superscript' in said));
  return Mark.setFrom(shown.flatMap(([key, value]) => markOf(maker, key, value) ?? []));
}

function inlineOf(maker: TreeMaker, runs: readonly Run[]): TextNode[] {
  return runs.flatMap(({ text, formats }) => {
    const set = marksOf(maker, formats);
    return text.split(/(\n)/).flatMap((part) => {
      if (part === '') return [];
      return part === '\n' ? [nodeType(maker, 'hardBreak').create(null, null, set)] : [maker.schema.text(part, set)];
    });
  });
}

const identityOf = ({ id, mark: promise, degree, outcome, previousId }: BlockFacts) => ({
  id,
  mark: promise,
  degree,
  outcome,
  previousId,
});

const isHeading = ({ kind }: BlockFacts) => isHeadingKind(kind);

const sameRuns = (one: readonly Run[], other: readonly Run[]) =>
  one.length === other.length &&
  one.every((run, index) => run.key === other[index]?.key && run.text === other[index]?.text);

const sameFacts = (one: BlockFacts, other: BlockFacts) =>
  one === other ||
  Object.keys(plainBlock).every((key) => one[key as keyof BlockFacts] === other[key as keyof BlockFacts]);

function textblockOf(maker: TreeMaker, block: SequenceBlock, inList: boolean): TextNode {
  const { marker, facts, runs } = block;
  const known = marker && maker.blocks?.get(marker);
  if (known && known.inList === inList && sameFacts(known.block.facts, facts) && sameRuns(known.block.runs, runs))
    return known.node;
  const { kind, numbered, startAt, suffix } = facts;
  const content = Fragment.fromArray(inlineOf(maker, runs));
  const made = isHeading(facts)
    ? nodeType(maker, 'heading').create({ ...identityOf(facts), kind, numbered, startAt, suffix }, content)
    : nodeType(maker, 'paragraph').create(inList ? null : identityOf(facts), content);
  // A copy: whoever keeps the blocks moves them as words come in before.
  if (marker) maker.blocks?.set(marker, { block: { ...block }, inList, node: made });
  return made;
}

interface OpenList extends Pick<BlockFacts, 'list' | 'style' | 'start' | 'fresh'> {
  items: { attrs: Record<string, unknown>; content: TextNode[] }[];
}

function listNode(maker: TreeMaker, { list, style, start, fresh, items }: OpenList): TextNode {
  const content = items.map(({ attrs, content }) => nodeType(maker, 'listItem').create(attrs, content));
  return list === 'bullet'
    ? nodeType(maker, 'bulletList').create({ fresh }, content)
    : nodeType(maker, 'orderedList').create({ start: start ?? 1, type: style, fresh }, content);
}

/** Whether an item goes on with the list that an item of `before` is in. */
const goesOnWith = (before: Pick<BlockFacts, 'list' | 'style'>, { list, style, start, fresh }: BlockFacts): boolean =>
  before.list === list && before.style === style && start === null && !fresh;

/** Builds nested lists from blocks that say how deep they are. */
class Tree {
  private readonly maker: TreeMaker;
  private readonly top: TextNode[] = [];
  private readonly open: OpenList[] = [];

  constructor(maker: TreeMaker) {
    this.maker = maker;
  }

  /** How many lists the last block is inside of. */
  get depth(): number {
    return this.open.length;
  }

  private close(depth: number): void {
    while (this.open.length > depth) {
      const list = listNode(this.maker, this.open.pop() as OpenList);
      const outer = this.open.at(-1)?.items.at(-1);
      if (outer) outer.content.push(list);
      else this.top.push(list);
    }
  }

  addTop(made: TextNode): void {
    this.close(0);
    this.top.push(made);
  }

  /** Goes on with the item at `depth`. */
  continueItem(depth: number, made: TextNode): void {
    this.close(depth);
    this.open.at(-1)?.items.at(-1)?.content.push(made);
  }

  addItem(facts: BlockFacts, depth: number, made: TextNode): void {
    const { list, style, start, fresh } = facts;
    this.close(depth);
    const last = this.open.length === depth ? this.open.at(-1) : undefined;
    if (!last || !goesOnWith(last, facts)) {
      this.close(depth - 1);
      this.open.push({ list, style, start, fresh, items: [] });
    }
    this.open.at(-1)?.items.push({ attrs: identityOf(facts), content: [made] });
  }

  finish(): TextNode[] {
    this.close(0);
    return this.top;
  }
}

/** How deep a block really is: an item at most one below the block before it, what goes on with an item not below it. */
export function depthOf(facts: BlockFacts, before: number): number {
  if (isHeading(facts) || facts.kind === 'table') return 0;
  return facts.list === null ? Math.min(facts.depth, before) : Math.min(Math.max(facts.depth, 1), before + 1);
}

/** How deep each block really is. */
export function depthsOf(blocks: readonly SequenceBlock[]): number[] {
  let before = 0;
  return blocks.map(({ facts }) => {
    before = depthOf(facts, before);
    return before;
  });
}

/** Which blocks are the first item of a list. */
export function beginningsOf(blocks: readonly SequenceBlock[]): boolean[] {
  /** The last item at each depth. */
  const open: BlockFacts[] = [];
  return blocks.map(({ facts }) => {
    const depth = depthOf(facts, open.length);
    const isItem = depth > 0 && facts.list !== null;
    const before = open[depth - 1];
    open.length = Math.min(open.length, depth);
    if (isItem) open[depth - 1] = facts;
    return isItem && !(before && goesOnWith(before, facts));
  });
}

/** The nodes that these blocks are. */
function treeOf(maker: TreeMaker, all: readonly SequenceBlock[]): TextNode[] {
  const tree = new Tree(maker);
  for (const block of maker.reading === 'shown' ? all : agreedBlocks(all)) {
    const { facts, marker } = block;
    const depth = depthOf(facts, tree.depth);
    if (facts.kind === 'table' && marker) tree.addTop(tableOf(maker, marker, facts));
    else if (depth === 0) tree.addTop(textblockOf(maker, block, false));
    else if (facts.list === null) tree.continueItem(depth, textblockOf(maker, block, true));
    else tree.addItem(facts, depth, textblockOf(maker, block, true));
  }
  return tree.finish();
}

// --- Tables

/** The shared types that a table is made of; what is missing or of another type is null. */
export interface TableParts {
  rows: Y.Array<unknown> | null;
  columns: Y.Array<unknown> | null;
  cells: Y.Map<unknown> | null;
  properties: Y.Map<unknown> | null;
}

export function partsOf(table: Y.Map<unknown>): TableParts {
  const map = (key: string) => {
    const value = table.get(key);
    return value instanceof Y.Map ? (value as Y.Map<unknown>) : null;
  };
  const list = (key: string) => {
    const value = table.get(key);
    return value instanceof Y.Array ? (value as Y.Array<unknown>) : null;
  };
  return { rows: list('rows'), columns: list('columns'), cells: map('cells'), properties: map('properties') };
}

const linesIn = (list: Y.Array<unknown> | null): string[] => [...new Set((list?.toArray() ?? []).filter(isLineId))];

/** Ids of rows or columns in order, each once. */
export const lineIds = (list: Y.Array<unknown> | null, most: number): string[] => linesIn(list).slice(0, most);

function wordsIn(cells: Y.Map<unknown> | null, row: string | null, column: string | null): Y.Text | null {
  if (row === null || column === null) return null;
  const text = cells?.get(cellKey(row, column));
  return text instanceof Y.Text ? text : null;
}

/** The words of a cell; null when nobody has written in it and no shared text was made for it. */
export const cellText = (table: Y.Map<unknown>, row: string | null, column: string | null): Y.Text | null =>
  wordsIn(partsOf(table).cells, row, column);

/** One cell of the grid that a table shows. */
export interface GridCell {
  row: number;
  column: number;
  properties: CellProperties;
}

/** The cells that show: a span never covers words, another span or the border. */
export function gridOf(
  rows: number,
  columns: number,
  properties: (row: number, column: number) => CellProperties,
  hasWords: (row: number, column: number) => boolean,
): GridCell[][] {
  const covered = new Set<number>();
  const at = (row: number, column: number) => row * columns + column;
  return Array.from({ length: rows }, (_, row) => {
    const cells: GridCell[] = [];
    for (let column = 0; column < columns; column += 1) {
      if (covered.has(at(row, column))) continue;
      const said = properties(row, column);
      const isFree = (r: number, c: number) =>
        (r === row && c === column) || (!covered.has(at(r, c)) && !hasWords(r, c));
      let colspan = 1;
      while (colspan < said.colspan && column + colspan < columns && isFree(row, column + colspan)) colspan += 1;
      let rowspan = 1;
      const isRowFree = (r: number) => Array.from({ length: colspan }, (_, c) => c).every((c) => isFree(r, column + c));
      while (rowspan < said.rowspan && row + rowspan < rows && isRowFree(row + rowspan)) rowspan += 1;
      for (let r = row; r < row + rowspan; r += 1)
        for (let c = column; c < column + colspan; c += 1) covered.add(at(r, c));
      cells.push({ row, column, properties: { ...said, colspan, rowspan } });
    }
    return cells;
  });
}

/**
 * The rows and columns of a table, and its cells as they show, with the words of each: all of them, or those that are agreed.
 * What spans lines that are not read spans the others.
 */
export function shownTable(marker: Y.Map<unknown>, reading: LinesRead = 'shown') {
  const parts = partsOf(marker);
  const { come } = suggestedLines(marker);
  const [allRows, allColumns] = [linesIn(parts.rows), linesIn(parts.columns)];
  const isRead = (id: string) =>
    reading === 'shown' || !come.has(id) || (reading === 'rows' && !allColumns.includes(id));
  /** How many of the lines that a span covers are read. */
  const read = (lines: readonly string[], from: string, span: number) =>
    reading === 'shown' || come.size === 0
      ? span
      : lines.slice(lines.indexOf(from), lines.indexOf(from) + span).filter(isRead).length;
  // A table whose last row or column was deleted, by two people at once, still shows one cell to write in.
  const orOne = (ids: string[]): (string | null)[] => (ids.length > 0 ? ids : [null]);
  const columns = orOne(allColumns.filter(isRead).slice(0, textLimits.columns));
  // A few ids of rows and columns would be a table of any size; every cell of an honest one has its words from the start.
  const cells = textLimits.cellsWithoutWords + 4 * (parts.cells?.size ?? 0);
  const most = Math.min(textLimits.rows, Math.ceil(cells / columns.length));
  const rows = orOne(allRows.filter(isRead).slice(0, most));
  const text = (row: number, column: number) => wordsIn(parts.cells, rows[row] ?? null, columns[column] ?? null);
  const grid = gridOf(
    rows.length,
    columns.length,
    (row, column) => {
      const [rowId, columnId] = [rows[row], columns[column]];
      if (!rowId || !columnId) return plainCell;
      const said = cellOf(parts.properties?.get(cellKey(rowId, columnId)));
      const [colspan, rowspan] = [read(allColumns, columnId, said.colspan), read(allRows, rowId, said.rowspan)];
      return { ...said, colspan, rowspan };
    },
    (row, column) => (text(row, column)?.length ?? 0) > 0,
  );
  return { rows, columns, grid, text };
}

function tableOf(maker: TreeMaker, marker: Y.Map<unknown>, facts: BlockFacts): TextNode {
  const known = maker.tables?.get(marker);
  if (known && sameFacts(known.facts, facts)) return known.node;
  const { rows, columns, grid, text } = shownTable(marker, maker.lines ?? maker.reading);
  const made = nodeType(maker, 'table').create(
    identityOf(facts),
    grid.map((cells, row) =>
      nodeType(maker, 'tableRow').create(
        { row: rows[row] ?? null },
        cells.map(({ column, properties: { header, ...spans } }) => {
          const words = text(row, column);
          const content = words
            ? treeOf(maker, blocksIn(words, maker.reading))
            : [nodeType(maker, 'paragraph').create()];
          const attrs = { ...spans, column: columns[column] ?? null };
          return nodeType(maker, header ? 'tableHeader' : 'tableCell').create(
            attrs,
            content.map((one) => asCellContent(maker, one)),
          );
        }),
      ),
    ),
  );
  maker.tables?.set(marker, { facts, node: made });
  return made;
}

/** What a cell may hold: a heading in it is a paragraph, and nothing in it is followed up by itself but a list's items. */
function asCellContent(maker: TreeMaker, content: TextNode): TextNode {
  return content.isTextblock ? nodeType(maker, 'paragraph').create(null, content.content) : content;
}

/** The text that a sequence says, as a node of textSchema. */
export function treeOfSequence(blocks: readonly SequenceBlock[], maker: TreeMaker = forgetful): TextNode {
  return maker.schema.topNodeType.create(null, treeOf(maker, blocks));
}

// --- Writing

/** What a stretch of a sequence is made of: a marker, or words. */
export type Token = BlockToken | { words: string; formats: Formats };
export interface BlockToken {
  facts: BlockFacts;
  table: TextNode | null;
}

export const isWords = (token: Token): token is Extract<Token, { words: string }> => 'words' in token;

/** The formats that marks are. */
export function formatsOf(set: readonly Mark[]): Record<string, unknown> {
  const formats: Record<string, unknown> = {};
  for (const { type, attrs } of set) {
    const [key, value] =
      type.name === 'comment'
        ? [commentFormat(String(attrs.threadId)), true]
        : type.name === 'link'
          ? ['link', { href: String(attrs.href ?? '') }]
          : [type.name, true];
    if (isFormat(key, value)) formats[key] = value;
  }
  return formats;
}

/** The words of a textblock's content. */
export function wordsOf(content: Fragment): Token[] {
  const tokens: Token[] = [];
  content.forEach((child) => {
    const words = child.isText ? (child.text ?? '') : '\n';
    if (words !== '') tokens.push({ words, formats: formatsOf(child.marks) });
  });
  return tokens;
}

/** The same words as a reader of the sequence finds them. */
export function runsOf(content: Fragment): Run[] {
  return wordsOf(content).flatMap((token) => {
    if (!isWords(token)) return [];
    const entries = Object.entries(token.formats).sort(([a], [b]) => (a < b ? -1 : 1));
    return [{ text: token.words, formats: token.formats, key: JSON.stringify(entries) }];
  });
}

const styleOf = (type: unknown): ListStyle | null => listStyles.find((style) => style === type) ?? null;

const startOf = (start: unknown): number | null =>
  typeof start === 'number' && start !== 1 && Number.isInteger(start) && start >= 0 && start <= textLimits.number
    ? start
    : null;

/** Where a textblock is: the lists around it, outermost first, and whether it is the first of its item, and that of its list. */
export interface Surroundings {
  lists: readonly TextNode[];
  item: TextNode | null;
  isFirstOfItem: boolean;
  isFirstOfList: boolean;
}

export const noLists: Surroundings = { lists: [], item: null, isFirstOfItem: false, isFirstOfList: false };

/** What the marker of a textblock or table says there. The facts of a block in a list are those of its item. */
export function factsOfNode(block: TextNode, { lists, item, isFirstOfItem, isFirstOfList }: Surroundings): BlockFacts {
  const { kind, numbered = true, startAt = null, suffix = null } = block.attrs;
  const carrier = item === null ? block : isFirstOfItem ? item : null;
  const { id = null, mark: promise = null, degree = null, outcome = null, previousId = null } = carrier?.attrs ?? {};
  const facts: BlockFacts = {
    ...plainBlock,
    ...{ id, mark: promise, degree, outcome, previousId },
    kind: block.type.name === 'heading' ? kind : block.type.name === 'table' ? 'table' : 'paragraph',
    ...(block.type.name === 'heading' ? { numbered, startAt, suffix } : {}),
    depth: Math.min(lists.length, textLimits.depth),
  };
  const list = lists.at(-1);
  if (!list || !isFirstOfItem) return facts;
  const { start, type, fresh } = list.attrs;
  const isOrdered = list.type.name === 'orderedList';
  return {
    ...facts,
    list: isOrdered ? 'ordered' : 'bullet',
    style: isOrdered ? styleOf(type) : null,
    start: isOrdered && isFirstOfList ? startOf(start) : null,
    fresh: isFirstOfList && fresh === true,
  };
}

/** Calls `visit` for each textblock and table below `parent` in reading order, with what is around it. */
export function forEachBlock(
  parent: TextNode,
  visit: (block: TextNode, around: Surroundings) => void,
  around: Surroundings = noLists,
): void {
  parent.forEach((child, _offset, index) => {
    if (child.isTextblock || child.type.name === 'table')
      visit(child, { ...around, isFirstOfItem: around.item !== null && index === 0 });
    else if (child.type.name === 'listItem')
      forEachBlock(child, visit, { ...around, item: child, isFirstOfList: index === 0 });
    else forEachBlock(child, visit, { ...around, lists: [...around.lists, child] });
  });
}

/** Whether two neighbours would be read as one list. */
const wouldJoin = (before: TextNode | undefined, list: TextNode) =>
  before !== undefined &&
  before.type === list.type &&
  styleOf(before.attrs.type) === styleOf(list.attrs.type) &&
  startOf(list.attrs.start) === null;

/** A copy in which a list that stands right after one of the same kind says that it is its own. */
function withFreshLists(parent: TextNode): TextNode {
  if (parent.isTextblock || parent.isLeaf) return parent;
  const content: TextNode[] = [];
  parent.forEach((child) => {
    const isFresh = /List$/.test(child.type.name) && wouldJoin(content.at(-1), child);
    const made = withFreshLists(child);
    content.push(isFresh ? made.type.create({ ...made.attrs, fresh: true }, made.content) : made);
  });
  return parent.copy(Fragment.fromArray(content));
}

/** The sequence that says what `parent` says. */
export function tokensOf(parent: TextNode): Token[] {
  const tokens: Token[] = [];
  forEachBlock(withFreshLists(parent), (block, around) => {
    const isTable = block.type.name === 'table';
    tokens.push({ facts: factsOfNode(block, around), table: isTable ? block : null });
    if (!isTable) tokens.push(...wordsOf(block.content));
  });
  return tokens;
}

/** An id for a row or a column; told apart within its table. */
export const newLineId = (): string => uuidv4().slice(0, 8);

/** A new marker. */
export function markerOf({ facts, table }: BlockToken): Y.Map<unknown> {
  const marker = new Y.Map<unknown>(saidOf(facts));
  if (table) for (const [key, part] of Object.entries(tableParts(table))) marker.set(key, part);
  return marker;
}

/** The cells of a table node with the grid's column that each starts in. */
export function* cellsOf(table: TextNode): Generator<{ cell: TextNode; row: number; column: number; pos: number }> {
  const covered = new Map<number, Set<number>>();
  let rowPos = 1;
  for (let row = 0; row < table.childCount; row += 1) {
    const rowNode = table.child(row);
    let column = 0;
    let pos = rowPos + 1;
    for (let index = 0; index < rowNode.childCount; index += 1) {
      const cell = rowNode.child(index);
      while (covered.get(row)?.has(column)) column += 1;
      const { colspan, rowspan } = cell.attrs;
      yield { cell, row, column, pos };
      for (let r = row; r < row + rowspan; r += 1) {
        const taken = covered.get(r) ?? new Set();
        for (let c = column; c < column + colspan; c += 1) taken.add(c);
        covered.set(r, taken);
      }
      column += colspan;
      pos += cell.nodeSize;
    }
    rowPos += rowNode.nodeSize;
  }
}

/** How many columns a table node has. */
export function widthOf(table: TextNode): number {
  let width = 0;
  for (const { cell, column } of cellsOf(table)) width = Math.max(width, column + cell.attrs.colspan);
  return width;
}

/** What a table's map says of a cell; null: nothing. */
export function propertiesOf(cell: TextNode): Partial<CellProperties> | null {
  const { colspan, rowspan, align } = cell.attrs;
  const said = {
    ...(cell.type.name === 'tableHeader' ? { header: true } : {}),
    ...(colspan > 1 ? { colspan: Math.min(colspan, textLimits.columns) } : {}),
    ...(rowspan > 1 ? { rowspan: Math.min(rowspan, textLimits.columns) } : {}),
    ...(['left', 'center', 'right'].includes(align) ? { align } : {}),
  };
  return Object.keys(said).length === 0 ? null : said;
}

function tableParts(table: TextNode) {
  const known = new Set<string>();
  const own = (id: unknown): string => {
    const given = isLineId(id) && !known.has(id) ? id : newLineId();
    known.add(given);
    return given;
  };
  const rows = Array.from({ length: table.childCount }, (_, row) => own(table.child(row).attrs.row));
  const starting = new Map<number, unknown>();
  for (const { cell, column } of cellsOf(table))
    if (!starting.has(column) && cell.attrs.column !== null) starting.set(column, cell.attrs.column);
  const columns = Array.from({ length: widthOf(table) }, (_, column) => own(starting.get(column)));
  const cells = new Y.Map<unknown>();
  const properties = new Y.Map<unknown>();
  // Every place of the grid has its words from the start: two people who begin to write in one share them.
  for (const row of rows) for (const column of columns) cells.set(cellKey(row, column), new Y.Text());
  for (const { cell, row, column } of cellsOf(table)) {
    const key = cellKey(rows[row] ?? '', columns[column] ?? '');
    const words = new Y.Text();
    words.applyDelta(deltaOf(cellTokens(cell)));
    cells.set(key, words);
    const said = propertiesOf(cell);
    if (said) properties.set(key, said);
  }
  return { rows: Y.Array.from(rows), columns: Y.Array.from(columns), cells, properties };
}

/** The sequence of a cell, whose first paragraph needs no marker: its words are one, and so is nothing at all. */
export function cellTokens(cell: TextNode): Token[] {
  const [first, ...rest] = tokensOf(cell);
  if (!first) return [];
  const isNeedless = !isWords(first) && first.facts.depth === 0 && (rest[0] === undefined || isWords(rest[0]));
  return isNeedless ? rest : [first, ...rest];
}

/**
 * Tokens as Yjs inserts them, all formats said. For `applyDelta` as it is: its option `sanitize: false` does the contrary
 * of what its documentation says, and leaves out a line break at the end.
 */
export function deltaOf(tokens: readonly Token[]) {
  return tokens.map((token) =>
    isWords(token) ? { insert: token.words, attributes: { ...token.formats } } : { insert: markerOf(token) },
  );
}
