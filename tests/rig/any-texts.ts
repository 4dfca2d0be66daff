// Texts by chance, for tests by properties: every construct that the schema has, and sequences as no editor writes them.
import { Fragment, type Mark, type Node as TextNode } from '@tiptap/pm/model';
import fc from 'fast-check';
import * as Y from 'yjs';
import { blockKinds, cellKey, listKinds, listStyles, plainBlock, tableKeys } from '#domain/texts/text-grammar.ts';
import { textSchema } from '#domain/texts/text-schema.ts';
import { degrees, headingKinds, itemMarks, numberSuffixes, outcomeKinds } from '#domain/vocabulary.ts';

const { nodes, marks } = textSchema;
const node = (name: string, attrs: object | null, content: readonly TextNode[] = []) =>
  (nodes[name] as (typeof nodes)[string]).create(
    attrs as Record<string, unknown> | null,
    Fragment.fromArray([...content]),
  );
const mark = (name: string, attrs: Record<string, unknown> = {}) =>
  (marks[name] as (typeof marks)[string]).create(attrs);

const letters = fc.constantFrom('a', 'b', ' ', 'é', '\u00a0', '«', '😀', '6', '\t');
const words = fc.string({ unit: letters, minLength: 1, maxLength: 8 });
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { freq: 2, nil: null });

/** Three threads, so that they overlap. */
export const threadIds = ['a', 'b', 'c'].map((letter) => `00000000-0000-4000-8000-00000000000${letter}`);

const anyMarks: fc.Arbitrary<readonly Mark[]> = fc
  .record({
    plain: fc.subarray(['bold', 'italic', 'underline']),
    raised: maybe(fc.constantFrom('superscript', 'subscript')),
    href: maybe(fc.constantFrom('https://exemple.fr/a', 'mailto:a@exemple.fr')),
    threads: fc.subarray(threadIds),
  })
  .map(({ plain, raised, href, threads }) =>
    [
      ...[...plain, ...(raised ? [raised] : [])].map((name) => mark(name)),
      ...(href ? [mark('link', { href })] : []),
      ...threads.map((threadId) => mark('comment', { threadId })),
    ].reduce<readonly Mark[]>((set, one) => one.addToSet(set), []),
  );

const anyInline = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.tuple(words, anyMarks).map(([text, set]) => textSchema.text(text, set)) },
    { weight: 1, arbitrary: anyMarks.map((set) => node('hardBreak', null).mark(set)) },
  ),
  { maxLength: 4 },
);

const anyIdentity = fc.record({
  id: fc.uuid(),
  mark: maybe(fc.constantFrom(...itemMarks)),
  degree: maybe(fc.constantFrom(...degrees)),
  outcome: maybe(fc.constantFrom(...outcomeKinds)),
  previousId: maybe(fc.uuid()),
});

const inner = anyInline.map((content) => node('paragraph', null, content));
const anyParagraph = fc.tuple(anyIdentity, anyInline).map(([attrs, content]) => node('paragraph', attrs, content));
const anyHeading = fc
  .tuple(
    anyIdentity,
    fc.record({
      kind: fc.constantFrom(...headingKinds),
      numbered: fc.boolean(),
      startAt: maybe(fc.integer({ min: 1, max: 999 })),
      suffix: maybe(fc.constantFrom(...numberSuffixes)),
    }),
    anyInline,
  )
  .map(([identity, attrs, content]) => node('heading', { ...identity, ...attrs }, content));

/** A list with lists in its items, and paragraphs that go on with them. */
const { list: anyList } = fc.letrec<{ list: TextNode; item: TextNode }>((tie) => ({
  item: fc
    .tuple(anyIdentity, inner, fc.array(fc.oneof({ maxDepth: 2 }, inner, tie('list')), { maxLength: 2 }))
    .map(([attrs, first, more]) => node('listItem', attrs, [first, ...more])),
  list: fc
    .tuple(
      fc.constantFrom('bulletList', 'orderedList'),
      maybe(fc.constantFrom(...listStyles)),
      fc.constantFrom(1, 1, 0, 7, 999),
      fc.array(tie('item'), { minLength: 1, maxLength: 2 }),
    )
    .map(([name, type, start, items]) => node(name, name === 'orderedList' ? { type, start } : null, items)),
}));

