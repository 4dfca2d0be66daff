// Checks a deposited file without letting its bytes near this process: each is read by a short-lived process of its own
// (checking-process.ts), which leaves a prepared file. Called by domain/datasets; knows no database.
import { mkdtemp, open, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { log } from '#log.ts';
import { runApart } from '../own-process.ts';
import type { CheckedDataset, Reading } from './checked.ts';
import type { CheckAnswer, Job } from './checking-process.ts';
import { datasetLimits } from './limits.ts';
import { DatasetRefusal } from './refusals.ts';

/** One core checks, the other serves. */
const MOST_AT_ONCE = 1;
/** A waiting check is a path: many may wait, a queue of jobs stands before. */
const MOST_WAITING = 64;

let running = 0;
const waiting: (() => void)[] = [];

/** How a check is done. */
interface Way {
  /** What whoever deposited the file says of it; the rest is guessed. */
  reading?: Partial<Reading>;
  /** Where the prepared file goes; what is there already is replaced once the new one is whole. */
  prepared: string;
  milliseconds?: number;
}

/**
 * What the file at `path` is. Where `rowCount` is not null, the prepared file was written for windows.ts to read; else
 * none is there. Throws DatasetRefusal, within `milliseconds` of its turn; then nothing was prepared, and what was
 * prepared before is untouched.
 */
export async function checkDataset(
  path: string,
  fileName: string,
  { reading = {}, prepared, milliseconds = datasetLimits.milliseconds }: Way,
): Promise<CheckedDataset> {
  if (running >= MOST_AT_ONCE) {
    if (waiting.length >= MOST_WAITING) throw new DatasetRefusal('BUSY');
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  running += 1;
  // On the disk of the prepared file: renaming is what makes it whole.
  let scratch: string | null = null;
  try {
    scratch = await mkdtemp(join(dirname(resolve(prepared)), '.check-'));
    const aside = join(scratch, 'prepared.sqlite');
    const job = { path: resolve(path), fileName, reading, prepared: aside, scratch };
    const dataset = read(await checkApart(job, milliseconds));
    if (dataset.rowCount !== null) await putInPlace(aside, prepared);
    return dataset;
  } finally {
    if (scratch) await rm(scratch, { recursive: true, force: true });
    running -= 1;
    waiting.shift()?.();
  }
}

async function putInPlace(aside: string, prepared: string): Promise<void> {
  const file = await open(aside, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(aside, prepared);
}

function read(answer: CheckAnswer): CheckedDataset {
  if ('dataset' in answer) return answer.dataset;
  if ('refusal' in answer) throw new DatasetRefusal(answer.refusal.reason, answer.refusal.found);
  // A fault of ours on a file we do not know: whoever runs the platform sees where, the user that it is not readable.
  log.error({ fault: answer.fault }, 'a deposited file could not be read');
  throw new DatasetRefusal('DAMAGED');
}

/** Ended by its heap: V8 aborts, which some systems report as a code. */
const ABORTED = 134;

async function checkApart(job: Job, milliseconds: number): Promise<CheckAnswer> {
  const bounds = { ...datasetLimits, milliseconds };
  const { code, signal, isSlow, answer } = await runApart('checking-process', JSON.stringify(job), bounds);
  if (isSlow) throw new DatasetRefusal('TOO_SLOW');
  if (signal !== null || code === ABORTED) throw new DatasetRefusal('TOO_LONG');
  if (code !== 0) throw new Error(`the checking process ended with code ${code}`);
  return JSON.parse(answer) as CheckAnswer;
}
