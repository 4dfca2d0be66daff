// Mends the bytes of a page on their way out; entry.server.tsx alone calls it.
import { Transform } from 'node:stream';

/** React writes pieces of 2 kB, and each piece costs every stage of the way out as much as this would. */
const TOGETHER = 64 * 1_024;

/**
 * The bytes without the zeros that React 18 leaves where a character of several bytes did not fit at the end of its buffer
 * (react#24985): a browser shows each as « � ». No page has a zero of its own.
 */
function withoutPadding(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return bytes.subarray(0, end);
}

/** Takes a page in small pieces and gives it on in large ones; what was written at one moment never waits for what comes later. */
export function gathered(): Transform {
  let held: Buffer[] = [];
  let length = 0;
  let turn: NodeJS.Immediate | undefined;
  const give = () => {
    clearImmediate(turn);
    turn = undefined;
    if (length > 0) stream.push(Buffer.concat(held, length));
    held = [];
    length = 0;
  };
  const stream = new Transform({
    writableHighWaterMark: 16 * TOGETHER,
    transform(chunk: Buffer, _encoding, done) {
      const bytes = withoutPadding(chunk);
      held.push(bytes);
      length += bytes.length;
      if (length >= TOGETHER) give();
      else turn ??= setImmediate(give);
      done();
    },
    flush(done) {
      give();
      done();
    },
    destroy(error, done) {
      clearImmediate(turn);
      done(error);
    },
  });
  return stream;
}
