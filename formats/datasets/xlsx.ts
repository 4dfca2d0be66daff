// An Excel workbook, a row at a time: its parts are streamed out of the zip, only its shared words are held. Formulas give
// the value that was last computed. (read-excel-file unpacks all of it into memory, and refuses the whole workbook for one
// formula that was never computed.)
import { datasetLimits } from './limits.ts';
import { DatasetRefusal } from './refusals.ts';
import { type OpenedWorkbook, place, type SheetLine } from './sheets.ts';
import type { CellValue } from './source.ts';
import { readXml, walkXml } from './xml-stream.ts';
import type { ZipOnDisk } from './zip-files.ts';

const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

interface Parts {
  /** Paths of the sheets by name, in the order of the workbook. */
  sheets: Map<string, string>;
  shared: string[];
  /** For each style of a cell, whether its numbers are dates. */
  dates: boolean[];
  /** Days are counted from 1904, as old Macs did. */
  from1904: boolean;
}

/** Opens a workbook of a zip that holds one. */
export async function openXlsx(zip: ZipOnDisk): Promise<OpenedWorkbook> {
  const targets = await readTargets(zip);
  const { sheets, from1904 } = await readWorkbook(zip, targets);
  const parts: Parts = { sheets, from1904, shared: await readShared(zip), dates: await readDates(zip) };
  return {
    format: 'XLSX',
    mediaType: TYPE,
    sheets: [...sheets.keys()],
    lines: (sheet) => linesOf(zip, parts, sheet),
    close: () => zip.close(),
  };
}

/** Targets of the workbook's relations by id. */
async function readTargets(zip: ZipOnDisk): Promise<Map<string, string>> {
  const targets = new Map<string, string>();
  await walkXml(await zip.stream('xl/_rels/workbook.xml.rels'), {
    open(name, attribute) {
      const target = attribute('Target') ?? '';
      if (name === 'Relationship')
        targets.set(attribute('Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    },
  });
  return targets;
}

async function readWorkbook(zip: ZipOnDisk, targets: Map<string, string>) {
  const sheets = new Map<string, string>();
  let from1904 = false;
  await walkXml(await zip.stream('xl/workbook.xml'), {
    open(name, attribute) {
      if (name === 'workbookPr') from1904 = /^(1|true)$/.test(attribute('date1904') ?? '');
      if (name !== 'sheet') return;
      const path = targets.get(attribute('id') ?? '');
      // Charts are sheets too, of another kind.
      if (path && zip.has(path) && /worksheets\//.test(path)) sheets.set(attribute('name') ?? path, path);
    },
  });
  return { sheets, from1904 };
}

async function readShared(zip: ZipOnDisk): Promise<string[]> {
  const shared: string[] = [];
  if (!zip.has('xl/sharedStrings.xml')) return shared;
  let words = '';
  let isText = false;
  let isReading = false;
  let length = 0;
  await walkXml(await zip.stream('xl/sharedStrings.xml'), {
    open(name) {
      if (name === 'si') words = '';
      if (name === 'rPh') isReading = true;
      isText = name === 't' && !isReading;
    },
    text(part) {
      if (!isText) return;
      length += part.length;
      if (length > datasetLimits.sharedCharacters) throw new DatasetRefusal('TOO_LONG');
      words += part;
    },
    close(name) {
      isText = false;
      if (name === 'rPh') isReading = false;
      if (name === 'si') shared.push(unescaped(words));
    },
  });
  return shared;
}

/** Characters that XML cannot hold are written « _x000D_ ». */
const unescaped = (words: string) =>
  words.includes('_x')
    ? words.replace(/_x([0-9A-F]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : words;

const isDateFormat = (format: string) => /[dmyhs]/i.test(format.replace(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./g, ''));

async function readDates(zip: ZipOnDisk): Promise<boolean[]> {
  const dates: boolean[] = [];
  if (!zip.has('xl/styles.xml')) return dates;
  const formats = new Map<number, boolean>();
  let inCells = false;
  await walkXml(await zip.stream('xl/styles.xml'), {
    open(name, attribute) {
      if (name === 'numFmt') formats.set(Number(attribute('numFmtId')), isDateFormat(attribute('formatCode') ?? ''));
      if (name === 'cellXfs') inCells = true;
      if (name !== 'xf' || !inCells) return;
      const id = Number(attribute('numFmtId'));
      // The formats that every workbook has without saying so.
      dates.push(formats.get(id) ?? ((id >= 14 && id <= 22) || (id >= 45 && id <= 47)));
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return dates;
}

const DAY = 86_400_000;
/** Day 0 of Excel is one before it seems: it believes in the 29th of February 1900. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);

/** A day number as ISO writes it, with its time when it has one; null where it is none. */
function dateOf(days: number, from1904: boolean): { date: string } | null {
  const date = new Date((from1904 ? EPOCH_1904 : EPOCH_1900) + Math.round(days * (DAY / 1000)) * 1000);
  if (!(days >= 0) || Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999) return null;
  const iso = date.toISOString();
  return { date: Number.isInteger(days) ? iso.slice(0, 10) : iso.slice(0, 19) };
}

/** « AB12 » is column 27, from 0. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of reference.toUpperCase()) {
    const rank = letter.charCodeAt(0) - 64;
    if (rank < 1 || rank > 26) break;
    column = column * 26 + rank;
  }
  return column - 1;
}

function cellOf(type: string, words: string, style: number, parts: Parts): CellValue {
  if (words === '') return null;
  if (type === 's') return parts.shared[Number(words)] ?? null;
  if (type === 'str' || type === 'inlineStr') return unescaped(words);
  if (type === 'b') return words === '1';
  // An error of a formula is not a value.
  if (type === 'e') return null;
  if (type === 'd') return { date: words.slice(0, 19) };
  const number = Number(words);
  if (!Number.isFinite(number)) return null;
  return (parts.dates[style] ? dateOf(number, parts.from1904) : null) ?? number;
}

async function* linesOf(zip: ZipOnDisk, parts: Parts, sheet: string): AsyncGenerator<SheetLine> {
  const done: SheetLine[] = [];
  let line: SheetLine = { rank: 0, cells: [] };
  let [column, type, style, words] = [-1, 'n', 0, ''];
  let isText = false;
  yield* readXml(
    await zip.stream(parts.sheets.get(sheet) ?? ''),
    {
      open(name, attribute) {
        if (name === 'row') {
          line = { rank: Number(attribute('r') ?? line.rank + 1), cells: [] };
          column = -1;
        } else if (name === 'c') {
          const reference = attribute('r');
          column = reference ? columnOf(reference) : column + 1;
          [type, style, words] = [attribute('t') ?? 'n', Number(attribute('s') ?? 0), ''];
        } else isText = name === 'v' || name === 't';
      },
      text(part) {
        if (!isText) return;
        words += part;
        if (words.length > datasetLimits.recordBytes) throw new DatasetRefusal('TOO_LONG');
      },
      close(name) {
        isText = false;
        if (name === 'c') place(line.cells, Math.max(0, column), cellOf(type, words, style, parts));
        else if (name === 'row' && line.cells.length > 0) done.push(line);
      },
    },
    () => done.splice(0),
  );
}
