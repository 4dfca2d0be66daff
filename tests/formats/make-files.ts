// Makes DOCX and ODT files of markup, as small as a test needs them, and zips that break the rules.
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { createDeflateRaw, deflateRawSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';

const W =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"';
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export const escapeXml = (words: string) => words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** A stretch of words of a DOCX; `look` is markup of w:rPr. */
export const run = (words: string, look = '') =>
  `<w:r>${look && `<w:rPr>${look}</w:rPr>`}<w:t xml:space="preserve">${escapeXml(words)}</w:t></w:r>`;

/** A paragraph of a DOCX; `properties` is markup of w:pPr. */
export const p = (content: string, properties = '') =>
  `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${content.startsWith('<') ? content : run(content)}</w:p>`;

export const bold = (words: string) => p(run(words, '<w:b/>'));
export const styled = (style: string, words: string) => p(words, `<w:pStyle w:val="${style}"/>`);
export const item = (words: string, level = 0, numId = 1) =>
  p(words, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${numId}"/></w:numPr>`);

/** Parts of a DOCX beside its body. */
export interface DocxParts {
  styles?: string;
  numbering?: string;
  footnotes?: string;
  endnotes?: string;
  comments?: string;
  header?: string;
  /** Addresses of links by relationship id. */
  links?: Record<string, string>;
  /** The whole document part, instead of one made of the body. */
  document?: string;
}

/** The entries of a DOCX whose body holds `body`. */
export function docxEntries(body: string, parts: DocxParts = {}): Record<string, Uint8Array> {
  const held = (['styles', 'numbering', 'footnotes', 'endnotes', 'comments', 'header'] as const).filter(
    (name) => parts[name],
  );
  const relations = [
    ...held.map((name) => `<Relationship Id="${name}" Type="${RELATION}/${name}" Target="${name}.xml"/>`),
    ...Object.entries(parts.links ?? {}).map(
      ([id, target]) =>
        `<Relationship Id="${id}" Type="${RELATION}/hyperlink" Target="${escapeXml(target)}" TargetMode="External"/>`,
    ),
  ];
  const roots = {
    styles: 'styles',
    numbering: 'numbering',
    footnotes: 'footnotes',
    endnotes: 'endnotes',
    comments: 'comments',
    header: 'hdr',
  };
  return {
    '[Content_Types].xml': strToU8(
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    ),
    '_rels/.rels': strToU8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${RELATION}/officeDocument" Target="word/document.xml"/></Relationships>`,
    ),
    'word/_rels/document.xml.rels': strToU8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.join('')}</Relationships>`,
    ),
    'word/document.xml': strToU8(
      parts.document ??
        `<?xml version="1.0" encoding="UTF-8"?><w:document ${W}><w:body>${body}<w:sectPr/></w:body></w:document>`,
    ),
    ...Object.fromEntries(
      held.map((name) => [`word/${name}.xml`, strToU8(`<w:${roots[name]} ${W}>${parts[name]}</w:${roots[name]}>`)]),
    ),
  };
}

/** A DOCX whose body holds `body`. */
export const makeDocx = (body: string, parts: DocxParts = {}): Buffer => Buffer.from(zipSync(docxEntries(body, parts)));

/** Styles that Word has: numbered headings, and one that agents make on top of them. */
export const wordStyles = `
  <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
  <w:style w:type="paragraph" w:styleId="Titre"><w:name w:val="Title"/></w:style>
  ${[1, 2, 3, 4].map((level) => `<w:style w:type="paragraph" w:styleId="Titre${level}"><w:name w:val="heading ${level}"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="${level - 1}"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>`).join('')}
  <w:style w:type="paragraph" w:styleId="MonArticle"><w:name w:val="Mon article"/><w:basedOn w:val="Titre1"/></w:style>
  <w:style w:type="paragraph" w:styleId="Sommaire1"><w:name w:val="toc 1"/></w:style>
  <w:style w:type="character" w:styleId="Fort"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>`;

/** List 1 is bulleted, 2 counts « 1. a) », 3 prints « Article 1 : », 4 « 1.1 ». */
export const wordNumbering = (() => {
  const level = (at: number, format: string, text: string) =>
    `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
  const abstract = (id: number, levels: string) => `<w:abstractNum w:abstractNumId="${id}">${levels}</w:abstractNum>`;
  const num = (id: number) => `<w:num w:numId="${id}"><w:abstractNumId w:val="${id}"/></w:num>`;
  return [
    abstract(1, [0, 1, 2, 3].map((at) => level(at, 'bullet', '•')).join('')),
    abstract(2, level(0, 'decimal', '%1.') + level(1, 'lowerLetter', '%2)') + level(2, 'lowerRoman', '%3.')),
    abstract(3, level(0, 'decimal', 'Article %1 :')),
    abstract(4, level(0, 'decimal', '%1.') + level(1, 'decimal', '%1.%2')),
    ...[1, 2, 3, 4].map(num),
  ].join('');
})();

const O =
  'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"';

/** An ODT whose text holds `body`; `automatic` are its automatic styles, `styles` the content of its styles part. */
export const makeOdt = (
  body: string,
  { automatic = '', styles = '', manifest = '' }: { automatic?: string; styles?: string; manifest?: string } = {},
): Buffer =>
  Buffer.from(
    zipSync({
      mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }],
      'META-INF/manifest.xml': strToU8(
        `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="content.xml">${manifest}</manifest:file-entry></manifest:manifest>`,
      ),
      'styles.xml': strToU8(`<office:document-styles ${O}>${styles}</office:document-styles>`),
      'content.xml': strToU8(
        `<office:document-content ${O}><office:automatic-styles>${automatic}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
      ),
    }),
  );

/** An entry of a zip as its headers tell it, true or not. */
export interface RawEntry {
  name: string;
  /** Compressed by deflate. */
  packed: Buffer;
  /** What the headers say it unpacks to. */
  announced: number;
}

/** A zip with these entries and whatever sizes they announce. */
export function makeRawZip(entries: RawEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, packed, announced } of entries) {
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(announced, 18);
    fields.writeUInt16LE(name.length, 22);
    parts.push(Buffer.from('PK\u0003\u0004', 'latin1'), fields, Buffer.from(name), packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'), fields, rest, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const table = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(table.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, table, Buffer.from('PK\u0005\u0006', 'latin1'), end]);
}

const MB = 1024 * 1024;
const packedSpaces = new Map<number, Promise<Buffer>>();

/** `megabytes` of spaces, packed piece by piece so that the test itself needs no such memory. */
async function packSpaces(megabytes: number): Promise<Buffer> {
  const pack = createDeflateRaw();
  const spaces = Buffer.alloc(MB, ' ');
  const chunks: Buffer[] = [];
  const source = Readable.from(Array.from({ length: megabytes }, () => spaces));
  for await (const chunk of source.pipe(pack)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** A DOCX as a raw zip in which the document unpacks to `megabytes` of spaces and announces `announced` bytes. */
export async function makeBomb(megabytes: number, announced = megabytes * MB): Promise<Buffer> {
  const { 'word/document.xml': _, ...others } = docxEntries('');
  const small = Object.entries(others).map(([name, bytes]) => ({
    name,
    packed: deflateRawSync(bytes),
    announced: bytes.length,
  }));
  const packed = packedSpaces.get(megabytes) ?? packSpaces(megabytes);
  packedSpaces.set(megabytes, packed);
  return makeRawZip([...small, { name: 'word/document.xml', packed: await packed, announced }]);
}

/** Bytes that no compression makes smaller. */
export const noise = (bytes: number): Buffer => randomBytes(bytes);
