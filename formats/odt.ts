// Reads the text of an ODT (LibreOffice, Word, Collabora…): every run of words in reading order, with the clues that
// tell headings. Called by reading-process.ts. Tracked insertions are text, deletions are not; notes follow their paragraph.

import { mergeTables, paragraphsOf, type RowAsRead } from '#domain/written/tables.ts';
import {
  type ListPlace,
  leaveOut,
  nothingLeftOut,
  type WrittenBlock,
  type WrittenParagraph,
  type WrittenText,
} from '#domain/written/written-text.ts';
import type { Archive } from './archive.ts';
import { blockOfBookmark } from './bookmarks.ts';
import { continuedPlace } from './continued-items.ts';
import { limits } from './limits.ts';
import { withoutLooseJoiners } from './loose-joiners.ts';
import { namesItself } from './numerals.ts';
import { OdtCounter, type OdtStyles, readOdtStyles } from './odt-styles.ts';
import { type OdtWordsContext, readOdtRuns } from './odt-words.ts';
import { FileRefusal } from './refusals.ts';
import { attribute, child, descendants, type Element, elements, nameOf, parseXml, textOf } from './xml.ts';

/** Reads a whole ODT. Throws FileRefusal when it has no text, one that cannot be read, or one behind a password. */
export async function readOdt(archive: Archive): Promise<WrittenText> {
  const manifest = await archive.read('META-INF/manifest.xml');
  if (manifest && [...descendants(parseXml(manifest), 'encryption-data')].length > 0)
    throw new FileRefusal('PROTECTED');
  const content = await archive.read('content.xml');
  if (!content) throw new FileRefusal('DAMAGED');
  const root = parseXml(content);
  const text = child(child(root, 'body'), 'text');
  if (!text) throw new FileRefusal('DAMAGED');
  const stylesPart = await archive.read('styles.xml');
  const stylesRoot = stylesPart && parseXml(stylesPart);
  const reader = new OdtReader(readOdtStyles([stylesRoot, root]), await formulasOf(archive, root));
  const blocks = reader.readBody(text);
  for (const margin of stylesRoot ? marginsOf(stylesRoot) : []) {
    if (/\p{L}{2}/u.test(textOf(margin))) reader.leftOut.pageMargins += 1;
  }
  return { blocks, leftOut: reader.leftOut };
}

/** Addresses of the embedded objects that are formulas. */
async function formulasOf(archive: Archive, root: Element): Promise<Set<string>> {
  const formulas = new Set<string>();
  for (const object of descendants(root, 'object')) {
    const href = attribute(object, 'href') ?? '';
    const part = await archive.read(`${href.replace(/^\.\//, '')}/content.xml`);
    if (part && nameOf(parseXml(part)) === 'math') formulas.add(href);
  }
  return formulas;
}

/** The words of what is left out as a whole, a space between its paragraphs; who did it and when is none of them. */
const wordsLeftIn = (element: Element): string =>
  ['p', 'h'].flatMap((name) => [...descendants(element, name)].map(textOf)).join(' ');

const marginsOf = (root: Element): Element[] =>
  ['header', 'footer', 'header-first', 'footer-first', 'header-left', 'footer-left'].flatMap((name) => [
    ...descendants(child(root, 'master-styles') ?? root, name),
  ]);

/** Which block of a text of ours an element was, by its bookmark. */
function blockNamed(element: Element, isTable: boolean): { blockId?: string } {
  for (const name of ['bookmark-start', 'bookmark'])
    for (const bookmark of descendants(element, name)) {
      const blockId = blockOfBookmark(attribute(bookmark, 'name'), isTable);
      if (blockId !== null) return { blockId };
    }
  return {};
}

/** Where a paragraph stands among the lists around it. */
interface Place {
  style: string | null;
  /** Which list of the document this is. */
  list: string;
  depth: number;
  /** Number to set, once. */
  start: number | null;
  /** The item already has a paragraph; `number` is its rank. */
  begun: boolean;
  number: number;
  /** A header of a list carries no number. */
  unnumbered: boolean;
}

