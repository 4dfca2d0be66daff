// Runs a program of ours in a short-lived process of its own, for bytes that this one must not read: bounded memory, time and
// answer, an empty environment. Called by reading.ts and datasets/checking.ts, which say what each ending means.
import { spawn } from 'node:child_process';
import { type ProgramName, programOf } from '../programs.ts';

interface Bounds {
  heapMegabytes: number;
  milliseconds: number;
  answerBytes: number;
}

/** How it ended: by itself with a code, or by a signal, ours when it took too long or answered too much. */
export interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
  isSlow: boolean;
  /** What it wrote on its standard output, as far as it is within bounds. */
  answer: string;
}

/** Gives `input` to the program's standard input, and how it ended. Rejects when no process can be had. */
export function runApart(name: ProgramName, input: string | Uint8Array, bounds: Bounds): Promise<Ending> {
  const { options, file } = programOf(name);
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${bounds.heapMegabytes}`, ...options, file],
    // No secret of this process is within reach of the file.
    { env: { NODE_ENV: 'production' }, stdio: ['pipe', 'pipe', 'ignore'] },
  );
  return new Promise((resolve, reject) => {
    let isSlow = false;
    const timer = setTimeout(() => {
      isSlow = true;
      child.kill('SIGKILL');
    }, bounds.milliseconds);
    const chunks: Buffer[] = [];
    let length = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= bounds.answerBytes) chunks.push(chunk);
      else child.kill('SIGKILL');
    });
    // The process may end before it has read everything: what it answered is what counts.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, isSlow, answer: Buffer.concat(chunks).toString('utf8') });
    });
  });
}
