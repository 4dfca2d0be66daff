// Runs before every test file: whatever is written with console.error, and whatever Node warns of as deprecated, fails the
// test under which it came. Files follow one another in one process, so what listens is told where to write once.
import { afterAll, afterEach } from 'vitest';

const heard = globalThis as { writtenInTests?: string[] };

function listen(): string[] {
  const written: string[] = [];
  const write = console.error.bind(console);
  console.error = (...words: unknown[]) => {
    written.push(words.map(String).join(' '));
    write(...words);
  };
  process.on('warning', ({ name, message, stack }) => {
    if (name === 'DeprecationWarning') written.push(`${message}\n${stack ?? ''}`);
  });
  return written;
}

heard.writtenInTests ??= listen();

function refuseWritten() {
  const lines = heard.writtenInTests?.splice(0) ?? [];
  if (lines.length > 0) throw new Error(`Written on the console:\n${lines.join('\n')}`);
}

afterEach(refuseWritten);
afterAll(refuseWritten);
