// Takes the visual charter out of an uploaded file without letting its bytes near this process. Called by
// domain/organisations/charters.ts; knows no database.
import { limits } from '../limits.ts';
import { runApart } from '../own-process.ts';
import { FileRefusal } from '../refusals.ts';
import type { KeptCharter } from './charter.ts';
import type { CharterAnswer } from './charter-process.ts';

/** Begins every zip that holds at least one entry. */
const ZIP = [0x50, 0x4b, 0x03, 0x04];

/** What is kept of a DOCX or ODT given as a charter. Throws FileRefusal for anything else, and for one that brings macros. */
export async function readCharter(bytes: Uint8Array): Promise<KeptCharter> {
  if (bytes.length === 0) throw new FileRefusal('EMPTY');
  if (!ZIP.every((byte, at) => bytes[at] === byte)) throw new FileRefusal('OTHER_KIND');
  const { code, signal, isSlow, answer } = await runApart('charter-process', bytes, limits);
  if (signal !== null) throw new FileRefusal(isSlow ? 'TOO_SLOW' : 'TOO_LONG');
  if (code !== 0) throw new FileRefusal('DAMAGED');
  const said = JSON.parse(answer) as CharterAnswer;
  if ('refusal' in said) throw new FileRefusal(said.refusal.reason, said.refusal.found);
  return said.charter;
}
