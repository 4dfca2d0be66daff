// Runs before every test file: whatever is written with console.error fails the test that wrote it.
import { afterAll, afterEach } from 'vitest';

const written: string[] = [];
const write = console.error.bind(console);

console.error = (...words: unknown[]) => {
  written.push(words.map(String).join(' '));
  write(...words);
};

function refuseWritten() {
  const lines = written.splice(0);
  if (lines.length > 0) throw new Error(`Written on the console:\n${lines.join('\n')}`);
}

afterEach(refuseWritten);
afterAll(refuseWritten);
