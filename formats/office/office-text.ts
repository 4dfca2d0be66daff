// A text as a word processor is given it: paragraphs in reading order with their looks and the lists that they stand in, tables
// on their grid, what people said of the words and what was changed in them. Made of the text's own nodes; written by docx-file.ts
// and odt-file.ts. Pure.
import type { JSONContent } from '@tiptap/core';
import { headingLevels } from '#domain/texts/numbering.ts';
import { isSafeLink, type ListStyle } from '#domain/texts/text-grammar.ts';
import { type HeadingKind, headingKinds } from '#domain/vocabulary.ts';
import { headOf, placedCells } from '../pdf/printed-table.ts';
import type { PrintedPart, PrintedText } from '../pdf/printed-text.ts';

/** Who put words in or struck them out, and when: what a word processor shows as a tracked change. */
export interface Change {
  kind: 'insertion' | 'deletion';
  author: string;
  date: Date;
}

/** How words look. */
export interface OfficeLook {
  bold?: true;
  italic?: true;
  underline?: true;
  superscript?: true;
  subscript?: true;
}

/** Whose a change is, and of when. */
export type ChangedBy = Pick<Change, 'author' | 'date'>;

/** Words of one look. `\n` is a line break, `\t` a tabulation. */
export interface OfficeRun extends OfficeLook {
  text: string;
  /** A safe address. */
  href?: string;
  /** Threads that these words are about. */
  threads?: readonly string[];
  change?: Change;
  /** Somebody strikes out what another put in, and nobody has decided. For Word alone: ODF has no such thing. */
  struck?: Change;
  /** The look that somebody would give them instead. For Word alone. */
  restyled?: { look: OfficeLook; by: ChangedBy };
}

/** Where a paragraph stands in lists. */
export interface OfficeList {
  /** Which list of the text it is in. */
  list: number;
  /** 0 for the outermost. */
  depth: number;
  ordered: boolean;
  style: ListStyle | null;
  /** Number of the list's first item. */
  start: number;
  /** It begins the list. */
  isFirst: boolean;
  /** It goes on with the item before it at its depth. */
  continues: boolean;
}

/** A title; `kind` null: of a part around the text, as « Présences » of minutes. */
export interface OfficeHeading {
  kind: HeadingKind | null;
  /** Of its style, 1 the highest. */
  level: number;
  /** « 8 bis », « 1.2 »; null for none. */
  number: string | null;
  /** The number stands among the words: nothing is counted. */
  isTyped?: true;
}

export interface OfficeParagraph {
  kind: 'paragraph';
  /** `around`: of a part that stands before or after the text, as « Présences » of minutes. */
  role: 'title' | 'lead' | 'around' | 'text';
  /** Of the block that it begins. */
  id: string | null;
  heading: OfficeHeading | null;
  list: OfficeList | null;
  runs: OfficeRun[];
  align?: 'center' | 'right';
  /** Of the paragraph as such: its end was put in or struck out with its words. */
  change?: Change;
  /** Of its end alone: cut in two here, or joined with the next. That it is joined is for Word alone. */
  end?: Change;
  /** It was otherwise: what it was, and who made it what it is. For Word alone. */
  reshaped?: { former: Pick<OfficeParagraph, 'heading' | 'list'>; by: ChangedBy };
}

export interface OfficeCell {
  x: number;
  y: number;
  colspan: number;
  rowspan: number;
  isHeader: boolean;
  paragraphs: OfficeParagraph[];
}

export interface OfficeTable {
  kind: 'table';
  id: string | null;
  /** Shares of the line, one a column. */
  widths: readonly number[];
  rows: number;
  /** Of the text's own rows, where the file may come back. */
  rowIds?: readonly (string | null)[];
  headRows: number;
  cells: OfficeCell[];
  /** Of the whole table. */
  change?: Change;
  /** Of each row. For Word alone. */
  rowChanges?: readonly (Change | null)[];
}

export type OfficeBlock = OfficeParagraph | OfficeTable;

/** What was said of some words, the oldest first. */
export interface OfficeThread {
  id: string;
  /** The block that it is about as a whole, when no words carry it. */
  blockId: string | null;
  isResolved: boolean;
  comments: readonly { author: string; at: Date; text: string }[];
}

/** A whole file's worth. */
export interface OfficeText {
  title: string;
  /** What it is: « convention ». */
  keyword: string;
  authors: readonly string[];
  /** Stands at the foot of every page, beside its number. */
  foot: string;
  blocks: OfficeBlock[];
  threads: readonly OfficeThread[];
  writtenAt: Date;
  /** Which text it is, in which state: what a file says that may come back. */
  origin?: OfficeOrigin;
}

/** The text that a file was made of: ids of its document and of the version that was kept then. */
export interface OfficeOrigin {
  documentId: string;
  versionId: string;
  /** What was suggested then is in the file. */
  withSuggestions: boolean;
}

/** A paragraph of plain words. */
export const plainParagraph = (words: string, more: Partial<OfficeParagraph> = {}): OfficeParagraph => ({
  kind: 'paragraph',
  role: 'text',
  id: null,
  heading: null,
  list: null,
  runs: words === '' ? [] : [{ text: words }],
  ...more,
});

