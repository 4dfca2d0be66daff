// A list of the product as a table for a spreadsheet: its columns in French, and every row that the filters of its page leave.
// Each list has its own in its room (obligations-sheet.ts…); the address is routes/tableaux.$file. Knows no file format.
import type { AppLoadContext } from '@remix-run/node';
import { clockAt, dayAt } from '#domain/calendar.ts';
import type { Sheet, SheetColumn, SheetValue } from '#formats/written-sheet.ts';

type Api = AppLoadContext['api'];

export interface ListColumn<Row> extends Pick<SheetColumn, 'name'> {
  /** Words unless said. */
  type?: SheetColumn['type'];
  cell(row: Row): SheetValue;
}

/** A list as it is taken away. */
export interface ListSheet {
  /** « Obligations »: what it is called, in the file's name too. */
  name: string;
  read(api: Api, search: URLSearchParams): Promise<Sheet>;
}

/** A list of these columns; `read` gives every row that an address asks for. */
export const listSheet = <Row>({
  name,
  columns,
  read,
}: {
  name: string;
  columns: readonly ListColumn<Row>[];
  read(api: Api, search: URLSearchParams): Promise<readonly Row[]>;
}): ListSheet => ({
  name,
  async read(api, search) {
    const rows = await read(api, search);
    return {
      name,
      columns: columns.map((column) => ({ name: column.name, type: column.type ?? 'TEXT' })),
      rows: rows.map((row) => columns.map(({ cell }) => cell(row))),
    };
  },
});

interface Page<Node> {
  edges: readonly { node: Node }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** What the API gives at once. */
export const SHEET_PAGE = 500;

/** More is a database's affair; a year of the largest convention has some thousand. */
const MOST_ROWS = 20_000;

/** Every node of a list, page by page. Throws an answer in French when there are more than a spreadsheet should hold. */
export async function readPages<Node>(read: (after: string | null) => Promise<Page<Node>>): Promise<Node[]> {
  const nodes: Node[] = [];
  let after: string | null = null;
  do {
    const { edges, pageInfo } = await read(after);
    nodes.push(...edges.map(({ node }) => node));
    if (nodes.length > MOST_ROWS)
      throw new Response('Ce tableau serait trop long\u00a0: filtrez la liste, puis recommencez.', { status: 422 });
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return nodes;
}

/** An instant as the clocks of Paris show it: `2026-01-12 09:30`. */
export const inParis = (instant: string): string => {
  const date = new Date(instant);
  return `${dayAt(date)} ${clockAt(date)}`;
};

/** Several words in one cell. */
export const listed = (words: readonly string[]): string | null => (words.length > 0 ? words.join(', ') : null);
