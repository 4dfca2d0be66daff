// Reads the text of a DOCX (Word, LibreOffice, pandoc…): every run of words in reading order, with the clues that tell
// headings. Called by reading-process.ts. Tracked insertions are text, deletions are not; notes follow their paragraph.

import type {
  ReturnedBlock,
  ReturnedComment,
  ReturnedParagraph,
  ReturnedRun,
  ReturnedText,
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
import { frameOfBookmark } from './bookmarks.ts';
import { continuedPlace } from './continued-items.ts';
import { type Counter, createCounter } from './docx-numbering.ts';
import { type DocxPackage, openPackage } from './docx-package.ts';
import { type ParagraphLook, readStyles, type Styles, toggle } from './docx-styles.ts';
import {
  blockIn,
  changeIn,
  continuesAbove,
  endOf,
  handOf,
  reshapedIn,
  type Track,
  tableIn,
  trackedCell,
  trackedRows,
  trackOf,
} from './docx-tracking.ts';
import { chosen, deletedWords, isDeletion, isInsertion, readRuns, type WordsContext } from './docx-words.ts';
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

/** The paragraphs of a note, without those of what hangs on them. */
function* paragraphsIn(parent: Element): Generator<Element> {
  for (const element of elements(parent))
    if (nameOf(element) === 'p') yield element;
    else yield* paragraphsIn(element);
}

interface Source {
  styles: Styles;
  counter: Counter;
  links: ReadonlyMap<string, string>;
  notes: Record<'footnote' | 'endnote', Map<string, Element>>;
}

/** What hangs on a paragraph: a note, under its mark, or a text box. */
interface Hanging {
  mark: string | null;
  content: Element;
  track: Track;
}

class DocxReader {
  readonly leftOut = nothingLeftOut();
  private readonly source: Source;
  private blocks: ReturnedBlock[] = [];
  private inCell = false;
  private noteCount = 0;
  private readonly calledNotes: Hanging[] = [];
  private readonly textBoxes: Hanging[] = [];
  /** Words of a paragraph whose end was struck out, or a drop cap: they begin the next one. */
  private carried: ReturnedRun[] = [];
  private readonly context: WordsContext;

  constructor(source: Source, isReturned: boolean) {
    this.source = source;
    this.context = {
      openComments: isReturned ? new Set() : null,
      around: {},
      styles: source.styles,
      links: source.links,
      leftOut: this.leftOut,
      callNote: (kind, id, track) => {
        const note = source.notes[kind].get(id);
        if (!note) return '';
        this.noteCount += 1;
        const mark = `[${this.noteCount}]`;
        this.calledNotes.push({ mark, content: note, track });
        return mark;
      },
      meetTextBox: (content, track) => this.textBoxes.push({ mark: null, content, track }),
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
      if (this.context.openComments && (isDeletion(name) || isInsertion(name))) {
        const track = isDeletion(name) ? { deleted: handOf(element) } : { inserted: handOf(element) };
        this.within(track, () => this.readBlocks(element));
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
          this.readBlocks(chosen(element));
          break;
        case 'sectPr':
        case 'sdtPr':
          break;
        default:
          this.readBlocks(element);
      }
    }
  }

  /** All that is read meanwhile stands in something that came, or goes. */
  private within(track: Track, read: () => void): void {
    const outer = this.context.around;
    this.context.around = { ...outer, ...track };
    read();
    this.context.around = outer;
  }

  private readParagraph(element: Element): void {
    const properties = child(element, 'pPr');
    const look = this.source.styles.ofParagraph(properties);
    const read = readRuns(element, look.look, this.context);
    const said = this.inCell ? withoutLooseJoiners(read.runs) : read.runs;
    const runs = [...this.carried, ...said];
    this.carried = [];
    const dropCap = attribute(child(properties, 'framePr'), 'dropCap') ?? 'none';
    const isReturned = this.context.openComments !== null;
    const goesOn = dropCap !== 'none' || (!isReturned && child(child(properties, 'rPr'), 'del') !== null);
    if (goesOn && !look.contentsLine) {
      this.carried = runs;
      return;
    }
    if (isReturned) {
      this.addReturned(element, { runs, look });
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
    const names = [...descendants(element, 'bookmarkStart')].map((one) => attribute(one, 'name'));
    const end = endOf(child(properties, 'rPr'), this.context.around);
    const said = { ...paragraph, list, ...blockIn(element), ...end, ...reshapedIn(properties) };
    // The name of a style may be gone with the program that saved it last: a title is the document's own. Below the text it is a
    // paragraph that somebody gave this style.
    const isTitle = look.level === 0 && !this.inCell && !this.blocks.some(({ blockId }) => blockId !== undefined);
    const frame = names.map(frameOfBookmark).find((rank) => rank !== null) ?? null;
    const around = { ...((frame !== null || isTitle) && { isFrame: true as const }), ...(frame !== null && { frame }) };
    if (!look.contentsLine) this.blocks.push({ ...said, ...around });
    if (this.blocks.length > 2 * limits.blocks) throw new FileRefusal('TOO_LONG');
    this.readHanging();
  }

  /** What hangs on the paragraph just read comes after it: its notes, then the text boxes anchored in it. */
  private readHanging(): void {
    const host = this.blocks.at(-1);
    const list = host?.kind === 'paragraph' && host.list ? { ...host.list, continues: true as const } : null;
    const hanging = this.hangingHere();
    // A note comes and goes with its mark, whatever its own words say; what hangs on it hangs here too.
    for (const { mark, content, track } of hanging) {
      this.within(track, () => (mark === null ? this.readBlocks(content) : this.readNote(content, { mark, list })));
      hanging.push(...this.hangingHere());
      // A note that calls itself would never end, though it said nothing.
      if (hanging.length > limits.blocks) throw new FileRefusal('TOO_LONG');
    }
  }

  /** Notes and text boxes of the paragraph just read; those of what hangs on it are its own. */
  private hangingHere(): Hanging[] {
    return [...this.calledNotes.splice(0), ...this.textBoxes.splice(0)];
  }

  private readNote(note: Element, { mark, list }: { mark: string; list: ReturnedParagraph['list'] }): void {
    let first = true;
    for (const paragraph of paragraphsIn(note)) {
      const properties = child(paragraph, 'pPr');
      const { runs } = readRuns(paragraph, this.source.styles.ofParagraph(properties).look, this.context);
      if (!runs.some(({ text }) => text.trim())) continue;
      if (first) runs.unshift({ text: `${mark} `, ...trackOf(this.context.around) });
      first = false;
      const end = this.context.openComments ? endOf(child(properties, 'rPr'), this.context.around) : {};
      this.blocks.push({ kind: 'paragraph', runs, level: null, label: null, list, ...end });
      if (this.blocks.length > 2 * limits.blocks) throw new FileRefusal('TOO_LONG');
    }
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
    const tracked = this.context.openComments ? trackedRows(lines, this.context.around) : {};
    if (first)
      this.blocks.push(first.kind === 'table' ? { ...first, ...tableIn(element), ...tracked } : first, ...others);
  }

  private readRow(row: Element): RowAsRead {
    const isReturned = this.context.openComments !== null;
    // A table within a cell becomes paragraphs, which come and go as its rows and cells do.
    const rowTrack = this.inCell && isReturned ? changeIn(child(row, 'trPr')) : {};
    return {
      header: toggle(child(row, 'trPr'), 'tblHeader') === true,
      cells: Array.from(this.cellsOf(row), (cell) => {
        const properties = child(cell, 'tcPr');
        const tracked = isReturned ? trackedCell(properties) : {};
        let paragraphs: WrittenParagraph[] = [];
        this.within({ ...rowTrack, ...(this.inCell && tracked.change) }, () => {
          paragraphs = this.readInside(cell);
        });
        return {
          colspan: Number(attribute(child(properties, 'gridSpan'), 'val')) || 1,
          continues: continuesAbove(properties, isReturned),
          tracked,
          paragraphs,
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
