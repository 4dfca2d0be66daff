// The words of a DOCX: paragraphs, runs, tables, with what people said of them and what was changed in them. Called by
// docx-file.ts. The order of the elements within another is the schema's (ECMA-376): Word refuses a file for less.
import { bookmarkOf, frameBookmark, rowBookmark } from '../bookmarks.ts';
import { escapeXml } from '../xml-writing.ts';
import { continuedStyle, HEADING_STYLES, type StyleName } from './docx-looks.ts';
import { DocxNumbers } from './docx-numbers.ts';
import {
  type Change,
  type ChangedBy,
  labelOf,
  type OfficeBlock,
  type OfficeCell,
  type OfficeLook,
  type OfficeParagraph,
  type OfficeRun,
  type OfficeTable,
  type OfficeThread,
  plainParagraph,
  threadPlaces,
} from './office-text.ts';

/** What a body needs to know of the file around it. */
export interface DocxAround {
  styleId(name: StyleName): string;
  /** Twentieths of a point between the margins of a page. */
  lineWidth: number;
  /** The relationship of a link's address. */
  linkId(href: string): string;
}

/** Words of Word's own: seconds, in the time of who reads it. */
export const instant = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;

/** The comments of a thread, by the number under which Word knows each. */
export interface WrittenComment {
  number: number;
  thread: OfficeThread;
  /** Rank in its thread. */
  rank: number;
}

const numberingProperties = (numId: number, level: number) =>
  `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${numId}"/></w:numPr>`;

/** What is said of the look of words: of a link's in the style of links, then how it was otherwise. */
function runProperties(look: OfficeLook, linkStyle: string | null, former = ''): string {
  const { bold, italic, underline, superscript, subscript } = look;
  const said = [
    linkStyle === null ? '' : `<w:rStyle w:val="${linkStyle}"/>`,
    bold ? '<w:b/><w:bCs/>' : '',
    italic ? '<w:i/><w:iCs/>' : '',
    underline ? '<w:u w:val="single"/>' : '',
    superscript ? '<w:vertAlign w:val="superscript"/>' : subscript ? '<w:vertAlign w:val="subscript"/>' : '',
    former,
  ].join('');
  return said && `<w:rPr>${said}</w:rPr>`;
}

/** What stands for the words of a run: line breaks and tabulations are elements. */
function writeWords(text: string, isDeleted: boolean): string {
  const element = isDeleted ? 'w:delText' : 'w:t';
  return text
    .split(/(\n|\t)/)
    .map((piece) => {
      if (piece === '\n') return '<w:br/>';
      if (piece === '\t') return '<w:tab/>';
      return piece && `<${element} xml:space="preserve">${escapeXml(piece)}</${element}>`;
    })
    .join('');
}

export class DocxBody {
  readonly numbers = new DocxNumbers();
  readonly comments: WrittenComment[] = [];
  private readonly around: DocxAround;
  private readonly threads: ReadonlyMap<string, OfficeThread>;
  private readonly places: ReturnType<typeof threadPlaces>;
  private readonly numbersOfThread = new Map<string, number[]>();
  private changes = 0;
  private bookmarks = 0;
  /** The words of the lines around the text, by rank. */
  readonly frames: string[] = [];
  /** Ids of rows are told apart within their table alone, names of bookmarks within the file. */
  private readonly rows = new Set<string>();

  constructor(blocks: readonly OfficeBlock[], threads: readonly OfficeThread[], around: DocxAround) {
    this.around = around;
    this.threads = new Map(threads.map((thread) => [thread.id, thread]));
    this.places = threadPlaces(blocks);
  }

  /** The blocks, one after the other; a table is parted from what follows, which would be taken for more of it. */
  write(blocks: readonly OfficeBlock[]): string {
    return blocks
      .map((block, index) => {
        if (block.kind === 'paragraph') return this.paragraph(block);
        const next = blocks[index + 1];
        const gap = next === undefined || next.kind === 'table' ? this.gap() : '';
        return this.table(block) + gap;
      })
      .join('');
  }

  private gap(): string {
    return '<w:p><w:pPr><w:spacing w:before="0" w:after="120" w:line="120" w:lineRule="exact"/></w:pPr></w:p>';
  }

  private styleOf({ role, heading, list }: OfficeParagraph): StyleName {
    if (role === 'title') return 'Title';
    if (role === 'lead') return 'Subtitle';
    if (heading) return `heading ${Math.min(heading.level, HEADING_STYLES)}`;
    if (list) return list.continues ? continuedStyle(list.depth) : 'List Paragraph';
    return 'Normal';
  }

