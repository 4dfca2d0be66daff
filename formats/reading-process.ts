// The process that reads one uploaded file and ends: bytes on standard input, what they say or why they are refused on
// standard output, as JSON. Started by reading.ts with bounded memory and an empty environment, so that a hostile file
// can hurt nothing but itself.
import type { WrittenText } from '#domain/written/written-text.ts';
import type { Archive } from './archive.ts';
import { readDocx } from './docx.ts';
import { readOdt } from './odt.ts';
import { answerWith } from './process-answers.ts';
import { FileRefusal } from './refusals.ts';

async function readText(archive: Archive): Promise<WrittenText> {
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

await answerWith(readText);
