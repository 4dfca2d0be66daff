// Words in all that Word wraps them in (tracked changes, moves, fields, content controls, links, notes, text boxes, tables within
// cells), by chance, each word known by its name. For the test of files that come back.
import fc from 'fast-check';

const BY = 'w:id="9" w:author="Paul Caron" w:date="2026-03-03T10:00:00Z"';
const DRAWN = '<w:drawing><wps:wsp><wps:txbx><w:txbxContent>';

/** How words stand where they are: as they were, put in, struck out; new without being tracked, in what no text of ours has. */
type State = 'kept' | 'inserted' | 'struck' | 'new' | 'never';

const leaves = ['plain', 'ins', 'del', 'moveTo', 'moveFrom', 'insDel', 'rPrChange', 'mathIns'] as const;
const wrappers = [
  'hyperlink',
  'sdt',
  'smartTag',
  'customXml',
  'fldSimple',
  'field',
  'bdo',
  'ins',
  'del',
  'none',
] as const;
const hung = ['textBox', 'drawnTwice', 'footnote', 'endnote'] as const;

interface Leaf {
  leaf: (typeof leaves)[number];
}
interface Wrapped {
  wrapper: (typeof wrappers)[number];
  inner: Shape[];
}
interface Hung {
  hung: (typeof hung)[number];
  /** What tracked changes make of the run that it hangs on. */
  as: 'plain' | 'ins' | 'del';
  inner: Shape[];
}
export type Shape = Leaf | Wrapped | Hung;

const { shapes } = fc.letrec<{ shapes: Shape[]; shape: Shape }>((tie) => ({
  shapes: fc.array(tie('shape'), { minLength: 1, maxLength: 4 }),
  shape: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.record({ leaf: fc.constantFrom(...leaves) }),
    fc.record({ wrapper: fc.constantFrom(...wrappers), inner: tie('shapes') as fc.Arbitrary<Shape[]> }),
    fc.record({
      hung: fc.constantFrom(...hung),
      as: fc.constantFrom('plain' as const, 'ins' as const, 'del' as const),
      inner: tie('shapes') as fc.Arbitrary<Shape[]>,
    }),
  ),
}));

/** The words of one paragraph of a text. */
export const anyWrapping: fc.Arbitrary<Shape[]> = shapes;

/** A table: what is done to its rows and its columns, what its cells hold, what stands around them. */
export interface Grid {
  rows: ('kept' | 'ins' | 'del')[];
  columns: ('kept' | 'ins' | 'del')[];
  cells: Shape[][];
  nested: { at: number; rows: ('kept' | 'ins' | 'del')[]; cells: Shape[][] } | null;
  rowIn: 'none' | 'sdt' | 'customXml';
  cellIn: 'none' | 'sdt' | 'customXml';
}
const fate = fc.constantFrom('kept' as const, 'kept' as const, 'ins' as const, 'del' as const);
const fates = fc.array(fate, { minLength: 1, maxLength: 3 }).map((all) => ['kept' as const, ...all]);
const held = fc.array(shapes, { minLength: 16, maxLength: 16 });
const wrap = fc.constantFrom('none' as const, 'sdt' as const, 'customXml' as const);

export const anyGrid: fc.Arbitrary<Grid> = fc.record({
  rows: fates,
  columns: fates,
  cells: held,
  nested: fc.option(fc.record({ at: fc.nat(15), rows: fates, cells: held })),
  rowIn: wrap,
  cellIn: wrap,
});

const run = (words: string, name = 'w:t', look = '') =>
  `<w:r>${look && `<w:rPr>${look}</w:rPr>`}<${name} xml:space="preserve">${words} </${name}></w:r>`;

/** Writes them, and knows which words the text had, and which it has when all is accepted. */
export class Wrapping {
  /** Words of the text before anybody touched the file. */
  readonly former: string[] = [];
  /** Words that stand in the text once all is accepted. */
  readonly accepted: string[] = [];
  /** Words that never do. */
  readonly gone: string[] = [];
  readonly notes = { footnote: '', endnote: '' };
  private static count = 0;
  private noteCount = 1;

