// A text as a DOCX: the parts of the file, its comments, the foot of its pages and what it says of itself. Called by domain/exports/text-files.ts.
import { strToU8, type Zippable, zipSync } from 'fflate';
import { originProperties, WITH } from '../docx-package.ts';
import { keptAround } from '../kept-around.ts';
import { escapeXml, xmlPart } from '../xml-writing.ts';
import { DocxBody, instant, type WrittenComment } from './docx-body.ts';
import { ownStyles, type StyleName, WORD, type WrittenStyles } from './docx-looks.ts';
import type { OfficeOrigin, OfficeText } from './office-text.ts';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const WORD_2010 = 'http://schemas.microsoft.com/office/word/2010/wordml';
const WORD_2012 = 'http://schemas.microsoft.com/office/word/2012/wordml';
const COMPATIBILITY = 'http://schemas.openxmlformats.org/markup-compatibility/2006';

/** One part of the file beside the document: what it holds and how the document knows it. */
export interface DocxPart {
  /** « header1.xml », « media/logo.png »: below word/. */
  name: string;
  /** Last word of the relationship's type; null: another part refers to it. */
  relation: string | null;
  /** Null: said by its extension. */
  contentType: string | null;
  bytes: Uint8Array;
  /** Its own relationships, as that part's .rels says them. */
  relations?: string;
}

/** What a charter gives a file; ours where there is none. */
export interface DocxCharter {
  styles: WrittenStyles;
  /** Headers, footers, their pictures, the theme. */
  parts: readonly DocxPart[];
  /** Which header and footer stands where: [element, type, name of the part]. */
  margins: readonly [element: 'header' | 'footer', type: string, part: string][];
  /** The page: w:pgSz and w:pgMar, and whether its first one has a header of its own. */
  page: string;
  lineWidth: number;
  hasOwnFirstPage: boolean;
}

/** A4 with margins of 2,4 cm. */
const PAGE =
  '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1361" w:right="1361" w:bottom="1361" w:left="1361" w:header="709" w:footer="624" w:gutter="0"/>';
const LINE = 11_906 - 2 * 1361;