const looks = ['bold', 'italic', 'underline', 'superscript', 'subscript'] as const;

function runOf({ type, text = '', marks = [] }: JSONContent): OfficeRun {
  const run: OfficeRun = { text: type === 'hardBreak' ? '\n' : text };
  const threads: string[] = [];
  for (const mark of marks) {
    const look = looks.find((one) => one === mark.type);
    if (look) run[look] = true;
    else if (mark.type === 'comment') threads.push(String(mark.attrs?.threadId));
    else if (mark.type === 'link' && isSafeLink(String(mark.attrs?.href ?? ''))) run.href = String(mark.attrs?.href);
  }
  return threads.length > 0 ? { ...run, threads } : run;
}

const runsOf = ({ content = [] }: JSONContent): OfficeRun[] => content.map(runOf);

/** The level of each kind of heading: those that the text has, without gaps, so that each kind has a style of its own. */
function levelsIn(content: readonly JSONContent[]): (kind: HeadingKind) => number {
  const met = new Set(content.filter(({ type }) => type === 'heading').map(({ attrs }) => attrs?.kind as HeadingKind));
  const kinds = headingKinds.filter((kind) => met.has(kind)).sort((a, b) => headingLevels[a] - headingLevels[b]);
  return (kind) => Math.max(kinds.indexOf(kind), 0) + 1;
}

/** Turns nodes into blocks; lists are told apart by the order in which they come. */
class Flattening {
  private lists = 0;
  private readonly levelOf: (kind: HeadingKind) => number;

  constructor(content: readonly JSONContent[]) {
    this.levelOf = levelsIn(content);
  }

  blocks(content: readonly JSONContent[]): OfficeBlock[] {
    return content.flatMap((node) => this.block(node));
  }

  private block(node: JSONContent): OfficeBlock[] {
    const id = (node.attrs?.id as string | null | undefined) ?? null;
    switch (node.type) {
      case 'heading': {
        const kind = (node.attrs?.kind ?? 'article') as HeadingKind;
        const heading = { kind, level: this.levelOf(kind), number: (node.attrs?.number as string | null) ?? null };
        return [{ ...plainParagraph('', { id, heading }), runs: runsOf(node) }];
      }
      case 'bulletList':
      case 'orderedList':
        return this.items(node, 0);
      case 'table':
        return [this.table(node, id)];
      default:
        return [{ ...plainParagraph('', { id }), runs: runsOf(node) }];
    }
  }

  private items(list: JSONContent, depth: number): OfficeParagraph[] {
    this.lists += 1;
    const place = {
      list: this.lists,
      depth,
      ordered: list.type === 'orderedList',
      style: (list.attrs?.type as ListStyle | null | undefined) ?? null,
      start: Number(list.attrs?.start ?? 1),
    };
    return (list.content ?? []).flatMap((item, rank) =>
      (item.content ?? []).flatMap((node, index): OfficeParagraph[] => {
        if (node.type === 'bulletList' || node.type === 'orderedList') return this.items(node, depth + 1);
        const id = index === 0 ? ((item.attrs?.id as string | null | undefined) ?? null) : null;
        const own = { ...place, isFirst: rank === 0 && index === 0, continues: index > 0 };
        return [{ ...plainParagraph('', { id, list: own }), runs: runsOf(node) }];
      }),
    );
  }

  private table(node: JSONContent, id: string | null): OfficeTable {
    const rows = (node.content ?? []).map(({ content = [] }) => content);
    const { columns, cells } = placedCells(rows);
    const placed = cells.map(({ content, align, ...cell }): OfficeCell => {
      const paragraphs = this.blocks(content).filter((one) => one.kind === 'paragraph');
      return { ...cell, paragraphs: align ? paragraphs.map((one) => ({ ...one, align })) : paragraphs };
    });
    return {
      kind: 'table',
      id,
      widths: widthsOf(columns, placed),
      rows: rows.length,
      headRows: headOf(cells, rows.length),
      cells: placed,
    };
  }
}

/** Characters that a column has at least, and beyond which more words want no more width. */
const [NARROWEST, WIDEST] = [8, 60];

/** Columns share the line by how long their words are; one that holds a long word is never narrower than it. */
function widthsOf(columns: number, cells: readonly OfficeCell[]): number[] {
  return Array.from({ length: columns }, (_, x) => {
    const words = cells.filter((cell) => cell.x === x && cell.colspan === 1).map(wordsOfCell);
    const longest = Math.max(0, ...words.map((said) => said.length));
    return Math.min(Math.max(longest, NARROWEST), WIDEST);
  });
}

const wordsOfCell = ({ paragraphs }: OfficeCell): string =>
  paragraphs.flatMap(({ runs }) => runs.map(({ text }) => text)).join('');

/** The blocks of a text's nodes; headings carry their `number`. */
export const blocksOfText = (content: readonly JSONContent[]): OfficeBlock[] => new Flattening(content).blocks(content);

