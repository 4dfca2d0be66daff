// The styles that a DOCX is written in: ours where no charter says otherwise, and the names under which those of a charter are
// found. Word keeps English names inside, whatever language its user sees. Called by docx-file.ts and docx-body.ts.
import { attribute, child, type Element, elements, nameOf } from '../xml.ts';
import { escapeXml } from '../xml-writing.ts';
import { INDENT } from './docx-numbers.ts';

/** Deep enough for every kind of heading. */
export const HEADING_STYLES = 6;
/** Lists inside lists whose items go on. */
const CONTINUED_DEPTHS = 9;

/** Names of styles that what is written asks for, as Word keeps them. */
export type StyleName =
  | 'Normal'
  | 'Title'
  | 'Subtitle'
  | `heading ${number}`
  | 'List Paragraph'
  | `List Continue${'' | ` ${number}`}`
  | 'Hyperlink'
  | 'footer'
  | 'annotation text'
  | 'annotation reference'
  | 'Table Grid';

/** The style of a paragraph that goes on with an item at `depth`. */
export const continuedStyle = (depth: number): StyleName =>
  depth === 0 ? 'List Continue' : `List Continue ${depth + 1}`;

const idOf = (name: string) =>
  name.replace(/(?:^| )([a-z])/g, (_, letter: string) => letter.toUpperCase()).replaceAll(' ', '');

interface Style {
  type: 'paragraph' | 'character' | 'table';
  basedOn?: StyleName;
  next?: StyleName;
  /** What stands in w:pPr, w:rPr and w:tblPr. */
  paragraph?: string;
  run?: string;
  table?: string;
}

const ink = '<w:color w:val="1F3864"/>';
const size = (halfPoints: number) => `<w:sz w:val="${halfPoints}"/><w:szCs w:val="${halfPoints}"/>`;
const headingSizes = [34, 28, 25, 23, 22, 22];
const grid = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/>`)
  .join('');

const heading = (rank: number): Style => ({
  type: 'paragraph',
  basedOn: 'Normal',
  next: 'Normal',
  paragraph: `<w:keepNext/><w:keepLines/><w:spacing w:before="${rank === 0 ? 360 : 240}" w:after="${rank < 2 ? 120 : 80}" w:line="240" w:lineRule="auto"/><w:outlineLvl w:val="${rank}"/>`,
  // Not bold: what is bold in a title stays seen, and comes back.
  run: `${ink}${size(headingSizes[rank] ?? 22)}`,
});

const numbered = <Name extends string>(count: number, of: (rank: number) => [Name, Style]) =>
  Array.from({ length: count }, (_, rank) => of(rank));

const ours = new Map<StyleName, Style>([
  ['Normal', { type: 'paragraph' }],
  [
    'Title',
    {
      type: 'paragraph',
      basedOn: 'Normal',
      next: 'Normal',
      paragraph: '<w:keepNext/><w:spacing w:before="0" w:after="120" w:line="240" w:lineRule="auto"/>',
      run: `<w:b/><w:bCs/>${ink}${size(44)}`,
    },
  ],
  [
    'Subtitle',
    {
      type: 'paragraph',
      basedOn: 'Normal',
      next: 'Normal',
      paragraph: '<w:spacing w:after="360"/>',
      run: `<w:color w:val="595959"/>${size(24)}`,
    },
  ],
  ...numbered(HEADING_STYLES, (rank) => [`heading ${rank + 1}` as StyleName, heading(rank)]),
  ['List Paragraph', { type: 'paragraph', basedOn: 'Normal', paragraph: '<w:spacing w:after="60"/>' }],
  ...numbered(CONTINUED_DEPTHS, (depth) => [
    continuedStyle(depth),
    {
      type: 'paragraph',
      basedOn: 'Normal',
      paragraph: `<w:spacing w:after="60"/><w:ind w:left="${INDENT * (depth + 1)}"/>`,
    } satisfies Style,
  ]),
  ['Hyperlink', { type: 'character', run: '<w:color w:val="1F4E9E"/><w:u w:val="single"/>' }],
  [
    'footer',
    {
      type: 'paragraph',
      basedOn: 'Normal',
      paragraph: '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>',
      run: `<w:color w:val="595959"/>${size(16)}`,
    },
  ],
  [
    'annotation text',
    {
      type: 'paragraph',
      basedOn: 'Normal',
      paragraph: '<w:spacing w:after="60" w:line="240" w:lineRule="auto"/>',
      run: size(20),
    },
  ],
  ['annotation reference', { type: 'character', run: size(16) }],
  [
    'Table Grid',
    {
      type: 'table',
      paragraph: '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>',
      table: `<w:tblBorders>${grid}</w:tblBorders><w:tblCellMar><w:top w:w="57" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="57" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>`,
    },
  ],
]);

function writeStyle(name: StyleName, style: Style, idOfName: (name: StyleName) => string): string {
  const { type, basedOn, next, paragraph, run, table } = style;
  const isDefault = name === 'Normal' ? ' w:default="1"' : '';
  const isShown = /^(?:Normal|Title|Subtitle|heading \d|List Paragraph)$/.test(name) ? '<w:qFormat/>' : '';
  return [
    `<w:style w:type="${type}"${isDefault} w:styleId="${escapeXml(idOfName(name))}"><w:name w:val="${escapeXml(name)}"/>`,
    basedOn ? `<w:basedOn w:val="${escapeXml(idOfName(basedOn))}"/>` : '',
    next ? `<w:next w:val="${escapeXml(idOfName(next))}"/>` : '',
    isShown,
    paragraph ? `<w:pPr>${paragraph}</w:pPr>` : '',
    run ? `<w:rPr>${run}</w:rPr>` : '',
    table ? `<w:tblPr>${table}</w:tblPr>` : '',
    '</w:style>',
  ].join('');
}

const font = 'w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"';
const defaults = `<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts ${font}/>${size(22)}<w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="140" w:line="269" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>`;

export const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

/** The styles of a file: how each is called in it, and its styles.xml. */
export interface WrittenStyles {
  idOf(name: StyleName): string;
  part: string;
}

/** Ours. */
export const ownStyles: WrittenStyles = {
  idOf,
  part: `<w:styles xmlns:w="${WORD}">${defaults}${[...ours].map(([name, style]) => writeStyle(name, style, idOf)).join('')}</w:styles>`,
};

/** Those of a charter, with ours for what it does not say. `root` is parsed from `part`, as it was checked. */
export function charterStyles(part: string, root: Element): WrittenStyles {
  const known = new Map<string, string>();
  const taken = new Set<string>();
  for (const element of elements(root)) {
    const id = attribute(element, 'styleId');
    if (nameOf(element) !== 'style' || id === null) continue;
    known.set((attribute(child(element, 'name'), 'val') ?? id).toLowerCase(), id);
    taken.add(id);
  }
  const idIn = (name: StyleName): string => {
    const id = known.get(name.toLowerCase());
    if (id !== undefined) return id;
    const own = idOf(name);
    return taken.has(own) ? `I62${own}` : own;
  };
  const missing = [...ours].filter(([name]) => !known.has(name.toLowerCase()));
  const added = missing.map(([name, style]) => writeStyle(name, style, idIn)).join('');
  return { idOf: idIn, part: part.replace(/<\/(?:\w+:)?styles>\s*$/, (end) => added + end) };
}
