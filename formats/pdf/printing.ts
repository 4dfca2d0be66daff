// Lays a text out as an accessible PDF, in a process of its own. Called by domain/texts/printable-texts.ts; knows no
// database.
import { spawn } from 'node:child_process';
import { programOf } from '../../programs.ts';
import type { PrintedText } from './printed-text.ts';
import { UNPRINTABLE_EXIT } from './unprintable.ts';

/** A convention takes a second. Whoever waits holds a row, and gives up after 30 seconds. */
const LONGEST_MS = 25_000;

/** A text holds characters that no font of the product draws. */
export class UnprintableText extends Error {
  /** Those characters, each once. */
  readonly clusters: readonly string[];

  constructor(clusters: readonly string[]) {
    super(`${clusters.length} characters cannot be printed.`);
    this.name = 'UnprintableText';
    this.clusters = clusters;
  }
}

/**
 * The PDF of a text: A4, tagged (PDF/UA-1), every character of it drawn from the product's own fonts. Rejects with
 * UnprintableText when there is one that they do not have.
 */
export function printText(text: PrintedText): Promise<Uint8Array> {
  const { options, file } = programOf('printing-process');
  const child = spawn(process.execPath, [...options, file], {
    env: { NODE_ENV: 'production' },
    stdio: ['pipe', 'pipe', 'pipe'],
    timeout: LONGEST_MS,
    killSignal: 'SIGKILL',
  });
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const complaints: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
    // The process may end before it has read everything: how it ended is what counts.
    child.stdin.on('error', () => {});
    child.stdin.end(JSON.stringify(text));
    child.on('error', reject);
    child.on('close', (code) => {
      const written = Buffer.concat(chunks);
      if (code === 0) resolve(written);
      else if (code === UNPRINTABLE_EXIT) reject(new UnprintableText(JSON.parse(written.toString('utf8'))));
      else reject(new Error(`the printing process ended with ${code}: ${Buffer.concat(complaints)}`.slice(0, 2000)));
    });
  });
}