const anyCellContent = fc.oneof(
  { weight: 1, arbitrary: fc.constant([node('paragraph', null)]) },
  {
    weight: 3,
    arbitrary: fc.array(fc.oneof({ weight: 3, arbitrary: inner }, anyList), { minLength: 1, maxLength: 3 }),
  },
);

const anyCell = fc.record({
  header: fc.boolean(),
  colspan: fc.constantFrom(1, 1, 1, 2, 3),
  rowspan: fc.constantFrom(1, 1, 1, 2, 3),
  align: maybe(fc.constantFrom('left', 'center', 'right')),
  content: anyCellContent,
});

type Cell = typeof anyCell extends fc.Arbitrary<infer Value> ? Value : never;

/** The rows of a grid in which spans take what is free to the right and below. */
function rowsOf(grid: readonly Cell[][]): TextNode[] {
  const taken = new Set<string>();
  const isFree = (row: number, column: number) => Boolean(grid[row]?.[column]) && !taken.has(`${row}:${column}`);
  return grid.map((cells, row) => {
    const shown = cells.flatMap(({ header, content, align, ...spans }, column) => {
      if (!isFree(row, column)) return [];
      let colspan = 1;
      while (colspan < spans.colspan && isFree(row, column + colspan)) colspan += 1;
      const isRowFree = (r: number) => Array.from({ length: colspan }, (_, c) => isFree(r, column + c)).every(Boolean);
      let rowspan = 1;
      while (rowspan < spans.rowspan && isRowFree(row + rowspan)) rowspan += 1;
      for (let r = 0; r < rowspan; r += 1) for (let c = 0; c < colspan; c += 1) taken.add(`${row + r}:${column + c}`);
      return [node(header ? 'tableHeader' : 'tableCell', { colspan, rowspan, align }, content)];
    });
    return node('tableRow', null, shown);
  });
}

const anyTable = fc
  .record({ rows: fc.integer({ min: 1, max: 3 }), columns: fc.integer({ min: 1, max: 3 }) })
  .chain(({ rows, columns }) =>
    fc.tuple(
      anyIdentity,
      fc.array(fc.array(anyCell, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
    ),
  )
  .map(([attrs, grid]) => node('table', attrs, rowsOf(grid)));

/** A text as the schema allows it. */
export const anyText: fc.Arbitrary<TextNode> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: anyParagraph },
      { weight: 2, arbitrary: anyHeading },
      { weight: 3, arbitrary: anyList },
      { weight: 1, arbitrary: anyTable },
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((content) => node('doc', null, content));

/** What a text says as JSON, without what it keeps for itself: ids of rows and columns, a list of its own. */
export function said(text: TextNode): unknown {
  const strip = ({ attrs, content, ...rest }: ReturnType<TextNode['toJSON']>): unknown => {
    const { row: _row, column: _column, fresh: _fresh, ...others } = attrs ?? {};
    return { ...rest, attrs: others, content: content?.map(strip) };
  };
  return strip(text.toJSON());
}

// --- Sequences that no editor writes

const anyJson: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, -1, 1, 2.5, 3, 8, 9, 1e9, '', 'table', 'ordered', 'toString', {}, []),
  fc.constantFrom(...blockKinds, ...listKinds, ...listStyles, ...threadIds),
  fc.dictionary(fc.constantFrom('href', 'header', 'colspan', '__proto__'), fc.constantFrom('x', 2, true, 99, 1e6), {
    noNullPrototype: true,
  }),
);

const markerKeys = [...Object.keys(plainBlock), ...tableKeys, 'constructor', 'unknown'];
const anyKeys = fc.oneof(
  fc.dictionary(fc.constantFrom(...markerKeys), anyJson, { maxKeys: 6, noNullPrototype: true }),
  fc.record(
    {
      id: fc.constantFrom(...threadIds),
      kind: fc.constantFrom(...blockKinds.filter((kind) => kind !== 'table')),
      list: fc.constantFrom(...listKinds),
      depth: fc.integer({ min: 0, max: 10 }),
      style: fc.constantFrom(...listStyles),
      start: fc.integer({ min: 0, max: 1_000 }),
      fresh: fc.boolean(),
    },
    { requiredKeys: [] },
  ),
);

