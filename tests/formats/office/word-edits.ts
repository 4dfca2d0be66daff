// What somebody does to a DOCX in Word, done by program: with tracked changes or without, with comments. For the tests of files
// that come back.
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { escapeXml } from '#formats/xml-writing.ts';

const DATE = '2026-03-03T10:00:00Z';
const track = (name: 'ins' | 'del', author: string, content = '') => {
  const said = `w:${name} w:id="9${Math.floor(Math.random() * 1e6)}" w:author="${escapeXml(author)}" w:date="${DATE}"`;
  return content === '' ? `<${said}/>` : `<${said}>${content}</w:${name}>`;
};
const run = (words: string, properties = '', element = 'w:t') =>
  words === '' ? '' : `<w:r>${properties}<${element} xml:space="preserve">${escapeXml(words)}</${element}></w:r>`;

/** The words of a document changed, `author` null: with tracking off. Throws when they are not in one run of it. */
function replace(document: string, before: string, after: string, author: string | null): string {
  const runs = /<w:r>(<w:rPr>(?:(?!<\/w:rPr>).)*<\/w:rPr>)?<w:t xml:space="preserve">([^<]*)<\/w:t><\/w:r>/g;
  let isDone = false;
  const changed = document.replace(runs, (whole, properties: string | undefined, escaped: string) => {
    const at = escaped.indexOf(escapeXml(before));
    if (isDone || at === -1) return whole;
    isDone = true;
    const keep = (words: string) =>
      words === '' ? '' : `<w:r>${properties ?? ''}<w:t xml:space="preserve">${words}</w:t></w:r>`;
    const gone = author === null ? '' : track('del', author, run(before, properties, 'w:delText'));
    const come = run(after, properties);
    const middle = gone + (author === null || come === '' ? come : track('ins', author, come));
    return keep(escaped.slice(0, at)) + middle + keep(escaped.slice(at + escapeXml(before).length));
  });
  if (!isDone) throw new Error(`The document has no run with « ${before} ».`);
  return changed;
}

const struckRuns = (xml: string, author: string): string =>
  xml.replace(/<w:r>.*?<\/w:r>/g, (one) => track('del', author, one.replace(/w:t(?=[ >])/g, 'w:delText')));

/** A file as its parts, to be changed and put together again. */
export class WordFile {
  private readonly parts: Record<string, Uint8Array>;
  private comments = '';

  constructor(bytes: Uint8Array) {
    this.parts = unzipSync(bytes);
  }

  get document(): string {
    return strFromU8(this.parts['word/document.xml'] ?? new Uint8Array());
  }

  private set document(xml: string) {
    this.parts['word/document.xml'] = strToU8(xml);
  }

  replace(before: string, after: string, author: string | null): this {
    this.document = replace(this.document, before, after, author);
    return this;
  }

  /** The same wherever the words are, in one run each. */
  replaceAll(before: string, after: string, author: string): this {
    const words = escapeXml(before);
    const tracked = track('del', author, run(before, '', 'w:delText')) + track('ins', author, run(after));
    this.document = this.document.replaceAll(`${words}</w:t></w:r>`, () => `</w:t></w:r>${tracked}`);
    return this;
  }

  /** A paragraph of its own right after the one with these words. */
  addAfter(words: string, added: string, author: string | null): this {
    const at = this.document.indexOf('</w:p>', this.document.indexOf(escapeXml(words))) + '</w:p>'.length;
    const mark = author === null ? '' : `<w:pPr><w:rPr>${track('ins', author)}</w:rPr></w:pPr>`;
    const content = author === null ? run(added) : track('ins', author, run(added));
    this.document = `${this.document.slice(0, at)}<w:p>${mark}${content}</w:p>${this.document.slice(at)}`;
    return this;
  }

  /** The element around these words, with what stands in its place. */
  private around(name: string, words: string, change: (element: string) => string): this {
    const found = this.document.indexOf(escapeXml(words));
    const start = Math.max(...[`<w:${name}>`, `<w:${name} `].map((tag) => this.document.lastIndexOf(tag, found)));
    const end = this.document.indexOf(`</w:${name}>`, found) + `</w:${name}>`.length;
    if (found === -1 || start === -1) throw new Error(`The document does not say « ${words} ».`);
    this.document = this.document.slice(0, start) + change(this.document.slice(start, end)) + this.document.slice(end);
    return this;
  }

  /** A row below the one that says these words. */
  rowAfter(words: string, cells: readonly string[], author: string | null): this {
    const said = (cell: string) => (author === null || cell === '' ? run(cell) : track('ins', author, run(cell)));
    const row = cells.map((cell) => `<w:tc><w:p>${said(cell)}</w:p></w:tc>`).join('');
    const mark = author === null ? '' : `<w:trPr>${track('ins', author)}</w:trPr>`;
    return this.around('tr', words, (element) => `${element}<w:tr>${mark}${row}</w:tr>`);
  }

