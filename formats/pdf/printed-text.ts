// What the template of a printed text (signed, or approved minutes) is given: the text's own nodes, with what paper needs
// computed beside them. Pure.
import type { JSONContent } from '@tiptap/core';
import { headingLevels } from '#domain/text-schema.ts';
import type { HeadingKind } from '#domain/vocabulary.ts';

/** What stands before or after a text: sentences and a table, each if there is any. */
export interface PrintedPart {
  /** Its heading, if it has one. */
  title?: string;
  lines?: string[];
  /** `widths` are shares of the line; equal ones when not given. */
  table?: { head: string[]; rows: string[][]; widths?: number[] };
}

/** A text that is kept for good, ready to be laid out. Headings of `content` carry their `number`. */
export interface PrintedText {
  title: string;
  /** The line below the title. */
  lead: string;
  /** What it is, for catalogues: « convention ». */
  keyword: string;
  year: number;
  authors: string[];
  /** Of what is kept as canonical JSON; stands at the foot of every page. */
  sha256: string;
  /** Before the text. */
  opening: PrintedPart[];
  content: JSONContent[];
  /** After it. */
  closing: PrintedPart[];
  /** Becomes the file's date of creation. */
  keptAt: Date;
}

type PrintedNode = Record<string, unknown>;

const labels: Record<HeadingKind, (number: string) => string> = {
  article: (number) => `Article ${number} –`,
  axis: (number) => `${number}.`,
  objective: (number) => number,
  subheading: (number) => number,
};

const span = (cell: JSONContent, name: string) => Math.max(1, Number(cell.attrs?.[name] ?? 1) || 1);

function printedTable(table: JSONContent, spans: boolean): PrintedNode {
  const rows = (table.content ?? []).map(({ content = [] }) =>
    content.map((cell) => ({
      colspan: spans ? span(cell, 'colspan') : 1,
      rowspan: spans ? span(cell, 'rowspan') : 1,
      isHeader: cell.type === 'tableHeader',
      content: cell.content ?? [],
    })),
  );
  const columns = Math.max(1, ...rows.map((row) => row.reduce((sum, { colspan }) => sum + colspan, 0)));
  const isHead = (row: (typeof rows)[number]) =>
    row.length > 0 && row.every(({ isHeader, rowspan }) => isHeader && rowspan === 1);
  const body = rows.findIndex((row) => !isHead(row));
  // A table of headings alone has no head: it would head nothing.
  const headRows = Math.max(body, 0);
  const blank = { colspan: 1, rowspan: 1, isHeader: false, content: [] };
  const filled = spans ? rows : rows.map((row) => [...row, ...Array(columns - row.length).fill(blank)]);
  return {
    type: 'table',
    columns,
    headRows,
    rows: filled.map((row) => row.map((cell) => ({ ...cell, content: printedNodes(cell.content, spans, () => 1) }))),
  };
}

function printedNodes(
  nodes: readonly JSONContent[],
  spans: boolean,
  levelOf: (kind: HeadingKind) => number,
): PrintedNode[] {
  return nodes.map((node) => {
    if (node.type === 'table') return printedTable(node, spans);
    const content = printedNodes(node.content ?? [], spans, levelOf);
    if (node.type !== 'heading') return { ...node, content };
    const kind = (node.attrs?.kind ?? 'article') as HeadingKind;
    const number: unknown = node.attrs?.number;
    return { type: 'heading', level: levelOf(kind), label: number ? labels[kind](String(number)) : '', content };
  });
}

/** A level no deeper than one below the last: what reads a tagged file aloud counts on it (PDF/UA-1, §7.4). */
function stepwise(): (kind: HeadingKind) => number {
  let last = 0;
  return (kind) => {
    last = Math.min(headingLevels[kind], last + 1);
    return last;
  };
}

/** The template's input. `spans` keeps merged cells; without, every cell is its own, whatever a table claims. */
export const templateInput = ({ keptAt: _keptAt, content, ...text }: PrintedText, spans: boolean): string =>
  JSON.stringify({ ...text, content: printedNodes(content, spans, stepwise()) });
