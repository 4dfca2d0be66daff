// What the bytes of a file are, by themselves, and whether its name says the same. Files handed in are checked with it
// (files.ts) before anything is kept; it knows no row and no viewer.
import { fileTypeFromBuffer } from 'file-type';
import { unreadableFile } from '../errors.ts';

interface FileKind {
  words: string;
  extensions: readonly string[];
  mediaTypes: readonly string[];
}

const kind = (words: string, extensions: string, ...mediaTypes: string[]): FileKind => ({
  words,
  extensions: extensions.split(' '),
  mediaTypes,
});

const openXml = (part: string) => `application/vnd.openxmlformats-officedocument.${part}`;
const openDocument = (part: string) => `application/vnd.oasis.opendocument.${part}`;

/** The kinds whose bytes tell what they are. A name with one of these extensions must hold such bytes, and only it may. */
const kinds = [
  kind('un document PDF', 'pdf', 'application/pdf'),
  kind('une image PNG', 'png', 'image/png', 'image/apng'),
  kind('une image JPEG', 'jpg jpeg', 'image/jpeg'),
  kind('une image GIF', 'gif', 'image/gif'),
  kind('une image WebP', 'webp', 'image/webp'),
  kind('une image TIFF', 'tif tiff', 'image/tiff'),
  kind('un document Word', 'docx', openXml('wordprocessingml.document')),
  kind('un classeur Excel', 'xlsx', openXml('spreadsheetml.sheet')),
  kind('un diaporama PowerPoint', 'pptx', openXml('presentationml.presentation')),
  kind('un document OpenDocument', 'odt', openDocument('text')),
  kind('un classeur OpenDocument', 'ods', openDocument('spreadsheet')),
  kind('un diaporama OpenDocument', 'odp', openDocument('presentation')),
  kind('un ancien document Office', 'doc xls ppt msg', 'application/x-cfb'),
  kind('une archive ZIP', 'zip', 'application/zip'),
] as const;

/** What runs is no document, whatever it is called. */
const programs = new Set([
  'application/x-msdownload',
  'application/vnd.microsoft.portable-executable',
  'application/x-elf',
  'application/x-executable',
  'application/x-mach-binary',
  'application/java-vm',
  'application/x-ms-shortcut',
  'application/vnd.ms-htmlhelp',
]);

/** What is written, and holds none of the kinds above. */
const textExtensions = new Set(['txt', 'csv', 'md', 'json', 'geojson', 'xml', 'html', 'htm', 'svg', 'eml', 'ics']);

const UNKNOWN = 'application/octet-stream';

/** What the bytes are; a name says nothing about them. */
export async function mediaTypeOf(bytes: Uint8Array): Promise<string> {
  // Bytes made to break the reader are of no known kind.
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  return found?.mime ?? UNKNOWN;
}

/** Refuses a file whose bytes are not what its name announces, and a program. */
export async function demandFileKind(fileName: string, bytes: Uint8Array): Promise<void> {
  const mediaType = await mediaTypeOf(bytes);
  if (programs.has(mediaType))
    throw unreadableFile('Ce fichier est un programme\u00a0: seuls des documents se déposent.');
  const extension = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  const announced = kinds.find(({ extensions }) => extensions.includes(extension));
  const held = kinds.find(({ mediaTypes }) => mediaTypes.includes(mediaType));
  if (announced && announced !== held)
    throw unreadableFile(`Ce fichier se nomme «\u00a0.${extension}\u00a0», mais ne contient pas ${announced.words}.`);
  // A PDF called « .txt » opens as nothing of use; a kind that we do not know may well be an archive inside.
  if (held && !announced && textExtensions.has(extension))
    throw unreadableFile(`Ce fichier se nomme «\u00a0.${extension}\u00a0», mais contient ${held.words}.`);
}
