// A text as an ODT: the parts of the file and what it says of itself. Called by domain/exports/text-files.ts.
import { strToU8, type Zippable, zipSync } from 'fflate';
import { escapeXml, xmlPart } from '../xml-writing.ts';
import { instant } from './docx-body.ts';
import { OdtContent } from './odt-content.ts';
import { fontFaces, LINE, namespaces, ownStyles } from './odt-looks.ts';
import type { OfficeText } from './office-text.ts';

const MIME = 'application/vnd.oasis.opendocument.text';

/** What a charter gives a file; ours where there is none. */
export interface OdtCharter {
  /** styles.xml, completed with the styles of ours that it lacks. */
  styles: string;
  /** Centimetres between the margins. */
  lineWidth: number;
  /** Pictures of headers and footers, by their name in the file. */
  pictures: readonly { name: string; mediaType: string; bytes: Uint8Array }[];
}

const meta = ({ title, keyword, authors, writtenAt }: OfficeText) => {
  const creator = escapeXml(authors.join(', '));
  return `<office:document-meta ${namespaces} office:version="1.3"><office:meta><dc:title>${escapeXml(title)}</dc:title><meta:initial-creator>${creator}</meta:initial-creator><dc:creator>${creator}</dc:creator><meta:keyword>${escapeXml(keyword)}</meta:keyword><meta:creation-date>${instant(writtenAt)}</meta:creation-date><dc:date>${instant(writtenAt)}</dc:date><dc:language>fr-FR</dc:language></office:meta></office:document-meta>`;
};

const manifest = (entries: readonly { name: string; mediaType: string }[]) =>
  `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${MIME}"/>${entries
    .map(
      ({ name, mediaType }) =>
        `<manifest:file-entry manifest:full-path="${escapeXml(name)}" manifest:media-type="${mediaType}"/>`,
    )
    .join('')}</manifest:manifest>`;

/** The bytes of a text as an ODT. */
export function writeOdt(text: OfficeText, charter: OdtCharter | null = null): Uint8Array {
  const content = new OdtContent(text.blocks, text.threads, charter?.lineWidth ?? LINE);
  const said = content.write(text.blocks);
  const document = `<office:document-content ${namespaces} office:version="1.3">${fontFaces}<office:automatic-styles>${content.styles()}</office:automatic-styles><office:body><office:text>${said}</office:text></office:body></office:document-content>`;
  const pictures = charter?.pictures ?? [];
  const xml = (name: string) => ({ name, mediaType: 'text/xml' });
  const files: Zippable = {
    // First and as it is: by it the kind of file is told.
    mimetype: [strToU8(MIME), { level: 0 }],
    'content.xml': strToU8(xmlPart(document)),
    'styles.xml': strToU8(xmlPart(charter?.styles ?? ownStyles(text.foot))),
    'meta.xml': strToU8(xmlPart(meta(text))),
    'META-INF/manifest.xml': strToU8(
      xmlPart(manifest([xml('content.xml'), xml('styles.xml'), xml('meta.xml'), ...pictures])),
    ),
  };
  for (const { name, bytes } of pictures) files[name] = bytes;
  return zipSync(files, { mtime: text.writtenAt });
}
