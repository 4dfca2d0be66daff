// Reads an uploaded text file without letting its bytes near this process: each is read by a short-lived process of its
// own (reading-process.ts, returning-process.ts). Called by domain/imports/imports.ts and domain/returns/; knows no database.

import type { ReturnedText } from '#domain/written/returned-text.ts';
import type { WrittenText } from '#domain/written/written-text.ts';
import { log } from '#log.ts';
import type { ProgramName } from '../programs.ts';
import { limits } from './limits.ts';
import { runApart } from './own-process.ts';
import type { Answer } from './process-answers.ts';
import { FileRefusal } from './refusals.ts';

/** Two cores: a second file need not wait for a slow first one. */
const MOST_AT_ONCE = 2;
/** Each waiting file holds up to 20 MB here. */
const MOST_WAITING = 8;

let running = 0;
const waiting: (() => void)[] = [];

interface Patience {
  milliseconds?: number;
}

/**
 * The text of a DOCX or ODT. Throws FileRefusal, within `milliseconds` of its turn, for anything else: nothing of the
 * file is kept, and this process holds no more than the bytes it was given and the text they say.
 */
export const readWrittenText = (bytes: Uint8Array, patience: Patience = {}): Promise<WrittenText> =>
  readInTurn(bytes, 'reading-process', patience);

/** A DOCX that comes back, with its tracked changes and comments. Throws FileRefusal as `readWrittenText` does. */
export const readReturnedText = (bytes: Uint8Array, patience: Patience = {}): Promise<ReturnedText> =>
  readInTurn(bytes, 'returning-process', patience);

async function readInTurn<Text>(
  bytes: Uint8Array,
  program: ProgramName,
  { milliseconds = limits.milliseconds }: Patience,
): Promise<Text> {
  if (bytes.length === 0) throw new FileRefusal('EMPTY');
  if (bytes.length > limits.fileBytes) throw new FileRefusal('TOO_LARGE');
  if (running >= MOST_AT_ONCE) {
    if (waiting.length >= MOST_WAITING) throw new FileRefusal('BUSY');
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  running += 1;
  try {
    return open(await readApart<Text>(bytes, program, milliseconds));
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

function open<Text>(answer: Answer<Text>): Text {
  if ('text' in answer) return answer.text;
  if ('refusal' in answer) throw new FileRefusal(answer.refusal.reason, answer.refusal.found);
  // A fault of ours on a file we do not know: whoever runs the platform sees where, the user that it is not readable.
  log.error({ fault: answer.fault }, 'a text file could not be read');
  throw new FileRefusal('DAMAGED');
}

async function readApart<Text>(bytes: Uint8Array, program: ProgramName, milliseconds: number): Promise<Answer<Text>> {
  const { code, signal, isSlow, answer } = await runApart(program, bytes, { ...limits, milliseconds });
  // Ended by its memory limit or by the size of its answer: too much text either way.
  if (signal !== null) throw new FileRefusal(isSlow ? 'TOO_SLOW' : 'TOO_LONG');
  if (code !== 0) throw new Error(`the reading process ended with code ${code}`);
  return JSON.parse(answer) as Answer<Text>;
}
