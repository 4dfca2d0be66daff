// Reads the text of a DOCX (Word, LibreOffice, pandoc…): every run of words in reading order, with the clues that tell
// headings. Called by reading-process.ts. Tracked insertions are text, deletions are not; notes follow their paragraph.

import type {
  ReturnedBlock,
  ReturnedComment,
  ReturnedLine,
  ReturnedParagraph,
  ReturnedRun,
  ReturnedTable,
  ReturnedText,
  Tracking,
} from '#domain/written/returned-text.ts';
import { mergeTables, paragraphsOf, type RowAsRead } from '#domain/written/tables.ts';
import {
  type LeftOut,
  leaveOut,
  nothingLeftOut,
  type WrittenParagraph,
  type WrittenText,
} from '#domain/written/written-text.ts';
import type { Archive } from './archive.ts';
import { blockOfBookmark, isFrameBookmark, rowOfBookmark } from './bookmarks.ts';
import { continuedPlace } from './continued-items.ts';
import { type Counter, createCounter } from './docx-numbering.ts';
import { type DocxPackage, openPackage } from './docx-package.ts';
import { type ParagraphLook, readStyles, type Styles, toggle } from './docx-styles.ts';
import { deletedWords, handOf, isDeletion, readRuns, type WordsContext } from './docx-words.ts';
import { limits } from './limits.ts';
import { withoutLooseJoiners } from './loose-joiners.ts';
import { namesItself } from './numerals.ts';
import { FileRefusal } from './refusals.ts';
import { attribute, child, descendants, type Element, elements, nameOf, textOf } from './xml.ts';

/** Reads a whole DOCX. Throws FileRefusal when it has no document or one that cannot be read. */
export async function readDocx(archive: Archive): Promise<WrittenText> {
  const { comments, ...read } = await readPackage(await openPackage(archive), false);
  read.leftOut.comments = comments.length;
  return read;
}

/** Reads a DOCX that comes back: its tracked changes and comments too. Throws FileRefusal as `readDocx` does. */
export async function readReturnedDocx(archive: Archive): Promise<ReturnedText> {
  const opened = await openPackage(archive);
  const { blocks, leftOut, comments } = await readPackage(opened, true);
  const extended = await opened.part('commentsExtended');
  return { origin: opened.origin, blocks, leftOut, comments: readComments(comments, extended) };
}

async function readPackage(
  { main, part, parts, links }: DocxPackage,
  isReturned: boolean,
): Promise<{ blocks: ReturnedBlock[]; leftOut: LeftOut; comments: Element[] }> {
  const body = child(main, 'body');
  if (!body) throw new FileRefusal('DAMAGED');
  const styles = readStyles(await part('styles'));
  const source = {
    styles,
    counter: createCounter(await part('numbering'), styles),
    links,
    notes: { footnote: notesIn(await part('footnotes')), endnote: notesIn(await part('endnotes')) },
  };
  const reader = new DocxReader(source, isReturned);
  const blocks = reader.readBody(body);
  const comments = [...elements(await part('comments'))].filter((one) => nameOf(one) === 'comment');
  for (const margin of [...(await parts('header')), ...(await parts('footer'))]) {
    if (/\p{L}{2}/u.test([...descendants(margin, 't')].map(textOf).join(''))) reader.leftOut.pageMargins += 1;
  }
  return { blocks, leftOut: reader.leftOut, comments };
}

/** The words of comments, and which answers which. */
function readComments(comments: readonly Element[], extended: Element | null): ReturnedComment[] {
  // A comment is known by the last of its paragraphs.
  const numberOf = new Map<string, string>();
  const read = comments.map((comment) => {
    const paragraphs = [...descendants(comment, 'p')];
    const number = attribute(comment, 'id') ?? '';
    const name = attribute(paragraphs.at(-1) ?? null, 'paraId');
    if (name !== null) numberOf.set(name, number);
    const text = paragraphs.map((one) => [...descendants(one, 't')].map(textOf).join('')).join('\n');
    return { number, author: attribute(comment, 'author') ?? '', text };
  });
  const above = new Map(
    [...elements(extended)].map((one) => [
      numberOf.get(attribute(one, 'paraId') ?? '') ?? '',
      numberOf.get(attribute(one, 'paraIdParent') ?? '') ?? null,
    ]),
  );
  return read.map((comment) => ({ ...comment, answers: above.get(comment.number) ?? null }));
}

const notesIn = (root: Element | null): Map<string, Element> =>
  new Map(
    [...elements(root)]
      .filter((note) => !['separator', 'continuationSeparator'].includes(attribute(note, 'type') ?? ''))
      .map((note) => [attribute(note, 'id') ?? '', note]),
  );

interface Source {
  styles: Styles;
  counter: Counter;
  links: ReadonlyMap<string, string>;
  notes: Record<'footnote' | 'endnote', Map<string, Element>>;
}

