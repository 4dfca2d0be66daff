// What the processes that read one uploaded text have in common: bytes on standard input, what they say or why they are refused
// on standard output, as JSON. Called by reading-process.ts and returning-process.ts.
import { type WrittenBlock, type WrittenText, wordsOf } from '#domain/written/written-text.ts';
import { type Archive, openArchive } from './archive.ts';
import { limits } from './limits.ts';
import { FileRefusal } from './refusals.ts';

/** What a process answers. */
export type Answer<Text> =
  | { text: Text }
  | { refusal: { reason: FileRefusal['reason']; found: string | null } }
  | { fault: string };

/** What of a text is counted. */
type Read = Pick<WrittenText, 'blocks'>;
type ReadArchive<Text> = (archive: Archive) => Promise<Text>;

/** Begins every zip that holds at least one entry. */
const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');
/** Begins the compound files of Microsoft: Office of before 2007, and any encrypted Office file. */
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');

async function readWritten<Text extends Read>(bytes: Buffer, read: ReadArchive<Text>): Promise<Text> {
  if (bytes.length === 0) throw new FileRefusal('EMPTY');
  if (bytes.length > limits.fileBytes) throw new FileRefusal('TOO_LARGE');
  if (bytes.subarray(0, COMPOUND.length).equals(COMPOUND)) {
    if (bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))) throw new FileRefusal('PROTECTED');
    if (bytes.includes(Buffer.from('WordDocument', 'utf16le'))) throw new FileRefusal('OLD_WORD');
    throw new FileRefusal('OTHER_KIND');
  }
  if (!bytes.subarray(0, ZIP.length).equals(ZIP)) {
    // Costs more to load than most texts to read: asked for only by what is no text.
    const { fileTypeFromBuffer } = await import('file-type');
    throw new FileRefusal('OTHER_KIND', (await fileTypeFromBuffer(bytes))?.ext ?? null);
  }
  return read(await openArchive(bytes));
}

const charactersIn = (block: WrittenBlock): number =>
  block.kind === 'paragraph'
    ? wordsOf(block).length
    : block.rows
        .flat()
        .reduce((sum, { paragraphs }) => sum + paragraphs.reduce((all, one) => all + wordsOf(one).length, 0), 0);

function check<Text extends Read>(text: Text): Text {
  if (text.blocks.length === 0) throw new FileRefusal('NO_WORDS');
  const characters = text.blocks.reduce((sum, block) => sum + charactersIn(block), 0);
  if (text.blocks.length > limits.blocks || characters > limits.characters) throw new FileRefusal('TOO_LONG');
  return text;
}

async function answer<Text extends Read>(read: ReadArchive<Text>): Promise<Answer<Text>> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  try {
    return { text: check(await readWritten(Buffer.concat(chunks), read)) };
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

/** Reads standard input with `read`, and says what became of it. */
export async function answerWith<Text extends Read>(read: ReadArchive<Text>): Promise<void> {
  const said = await answer(read);
  process.stdout.write(JSON.stringify(said, (_, value: unknown) => (typeof value === 'string' ? clean(value) : value)));
}
