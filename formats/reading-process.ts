// The process that reads one uploaded file and ends: bytes on standard input, what they say or why they are refused on
// standard output, as JSON. Started by reading.ts with bounded memory and an empty environment, so that a hostile file
// can hurt nothing but itself.
import { fileTypeFromBuffer } from 'file-type';
import { openArchive } from './archive.ts';
import { readDocx } from './docx.ts';
import { limits } from './limits.ts';
import { readOdt } from './odt.ts';
import { FileRefusal } from './refusals.ts';
import { type WrittenBlock, type WrittenText, wordsOf } from './written-text.ts';

/** What the process answers. */
export type Answer =
  | { text: WrittenText }
  | { refusal: { reason: FileRefusal['reason']; found: string | null } }
  | { fault: string };

/** Begins every zip that holds at least one entry. */
const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');
/** Begins the compound files of Microsoft: Office of before 2007, and any encrypted Office file. */
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');

async function readWritten(bytes: Buffer): Promise<WrittenText> {
  if (bytes.length === 0) throw new FileRefusal('EMPTY');
  if (bytes.length > limits.fileBytes) throw new FileRefusal('TOO_LARGE');
  if (bytes.subarray(0, COMPOUND.length).equals(COMPOUND)) {
    if (bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))) throw new FileRefusal('PROTECTED');
    if (bytes.includes(Buffer.from('WordDocument', 'utf16le'))) throw new FileRefusal('OLD_WORD');
    throw new FileRefusal('OTHER_KIND');
  }
  if (!bytes.subarray(0, ZIP.length).equals(ZIP)) {
    throw new FileRefusal('OTHER_KIND', (await fileTypeFromBuffer(bytes))?.ext ?? null);
  }
  return readZip(bytes);
}

async function readZip(bytes: Buffer): Promise<WrittenText> {
  const archive = await openArchive(bytes);
  const kind = (await archive.read('mimetype'))?.toString('latin1').trim() ?? null;
  if (kind === 'application/vnd.oasis.opendocument.text') return readOdt(archive);
  if (kind?.startsWith('application/vnd.oasis.opendocument.text-')) return readOdt(archive);
  const types = (await archive.read('[Content_Types].xml'))?.toString('utf8') ?? '';
  if (/wordprocessingml\.(?:document|template)|ms-word\.\w+\.macroEnabled/.test(types)) return readDocx(archive);
  const others = [
    [/spreadsheetml|opendocument\.spreadsheet/, 'xlsx'],
    [/presentationml|opendocument\.presentation/, 'pptx'],
    [/epub/, 'epub'],
  ] as const;
  throw new FileRefusal('OTHER_KIND', others.find(([pattern]) => pattern.test(`${kind} ${types}`))?.[1] ?? 'zip');
}

const charactersIn = (block: WrittenBlock): number =>
  block.kind === 'paragraph'
    ? wordsOf(block).length
    : block.rows
        .flat()
        .reduce((sum, { paragraphs }) => sum + paragraphs.reduce((all, one) => all + wordsOf(one).length, 0), 0);

function check(text: WrittenText): WrittenText {
  if (text.blocks.length === 0) throw new FileRefusal('NO_WORDS');
  const characters = text.blocks.reduce((sum, block) => sum + charactersIn(block), 0);
  if (text.blocks.length > limits.blocks || characters > limits.characters) throw new FileRefusal('TOO_LONG');
  return text;
}

async function answer(): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  try {
    return { text: check(await readWritten(Buffer.concat(chunks))) };
  } catch (error) {
    if (error instanceof FileRefusal) return { refusal: { reason: error.reason, found: error.found } };
    // The message may quote the file: only where it happened is told.
    const stack = error instanceof Error ? (error.stack ?? '').split('\n').slice(1, 6).join('\n') : '';
    return { fault: `${error instanceof Error ? error.name : typeof error}\n${stack}` };
  }
}

/** Words as they may be kept: composed, without controls or lone halves of characters. Tabs and line breaks stay. */
const clean = (words: string) =>
  words
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\ufeff\ufff9-\uffff\p{Surrogate}]/gu, '');

process.stdout.write(
  JSON.stringify(await answer(), (_, value: unknown) => (typeof value === 'string' ? clean(value) : value)),
);