const field = (code: string) =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ${code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;

function ownFooter(foot: string, styleId: (name: StyleName) => string): DocxPart {
  const style = `<w:pStyle w:val="${styleId('footer')}"/><w:tabs><w:tab w:val="right" w:pos="${LINE}"/></w:tabs>`;
  const words = `<w:r><w:t xml:space="preserve">${escapeXml(foot)}</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t xml:space="preserve">Page\u00a0</w:t></w:r>${field('PAGE')}<w:r><w:t xml:space="preserve"> / </w:t></w:r>${field('NUMPAGES')}`;
  const root = `<w:ftr xmlns:w="${WORD}"><w:p><w:pPr>${style}</w:pPr>${words}</w:p></w:ftr>`;
  return {
    name: 'footer-i62.xml',
    relation: 'footer',
    contentType: `${MAIN}.footer+xml`,
    bytes: strToU8(xmlPart(root)),
  };
}

const initialsOf = (name: string): string =>
  name
    .split(/[\s-]+/)
    .map(([first = '']) => first)
    .join('')
    .slice(0, 4);

/** Eight hexadecimal figures below 80000000, as Word numbers paragraphs. */
const paragraphId = (number: number): string => (0x10_00_00_00 + number).toString(16).toUpperCase();

function commentParts(comments: readonly WrittenComment[], styleId: (name: StyleName) => string): DocxPart[] {
  if (comments.length === 0) return [];
  const style = `<w:pPr><w:pStyle w:val="${escapeXml(styleId('annotation text'))}"/></w:pPr>`;
  const said = comments.map(({ number, thread, rank }) => {
    const { author, at, text } = thread.comments[rank] ?? { author: '', at: new Date(0), text: '' };
    const lines = text.split('\n');
    const paragraphs = lines.map((line, index) => {
      // Its last paragraph is what an answer refers to.
      const id = index === lines.length - 1 ? ` w14:paraId="${paragraphId(number)}"` : '';
      return `<w:p${id}>${style}<w:r><w:t xml:space="preserve">${escapeXml(line)}</w:t></w:r></w:p>`;
    });
    return `<w:comment w:id="${number}" w:author="${escapeXml(author)}" w:date="${instant(at)}" w:initials="${escapeXml(initialsOf(author))}">${paragraphs.join('')}</w:comment>`;
  });
  const extended = comments.map(({ number, thread, rank }) => {
    const parent = rank === 0 ? '' : ` w15:paraIdParent="${paragraphId(number - rank)}"`;
    return `<w15:commentEx w15:paraId="${paragraphId(number)}"${parent} w15:done="${thread.isResolved ? 1 : 0}"/>`;
  });
  const root = `<w:comments xmlns:w="${WORD}" xmlns:w14="${WORD_2010}" xmlns:mc="${COMPATIBILITY}" mc:Ignorable="w14">${said.join('')}</w:comments>`;
  const more = `<w15:commentsEx xmlns:w15="${WORD_2012}" xmlns:mc="${COMPATIBILITY}" mc:Ignorable="w15">${extended.join('')}</w15:commentsEx>`;
  return [
    {
      name: 'comments.xml',
      relation: 'comments',
      contentType: `${MAIN}.comments+xml`,
      bytes: strToU8(xmlPart(root)),
    },
    {
      name: 'commentsExtended.xml',
      relation: 'commentsExtended',
      contentType: `${MAIN}.commentsExtended+xml`,
      bytes: strToU8(xmlPart(more)),
    },
  ];
}

/** The type of a relationship; that of a comment's answer is younger than the others. */
const relationType = (relation: string) =>
  relation === 'commentsExtended'
    ? 'http://schemas.microsoft.com/office/2011/relationships/commentsExtended'
    : `${OFFICE}/${relation}`;

const settings = `<w:settings xmlns:w="${WORD}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/><w:hyphenationZone w:val="425"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="fr-FR"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>`;

const core = ({ title, keyword, authors, writtenAt }: OfficeText) => {
  const creator = escapeXml(authors.join(', '));
  const at = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${instant(writtenAt)}</dcterms:${name}>`;
  return `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeXml(title)}</dc:title><dc:creator>${creator}</dc:creator><cp:keywords>${escapeXml(keyword)}</cp:keywords><cp:lastModifiedBy>${creator}</cp:lastModifiedBy>${at('created')}${at('modified')}<dc:language>fr-FR</dc:language></cp:coreProperties>`;
};

const custom = ({ documentId, versionId, withSuggestions }: OfficeOrigin, around: readonly string[]) => {
  const said = [
    [originProperties.documentId, documentId],
    [originProperties.versionId, versionId],
    [originProperties.withSuggestions, withSuggestions ? WITH : 'sans'],
    ...keptAround(around),
  ].map(
    ([name, value = ''], index) =>
      `<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="${index + 2}" name="${name}"><vt:lpwstr>${escapeXml(value)}</vt:lpwstr></property>`,
  );
  return `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">${said.join('')}</Properties>`;
};

const namespaces = `xmlns:w="${WORD}" xmlns:r="${OFFICE}"`;
const extensions: Readonly<Record<string, string>> = {
  rels: 'application/vnd.openxmlformats-package.relationships+xml',
  xml: 'application/xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
};

const contentTypes = (parts: readonly DocxPart[], hasOrigin: boolean) => {
  const defaults = Object.entries(extensions).map(
    ([name, type]) => `<Default Extension="${name}" ContentType="${type}"/>`,
  );
  const said = [{ name: 'document.xml', contentType: `${MAIN}.document.main+xml` }, ...parts].flatMap(
    ({ name, contentType }) =>
      contentType === null ? [] : [`<Override PartName="/word/${name}" ContentType="${contentType}"/>`],
  );
  return `<Types xmlns="${PACKAGE}/content-types">${defaults.join('')}${said.join('')}<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>${hasOrigin ? '<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>' : ''}</Types>`;
};