class DocxReader {
  readonly leftOut = nothingLeftOut();
  private readonly source: Source;
  private blocks: ReturnedBlock[] = [];
  private inCell = false;
  private noteCount = 0;
  private readonly calledNotes: { mark: string; note: Element }[] = [];
  private textBoxes: Element[] = [];
  /** Words of a paragraph whose end was struck out, or a drop cap: they begin the next one. */
  private carried: ReturnedRun[] = [];
  private readonly context: WordsContext;

  constructor(source: Source, isReturned: boolean) {
    this.source = source;
    this.context = {
      openComments: isReturned ? new Set() : null,
      styles: source.styles,
      links: source.links,
      leftOut: this.leftOut,
      callNote: (kind, id) => {
        const note = source.notes[kind].get(id);
        if (!note) return '';
        this.noteCount += 1;
        const mark = `[${this.noteCount}]`;
        this.calledNotes.push({ mark, note });
        return mark;
      },
      meetTextBox: (content) => this.textBoxes.push(content),
    };
  }

  readBody(body: Element): ReturnedBlock[] {
    this.readBlocks(body);
    return this.blocks;
  }

  private readBlocks(parent: Element): void {
    for (const element of elements(parent)) {
      const name = nameOf(element);
      if (isDeletion(name) && !this.context.openComments) {
        leaveOut(this.leftOut, 'deletions', deletedWords(element));
        continue;
      }
      switch (name) {
        // A comment may begin and end between two paragraphs.
        case 'commentRangeStart':
          this.context.openComments?.add(attribute(element, 'id') ?? '');
          break;
        case 'commentRangeEnd':
          this.context.openComments?.delete(attribute(element, 'id') ?? '');
          break;
        case 'p':
          this.readParagraph(element);
          break;
        case 'tbl':
          this.readTable(element);
          break;
        case 'sdt':
          if (isContents(element)) this.leftOut.contentsLines += [...descendants(element, 'p')].length;
          else this.readBlocks(element);
          break;
        case 'AlternateContent':
          this.readBlocks(child(element, 'Choice') ?? child(element, 'Fallback') ?? element);
          break;
        case 'sectPr':
        case 'sdtPr':
          break;
        default:
          this.readBlocks(element);
      }
    }
  }

  private readParagraph(element: Element): void {
    const properties = child(element, 'pPr');
    const look = this.source.styles.ofParagraph(properties);
    const read = readRuns(element, look.look, this.context);
    const said = this.inCell ? withoutLooseJoiners(read.runs) : read.runs;
    const runs = [...this.carried, ...said];
    this.carried = [];
    if (this.context.openComments) {
      this.addReturned(element, { runs, look });
      return;
    }
    const dropCap = attribute(child(properties, 'framePr'), 'dropCap');
    if ((child(child(properties, 'rPr'), 'del') || (dropCap && dropCap !== 'none')) && !look.contentsLine) {
      this.carried = runs;
      return;
    }
    const says = runs.some(({ text }) => text.trim());
    // Word prints a number before words that are struck out: those that follow keep theirs.
    if (!says && read.leftWords) this.source.counter.next(look.numbering);
    if (look.contentsLine) this.leftOut.contentsLines += says ? 1 : 0;
    else if (says) {
      const place = this.source.counter.next(look.numbering);
      const paragraph = placed({ kind: 'paragraph', runs, level: look.level, label: null, list: null }, place);
      const list = paragraph.list ?? continuedPlace(this.blocks, look.continuedDepth);
      this.blocks.push({ ...paragraph, list, ...blockIn(element) });
      if (this.blocks.length > limits.blocks) throw new FileRefusal('TOO_LONG');
    }
    this.readHanging();
  }

  /** A paragraph of a file that comes back: an empty one too where it is a block of ours. */
  private addReturned(element: Element, { runs, look }: { runs: ReturnedRun[]; look: ParagraphLook }): void {
    const properties = child(element, 'pPr');
    const place = this.source.counter.next(look.numbering);
    const paragraph = placed({ kind: 'paragraph', runs, level: look.level, label: null, list: null }, place);
    const list = paragraph.list ?? continuedPlace(this.blocks, look.continuedDepth);
    const reshaped = child(properties, 'pPrChange');
    const names = [...descendants(element, 'bookmarkStart')].map((one) => attribute(one, 'name'));
    const said = { ...paragraph, list, ...blockIn(element), ...endOf(child(properties, 'rPr')) };
    // The name of a style may be gone with the program that saved it last: a title is the document's own.
    const isFrame = names.some(isFrameBookmark) || look.level === 0;
    if (!look.contentsLine)
      this.blocks.push({
        ...said,
        ...(reshaped && { reshaped: handOf(reshaped) }),
        ...(isFrame && { isFrame }),
      });
    if (this.blocks.length > 2 * limits.blocks) throw new FileRefusal('TOO_LONG');
    this.readHanging();
  }