  private numbering({ heading, list }: OfficeParagraph): string {
    const place = heading ? this.numbers.ofHeading(heading) : list && this.numbers.ofItem(list);
    if (place) return numberingProperties(place.numId, place.level);
    // A charter's style may count: what shows no number says so.
    return heading ? numberingProperties(0, 0) : '';
  }

  /** `around`: the bookmarks of what begins with it. */
  private paragraph(paragraph: OfficeParagraph, around: readonly (string | null)[] = []): string {
    const { heading, change, align, runs, id, role, reshaped } = paragraph;
    const ended = change ?? paragraph.end;
    const style = this.styleOf(paragraph);
    const properties = [
      style === 'Normal' ? '' : `<w:pStyle w:val="${escapeXml(this.around.styleId(style))}"/>`,
      this.numbering(paragraph),
      align ? `<w:jc w:val="${align}"/>` : '',
      // Said again where a charter's style does not.
      heading ? `<w:outlineLvl w:val="${Math.min(heading.level, 9) - 1}"/>` : '',
      ended ? `<w:rPr>${this.changeMark(ended)}</w:rPr>` : '',
      reshaped ? this.formerShape(reshaped) : '',
    ].join('');
    const label = heading?.isTyped ? labelOf(heading.kind, heading.number) : '';
    const words = label ? [{ text: label, ...(change && { change }) }, ...runs] : runs;
    const marks = [...around, id === null ? null : bookmarkOf(id), role === 'text' ? null : this.frame(words)];
    const said = this.bookmarked(this.runs(words), marks);
    return `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${said}</w:p>`;
  }

  private frame(runs: readonly OfficeRun[]): string {
    this.frames.push(runs.map(({ text }) => text).join(''));
    return frameBookmark(this.frames.length);
  }

  /** A former style alone: a numbering counts what stands there now. */
  private formerShape({ former, by }: NonNullable<OfficeParagraph['reshaped']>): string {
    const { heading } = former;
    const style = this.styleOf({ ...plainParagraph(''), ...former });
    const level = heading ? `<w:outlineLvl w:val="${Math.min(heading.level, 9) - 1}"/>` : '';
    const said = `<w:pStyle w:val="${escapeXml(this.around.styleId(style))}"/>${level}`;
    return this.attributed('w:pPrChange', by, `<w:pPr>${said}</w:pPr>`);
  }

  private bookmarked(said: string, names: readonly (string | null)[]): string {
    return names.reduce<string>((inner, name) => {
      if (name === null) return inner;
      this.bookmarks += 1;
      return `<w:bookmarkStart w:id="${this.bookmarks}" w:name="${name}"/>${inner}<w:bookmarkEnd w:id="${this.bookmarks}"/>`;
    }, said);
  }

  private changeMark({ kind, ...by }: Change, content: string | null = null): string {
    return this.attributed(kind === 'insertion' ? 'w:ins' : 'w:del', by, content);
  }

  private attributed(name: string, { author, date }: ChangedBy, content: string | null): string {
    this.changes += 1;
    // Numbers of changes and of bookmarks are of one kind in Word.
    const said = `${name} w:id="${100_000 + this.changes}" w:author="${escapeXml(author)}" w:date="${instant(date)}"`;
    return content === null ? `<${said}/>` : `<${said}>${content}</${name}>`;
  }

  /** Runs in order; those of one address are one link. */
  private runs(runs: readonly OfficeRun[]): string {
    let said = '';
    for (let at = 0; at < runs.length; ) {
      const { href } = runs[at] as OfficeRun;
      let end = at + 1;
      while (href !== undefined && runs[end]?.href === href) end += 1;
      const inner = runs.slice(at, end).map((run) => this.run(run));
      said += href === undefined ? inner.join('') : this.link(href, inner.join(''));
      at = end;
    }
    return said;
  }

  private link(href: string, said: string): string {
    return `<w:hyperlink r:id="${this.around.linkId(href)}" w:history="1">${said}</w:hyperlink>`;
  }

  private run(run: OfficeRun): string {
    const { text, change, struck, restyled, href } = run;
    const isDeleted = change?.kind === 'deletion' || struck !== undefined;
    const words = writeWords(text, isDeleted);
    const style = href === undefined ? null : escapeXml(this.around.styleId('Hyperlink'));
    const former = restyled && this.attributed('w:rPrChange', restyled.by, runProperties(run, style) || '<w:rPr/>');
    const properties = runProperties(restyled?.look ?? run, style, former);
    const written = words && `<w:r>${properties}${words}</w:r>`;
    const said = struck && written ? this.changeMark(struck, written) : written;
    const opened = (this.places.opens.get(run) ?? []).map((id) => this.open(id)).join('');
    const closed = (this.places.closes.get(run) ?? []).map((id) => this.close(id)).join('');
    return opened + (change && said ? this.changeMark(change, said) : said) + closed;
  }