  private word(state: State): string {
    Wrapping.count += 1;
    const name = `${state}${Wrapping.count}x`;
    if (state === 'kept' || state === 'struck') this.former.push(name);
    (state === 'struck' || state === 'never' ? this.gone : this.accepted).push(name);
    return name;
  }

  /** `around`: how all that is inside stands; null: as the text has it. */
  write(shapes: readonly Shape[], around: State | null = null): string {
    return shapes.map((shape) => this.shape(shape, around)).join('');
  }

  private shape(shape: Shape, around: State | null): string {
    if ('leaf' in shape) return this.leaf(shape.leaf, around);
    if ('hung' in shape) return this.hang(shape, around);
    return this.wrap(shape, around);
  }

  private leaf(leaf: Leaf['leaf'], around: State | null): string {
    const isGone = around === 'struck' || around === 'never';
    const of = (state: State): State => {
      if (isGone) return state === 'inserted' ? 'never' : around;
      if (around === 'inserted' || around === 'new') return state === 'struck' || state === 'never' ? 'never' : around;
      return state;
    };
    const plain = isGone && around === 'struck' ? 'w:delText' : 'w:t';
    switch (leaf) {
      case 'plain':
        return run(this.word(of('kept')), plain);
      case 'rPrChange':
        return run(this.word(of('kept')), plain, `<w:lang w:val="fr-FR"/><w:rPrChange ${BY}><w:rPr/></w:rPrChange>`);
      case 'ins':
      case 'moveTo':
        return `<w:${leaf} ${BY}>${run(this.word(of('inserted')))}</w:${leaf}>`;
      case 'mathIns':
        return run(this.word(of('inserted')), 'w:t', `<w:ins ${BY}/>`);
      case 'del':
        return `<w:del ${BY}>${run(this.word(of('struck')), 'w:delText')}</w:del>`;
      case 'moveFrom':
        return `<w:moveFromRangeStart w:id="1" w:name="m"/><w:moveFrom ${BY}>${run(this.word(of('struck')))}</w:moveFrom><w:moveFromRangeEnd w:id="1"/>`;
      case 'insDel':
        return `<w:ins ${BY}><w:del ${BY}>${run(this.word('never'), 'w:delText')}</w:del></w:ins>`;
    }
  }

  private wrap({ wrapper, inner }: Wrapped, around: State | null): string {
    const said = () => this.write(inner, around);
    switch (wrapper) {
      case 'ins':
        return `<w:ins ${BY}>${this.write(inner, around === null ? 'inserted' : around === 'struck' ? 'never' : around)}</w:ins>`;
      case 'del':
        return `<w:del ${BY}>${this.write(inner, around === null ? 'struck' : around === 'struck' ? around : 'never')}</w:del>`;
      case 'hyperlink':
        return `<w:hyperlink w:anchor="a">${said()}</w:hyperlink>`;
      case 'sdt':
        return `<w:sdt><w:sdtPr><w:alias w:val="Champ"/></w:sdtPr><w:sdtContent>${said()}</w:sdtContent></w:sdt>`;
      case 'smartTag':
      case 'customXml':
        return `<w:${wrapper} w:element="lieu"><w:${wrapper}Pr><w:attr w:name="a" w:val="b"/></w:${wrapper}Pr>${said()}</w:${wrapper}>`;
      case 'fldSimple':
        return `<w:fldSimple w:instr=" REF a ">${said()}</w:fldSimple>`;
      case 'field':
        return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF caché </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${said()}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
      case 'bdo':
        return `<w:bdo w:val="ltr">${said()}</w:bdo>`;
      case 'none':
        return said();
    }
  }

  /** What hangs on a paragraph is none of a text of ours: it is new, as its run is. */
  private hang({ hung: kind, as, inner }: Hung, around: State | null): string {
    const isGone = as === 'del' || around === 'struck' || around === 'never';
    const state: State = isGone ? 'never' : 'new';
    const said = `<w:p>${this.write(inner, state)}</w:p>`;
    const marked = this.mark(kind, said);
    return as === 'plain' ? marked : `<w:${as} ${BY}>${marked}</w:${as}>`;
  }