  /** The cells of the rows of the table that says these words, row by row, each changed. */
  private cellsOf(words: string, change: (cells: string[], row: number) => string[]): this {
    return this.around('tbl', words, (table) => {
      let row = -1;
      return table.replace(/<w:tc>.*?<\/w:tc>(?=<\/w:tr>)/g, (all) => {
        row += 1;
        return change(all.match(/<w:tc>.*?<\/w:tc>/g) ?? [], row).join('');
      });
    });
  }

  /** A column before the one of this rank, in the table that says these words; `marked`: of tracked cells, else of words alone. */
  column(words: string, at: number, said: readonly string[], author: string | null, marked = true): this {
    const cell = (row: number) => {
      const content = run(said[row] ?? '');
      const change = author === null || !marked ? '' : track('ins', author).replace('w:ins', 'w:cellIns');
      const inner = author === null || marked || content === '' ? content : track('ins', author, content);
      return `<w:tc><w:tcPr>${change}</w:tcPr><w:p>${inner}</w:p></w:tc>`;
    };
    return this.cellsOf(words, (cells, row) => [...cells.slice(0, at), cell(row), ...cells.slice(at)]);
  }

  /** The column of this rank taken out of it. */
  withoutColumn(words: string, at: number, author: string | null): this {
    const struck = (cell: string) =>
      cell.replace('</w:tcPr>', `${track('del', author ?? '').replace('w:del', 'w:cellDel')}</w:tcPr>`);
    return this.cellsOf(words, (cells) =>
      cells.flatMap((cell, rank) => (rank !== at ? [cell] : author === null ? [] : [struck(cell)])),
    );
  }

  /** What a cell says of itself, in the row and column of these ranks. */
  cell(words: string, [row, column]: readonly [number, number], properties: string): this {
    return this.cellsOf(words, (cells, y) =>
      cells.map((cell, x) => (y === row && x === column ? cell.replace('</w:tcPr>', `${properties}</w:tcPr>`) : cell)),
    );
  }

  /** The row that says these words, struck out with all of them. */
  strikeRow(words: string, author: string): this {
    return this.around('tr', words, (row) =>
      struckRuns(row, author).replace('</w:trPr>', `${track('del', author)}</w:trPr>`),
    );
  }

  /** The paragraph that says these words, struck out with its end. */
  strikeParagraph(words: string, author: string): this {
    const mark = `<w:rPr>${track('del', author)}</w:rPr>`;
    return this.around('p', words, (paragraph) => struckRuns(paragraph, author).replace('</w:pPr>', `${mark}</w:pPr>`));
  }

  /** A plain paragraph in a style. */
  styled(words: string, style: string): this {
    return this.around('p', words, (paragraph) =>
      paragraph.replace('<w:p>', `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>`),
    );
  }

  /** A paragraph of one run in two, of which the first has all its properties. */
  cut(first: string, second: string, author: string): this {
    return this.around('p', first, (paragraph) => {
      const shape = /<w:pPr>(.*?)<\/w:pPr>/.exec(paragraph)?.[1] ?? '';
      const start = paragraph.replace(second, '').replace('</w:pPr>', `<w:rPr>${track('ins', author)}</w:rPr></w:pPr>`);
      return `${start}<w:p><w:pPr>${shape}</w:pPr>${run(second)}</w:p>`;
    });
  }

  /** A comment on the run that holds these words. */
  comment(words: string, { author, text }: { author: string; text: string }): this {
    const number = 700 + this.comments.length;
    const found = this.document.indexOf(escapeXml(words));
    const start = this.document.lastIndexOf('<w:r>', found);
    const end = this.document.indexOf('</w:r>', found) + '</w:r>'.length;
    this.document = `${this.document.slice(0, start)}<w:commentRangeStart w:id="${number}"/>${this.document.slice(start, end)}<w:commentRangeEnd w:id="${number}"/><w:r><w:commentReference w:id="${number}"/></w:r>${this.document.slice(end)}`;
    this.comments += `<w:comment w:id="${number}" w:author="${escapeXml(author)}" w:date="${DATE}"><w:p>${run(text)}</w:p></w:comment>`;
    return this;
  }

  /** A property that a file says of itself. */
  property(name: string, value: string): this {
    const said = strFromU8(this.parts['docProps/custom.xml'] ?? new Uint8Array());
    this.parts['docProps/custom.xml'] = strToU8(
      said.replace(new RegExp(`(name="${name}"><vt:lpwstr>)[^<]*`), `$1${value}`),
    );
    return this;
  }

  without(part: string): this {
    delete this.parts[part];
    return this;
  }

  bytes(): Uint8Array {
    const parts = { ...this.parts };
    if (this.comments !== '') {
      const relations = 'word/_rels/document.xml.rels';
      const given = strFromU8(parts[relations] ?? new Uint8Array());
      parts['word/remarks.xml'] = strToU8(
        `<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${this.comments}</w:comments>`,
      );
      parts[relations] = strToU8(
        given.replace(
          '</Relationships>',
          '<Relationship Id="remarks" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="remarks.xml"/></Relationships>',
        ),
      );
    }
    return zipSync(parts);
  }
}