  /** What hangs on the paragraph just read comes after it: its notes, then the text boxes anchored in it. */
  private readHanging(): void {
    const host = this.blocks.at(-1);
    const list = host?.kind === 'paragraph' && host.list ? { ...host.list, continues: true as const } : null;
    for (const { mark, note } of this.calledNotes.splice(0)) {
      let first = true;
      for (const paragraph of descendants(note, 'p')) {
        const own = this.source.styles.ofParagraph(child(paragraph, 'pPr'));
        const { runs } = readRuns(paragraph, own.look, this.context);
        if (!runs.some(({ text }) => text.trim())) continue;
        if (first) runs.unshift({ text: `${mark} ` });
        first = false;
        this.blocks.push({ kind: 'paragraph', runs, level: null, label: null, list });
      }
    }
    for (const box of this.textBoxes.splice(0)) this.readBlocks(box);
  }

  private readTable(element: Element): void {
    if (this.inCell) this.leftOut.nestedTables += 1;
    // One after the other, so that what is left out is quoted in reading order.
    const lines: Element[] = [];
    const rows = Array.from(this.rowsOf(element), (row) => {
      lines.push(row);
      return this.readRow(row);
    });
    const [first, ...others] = mergeTables(rows, this.context.openComments !== null);
    const tracked = this.context.openComments ? trackedRows(lines) : {};
    if (first)
      this.blocks.push(first.kind === 'table' ? { ...first, ...tableIn(element), ...tracked } : first, ...others);
  }

  private readRow(row: Element): RowAsRead {
    return {
      header: toggle(child(row, 'trPr'), 'tblHeader') === true,
      cells: Array.from(this.cellsOf(row), (cell) => {
        const properties = child(cell, 'tcPr');
        const merge = child(properties, 'vMerge');
        return {
          colspan: Number(attribute(child(properties, 'gridSpan'), 'val')) || 1,
          continues: merge !== null && attribute(merge, 'val') !== 'restart',
          paragraphs: this.readInside(cell),
        };
      }),
    };
  }

  private *rowsOf(parent: Element): Generator<Element> {
    for (const element of elements(parent)) {
      const name = nameOf(element);
      if (name === 'tr') {
        if (child(child(element, 'trPr'), 'del') && !this.context.openComments)
          leaveOut(this.leftOut, 'deletions', deletedWords(element));
        else yield element;
      } else if (name !== 'tblPr' && name !== 'tblGrid') yield* this.rowsOf(element);
    }
  }

  private *cellsOf(parent: Element): Generator<Element> {
    for (const element of elements(parent)) {
      const name = nameOf(element);
      if (name === 'tc') yield element;
      else if (name !== 'trPr' && name !== 'tblPrEx') yield* this.cellsOf(element);
    }
  }

  private readInside(cell: Element): WrittenParagraph[] {
    if (child(child(cell, 'tcPr'), 'cellDel') && !this.context.openComments) {
      leaveOut(this.leftOut, 'deletions', deletedWords(cell));
      return [];
    }
    const [outer, wasInCell] = [this.blocks, this.inCell];
    this.blocks = [];
    this.inCell = true;
    this.readBlocks(cell);
    const inner = this.blocks;
    this.blocks = outer;
    this.inCell = wasInCell;
    return paragraphsOf(inner);
  }
}

/** What tracked changes make of something as a whole, as its properties say. */
function changeIn(properties: Element | null): Pick<Tracking, 'inserted' | 'deleted'> {
  const inserted = child(properties, 'ins') ?? child(properties, 'moveTo');
  const deleted = child(properties, 'del') ?? child(properties, 'moveFrom');
  return { ...(inserted && { inserted: handOf(inserted) }), ...(deleted && { deleted: handOf(deleted) }) };
}

/** What tracked changes make of the end of a paragraph. */
function endOf(properties: Element | null): Pick<ReturnedParagraph, 'end'> {
  const end = changeIn(properties);
  return end.inserted || end.deleted ? { end } : {};
}

/** Which rows of the text a table has, what tracked changes make of each, and so of the whole. */
function trackedRows(rows: readonly Element[]): Pick<ReturnedTable, 'lines' | 'change'> {
  const lines = rows.map((row): ReturnedLine => ({ ...rowIn(row), ...changeIn(child(row, 'trPr')) }));
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
const blockIn = (paragraph: Element) => blockNamed(descendants(paragraph, 'bookmarkStart'), false);
const tableIn = (table: Element): Pick<ReturnedTable, 'blockId' | 'isFrame'> => {
  const bookmarks = [...descendants(table, 'bookmarkStart')];
  const isFrame = bookmarks.some((one) => isFrameBookmark(attribute(one, 'name')));
  return { ...blockNamed(bookmarks, true), ...(isFrame && { isFrame }) };
};

/** A numbered heading carries its number as a label; anything else numbered or bulleted is an item of a list. */
function placed(paragraph: WrittenParagraph, place: ReturnType<Counter['next']>): WrittenParagraph {
  if (!place) return paragraph;
  const { label, ...list } = place;
  return { ...paragraph, label, list: paragraph.level !== null || namesItself(label, list) ? null : list };
}

const isContents = (sdt: Element): boolean =>
  [...descendants(child(sdt, 'sdtPr') ?? sdt, 'docPartGallery')].some((gallery) =>
    /contents|matières/i.test(attribute(gallery, 'val') ?? ''),
  );
