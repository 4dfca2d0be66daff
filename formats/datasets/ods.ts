// A sheet of OpenDocument, a row at a time, streamed out of the zip. Cells say their type; what is repeated to the edges of
// a sheet is empty and is not.
import { datasetLimits } from './limits.ts';
import { DatasetRefusal } from './refusals.ts';
import { type OpenedWorkbook, place, type SheetLine } from './sheets.ts';
import type { CellValue } from './source.ts';
import { readXml, walkXml } from './xml-stream.ts';
import type { ZipOnDisk } from './zip-files.ts';

/** Opens an ODS. */
export async function openOds(zip: ZipOnDisk): Promise<OpenedWorkbook> {
  const manifest = await zip.read('META-INF/manifest.xml', datasetLimits.documentBytes);
  if (manifest?.includes('encryption-data')) throw new DatasetRefusal('PROTECTED');
  const sheets: string[] = [];
  await walkXml(await zip.stream('content.xml'), {
    open(name, attribute) {
      if (name === 'table') sheets.push(attribute('name') ?? `Feuille ${sheets.length + 1}`);
    },
  });
  return {
    format: 'ODS',
    mediaType: 'application/vnd.oasis.opendocument.spreadsheet',
    sheets,
    lines: (sheet) => linesOf(zip, sheets.indexOf(sheet)),
    close: () => zip.close(),
  };
}

interface Cell {
  type: string;
  value: string | null;
  times: number;
  words: string;
}

/** A cell's value: what its attributes say, else its words. */
function cellValue({ type, value, words }: Cell): CellValue {
  if (type === 'float' || type === 'percentage' || type === 'currency') {
    const number = Number(value);
    return value !== null && Number.isFinite(number) ? number : null;
  }
  if (type === 'date' && value) return { date: value.slice(0, 19) };
  if (type === 'boolean') return value === 'true';
  return words === '' ? null : words;
}

/** Hears the events of a content.xml and gathers the lines of one of its sheets. */
class LineHandler {
  readonly done: SheetLine[] = [];
  private readonly wanted: number;
  private table = -1;
  private rank = 0;
  private times = 1;
  private line: CellValue[] = [];
  private column = 0;
  private cell: Cell | null = null;
  private paragraphs = 0;
  private isText = false;
  private isNote = 0;

  constructor(wanted: number) {
    this.wanted = wanted;
  }

  open(name: string, attribute: (name: string) => string | null): void {
    if (name === 'table') {
      this.table += 1;
      this.rank = 0;
    }
    if (this.table !== this.wanted) return;
    if (name === 'table-row') {
      this.times = repeats(attribute('number-rows-repeated'));
      this.line = [];
      this.column = 0;
    } else if (name === 'table-cell' || name === 'covered-table-cell') {
      const value = attribute('value') ?? attribute('date-value') ?? attribute('boolean-value') ?? null;
      const times = repeats(attribute('number-columns-repeated'));
      this.cell = { type: attribute('value-type') ?? '', value, times, words: '' };
      this.paragraphs = 0;
    } else if (name === 'annotation') this.isNote += 1;
    else if (name === 'p' && this.cell && this.isNote === 0) {
      if (this.paragraphs > 0) this.say('\n');
      this.paragraphs += 1;
      this.isText = true;
    } else if (name === 's' && this.isText) this.say(' '.repeat(Math.min(1000, repeats(attribute('c')))));
    else if (name === 'tab' && this.isText) this.say('\t');
    else if (name === 'line-break' && this.isText) this.say('\n');
  }

  text(words: string): void {
    if (this.isText) this.say(words);
  }

  private say(words: string): void {
    if (!this.cell) return;
    this.cell.words += words;
    if (this.cell.words.length > datasetLimits.recordBytes) throw new DatasetRefusal('TOO_LONG');
  }

  close(name: string): void {
    if (this.table !== this.wanted) return;
    if (name === 'annotation') this.isNote -= 1;
    else if (name === 'p' && this.isNote === 0) this.isText = false;
    else if (name === 'table-cell' || name === 'covered-table-cell') this.endCell();
    else if (name === 'table-row') this.endRow();
  }

  private endCell(): void {
    const { cell } = this;
    this.cell = null;
    if (!cell) return;
    const value = cellValue(cell);
    if (value !== null) for (let time = 0; time < cell.times; time += 1) place(this.line, this.column + time, value);
    this.column += cell.times;
  }

  private endRow(): void {
    const first = this.rank + 1;
    this.rank += this.times;
    if (this.line.length === 0) return;
    if (this.times > datasetLimits.rows) throw new DatasetRefusal('TOO_MANY_ROWS', String(datasetLimits.rows));
    for (let time = 0; time < this.times; time += 1) this.done.push({ rank: first + time, cells: this.line });
  }
}

function repeats(times: string | null): number {
  const number = Number(times ?? 1);
  return Number.isInteger(number) && number > 0 ? number : 1;
}

async function* linesOf(zip: ZipOnDisk, table: number): AsyncGenerator<SheetLine> {
  const handler = new LineHandler(table);
  yield* readXml(await zip.stream('content.xml'), handler, () => handler.done.splice(0));
}
