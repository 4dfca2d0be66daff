// Reads an uploaded text file without letting its bytes near this process: each is read by a short-lived process of its
// own (reading-process.ts). Called by domain/imports/imports.ts; knows no database.
import { log } from '#log.ts';
import { limits } from './limits.ts';
import { runApart } from './own-process.ts';
import type { Answer } from './reading-process.ts';
import { FileRefusal } from './refusals.ts';
import type { WrittenText } from './written-text.ts';

/** Two cores: a second file need not wait for a slow first one. */
const MOST_AT_ONCE = 2;
/** Each waiting file holds up to 20 MB here. */
const MOST_WAITING = 8;

let running = 0;
const waiting: (() => void)[] = [];

/**
 * The text of a DOCX or ODT. Throws FileRefusal, within `milliseconds` of its turn, for anything else: nothing of the
 * file is kept, and this process holds no more than the bytes it was given and the text they say.
 */
export async function readWrittenText(
  bytes: Uint8Array,
  { milliseconds = limits.milliseconds }: { milliseconds?: number } = {},
): Promise<WrittenText> {
  if (bytes.length === 0) throw new FileRefusal('EMPTY');
  if (bytes.length > limits.fileBytes) throw new FileRefusal('TOO_LARGE');
  if (running >= MOST_AT_ONCE) {
    if (waiting.length >= MOST_WAITING) throw new FileRefusal('BUSY');
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  running += 1;
  try {
    return open(await readApart(bytes, milliseconds));
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

function open(answer: Answer): WrittenText {
  if ('text' in answer) return answer.text;
  if ('refusal' in answer) throw new FileRefusal(answer.refusal.reason, answer.refusal.found);
  // A fault of ours on a file we do not know: whoever runs the platform sees where, the user that it is not readable.
  log.error({ fault: answer.fault }, 'a text file could not be read');
  throw new FileRefusal('DAMAGED');
}

async function readApart(bytes: Uint8Array, milliseconds: number): Promise<Answer> {
  const script = new URL('./reading-process.ts', import.meta.url);
  const { code, signal, isSlow, answer } = await runApart(script, bytes, { ...limits, milliseconds });
  // Ended by its memory limit or by the size of its answer: too much text either way.
  if (signal !== null) throw new FileRefusal(isSlow ? 'TOO_SLOW' : 'TOO_LONG');
  if (code !== 0) throw new Error(`the reading process ended with code ${code}`);
  return JSON.parse(answer) as Answer;
}
