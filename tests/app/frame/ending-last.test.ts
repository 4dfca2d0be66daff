// A page ends once and last, however its bytes are cut.
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { endingLast } from '#app/frame/ending-last.ts';

const PAGE = '<html><body><p>été</p></body></html>';

async function sent(page: string, size: number): Promise<string> {
  const stream = endingLast();
  const bytes = Buffer.from(page);
  for (let at = 0; at < bytes.length; at += size) stream.write(bytes.subarray(at, at + size));
  stream.end();
  return text(stream);
}

test.each([1, 2, 5, 13, 14, 1000])('what comes after the end stands before it, in pieces of %i bytes', async (size) => {
  expect(await sent(`${PAGE}<script>1</script>`, size)).toBe('<html><body><p>été</p><script>1</script></body></html>');
  expect(await sent(PAGE, size)).toBe(PAGE);
});

test('a page that broke off is given as far as it came', async () => {
  expect(await sent('<html><body><p>a</p></bo', 3)).toBe('<html><body><p>a</p></bo');
});
