// Runs before every test file: whatever is written with console.error, and whatever Node warns of as deprecated, fails the
// test under which it came.
import { afterAll, afterEach } from 'vitest';

const written: string[] = [];
const write = console.error.bind(console);

console.error = (...words: unknown[]) => {
  written.push(words.map(String).join(' '));
  write(...words);
};

process.on('warning', ({ name, message, stack }) => {
  if (name === 'DeprecationWarning') written.push(`${message}\n${stack ?? ''}`);
});

function refuseWritten() {
  const lines = written.splice(0);
  if (lines.length > 0) throw new Error(`Written on the console:\n${lines.join('\n')}`);
}

afterEach(refuseWritten);
afterAll(refuseWritten);
