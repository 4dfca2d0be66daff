// However the bytes of a connection are cut on their way, its messages come out the same.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MessageCutter } from '#prisma/embedded/message-cutter.ts';

const packet = (body: Uint8Array) => {
  const head = Buffer.from('Q0000');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};

test('any cutting of any messages gives back these messages', () => {
  const bodies = fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 12 });
  const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(bodies, cuts, (messages, sizes) => {
      const packets = messages.map(packet);
      const bytes = Buffer.concat(packets);
      const cutter = new MessageCutter();
      const out: Buffer[] = [];
      for (let at = 0, i = 0; at < bytes.length; i++) {
        const size = sizes[i % sizes.length] as number;
        cutter.add(bytes.subarray(at, at + size));
        at += size;
        for (let next = cutter.next(true); next; next = cutter.next(true)) out.push(Buffer.from(next));
      }
      expect(out).toEqual(packets);
    }),
    { seed: 62, numRuns: 300 },
  );
});

test('a message longer than the limit, or of an impossible length, is refused before it is collected', () => {
  const long = new MessageCutter();
  long.add(packet(new Uint8Array(20_000)).subarray(0, 10));
  expect(() => long.next(true)).toThrow(RangeError);
  const short = new MessageCutter();
  short.add(Buffer.from([0x51, 0, 0, 0, 1]));
  expect(() => short.next(true)).toThrow(RangeError);
});
