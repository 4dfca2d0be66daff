// The styles that an ODT is written in: ours where no charter says otherwise. LibreOffice keeps English names inside, whatever
// language its user sees, so that those of a charter are found by the same names. Called by odt-file.ts and odt-content.ts.
import { listStyles } from '#domain/texts/text-grammar.ts';
import { escapeXml } from '../xml-writing.ts';
import { headingPatterns } from './office-text.ts';

/** Deep enough for every kind of heading. */
export const HEADING_STYLES = 6;
/** Levels that a style of lists defines. */
const LEVELS = 10;

export const NAMESPACES = {
  office: 'urn:oasis:names:tc:opendocument:xmlns:office:1.0',
  style: 'urn:oasis:names:tc:opendocument:xmlns:style:1.0',
  text: 'urn:oasis:names:tc:opendocument:xmlns:text:1.0',
  table: 'urn:oasis:names:tc:opendocument:xmlns:table:1.0',
  fo: 'urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0',
  svg: 'urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0',
  meta: 'urn:oasis:names:tc:opendocument:xmlns:meta:1.0',
  xlink: 'http://www.w3.org/1999/xlink',
  dc: 'http://purl.org/dc/elements/1.1/',
  loext: 'urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0',
} as const;

/** The namespaces of a part, as attributes of its root. */
export const namespaces = Object.entries(NAMESPACES)
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(' ');

const style = (
  family: 'paragraph' | 'text',
  name: string,
  {
    parent,
    outline,
    paragraph = '',
    text = '',
  }: Partial<Record<'parent' | 'paragraph' | 'text', string>> & { outline?: number },
): string => {
  const shown = name.replaceAll('_20_', ' ');
  const said = [
    paragraph && `<style:paragraph-properties ${paragraph}/>`,
    text && `<style:text-properties ${text}/>`,
  ].join('');
  return `<style:style style:name="${name}"${shown === name ? '' : ` style:display-name="${shown}"`} style:family="${family}"${parent ? ` style:parent-style-name="${parent}"` : ''}${outline ? ` style:default-outline-level="${outline}"` : ''}>${said}</style:style>`;
};

/** The style of a paragraph that goes on with an item at `depth`: Word knows it by this name when it is handed the file. */
export const continuedStyle = (depth: number): string =>
  depth === 0 ? 'List_20_Continue' : `List_20_Continue_20_${depth + 1}`;

const ink = 'fo:color="#1f3864"';
const headingSizes = [17, 14, 12.5, 11.5, 11, 11];
const heading = (rank: number) =>
  style('paragraph', `Heading_20_${rank + 1}`, {
    parent: 'Heading',
    outline: rank + 1,
    paragraph: `fo:margin-top="${rank === 0 ? 0.64 : 0.42}cm" fo:margin-bottom="${rank < 2 ? 0.21 : 0.14}cm"`,
    // Not bold: what is bold in a title stays seen, and comes back.
    text: `fo:font-size="${headingSizes[rank] ?? 11}pt"`,
  });

/** Ours, each under its name. */
const ours = new Map<string, string>([
  ['Standard', style('paragraph', 'Standard', {})],
  [
    'Text_20_body',
    style('paragraph', 'Text_20_body', {
      parent: 'Standard',
      paragraph: 'fo:margin-top="0cm" fo:margin-bottom="0.25cm" fo:line-height="112%" fo:orphans="2" fo:widows="2"',
    }),
  ],
  ...Array.from(
    { length: LEVELS },
    (_, depth) =>
      [continuedStyle(depth), style('paragraph', continuedStyle(depth), { parent: 'Text_20_body' })] as const,
  ),
  ['Table_20_Contents', style('paragraph', 'Table_20_Contents', { parent: 'Standard' })],
  [
    'Heading',
    style('paragraph', 'Heading', { parent: 'Standard', paragraph: 'fo:keep-with-next="always"', text: ink }),
  ],
  [
    'Title',
    style('paragraph', 'Title', {
      parent: 'Heading',
      paragraph: 'fo:margin-bottom="0.21cm"',
      text: 'fo:font-size="22pt" fo:font-weight="bold"',
    }),
  ],
  [
    'Subtitle',
    style('paragraph', 'Subtitle', {
      parent: 'Standard',
      paragraph: 'fo:margin-bottom="0.64cm"',
      text: 'fo:font-size="12pt" fo:color="#595959"',
    }),
  ],
  ...Array.from({ length: HEADING_STYLES }, (_, rank) => [`Heading_20_${rank + 1}`, heading(rank)] as const),
  ['Footer', style('paragraph', 'Footer', { parent: 'Standard', text: 'fo:font-size="8pt" fo:color="#595959"' })],
  [
    'Internet_20_link',
    style('text', 'Internet_20_link', {
      text: 'fo:color="#1f4e9e" style:text-underline-style="solid" style:text-underline-width="auto" style:text-underline-color="font-color"',
    }),
  ],
]);

/** Headings are counted by lists of their own: the outline shows no number. */
const outline = `<text:outline-style style:name="Outline">${Array.from(
  { length: LEVELS },
  (_, at) => `<text:outline-level-style text:level="${at + 1}" style:num-format=""/>`,
).join('')}</text:outline-style>`;