  private open(threadId: string): string {
    const thread = this.threads.get(threadId);
    if (!thread) return '';
    const numbers = thread.comments.map((_, rank) => {
      const number = this.comments.length;
      this.comments.push({ number, thread, rank });
      return number;
    });
    this.numbersOfThread.set(threadId, numbers);
    return numbers.map((number) => `<w:commentRangeStart w:id="${number}"/>`).join('');
  }

  private close(threadId: string): string {
    const style = escapeXml(this.around.styleId('annotation reference'));
    return (this.numbersOfThread.get(threadId) ?? [])
      .map(
        (number) =>
          `<w:commentRangeEnd w:id="${number}"/><w:r><w:rPr><w:rStyle w:val="${style}"/></w:rPr><w:commentReference w:id="${number}"/></w:r>`,
      )
      .join('');
  }

  private table(table: OfficeTable): string {
    const { widths, rows, cells } = table;
    const all = widths.reduce((sum, width) => sum + width, 0);
    const columns = widths.map((width) => Math.round((width / all) * this.around.lineWidth));
    const style = escapeXml(this.around.styleId('Table Grid'));
    const properties = `<w:tblPr><w:tblStyle w:val="${style}"/><w:tblW w:w="${columns.reduce((sum, width) => sum + width, 0)}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr>`;
    const grid = `<w:tblGrid>${columns.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>`;
    const lines = Array.from({ length: rows }, (_, y) => this.row(table, y, columns));
    return cells.length === 0 ? '' : `<w:tbl>${properties}${grid}${lines.join('')}</w:tbl>`;
  }

  private row(table: OfficeTable, y: number, columns: readonly number[]): string {
    const { cells, headRows } = table;
    const change = table.change ?? table.rowChanges?.[y];
    const properties = [
      '<w:cantSplit/>',
      // `false` would be read as yes by some: absent it is.
      y < headRows ? '<w:tblHeader/>' : '',
      change ? this.changeMark(change) : '',
    ].join('');
    const covering = cells
      .filter((cell) => cell.y <= y && y < cell.y + cell.rowspan)
      .sort((one, other) => one.x - other.x);
    const first = covering.find((cell) => cell.y === y);
    const said = covering.map((cell) =>
      this.cell(cell, y, { columns, around: cell === first ? this.beginningIn(cell, table) : [] }),
    );
    return `<w:tr><w:trPr>${properties}</w:trPr>${said.join('')}</w:tr>`;
  }

  private cell(
    cell: OfficeCell,
    y: number,
    { columns, around }: { columns: readonly number[]; around: readonly (string | null)[] },
  ): string {
    const { x, colspan, rowspan, isHeader, paragraphs } = cell;
    const width = columns.slice(x, x + colspan).reduce((sum, one) => sum + one, 0);
    const isFirst = cell.y === y;
    const properties = [
      `<w:tcW w:w="${width}" w:type="dxa"/>`,
      colspan > 1 ? `<w:gridSpan w:val="${colspan}"/>` : '',
      rowspan > 1 ? `<w:vMerge${isFirst ? ' w:val="restart"' : ''}/>` : '',
      isHeader ? '<w:shd w:val="clear" w:color="auto" w:fill="DCE4F2"/>' : '',
    ].join('');
    // A cell ends with a paragraph, even where it has none.
    const shown = isFirst && paragraphs.length > 0 ? paragraphs : null;
    const said = shown?.map((one, index) => this.paragraph(one, index === 0 ? around : [])).join('');
    return `<w:tc><w:tcPr>${properties}</w:tcPr>${said ?? '<w:p/>'}</w:tc>`;
  }

  /** The bookmarks of the table, and of the row, that begin with a cell. */
  private beginningIn(cell: OfficeCell, { cells, id, rowIds }: OfficeTable): (string | null)[] {
    const rowId = rowIds?.[cell.y] ?? null;
    const isNamed = rowId !== null && !this.rows.has(rowId);
    if (isNamed) this.rows.add(rowId);
    return [cell === cells[0] && id !== null ? bookmarkOf(id, true) : null, isNamed ? rowBookmark(rowId) : null];
  }
}
