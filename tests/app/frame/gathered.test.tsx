// What React writes of a page, byte by byte: accents that fall on the end of its buffer arrive whole, in few pieces, at once.
import { once } from 'node:events';
import { PassThrough, type Transform } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { renderToPipeableStream } from 'react-dom/server';
import { expect, test } from 'vitest';
import { gathered } from '#app/frame/gathered.ts';

/** A page whose accents stand `shift` bytes further; React's buffer has 2 048. */
const write = (shift: number, body: Transform) => {
  const words = [...Array(400).keys()].map((index) => `« é${index} »`);
  renderToPipeableStream(
    <ul title={'x'.repeat(shift)}>
      {words.map((word) => (
        <li key={word}>{word}</li>
      ))}
    </ul>,
  ).pipe(body);
  return buffer(body);
};

test('no accent is lost on the end of a buffer, wherever it falls', async () => {
  const shifts = [...Array(40).keys()];
  const bare = await Promise.all(shifts.map((shift) => write(shift, new PassThrough())));
  // The day React mends it, this says so, and the mend may go.
  expect(bare.some((page) => page.includes(0))).toBe(true);
  const mended = await Promise.all(shifts.map((shift) => write(shift, gathered())));
  for (const [index, page] of mended.entries()) {
    expect(page.includes(0)).toBe(false);
    expect(page.toString('utf8')).not.toContain('\ufffd');
    expect(page).toEqual(bare[index]?.filter((byte) => byte !== 0));
    expect(page.toString('utf8')).toContain('« é399 »');
  }
});

test('a page goes on in few pieces, in its order', async () => {
  const body = gathered();
  const pieces: Buffer[] = [];
  body.on('data', (piece: Buffer) => pieces.push(piece));
  const written = Array.from({ length: 100 }, (_, index) => Buffer.alloc(2_048, 65 + (index % 26)));
  for (const piece of written) body.write(piece);
  body.end();
  await once(body, 'end');
  expect(pieces.length).toBeLessThan(8);
  expect(Buffer.concat(pieces).equals(Buffer.concat(written))).toBe(true);
});

test('what is written does not wait for what comes later', async () => {
  const body = gathered();
  body.write('the frame');
  expect(String((await once(body, 'data'))[0])).toBe('the frame');
  body.write('what was waited for');
  expect(String((await once(body, 'data'))[0])).toBe('what was waited for');
});
