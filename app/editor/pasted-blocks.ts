// The blocks of a clipboard in reading order: headings, paragraphs, items of lists and tables, taken out of whatever boxes
// the program put around them, as the readers of files say theirs. What it does not know it looks into, so that no word is
// lost here.
import { listStyleNamed } from '#domain/written/lists.ts';
import { mergeTables, paragraphsOf, type RowAsRead } from '#domain/written/tables.ts';
import type { ListPlace, Run, WrittenBlock, WrittenCell } from '#domain/written/written-text.ts';
import { type Marker, readMarker } from './pasted-lists.ts';
import { takeBetween } from './pasted-omissions.ts';
import type { PastedStyles } from './pasted-styles.ts';
import { addBreak, addWords, lookInside, type PastedLook, plainWords } from './pasted-words.ts';

/** An item that is being read; its first words begin it, the paragraphs after them go on with it. */
interface Item {
  place: ListPlace;
  begun: boolean;
}

interface List {
  name: string;
  depth: number;
  ordered: boolean;
  style: ListPlace['style'];
  next: number;
}

interface Around {
  look: PastedLook;
  heading: number | null;
  /** What Word counts before the words. */
  label: string | null;
  item: Item | null;
  list: List | null;
}

const BLOCKS = new Set(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION CENTER DD DETAILS DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM HEADER HR H1 H2 H3 H4 H5 H6 LEGEND LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL'.split(
    ' ',
  ),
);

const NOTE_CALL =
  '.MsoFootnoteReference, .MsoEndnoteReference, .sdfootnoteanc, .sdendnoteanc, .sdfootnotesym, .sdendnotesym';

const named = (style: ListPlace['style'] | null): Pick<ListPlace, 'style'> => (style ? { style } : {});

/** Reads what is inside of `root`, a body or a cell; `meetNestedTable` hears of tables in a cell. */
export function readBlocks(root: Element, styles: PastedStyles, meetNestedTable: () => void): WrittenBlock[] {
  const reader = new BlockReader(styles, meetNestedTable, /^T[DH]$/.test(root.tagName));
  reader.read(root);
  return reader.blocks;
}

class BlockReader {
  readonly blocks: WrittenBlock[] = [];
  private readonly styles: PastedStyles;
  private readonly meetNestedTable: () => void;
  private readonly isInCell: boolean;
  private runs: Run[] = [];
  private lists = 0;
  /** The last marker that Word typed at each level. */
  private readonly markers: (Marker | undefined)[] = [];

  constructor(styles: PastedStyles, meetNestedTable: () => void, isInCell: boolean) {
    this.styles = styles;
    this.meetNestedTable = meetNestedTable;
    this.isInCell = isInCell;
  }

  read(root: Element): void {
    const look = lookInside(root, this.styles.of(root), plainWords);
    const around: Around = { look, heading: null, label: null, item: null, list: null };
    this.inside(root, around);
    this.flush(around);
  }

  private inside(parent: Element, around: Around): void {
    for (const node of parent.childNodes) {
      if (node.nodeType === 3) addWords(this.runs, node.nodeValue ?? '', around.look);
      else if (node.nodeType === 1) this.element(node as Element, around);
    }
  }

  /** What was gathered becomes a block of its place. */
  private flush({ heading, label, item }: Around): void {
    const runs = this.runs;
    this.runs = [];
    if (runs.every(({ text }) => text.trim() === '')) return;
    const list =
      heading !== null || !item ? null : { ...item.place, ...(item.begun ? { continues: true as const } : {}) };
    if (list && item) item.begun = true;
    this.blocks.push({ kind: 'paragraph', runs, level: heading, label, list });
  }

  private element(element: Element, around: Around): void {
    const style = this.styles.of(element);
    const look = lookInside(element, style, around.look);
    const tag = element.tagName;
    if (tag === 'BR') this.lineBreak(element, around.look);
    else if (tag === 'INPUT') this.checkbox(element, around.look);
    else if (element.matches(NOTE_CALL) || style.has('mso-footnote-id') || style.has('mso-endnote-id'))
      this.noteCall(element, look);
    else if (style.has('mso-tab-count')) addWords(this.runs, ' ', around.look);
    else if (!BLOCKS.has(tag)) this.inside(element, { ...around, look });
    else {
      this.flush(around);
      this.block(element, { ...around, look });
    }
  }

  private block(element: Element, around: Around): void {
    const tag = element.tagName;
    if (tag === 'TABLE') {
      this.table(element, around);
      return;
    }
    const within: Around =
      tag === 'OL' || tag === 'UL'
        ? { ...around, item: null, list: this.list(element, around.list) }
        : tag === 'LI'
          ? { ...around, item: this.item(element, around.list) }
          : { ...around, ...this.wordPlace(element, around) };
    this.inside(element, within);
    this.flush(within);
  }

  private lineBreak(element: Element, look: PastedLook): void {
    if (element.matches('.Apple-interchange-newline')) return;
    const isPage = /page-break-before:\s*always/i.test(element.getAttribute('style') ?? '');
    if (isPage) addWords(this.runs, ' ', look);
    else addBreak(this.runs);
  }

  private checkbox(element: Element, look: PastedLook): void {
    if (element.getAttribute('type') === 'checkbox')
      addWords(this.runs, element.hasAttribute('checked') ? '☑ ' : '☐ ', look);
  }

  /** « [1] »: a figure alone would be one of the word before it. */
  private noteCall(element: Element, look: PastedLook): void {
    const words = (element.textContent ?? '').replace(/[\s\u00a0]+/g, '');
    if (words !== '') addWords(this.runs, /^\[.*\]$/.test(words) ? words : `[${words}]`, look);
  }