/** The bytes of a text as a DOCX. */
export function writeDocx(text: OfficeText, charter: DocxCharter | null = null): Uint8Array {
  const styles = charter?.styles ?? ownStyles;
  const links = new Map<string, string>();
  const body = new DocxBody(text.blocks, text.threads, {
    styleId: styles.idOf,
    lineWidth: charter?.lineWidth ?? LINE,
    linkId(href) {
      const known = links.get(href) ?? `l${links.size + 1}`;
      links.set(href, known);
      return known;
    },
  });
  const said = body.write(text.blocks);
  const own = ownFooter(text.foot, styles.idOf);
  const hasFooter = charter?.margins.some(([element]) => element === 'footer') ?? false;
  const plain = (name: string, relation: string, root: string): DocxPart => ({
    name,
    relation,
    contentType: `${MAIN}.${relation}+xml`,
    bytes: strToU8(xmlPart(root)),
  });
  const parts = [
    plain('styles.xml', 'styles', styles.part),
    plain('numbering.xml', 'numbering', `<w:numbering xmlns:w="${WORD}">${body.numbers.written()}</w:numbering>`),
    plain('settings.xml', 'settings', settings),
    ...commentParts(body.comments, styles.idOf),
    ...(charter?.parts ?? []),
    ...(hasFooter ? [] : [own]),
  ];
  const idOf = new Map(parts.map(({ name }, index) => [name, `p${index + 1}`]));
  const margins = [...(charter?.margins ?? []), ...(hasFooter ? [] : [['footer', 'default', own.name] as const])];
  const section = [
    ...margins.map(([element, type, name]) => `<w:${element}Reference w:type="${type}" r:id="${idOf.get(name)}"/>`),
    charter?.page ?? PAGE,
    charter?.hasOwnFirstPage ? '<w:titlePg/>' : '',
  ].join('');
  const document = `<w:document ${namespaces}><w:body>${said}<w:sectPr>${section}</w:sectPr></w:body></w:document>`;
  const relations = [
    ...parts.flatMap(({ name, relation }) =>
      relation === null
        ? []
        : [`<Relationship Id="${idOf.get(name)}" Type="${relationType(relation)}" Target="${name}"/>`],
    ),
    ...[...links].map(
      ([href, id]) =>
        `<Relationship Id="${id}" Type="${OFFICE}/hyperlink" Target="${escapeXml(href)}" TargetMode="External"/>`,
    ),
  ];
  const files: Zippable = {
    '[Content_Types].xml': strToU8(xmlPart(contentTypes(parts, text.origin !== undefined))),
    '_rels/.rels': strToU8(
      xmlPart(
        `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="d" Type="${OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="c" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>${text.origin ? `<Relationship Id="o" Type="${OFFICE}/custom-properties" Target="docProps/custom.xml"/>` : ''}</Relationships>`,
      ),
    ),
    'docProps/core.xml': strToU8(xmlPart(core(text))),
    ...(text.origin && { 'docProps/custom.xml': strToU8(xmlPart(custom(text.origin, body.frames))) }),
    'word/document.xml': strToU8(xmlPart(document)),
    'word/_rels/document.xml.rels': strToU8(
      xmlPart(`<Relationships xmlns="${PACKAGE}/relationships">${relations.join('')}</Relationships>`),
    ),
  };
  for (const { name, bytes, relations: ownRelations } of parts) {
    files[`word/${name}`] = bytes;
    if (ownRelations !== undefined) {
      const at = name.lastIndexOf('/') + 1;
      files[`word/${name.slice(0, at)}_rels/${name.slice(at)}.rels`] = strToU8(xmlPart(ownRelations));
    }
  }
  return zipSync(files, { mtime: text.writtenAt });
}
