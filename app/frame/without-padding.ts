// Mends the bytes of a page on their way out; entry.server.tsx alone calls it.
import { Transform } from 'node:stream';

/**
 * Takes out the zeros that React 18 leaves where a character of several bytes did not fit at the end of its buffer
 * (react#24985): a browser shows each as « � ». No page has a zero of its own.
 */
export const withoutPadding = (): Transform =>
  new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, chunk.includes(0) ? chunk.filter((byte) => byte !== 0) : chunk);
    },
  });