const defaults = `<style:default-style style:family="paragraph"><style:paragraph-properties style:tab-stop-distance="1.25cm" style:writing-mode="page"/><style:text-properties style:font-name="Calibri" fo:font-size="11pt" fo:language="fr" fo:country="FR" fo:hyphenate="false"/></style:default-style>`;

/** The fonts of both parts; Carlito has the widths of Calibri. */
export const fontFaces = `<office:font-face-decls><style:font-face style:name="Calibri" svg:font-family="Calibri, Carlito" style:font-family-generic="swiss" style:font-pitch="variable"/></office:font-face-decls>`;

/** A4 with margins of 2,4 cm. */
const PAGE =
  'fo:page-width="21cm" fo:page-height="29.7cm" style:print-orientation="portrait" fo:margin-top="2.4cm" fo:margin-bottom="1.5cm" fo:margin-left="2.4cm" fo:margin-right="2.4cm"';
/** Centimetres between the margins. */
export const LINE = 16.2;

const footer = (foot: string) =>
  `<style:footer><text:p text:style-name="FooterOfText">${escapeXml(foot)}<text:tab/>Page\u00a0<text:page-number text:select-page="current">1</text:page-number> / <text:page-count>1</text:page-count></text:p></style:footer>`;

/** styles.xml of ours, with what stands at the foot of each page. */
export const ownStyles = (foot: string): string =>
  `<office:document-styles ${namespaces} office:version="1.3">${fontFaces}<office:styles>${defaults}${[...ours.values()].join('')}${outline}</office:styles><office:automatic-styles><style:style style:name="FooterOfText" style:family="paragraph" style:parent-style-name="Footer"><style:paragraph-properties><style:tab-stops><style:tab-stop style:position="${LINE}cm" style:type="right"/></style:tab-stops></style:paragraph-properties></style:style><style:page-layout style:name="Page"><style:page-layout-properties ${PAGE}/><style:footer-style><style:header-footer-properties fo:min-height="0.9cm" fo:margin-top="0.4cm"/></style:footer-style></style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Page">${footer(foot)}</style:master-page></office:master-styles></office:document-styles>`;

/** The styles of ours that a charter lacks, `known` being its names. */
export const missingStyles = (known: ReadonlySet<string>): string =>
  [...ours].flatMap(([name, said]) => (known.has(name) ? [] : [said])).join('');

const levelProperties = (left: number, indent: number, isHeading: boolean) =>
  `<style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="${isHeading ? 'space' : 'listtab'}" fo:margin-left="${left}cm" fo:text-indent="${-indent}cm"${isHeading ? '' : ` text:list-tab-stop-position="${left}cm"`}/></style:list-level-properties>`;

const itemLevels = (of: (at: number) => string) => Array.from({ length: LEVELS }, (_, at) => of(at)).join('');
const bullets = ['•', '–', '▪'];

const STEP = 0.7;
const counted = (
  level: number,
  {
    format,
    prefix = '',
    suffix = '',
    shown = 1,
    isHeading = false,
  }: { format: string; prefix?: string; suffix?: string; shown?: number; isHeading?: boolean },
) => {
  const place = isHeading ? levelProperties(0, 0, true) : levelProperties(STEP * level, STEP, false);
  return `<text:list-level-style-number text:level="${level}" style:num-format="${format}"${prefix && ` style:num-prefix="${escapeXml(prefix)}"`}${suffix && ` style:num-suffix="${escapeXml(suffix)}"`}${shown > 1 ? ` text:display-levels="${shown}"` : ''}>${place}</text:list-level-style-number>`;
};

const listStyle = (name: string, levels: string) => `<text:list-style style:name="${name}">${levels}</text:list-style>`;

/** What a list of ours is called. */
export const listName = (ordered: boolean, how: string | null): string =>
  ordered ? `List_${how ?? '1'}` : 'List_bullet';

const ownLists = [
  listStyle(
    listName(false, null),
    itemLevels(
      (at) =>
        `<text:list-level-style-bullet text:level="${at + 1}" text:bullet-char="${bullets[at % bullets.length]}">${levelProperties(STEP * (at + 1), STEP, false)}</text:list-level-style-bullet>`,
    ),
  ),
  ...[null, ...listStyles].map((how) =>
    listStyle(
      listName(true, how),
      itemLevels((at) => counted(at + 1, { format: how ?? '1', suffix: how ? ')' : '.' })),
    ),
  ),
];

/** A list that counts headings by a pattern: « Article # – ». */
export function headingList(name: string, pattern: string, format = '1', more = ''): string {
  const [prefix = '', suffix = ''] = pattern.split('#');
  return listStyle(name, counted(1, { format, prefix, suffix, isHeading: true }) + more);
}

/** The lists that content.xml defines for itself. */
export const listStylesOfText =
  ownLists.join('') +
  headingList('Count_part', headingPatterns.part, 'I') +
  headingList('Count_article', headingPatterns.article) +
  headingList('Count_axis', headingPatterns.axis, '1', counted(2, { format: '1', shown: 2, isHeading: true }));
