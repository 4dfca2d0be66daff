// The words of an ODT: paragraphs, lists, tables, with what people said of them and what was changed in them. Called by odt-file.ts.
import { bookmarkOf } from '../bookmarks.ts';
import { escapeXml } from '../xml-writing.ts';
import { instant } from './docx-body.ts';
import { type CountedHeading, createHeadingCounts } from './heading-counts.ts';
import { continuedStyle, HEADING_STYLES, headingList, listName, listStylesOfText } from './odt-looks.ts';
import {
  type Change,
  headingPatterns,
  labelOf,
  type OfficeBlock,
  type OfficeCell,
  type OfficeList,
  type OfficeParagraph,
  type OfficeRun,
  type OfficeTable,
  type OfficeThread,
  threadPlaces,
} from './office-text.ts';

const textProperties = ({ bold, italic, underline, superscript, subscript }: OfficeRun): string =>
  [
    bold && 'fo:font-weight="bold"',
    italic && 'fo:font-style="italic"',
    underline &&
      'style:text-underline-style="solid" style:text-underline-width="auto" style:text-underline-color="font-color"',
    superscript ? 'style:text-position="super 58%"' : subscript && 'style:text-position="sub 58%"',
  ]
    .filter(Boolean)
    .join(' ');

/** Words as ODF holds them: what would be lost as white space is said by elements. */
function writeWords(text: string): string {
  return text
    .split(/(\n|\t|(?<=[ \n\t]) +|^ +| +$)/)
    .map((piece) => {
      if (piece === '\n') return '<text:line-break/>';
      if (piece === '\t') return '<text:tab/>';
      if (/^ +$/.test(piece)) return `<text:s text:c="${piece.length}"/>`;
      return escapeXml(piece);
    })
    .join('');
}

/** A list that stands open while its items are written. */
interface OpenList {
  list: number;
  hasItem: boolean;
}

/** Where a paragraph stands among others: what is put in with its end is over at the start of the next. */
interface Following {
  nextIsParagraph: boolean;
}

export class OdtContent {
  /** text:tracked-changes, by region. */
  private readonly regions: string[] = [];
  private readonly automatic = new Map<string, string>();
  private readonly ownCounts: string[] = [];
  private readonly threads: ReadonlyMap<string, OfficeThread>;
  private readonly places: ReturnType<typeof threadPlaces>;
  private readonly countOf = createHeadingCounts();
  private readonly lineWidth: number;
  private open: OpenList[] = [];
  /** The last list of each name that counts headings, which the next goes on with. */
  private readonly countedIn = new Map<string, string>();
  private readonly listIds = new Map<number, string>();
  private ids = 0;
  private comments = 0;
  /** A region of inserted words that ends at the start of the next paragraph. */
  private ending: string | null = null;
  /** Paragraphs that were struck out with their end: they are told at the start of the next. */
  private dropped: { change: Change; said: string }[] = [];

  constructor(blocks: readonly OfficeBlock[], threads: readonly OfficeThread[], lineWidth: number) {
    this.threads = new Map(threads.map((thread) => [thread.id, thread]));
    this.places = threadPlaces(blocks);
    this.lineWidth = lineWidth;
  }

  /** office:text, without its own tags. */
  write(blocks: readonly OfficeBlock[]): string {
    const said = this.blocks(blocks);
    const changes =
      this.regions.length > 0 ? `<text:tracked-changes>${this.regions.join('')}</text:tracked-changes>` : '';
    return changes + said;
  }

  /** The styles that the words need, for office:automatic-styles. */
  styles(): string {
    return [...this.automatic.values()].join('') + listStylesOfText + this.ownCounts.join('');
  }

  private blocks(blocks: readonly OfficeBlock[], tableId: string | null = null): string {
    let said = '';
    for (const [index, block] of blocks.entries()) {
      const next = blocks[index + 1];
      if (block.kind === 'table') {
        said += this.closeLists(0) + this.sayDropped() + this.table(block);
        continue;
      }
      const id = index === 0 ? tableId : null;
      const following = { nextIsParagraph: next?.kind === 'paragraph' };
      if (block.change?.kind === 'deletion') this.drop(block);
      else if (block.list) said += this.item(block, block.list, { ...following, tableId: id });
      else said += this.closeLists(0) + this.lone(block, { ...following, tableId: id });
    }
    return said + this.closeLists(0) + this.sayDropped();
  }