class OdtReader {
  readonly leftOut = nothingLeftOut();
  private readonly styles: OdtStyles;
  private readonly counter: OdtCounter;
  private blocks: WrittenBlock[] = [];
  private listCount = 0;
  private inCell = false;
  private noteCount = 0;
  private readonly calledNotes: { mark: string; body: Element }[] = [];
  private readonly textBoxes: Element[] = [];
  private readonly context: OdtWordsContext;

  constructor(styles: OdtStyles, formulas: ReadonlySet<string>) {
    this.styles = styles;
    this.counter = new OdtCounter(styles);
    this.context = {
      styles,
      leftOut: this.leftOut,
      callNote: (note) => {
        const body = child(note, 'note-body');
        if (!body) return '';
        this.noteCount += 1;
        const mark = `[${this.noteCount}]`;
        this.calledNotes.push({ mark, body });
        return mark;
      },
      meetTextBox: (box) => this.textBoxes.push(box),
      isFormula: (object) => child(object, 'math') !== null || formulas.has(attribute(object, 'href') ?? ''),
    };
  }

  readBody(text: Element): WrittenBlock[] {
    this.readBlocks(text, null);
    return this.blocks;
  }

  private readBlocks(parent: Element, place: Place | null): void {
    for (const element of elements(parent)) {
      const name = nameOf(element);
      if (name === 'p' || name === 'h') this.readParagraph(element, place);
      else if (name === 'list') this.readList(element, place);
      else if (name === 'table') this.readTable(element);
      else if (name === 'tracked-changes') {
        for (const deletion of descendants(element, 'deletion'))
          leaveOut(this.leftOut, 'deletions', wordsLeftIn(deletion));
      } else if (name === 'section' && attribute(element, 'display') === 'none') {
        leaveOut(this.leftOut, 'hidden', wordsLeftIn(element));
      } else if (name === 'table-of-content' || /-index$/.test(name)) {
        this.leftOut.contentsLines += [...descendants(element, 'p')].filter((line) => textOf(line).trim()).length;
      } else if (name === 'annotation') this.leftOut.comments += 1;
      else if (name === 'image' || name === 'object') this.leftOut.pictures += 1;
      else if (!/-decls$|^forms$|^title$|^desc$/.test(name)) this.readBlocks(element, place);
    }
  }

  private readList(list: Element, around: Place | null): void {
    const style = attribute(list, 'style-name') ?? around?.style ?? null;
    const depth = around ? around.depth + 1 : 0;
    const goesOn = attribute(list, 'continue-numbering') === 'true' || attribute(list, 'continue-list') !== null;
    if (!around) {
      if (!goesOn) this.counter.begin(style);
      this.listCount += 1;
    }
    for (const item of elements(list)) {
      const name = nameOf(item);
      if (name !== 'list-item' && name !== 'list-header') continue;
      const start = attribute(item, 'start-value');
      this.readBlocks(item, {
        style,
        list: around?.list ?? `${style} ${this.listCount}`,
        depth,
        start: start === null || !/^\d{1,9}$/.test(start) ? null : Number(start),
        begun: false,
        number: 1,
        unnumbered: name === 'list-header',
      });
    }
  }

  private readParagraph(element: Element, place: Place | null): void {
    const styleName = attribute(element, 'style-name');
    const read = readOdtRuns(element, this.styles.look('paragraph', styleName), this.context);
    const { leftWords } = read;
    const runs = this.inCell ? withoutLooseJoiners(read.runs) : read.runs;
    if (runs.some(({ text }) => text.trim())) {
      const paragraph: WrittenParagraph = { kind: 'paragraph', runs, level: null, label: null, list: null };
      this.place(paragraph, element, place);
      this.blocks.push({ ...paragraph, ...blockNamed(element, false) });
      if (this.blocks.length > limits.blocks) throw new FileRefusal('TOO_LONG');
    } else if (leftWords) {
      // Its number is printed before words that are struck out: those that follow keep theirs.
      this.place({ kind: 'paragraph', runs: [], level: null, label: null, list: null }, element, place);
    }
    this.readHanging();
  }

