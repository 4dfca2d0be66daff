// Mends the bytes of a page on their way out; entry.server.tsx alone calls it.
import { Transform } from 'node:stream';

const ENDING = Buffer.from('</body></html>');

/** How many bytes at the end of `bytes` may be the beginning of the ending. */
function begun(bytes: Buffer): number {
  for (let length = Math.min(ENDING.length - 1, bytes.length); length > 0; length -= 1)
    if (bytes.subarray(bytes.length - length).equals(ENDING.subarray(0, length))) return length;
  return 0;
}

/**
 * Lets a page end once: React closes it with its frame, and what comes later would stand after its end, which is no HTML. A
 * browser reads both alike.
 */
export function endingLast(): Transform {
  let held: Buffer = Buffer.alloc(0);
  let isFound = false;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (isFound) return done(null, chunk);
      const bytes = Buffer.concat([held, chunk]);
      const at = bytes.indexOf(ENDING);
      isFound = at >= 0;
      if (isFound) {
        held = Buffer.alloc(0);
        return done(null, Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + ENDING.length)]));
      }
      const length = begun(bytes);
      held = bytes.subarray(bytes.length - length);
      done(null, bytes.subarray(0, bytes.length - length));
    },
    flush(done) {
      done(null, isFound ? ENDING : held);
    },
  });
}