  private style(
    family: 'text' | 'paragraph' | 'table' | 'table-column' | 'table-cell',
    properties: string,
    parent = '',
  ): string {
    const key = `${family} ${parent} ${properties}`;
    const known = this.automatic.get(key);
    const name = /style:name="([^"]+)"/.exec(known ?? '')?.[1] ?? `I62_${this.automatic.size + 1}`;
    if (known === undefined) {
      const kind = family === 'text' || family === 'paragraph' ? family : family;
      this.automatic.set(
        key,
        `<style:style style:name="${name}" style:family="${family}"${parent && ` style:parent-style-name="${parent}"`}><style:${kind}-properties ${properties}/></style:style>`,
      );
    }
    return name;
  }

  private newId(prefix: string): string {
    this.ids += 1;
    return `${prefix}${this.ids}`;
  }

  private region({ kind, author, date }: Change, content = ''): string {
    const id = this.newId('ct');
    const info = `<office:change-info><dc:creator>${escapeXml(author)}</dc:creator><dc:date>${instant(date)}</dc:date></office:change-info>`;
    this.regions.push(
      `<text:changed-region xml:id="${id}" text:id="${id}"><text:${kind}>${info}${content}</text:${kind}></text:changed-region>`,
    );
    return id;
  }

  // --- Paragraphs

  private styleName({ role, heading, align, list }: OfficeParagraph, inCell: boolean): string {
    if (role === 'title') return 'Title';
    if (role === 'lead') return 'Subtitle';
    if (heading) return `Heading_20_${Math.min(heading.level, HEADING_STYLES)}`;
    const name = list?.continues ? continuedStyle(list.depth) : inCell ? 'Table_20_Contents' : 'Text_20_body';
    return align ? this.style('paragraph', `fo:text-align="${align === 'right' ? 'end' : align}"`, name) : name;
  }

  /** The element of a paragraph, heading or not. */
  private element(paragraph: OfficeParagraph, said: string): string {
    const name = this.styleName(paragraph, this.inCell);
    const { heading } = paragraph;
    return heading
      ? `<text:h text:style-name="${name}" text:outline-level="${Math.min(heading.level, 10)}">${said}</text:h>`
      : `<text:p text:style-name="${name}">${said}</text:p>`;
  }

  private inCell = false;

  private drop(paragraph: OfficeParagraph): void {
    const label = paragraph.heading?.isTyped ? labelOf(paragraph.heading.kind, paragraph.heading.number) : '';
    const words = paragraph.runs.map((run) => this.looked(run, writeWords(run.text))).join('');
    const change = paragraph.change as Change;
    this.dropped.push({ change, said: this.element(paragraph, escapeXml(label) + words) });
  }

  /** What was struck out before a paragraph that stays, told at its start. */
  private droppedBefore(): string {
    return this.dropped
      .splice(0)
      .map(({ change, said }) => `<text:change text:change-id="${this.region(change, `${said}<text:p/>`)}"/>`)
      .join('');
  }

  /** What was struck out where no paragraph follows. */
  private sayDropped(): string {
    return this.dropped
      .splice(0)
      .map(
        ({ change, said }) =>
          `<text:p text:style-name="Text_20_body"><text:change text:change-id="${this.region(change, said)}"/></text:p>`,
      )
      .join('');
  }

  private words(
    paragraph: OfficeParagraph,
    { nextIsParagraph, tableId }: Following & { tableId: string | null },
  ): string {
    const { change, id, heading, runs } = paragraph;
    const ended = this.ending === null ? '' : `<text:change-end text:change-id="${this.ending}"/>`;
    this.ending = null;
    const before = ended + this.droppedBefore();
    const label = heading?.isTyped ? labelOf(heading.kind, heading.number) : '';
    const words = escapeXml(label) + this.runs(runs, change !== undefined);
    const marks = [tableId === null ? null : bookmarkOf(tableId, true), id === null ? null : bookmarkOf(id)];
    const said = marks.reduce<string>(
      (inner, name) =>
        name === null
          ? inner
          : `<text:bookmark-start text:name="${name}"/>${inner}<text:bookmark-end text:name="${name}"/>`,
      words,
    );
    if (!change) return before + said + (nextIsParagraph ? this.cutHere(paragraph) : '');
    const region = this.region(change);
    if (nextIsParagraph) this.ending = region;
    const end = nextIsParagraph ? '' : `<text:change-end text:change-id="${region}"/>`;
    return `${before}<text:change-start text:change-id="${region}"/>${said}${end}`;
  }

  /** An end that was put in alone: it is over at the start of the next paragraph. */
  private cutHere({ end }: OfficeParagraph): string {
    if (end?.kind !== 'insertion') return '';
    this.ending = this.region(end);
    return `<text:change-start text:change-id="${this.ending}"/>`;
  }

  private runs(runs: readonly OfficeRun[], isWithinChange: boolean): string {
    let said = '';
    for (let at = 0; at < runs.length; ) {
      const { href } = runs[at] as OfficeRun;
      let end = at + 1;
      while (href !== undefined && runs[end]?.href === href) end += 1;
      const inner = runs
        .slice(at, end)
        .map((run) => this.run(run, isWithinChange))
        .join('');
      said +=
        href === undefined
          ? inner
          : `<text:a xlink:type="simple" xlink:href="${escapeXml(href)}" text:style-name="Internet_20_link">${inner}</text:a>`;
      at = end;
    }
    return said;
  }

  private looked(run: OfficeRun, words: string): string {
    const properties = textProperties(run);
    return properties && words
      ? `<text:span text:style-name="${this.style('text', properties)}">${words}</text:span>`
      : words;
  }

  private run(run: OfficeRun, isWithinChange: boolean): string {
    const opened = (this.places.opens.get(run) ?? []).map((id) => this.comment(id)).join('');
    const closed = (this.places.closes.get(run) ?? []).map((id) => this.commentEnd(id)).join('');
    return opened + this.changed(run, isWithinChange) + closed;
  }

  private changed(run: OfficeRun, isWithinChange: boolean): string {
    const said = this.looked(run, writeWords(run.text));
    if (!run.change || said === '') return said;
    if (run.change.kind === 'deletion')
      return `<text:change text:change-id="${this.region(run.change, `<text:p>${said}</text:p>`)}"/>`;
    if (isWithinChange) return said;
    const region = this.region(run.change);
    return `<text:change-start text:change-id="${region}"/>${said}<text:change-end text:change-id="${region}"/>`;
  }

  private readonly named = new Map<string, string[]>();

  private comment(threadId: string): string {
    const thread = this.threads.get(threadId);
    if (!thread) return '';
    const names: string[] = [];
    const said = thread.comments.map(({ author, at, text }) => {
      this.comments += 1;
      const name = `c${this.comments}`;
      names.push(name);
      const lines = text.split('\n').map((line) => `<text:p>${writeWords(line)}</text:p>`);
      const resolved = thread.isResolved ? ' loext:resolved="true"' : '';
      return `<office:annotation office:name="${name}"${resolved}><dc:creator>${escapeXml(author)}</dc:creator><dc:date>${instant(at)}</dc:date>${lines.join('')}</office:annotation>`;
    });
    this.named.set(threadId, names);
    return said.join('');
  }

  private commentEnd(threadId: string): string {
    return (this.named.get(threadId) ?? []).map((name) => `<office:annotation-end office:name="${name}"/>`).join('');
  }

  // --- Headings and lists

  private lone(paragraph: OfficeParagraph, following: Following & { tableId: string | null }): string {
    const said = this.element(paragraph, this.words(paragraph, following));
    const counted = paragraph.heading && this.countOf(paragraph.heading);
    return counted && !paragraph.heading?.isTyped ? this.counted(counted, said) : said;
  }

  /** A heading as the item of the list that counts its kind. */
  private counted({ kind, rank, suffix, goesOn }: CountedHeading, heading: string): string {
    const item = `<text:list-item${goesOn ? '' : ` text:start-value="${rank}"`}>${heading}</text:list-item>`;
    if (suffix !== null) {
      const own = this.newId('Count_');
      this.ownCounts.push(headingList(own, headingPatterns.article.replace('#', `#\u00a0${suffix}`)));
      return `<text:list text:style-name="${own}">${item}</text:list>`;
    }
    const name = `Count_${kind === 'objective' ? 'axis' : kind}`;
    const before = this.countedIn.get(name);
    const id = this.newId('list');
    this.countedIn.set(name, id);
    const said = kind === 'objective' ? `<text:list-item><text:list>${item}</text:list></text:list-item>` : item;
    return `<text:list xml:id="${id}" text:style-name="${name}"${before === undefined ? '' : ` text:continue-list="${before}"`}>${said}</text:list>`;
  }

  private closeLists(depth: number): string {
    let said = '';
    while (this.open.length > depth) said += `${this.open.pop()?.hasItem ? '</text:list-item>' : ''}</text:list>`;
    return said;
  }

  private item(
    paragraph: OfficeParagraph,
    place: OfficeList,
    following: Following & { tableId: string | null },
  ): string {
    const { list, depth, ordered, style, start, isFirst, continues } = place;
    let said = this.closeLists(depth + 1);
    if (this.open[depth] && this.open[depth].list !== list && !continues) said += this.closeLists(depth);
    while (this.open.length <= depth) {
      const above = this.open.at(-1);
      if (above && !above.hasItem) {
        said += '<text:list-item>';
        above.hasItem = true;
      }
      const known = this.listIds.get(list);
      const id = this.newId('list');
      this.listIds.set(list, id);
      said += `<text:list xml:id="${id}" text:style-name="${listName(ordered, style)}"${known === undefined || this.open.length < depth ? '' : ` text:continue-list="${known}"`}>`;
      this.open.push({ list, hasItem: false });
    }
    const current = this.open[depth] as OpenList;
    if (!continues || !current.hasItem) {
      if (current.hasItem) said += '</text:list-item>';
      said += `<text:list-item${isFirst && ordered ? ` text:start-value="${start}"` : ''}>`;
      current.hasItem = true;
    }
    return said + this.element(paragraph, this.words(paragraph, following));
  }

  // --- Tables

  private table(table: OfficeTable): string {
    const { id, widths, rows, headRows, cells } = table;
    const all = widths.reduce((sum, width) => sum + width, 0);
    const columns = widths.map((width) => {
      const name = this.style('table-column', `style:column-width="${((width / all) * this.lineWidth).toFixed(3)}cm"`);
      return `<table:table-column table:style-name="${name}"/>`;
    });
    const lines = Array.from({ length: rows }, (_, y) => this.row(table, y));
    const head =
      headRows > 0 ? `<table:table-header-rows>${lines.slice(0, headRows).join('')}</table:table-header-rows>` : '';
    const looks = this.style(
      'table',
      `style:width="${this.lineWidth}cm" table:align="margins" fo:margin-top="0.1cm" fo:margin-bottom="0.25cm"`,
    );
    if (cells.length === 0) return '';
    const name = id === null ? this.newId('Table') : bookmarkOf(id, true);
    return `<table:table table:name="${name}" table:style-name="${looks}">${columns.join('')}${head}${lines.slice(headRows).join('')}</table:table>`;
  }

  private row(table: OfficeTable, y: number): string {
    const covering = table.cells
      .filter((cell) => cell.y <= y && y < cell.y + cell.rowspan)
      .sort((one, other) => one.x - other.x);
    return `<table:table-row>${covering.map((cell) => this.cell(cell, y, table)).join('')}</table:table-row>`;
  }

  private cell(cell: OfficeCell, y: number, table: OfficeTable): string {
    const { colspan, rowspan, isHeader, paragraphs } = cell;
    const covered = '<table:covered-table-cell/>';
    if (cell.y !== y) return covered.repeat(colspan);
    const fill = isHeader ? ' fo:background-color="#dce4f2"' : '';
    const name = this.style('table-cell', `fo:padding="0.12cm" fo:border="0.5pt solid #a6a6a6"${fill}`);
    const spans = `${colspan > 1 ? ` table:number-columns-spanned="${colspan}"` : ''}${rowspan > 1 ? ` table:number-rows-spanned="${rowspan}"` : ''}`;
    const outer = this.open;
    this.open = [];
    this.inCell = true;
    const said = this.blocks(paragraphs, cell === table.cells[0] ? table.id : null);
    this.inCell = false;
    this.open = outer;
    return `<table:table-cell table:style-name="${name}" office:value-type="string"${spans}>${said || '<text:p/>'}</table:table-cell>${covered.repeat(colspan - 1)}`;
  }
}
