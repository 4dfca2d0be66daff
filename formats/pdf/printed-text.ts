// What the template of a printed text (signed, approved minutes, a comparison) is given: the text's own nodes, with what paper needs
// computed beside them. Pure.
import type { JSONContent } from '@tiptap/core';
import { createDepths } from '#domain/texts/numbering.ts';
import type { HeadingKind } from '#domain/vocabulary.ts';
import { printedTable, tableOfWords } from './printed-table.ts';
import { spelled } from './spelling.ts';
import { piecesOf } from './word-pieces.ts';

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
  /** Of what is kept as canonical JSON; stands at the foot of every page. Empty for what is not kept: its lead stands there. */
  sha256: string;
  /** Before the text. */
  opening: PrintedPart[];
  content: JSONContent[];
  /** After it. */
  closing: PrintedPart[];
  /** Becomes the file's date of creation. */
  keptAt: Date;
}

/** A node as the template takes it. */
type PrintedNode = Record<string, unknown>;

const labels: Record<HeadingKind, (number: string) => string> = {
  part: (number) => `Partie ${number} –`,
  article: (number) => `Article ${number} –`,
  axis: (number) => `${number}.`,
  objective: (number) => number,
  subheading: (number) => number,
};

function* textsOf(nodes: readonly JSONContent[]): Generator<string> {
  for (const { text, content } of nodes) {
    if (text) yield text;
    if (content) yield* textsOf(content);
  }
}

/** All words that the template will print. */
export function* wordsOf({ title, lead, opening, content, closing }: PrintedText): Generator<string> {
  yield* [title, lead];
  for (const { title: heading = '', lines = [], table } of [...opening, ...closing])
    yield* [heading, ...lines, ...(table ? [...table.head, ...table.rows.flat()] : [])];
  yield* textsOf(content);
}

function printedNodes(nodes: readonly JSONContent[], levelOf: (kind: HeadingKind) => number): PrintedNode[] {
  return nodes.map((node) => {
    if (node.type === 'table') return printedTable(node, (content) => printedNodes(content, () => 1));
    if (node.text) return { ...node, text: spelled(node.text) };
    const content = printedNodes(node.content ?? [], levelOf);
    if (node.type !== 'heading') return { ...node, content };
    const kind = (node.attrs?.kind ?? 'article') as HeadingKind;
    const number: unknown = node.attrs?.number;
    const label = number ? labels[kind](String(number)) : '';
    // A heading that says nothing is none to who hears the text read (PDF/UA-1).
    if (!label && ![...textsOf(content as JSONContent[])].some((words) => words.trim()))
      return { type: 'paragraph', content };
    return { type: 'heading', level: levelOf(kind), label, content };
  });
}

const printedPart = ({ table, ...part }: PrintedPart): PrintedNode => ({
  ...part,
  ...(table && table.rows.length > 0 && { table: tableOfWords([table.head, ...table.rows], table.widths) }),
});

/** The template's input. */
export function templateInput(given: PrintedText): string {
  const { keptAt: _keptAt, opening, content, closing, ...text } = given;
  const [before, after] = [opening.map(printedPart), closing.map(printedPart)];
  const printed = { ...text, opening: before, content: printedNodes(content, createDepths()), closing: after };
  return JSON.stringify({ ...printed, pieces: piecesOf(wordsOf(given)) });
}