  /** Says what the paragraph is: a heading with the number printed before it, an item of a list, or ordinary text. */
  private place(paragraph: WrittenParagraph, element: Element, place: Place | null): void {
    const outline = Number(attribute(element, 'outline-level')) || null;
    paragraph.level = nameOf(element) === 'h' ? (outline ?? 1) : this.styles.level(attribute(element, 'style-name'));
    if (place) this.placeInList(paragraph, place);
    else if (paragraph.level === null)
      paragraph.list = continuedPlace(this.blocks, this.styles.continuedDepth(attribute(element, 'style-name')));
    else if (paragraph.level !== null && paragraph.level > 0 && this.styles.list(null, paragraph.level - 1)) {
      paragraph.label = this.counter.next(null, paragraph.level - 1, null).label;
    }
  }

  private placeInList(paragraph: WrittenParagraph, place: Place): void {
    const depth = Math.min(place.depth, limits.listDepth - 1);
    const level = this.styles.list(place.style, depth);
    const ordered = level?.ordered ?? false;
    const first = !place.begun && !place.unnumbered;
    const counted = first ? this.counter.next(place.style, depth, place.start) : { number: place.number, label: null };
    place.number = counted.number;
    paragraph.label = counted.label;
    if (paragraph.level === null && !namesItself(counted.label, level ?? {})) {
      const style = level?.style ? { style: level.style } : {};
      const list: ListPlace = { list: place.list, depth, ordered, ...style, number: counted.number };
      // A header of a list carries no number: it goes on with the item before it.
      paragraph.list = first ? list : { ...list, continues: true };
    }
    place.begun = true;
  }

  /** What hangs on the paragraph just read comes after it: its notes, then the text boxes anchored in it. */
  private readHanging(): void {
    const host = this.blocks.at(-1);
    const list = host?.kind === 'paragraph' && host.list ? { ...host.list, continues: true as const } : null;
    for (const { mark, body } of this.calledNotes.splice(0)) {
      [...descendants(body, 'p')].forEach((paragraph, index) => {
        const look = this.styles.look('paragraph', attribute(paragraph, 'style-name'));
        const { runs } = readOdtRuns(paragraph, look, this.context);
        if (index === 0) runs.unshift({ text: `${mark} ` });
        if (runs.some(({ text }) => text.trim())) {
          this.blocks.push({ kind: 'paragraph', runs, level: null, label: null, list });
        }
      });
    }
    for (const box of this.textBoxes.splice(0)) this.readBlocks(box, null);
  }

  private readTable(table: Element): void {
    if (this.inCell) this.leftOut.nestedTables += 1;
    const [first, ...others] = mergeTables([...this.rowsOf(table, false)]);
    if (first) this.blocks.push(first.kind === 'table' ? { ...first, ...blockNamed(table, true) } : first, ...others);
  }

  private *rowsOf(parent: Element, header: boolean): Generator<RowAsRead> {
    for (const element of elements(parent)) {
      const name = nameOf(element);
      if (name === 'table-row') yield { header, cells: [...this.cellsOf(element)] };
      else if (name === 'table-header-rows') yield* this.rowsOf(element, true);
      else if (name !== 'table-columns' && name !== 'table-column') yield* this.rowsOf(element, header);
    }
  }

  private *cellsOf(row: Element): Generator<RowAsRead['cells'][number]> {
    for (const cell of elements(row)) {
      // What a merged cell covers has no words of its own.
      if (nameOf(cell) !== 'table-cell') continue;
      yield {
        colspan: Number(attribute(cell, 'number-columns-spanned')) || 1,
        rowspan: Number(attribute(cell, 'number-rows-spanned')) || 1,
        paragraphs: this.readInside(cell),
      };
    }
  }

  private readInside(cell: Element): WrittenParagraph[] {
    const [outer, wasInCell] = [this.blocks, this.inCell];
    this.blocks = [];
    this.inCell = true;
    this.readBlocks(cell, null);
    const inner = this.blocks;
    this.blocks = outer;
    this.inCell = wasInCell;
    return paragraphsOf(inner);
  }
}