const anyFormats = fc.dictionary(
  fc.constantFrom('bold', 'superscript', 'subscript', 'link', `comment:${threadIds[0]}`, 'comment:x', 'blink', 'class'),
  fc.oneof(fc.constant(true), fc.constant({ href: 'https://exemple.fr' }), anyJson),
  { maxKeys: 3, noNullPrototype: true },
);

const lines = ['ligne0', 'ligne1', 'ligne2', 'trop long pour une ligne'];

/** One thing that stands in a sequence. */
export type Piece =
  | { words: string; formats: Record<string, unknown> }
  | { marker: Record<string, unknown> }
  | { foreign: object }
  | { table: { keys: Record<string, unknown>; rows: unknown; columns: unknown; cells: unknown; properties: unknown } };

const { pieces } = fc.letrec<{ pieces: Piece[]; table: Piece }>((tie) => ({
  table: fc
    .record({
      keys: anyKeys,
      rows: fc.oneof(fc.array(fc.oneof(fc.constantFrom<unknown>(...lines), anyJson), { maxLength: 5 }), anyJson),
      columns: fc.oneof(fc.array(fc.oneof(fc.constantFrom<unknown>(...lines), anyJson), { maxLength: 5 }), anyJson),
      cells: fc.oneof(
        fc.array(
          fc.tuple(
            fc.constantFrom(...lines),
            fc.constantFrom(...lines),
            fc.oneof({ maxDepth: 2 }, anyJson, tie('pieces')),
          ),
          { maxLength: 8 },
        ),
        anyJson,
      ),
      properties: fc.oneof(
        fc.array(fc.tuple(fc.constantFrom(...lines), fc.constantFrom(...lines), anyJson), { maxLength: 8 }),
        anyJson,
      ),
    })
    .map((table) => ({ table })),
  pieces: fc.array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({ words: fc.string({ unit: fc.oneof(letters, fc.constant('\n')) }), formats: anyFormats }),
      },
      { weight: 4, arbitrary: anyKeys.map((marker) => ({ marker })) },
      { weight: 1, arbitrary: anyJson.map((value) => ({ foreign: { value } })) },
      { weight: 1, arbitrary: tie('table') as fc.Arbitrary<Piece> },
    ),
    { maxLength: 12 },
  ),
}));

export const anyPieces: fc.Arbitrary<Piece[]> = pieces;

const isPieces = (value: unknown): value is Piece[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null && !Array.isArray(one));

function partOf(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const part = new Y.Map<unknown>();
  for (const [row, column, held] of value as [string, string, unknown][])
    part.set(cellKey(row, column), isPieces(held) ? new Y.Text() : held);
  return part;
}

/** Writes pieces at the end of a sequence, as the bytes of some program could. */
export function writePieces(sequence: Y.Text, written: readonly Piece[]): void {
  for (const piece of written) {
    const end = sequence.length;
    if ('words' in piece) sequence.insert(end, piece.words, { ...piece.formats });
    else if ('marker' in piece) sequence.insertEmbed(end, new Y.Map(Object.entries(piece.marker)), {});
    else if ('foreign' in piece) sequence.insertEmbed(end, piece.foreign, {});
    else writeTable(sequence, piece.table);
  }
}

function writeTable(sequence: Y.Text, table: Extract<Piece, { table: unknown }>['table']): void {
  const marker = new Y.Map<unknown>([...Object.entries(table.keys), ['kind', 'table']]);
  sequence.insertEmbed(sequence.length, marker, {});
  for (const name of ['rows', 'columns'] as const)
    marker.set(name, Array.isArray(table[name]) ? Y.Array.from(table[name] as string[]) : table[name]);
  for (const name of ['cells', 'properties'] as const) marker.set(name, partOf(table[name]));
  const cells = marker.get('cells');
  if (!(cells instanceof Y.Map) || !Array.isArray(table.cells)) return;
  for (const [row, column, held] of table.cells as [string, string, unknown][]) {
    const text = cells.get(cellKey(row, column));
    if (text instanceof Y.Text && isPieces(held)) writePieces(text, held);
  }
}