/** What stands before or after the text, as paragraphs and tables of plain words. */
function blocksOfPart({ title, lines = [], table }: PrintedPart): OfficeBlock[] {
  return [
    ...(title ? [plainParagraph(title, { role: 'around', heading: { kind: null, level: 1, number: null } })] : []),
    ...lines.map((line) => plainParagraph(line, { role: 'around' })),
    ...(table && table.rows.length > 0 ? [tableOfPart(table)] : []),
  ];
}

function tableOfPart({ head, rows, widths }: NonNullable<PrintedPart['table']>): OfficeTable {
  const cells = [head, ...rows].flatMap((row, y) =>
    row.map((words, x) => ({
      x,
      y,
      colspan: 1,
      rowspan: 1,
      isHeader: y === 0,
      paragraphs: [plainParagraph(words, { role: 'around' })],
    })),
  );
  return {
    kind: 'table',
    id: null,
    widths: widths ?? widthsOf(head.length, cells),
    rows: rows.length + 1,
    headRows: 1,
    cells,
  };
}

/** What is printed, as a word processor is given it. `threads`: what is said of its words; `blocks`: instead of its content. */
export function officeTextOf(
  printed: PrintedText,
  {
    threads = [],
    blocks,
    origin,
  }: { threads?: readonly OfficeThread[]; blocks?: OfficeBlock[]; origin?: OfficeOrigin } = {},
): OfficeText {
  const { title, lead, keyword, authors, sha256, opening, content, closing, keptAt } = printed;
  const text = blocks ?? blocksOfText(content);
  return {
    title,
    keyword,
    authors,
    foot: sha256 === '' ? lead : `Empreinte SHA-256 du texte\u00a0: ${sha256}`,
    blocks: [
      plainParagraph(title, { role: 'title' }),
      ...(lead ? [plainParagraph(lead, { role: 'lead' })] : []),
      ...opening.flatMap(blocksOfPart),
      ...anchored(text, threads),
      ...closing.flatMap(blocksOfPart),
    ],
    threads,
    writtenAt: keptAt,
    ...(origin && { origin }),
  };
}

/** Threads that are about a whole block are about all the words that it begins with. */
function anchored(blocks: readonly OfficeBlock[], threads: readonly OfficeThread[]): OfficeBlock[] {
  const onBlock = new Map<string, string[]>();
  for (const { id, blockId } of threads)
    if (blockId !== null) onBlock.set(blockId, [...(onBlock.get(blockId) ?? []), id]);
  if (onBlock.size === 0) return [...blocks];
  const about = <One extends OfficeParagraph>(paragraph: One, more: readonly string[] | undefined): One =>
    more === undefined
      ? paragraph
      : { ...paragraph, runs: paragraph.runs.map((run) => ({ ...run, threads: [...(run.threads ?? []), ...more] })) };
  const ownOf = (id: string | null) => (id === null ? undefined : onBlock.get(id));
  return blocks.map((block) => {
    if (block.kind === 'paragraph') return about(block, ownOf(block.id));
    const first = block.cells.find((cell) => wordsOfCell(cell) !== '');
    return {
      ...block,
      cells: block.cells.map((cell) => ({
        ...cell,
        paragraphs: cell.paragraphs.map((one) => about(one, cell === first ? ownOf(block.id) : ownOf(one.id))),
      })),
    };
  });
}

/** Every paragraph, those of cells included, in reading order. */
export function* paragraphsOf(blocks: readonly OfficeBlock[]): Generator<OfficeParagraph> {
  for (const block of blocks)
    if (block.kind === 'paragraph') yield block;
    else for (const { paragraphs } of block.cells) yield* paragraphs;
}

/** Which threads begin before a run and which end after it: each within the paragraph where its words begin. */
export function threadPlaces(blocks: readonly OfficeBlock[]): {
  opens: ReadonlyMap<OfficeRun, string[]>;
  closes: ReadonlyMap<OfficeRun, string[]>;
} {
  const [opens, closes] = [new Map<OfficeRun, string[]>(), new Map<OfficeRun, string[]>()];
  const add = (map: Map<OfficeRun, string[]>, run: OfficeRun, id: string) =>
    map.set(run, [...(map.get(run) ?? []), id]);
  const seen = new Set<string>();
  for (const { runs } of paragraphsOf(blocks)) {
    const last = new Map<string, OfficeRun>();
    for (const run of runs)
      for (const id of run.threads ?? []) {
        if (seen.has(id)) continue;
        if (!last.has(id)) add(opens, run, id);
        last.set(id, run);
      }
    for (const [id, run] of last) {
      seen.add(id);
      add(closes, run, id);
    }
  }
  return { opens, closes };
}

/** What stands before a heading's words: « Article 8 – », « 1.2 »; empty for none. `#` stands for the number. */
export const headingPatterns: Record<HeadingKind, string> = {
  part: 'Partie\u00a0# –',
  article: 'Article\u00a0# –',
  axis: 'Objectif stratégique\u00a0# –',
  objective: '#',
  subheading: '#',
};

/** What stands before a heading's words when its number is no program's to count; empty for none. */
export const labelOf = (kind: HeadingKind | null, number: string | null): string =>
  kind === null || number === null ? '' : `${headingPatterns[kind].replace('#', number.replace(' ', '\u00a0'))} `;