  private mark(kind: Hung['hung'], said: string): string {
    if (kind === 'footnote' || kind === 'endnote') {
      this.noteCount += 1;
      const id = this.noteCount;
      this.notes[kind] += `<w:${kind} w:id="${id}">${said}</w:${kind}>`;
      return `<w:r><w:${kind}Reference w:id="${id}"/></w:r>`;
    }
    if (kind === 'textBox')
      return `<w:r><w:pict><v:textbox><w:txbxContent>${said}</w:txbxContent></v:textbox></w:pict></w:r>`;
    const fallback = `<w:pict><v:textbox><w:txbxContent>${said}</w:txbxContent></v:textbox></w:pict>`;
    return `<w:r><mc:AlternateContent><mc:Choice Requires="wps">${DRAWN}${said}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback>${fallback}</mc:Fallback></mc:AlternateContent></w:r>`;
  }

  /** A table; gives also the words of the cells that the text has, row by row. */
  table({ rows, columns, cells, nested, rowIn, cellIn }: Grid, mark: string): { xml: string; former: string[][] } {
    const former: string[][] = [];
    const xml = rows.map((row, y) => {
      const own: string[] = [];
      const said = columns.map((column, x) => {
        const at = y * columns.length + x;
        const before = this.former.length;
        const state = stateOf(row, column);
        const more = nested?.at === at ? this.nested(nested.rows, nested.cells, state) : '';
        const words = `<w:p>${at === 0 ? mark : ''}${this.write(cells[at % 16] as Shape[], state)}</w:p>${more}${more && '<w:p/>'}`;
        if (row !== 'ins' && column !== 'ins') own.push(this.former.slice(before).join(' '));
        const change = column === 'kept' ? '' : `<w:cell${column === 'ins' ? 'Ins' : 'Del'} ${BY}/>`;
        return wrapped(cellIn, `<w:tc><w:tcPr><w:tcW w:w="1" w:type="dxa"/>${change}</w:tcPr>${words}</w:tc>`);
      });
      if (row !== 'ins') former.push(own);
      return wrapped(rowIn, `<w:tr>${markOfRow(row)}${said.join('')}</w:tr>`);
    });
    return { xml: `<w:tbl><w:tblPr/><w:tblGrid/>${xml.join('')}</w:tbl>`, former };
  }

  /** A table in a cell, which no table of ours has: all of it is new. */
  private nested(rows: Grid['rows'], cells: Shape[][], around: State | null): string {
    const said = rows.map((row, y) => {
      const isGone = row === 'del' || around === 'struck' || around === 'never';
      return `<w:tr>${markOfRow(row)}<w:tc><w:tcPr/><w:p>${this.write(cells[y] as Shape[], isGone ? 'never' : 'new')}</w:p></w:tc></w:tr>`;
    });
    return `<w:tbl><w:tblPr/>${said.join('')}</w:tbl>`;
  }
}

const markOfRow = (row: Grid['rows'][number]) => (row === 'kept' ? '' : `<w:trPr><w:${row} ${BY}/></w:trPr>`);

/** How the words of a cell stand by what is done to its row and to its column. */
function stateOf(row: Grid['rows'][number], column: Grid['columns'][number]): State | null {
  if (row === 'kept' && column === 'kept') return null;
  const isGone = row === 'del' || column === 'del';
  if (row === 'ins' || column === 'ins') return isGone ? 'never' : 'new';
  return 'struck';
}

const wrapped = (name: Grid['rowIn'], said: string) => {
  if (name === 'none') return said;
  return name === 'sdt'
    ? `<w:sdt><w:sdtPr/><w:sdtContent>${said}</w:sdtContent></w:sdt>`
    : `<w:customXml w:element="a"><w:customXmlPr/>${said}</w:customXml>`;
};