  // --- Lists

  private list(element: Element, outer: List | null): List {
    const name = element.getAttribute('type') ?? this.styles.of(element).get('list-style-type') ?? '';
    const start = Number.parseInt(element.getAttribute('start') ?? '', 10);
    this.lists += 1;
    return {
      name: String(this.lists),
      depth: (outer?.depth ?? -1) + 1,
      ordered: element.tagName === 'OL',
      style: listStyleNamed(name) ?? undefined,
      next: Number.isInteger(start) && start >= 0 ? start : 1,
    };
  }

  private item(element: Element, list: List | null): Item {
    const { name, depth, ordered, style, next } = list ?? { name: '', depth: 0, ordered: false, style: null, next: 1 };
    const own = this.styles.of(element);
    // Word on the web writes a list for each item, and says its level beside it.
    const level = Number(element.getAttribute('data-aria-level') ?? element.getAttribute('aria-level')) || 1;
    const value = Number.parseInt(element.getAttribute('value') ?? '', 10);
    const number = Number.isInteger(value) && value >= 0 ? value : next;
    if (list && (element.textContent ?? '').trim() !== '') list.next = number + 1;
    this.takeMarker(element);
    const said = ordered ? listStyleNamed(own.get('list-style-type') ?? '') : undefined;
    const place = { list: name, depth: Math.max(depth, level - 1), ordered, number, ...named(said ?? style ?? null) };
    return { place, begun: false };
  }

  /** Word's bullet or number in words, taken out; null where there is none. */
  private takeMarker(element: Element): string | null {
    const between = takeBetween(element, /^\[if !supportLists\]/i);
    const ignored = [...element.querySelectorAll('span')].filter(
      (span) => this.styles.of(span).get('mso-list')?.toLowerCase() === 'ignore',
    );
    const words = ignored.filter((span) => element.contains(span)).map((span) => span.textContent ?? '');
    for (const span of ignored) span.remove();
    const all = [...between, ...words]
      .join('')
      .replace(/[\s\u00a0]+/g, ' ')
      .trim();
    return all === '' ? null : all;
  }

  /** What a paragraph of Word is by its style: a heading, an item of a list, or what it is inside of. */
  private wordPlace(element: Element, around: Around): Pick<Around, 'heading' | 'label' | 'item'> {
    const heading = this.headingLevel(element) ?? around.heading;
    const style = this.styles.of(element);
    const said = style.get('mso-list') ?? '';
    const level = /\blevel(\d+)/i.exec(said)?.[1];
    const hasMarker = level !== undefined || /^(?:P|H[1-6])$/.test(element.tagName);
    const marker = hasMarker ? this.takeMarker(element) : null;
    const name = /^\S+/.exec(said)?.[0] ?? '';
    const format = this.styles.listFormat(`${name}:level${level}`);
    if (heading !== null) return { heading, label: this.titleLabel(marker, format) ?? around.label, item: null };
    if (level === undefined || (marker === null && said === 'none'))
      return { heading, label: around.label, item: around.item };
    const depth = Number(level) - 1;
    const read = readMarker(marker ?? '', this.markers[depth], format);
    // « Article 8 – » is no list, whatever its style.
    if (read === null) return { heading, label: marker, item: around.item };
    this.markers.length = Math.min(this.markers.length, depth);
    this.markers[depth] = read;
    return { heading, label: null, item: { place: { list: name, depth, ...read }, begun: false } };
  }

  /** What Word counts before a title; a bullet says nothing. */
  private titleLabel(marker: string | null, format: string | null): string | null {
    const read = marker === null ? null : readMarker(marker, undefined, format);
    return read && !read.ordered ? null : marker;
  }

  private headingLevel(element: Element): number | null {
    const typed = /^H([1-6])$/.exec(element.tagName)?.[1];
    const said = element.getAttribute('role') === 'heading' ? element.getAttribute('aria-level') : null;
    const outline = this.styles.of(element).get('mso-outline-level');
    const level = Number(typed ?? said ?? outline);
    return Number.isInteger(level) && level >= 1 && level <= 6 ? level : null;
  }

  // --- Tables

  private table(table: Element, around: Around): void {
    if (this.isInCell) this.meetNestedTable();
    for (const caption of table.querySelectorAll(':scope > caption')) {
      this.inside(caption, { ...around, item: null, list: null });
      this.flush({ ...around, item: null });
    }
    const rows = [...table.querySelectorAll('tr')]
      .filter((row) => row.closest('table') === table)
      .map((row): RowAsRead => {
        const cells = [...row.children].filter(({ tagName }) => /^T[DH]$/.test(tagName));
        return { header: false, cells: cells.map((cell) => this.cell(cell)) };
      })
      .filter(({ cells }) => cells.length > 0);
    this.blocks.push(...mergeTables(rows));
  }

  private cell(cell: Element): RowAsRead['cells'][number] {
    const span = (name: string) => Number.parseInt(cell.getAttribute(name) ?? '', 10) || 1;
    const side = (this.styles.of(cell).get('text-align') ?? cell.getAttribute('align') ?? '').toLowerCase();
    const align = (['left', 'center', 'right'] as const).find(
      (one): one is NonNullable<WrittenCell['align']> => one === side,
    );
    return {
      header: cell.tagName === 'TH',
      colspan: span('colspan'),
      rowspan: span('rowspan'),
      ...(align === undefined ? {} : { align }),
      paragraphs: paragraphsOf(readBlocks(cell, this.styles, this.meetNestedTable)),
    };
  }
}
