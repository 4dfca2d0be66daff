// What the readers of workbooks have in common: a sheet chosen, its first lines judged, its lines placed in columns.
import type { DatasetFormat, Reading } from './checked.ts';
import { columnNames, guessHeaderRow } from './headers.ts';
import { datasetLimits } from './limits.ts';
import { DatasetRefusal } from './refusals.ts';
import { batched, type CellValue, noReading, type Row, type Source } from './source.ts';

/** A line of a sheet: its rank in it from 1, and its cells, with holes where there is none. */
export interface SheetLine {
  rank: number;
  cells: CellValue[];
}

export interface OpenedWorkbook {
  format: DatasetFormat;
  mediaType: string;
  sheets: string[];
  /** The lines of a sheet that hold something, in order, read anew at each call. */
  lines(sheet: string): AsyncIterable<SheetLine>;
  close(): void;
}

const SAMPLE_LINES = 200;

/** The rows of a sheet of a workbook; what `asked` says is not guessed. */
export async function openSheet(workbook: OpenedWorkbook, asked: Partial<Reading>): Promise<Source> {
  const remarks = new Set<string>();
  const sheet = await choose(workbook, asked.sheet, remarks);
  const sample: SheetLine[] = [];
  for await (const line of workbook.lines(sheet)) if (sample.push(line) >= SAMPLE_LINES) break;
  const guess = guessHeaderRow(sample.map(({ cells }) => Array.from(cells, (cell) => cell ?? null)));
  const headerRow = asked.headerRow ?? sample[guess - 1]?.rank ?? 0;
  const header = sample.find(({ rank }) => rank === headerRow)?.cells ?? null;
  const width = sample.reduce((most, { cells, rank }) => Math.max(most, rank >= headerRow ? cells.length : 0), 0);
  if (sample.some(({ rank }) => rank < headerRow))
    remarks.add('Les lignes qui précèdent les en-têtes n’ont pas été gardées dans le tableau.');
  const source: Source = {
    format: workbook.format,
    mediaType: workbook.mediaType,
    names: columnNames(header, width),
    // Numbers that came into a workbook as words are many: words are judged as those of a CSV.
    isTyped: false,
    hasShapes: false,
    crs: null,
    reading: { ...noReading, headerRow, sheet },
    remarks,
    rows: () => batched(rowsOf(workbook.lines(sheet), source, headerRow)),
    close: () => workbook.close(),
  };
  return source;
}

/** The sheet that is asked for, else the first that holds something. */
async function choose(
  { sheets, lines }: OpenedWorkbook,
  asked: string | null | undefined,
  remarks: Set<string>,
): Promise<string> {
  let chosen = sheets.find((name) => name === asked);
  for (const name of chosen === undefined ? sheets : []) {
    for await (const _ of lines(name)) {
      chosen = name;
      break;
    }
    if (chosen !== undefined) break;
  }
  if (chosen === undefined) throw new DatasetRefusal('NO_ROWS');
  const others = sheets.filter((name) => name !== chosen);
  if (others.length > 0)
    remarks.add(
      `Ce classeur contient ${sheets.length} feuilles ; celle qui est lue est « ${chosen} ». Les autres : ${others
        .slice(0, 10)
        .join(', ')}.`,
    );
  return chosen;
}

async function* rowsOf(lines: AsyncIterable<SheetLine>, source: Source, headerRow: number): AsyncGenerator<Row> {
  for await (const { rank, cells } of lines) {
    if (rank <= headerRow) continue;
    if (cells.length > source.names.length) {
      const names = columnNames(source.names, cells.length);
      source.names.splice(0, source.names.length, ...names);
    }
    yield { values: source.names.map((_, index) => cells[index] ?? null) };
  }
}

/** Puts a cell at its column, refusing what no sheet holds. */
export function place(cells: CellValue[], column: number, value: CellValue): void {
  if (value === null || value === '') return;
  if (column >= datasetLimits.columns) throw new DatasetRefusal('TOO_MANY_COLUMNS', String(datasetLimits.columns));
  while (cells.length < column) cells.push(null);
  cells[column] = value;
}
