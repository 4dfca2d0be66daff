// The process that takes the visual charter out of one uploaded file and ends: bytes on standard input, the charter or why it is
// refused on standard output, as JSON. Started by charter-reading.ts with bounded memory and an empty environment.
import { type Archive, openArchive } from '../archive.ts';
import { FileRefusal } from '../refusals.ts';
import type { KeptCharter } from './charter.ts';
import { readDocxCharter } from './docx-charter.ts';
import { readOdtCharter } from './odt-charter.ts';

/** What the process answers. */
export type CharterAnswer =
  | { charter: KeptCharter }
  | { refusal: { reason: FileRefusal['reason']; found: string | null } };

async function readCharter(archive: Archive): Promise<KeptCharter> {
  const kind = (await archive.read('mimetype'))?.toString('latin1').trim() ?? '';
  if (/^application\/vnd\.oasis\.opendocument\.text(?:-template)?$/.test(kind)) return readOdtCharter(archive);
  const types = (await archive.read('[Content_Types].xml'))?.toString('utf8') ?? '';
  if (/wordprocessingml\.(?:document|template)|ms-word\.\w+\.macroEnabled/.test(types)) return readDocxCharter(archive);
  throw new FileRefusal('OTHER_KIND', 'zip');
}

async function answer(): Promise<CharterAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  try {
    return { charter: await readCharter(await openArchive(Buffer.concat(chunks))) };
  } catch (error) {
    const { reason, found } = error instanceof FileRefusal ? error : new FileRefusal('DAMAGED');
    return { refusal: { reason, found } };
  }
}

process.stdout.write(JSON.stringify(await answer()));
