// Reads the text of a DOCX (Word, LibreOffice, pandoc…): every run of words in reading order, with the clues that tell
// headings. Called by reading-process.ts. Tracked insertions are text, deletions are not; notes follow their paragraph.
import type { Archive } from './archive.ts';
import { type Counter, createCounter } from './docx-numbering.ts';
import { openPackage } from './docx-package.ts';
import { readStyles, type Styles, toggle } from './docx-styles.ts';
import { deletedWords, isDeletion, readRuns, type WordsContext } from './docx-words.ts';
import { limits } from './limits.ts';
import { FileRefusal } from './refusals.ts';
import { mergeTables, paragraphsOf } from './tables.ts';
import {
  leaveOut,
  nothingLeftOut,
  type Run,
  type WrittenBlock,
  type WrittenParagraph,
  type WrittenText,
} from './written-text.ts';
import { attribute, child, descendants, type Element, elements, nameOf, textOf } from './xml.ts';

/** Reads a whole DOCX. Throws FileRefusal when it has no document or one that cannot be read. */
export async function readDocx(archive: Archive): Promise<WrittenText> {
  const { main, part, parts, links } = await openPackage(archive);
  const body = child(main, 'body');
  if (!body) throw new FileRefusal('DAMAGED');
  const styles = readStyles(await part('styles'));
  const reader = new DocxReader({
    styles,
    counter: createCounter(await part('numbering'), styles),
    links,
    notes: { footnote: notesIn(await part('footnotes')), endnote: notesIn(await part('endnotes')) },
  });
  const blocks = reader.readBody(body);
  const comments = await part('comments');
  reader.leftOut.comments = comments ? [...elements(comments)].filter((one) => nameOf(one) === 'comment').length : 0;
  for (const margin of [...(await parts('header')), ...(await parts('footer'))]) {
    if (/\p{L}{2}/u.test([...descendants(margin, 't')].map(textOf).join(''))) reader.leftOut.pageMargins += 1;
  }
  return { blocks, leftOut: reader.leftOut };
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
  private blocks: WrittenBlock[] = [];
  private inCell = false;
  private noteCount = 0;
  private readonly calledNotes: { mark: string; note: Element }[] = [];
  private textBoxes: Element[] = [];
  /** Words of a paragraph whose end was struck out, or a drop cap: they begin the next one. */
  private carried: Run[] = [];
  private readonly context: WordsContext;

  constructor(source: Source) {
    this.source = source;
    this.context = {
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

  readBody(body: Element): WrittenBlock[] {
    this.readBlocks(body);
    return this.blocks;
  }

  private readBlocks(parent: Element): void {
    for (const element of elements(parent)) {
      const name = nameOf(element);
      if (isDeletion(name)) {
        leaveOut(this.leftOut, 'deletions', deletedWords(element));
        continue;
      }
      switch (name) {
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
    const runs = [...this.carried, ...read.runs];
    this.carried = [];
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
      this.blocks.push(placed({ kind: 'paragraph', runs, level: look.level, label: null, list: null }, place));
      if (this.blocks.length > limits.blocks) throw new FileRefusal('TOO_LONG');
    }
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
    const rows = Array.from(this.rowsOf(element), (row) => ({
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
    }));
    this.blocks.push(...mergeTables(rows));
  }

  private *rowsOf(parent: Element): Generator<Element> {
    for (const element of elements(parent)) {
      const name = nameOf(element);
      if (name === 'tr') {
        if (child(child(element, 'trPr'), 'del')) leaveOut(this.leftOut, 'deletions', deletedWords(element));
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
    if (child(child(cell, 'tcPr'), 'cellDel')) {
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
  // « Article %1 » is no list, whatever its style.
  const names = label !== null && /\p{L}{3}/u.test(label);
  return { ...paragraph, label, list: paragraph.level !== null || names ? null : list };
}

const isContents = (sdt: Element): boolean =>
  [...descendants(child(sdt, 'sdtPr') ?? sdt, 'docPartGallery')].some((gallery) =>
    /contents|matières/i.test(attribute(gallery, 'val') ?? ''),
  );
