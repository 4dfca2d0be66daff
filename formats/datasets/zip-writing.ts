// A zip written as it goes: its entries' bytes are never held whole, sizes and sums follow them. Knows no format.
import { crc32, createDeflateRaw } from 'node:zlib';

interface Entry {
  name: Buffer;
  at: number;
  sum: number;
  packed: number;
  size: number;
}

/** Sizes and sum come after the bytes; names are UTF-8. */
const FLAGS = 0x0808;
const DEFLATED = 8;
const VERSION = 20;
/** 1 January 1980: whoever asks twice gets the same bytes. */
const DOS_DATE = 0x0021;

function localHead(name: Buffer): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(VERSION, 4);
  head.writeUInt16LE(FLAGS, 6);
  head.writeUInt16LE(DEFLATED, 8);
  head.writeUInt16LE(DOS_DATE, 12);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, name]);
}

function after({ sum, packed, size }: Entry): Buffer {
  const rest = Buffer.alloc(16);
  rest.writeUInt32LE(0x08074b50, 0);
  rest.writeUInt32LE(sum, 4);
  rest.writeUInt32LE(packed, 8);
  rest.writeUInt32LE(size, 12);
  return rest;
}

function tableRow({ name, at, sum, packed, size }: Entry): Buffer {
  const row = Buffer.alloc(46);
  row.writeUInt32LE(0x02014b50, 0);
  row.writeUInt16LE(VERSION, 4);
  row.writeUInt16LE(VERSION, 6);
  row.writeUInt16LE(FLAGS, 8);
  row.writeUInt16LE(DEFLATED, 10);
  row.writeUInt16LE(DOS_DATE, 14);
  row.writeUInt32LE(sum, 16);
  row.writeUInt32LE(packed, 20);
  row.writeUInt32LE(size, 24);
  row.writeUInt16LE(name.length, 28);
  row.writeUInt32LE(at, 42);
  return Buffer.concat([row, name]);
}

/** The bytes of a zip of these entries, in order. Each of less than 4 GB, and all of them. */
export async function* zipped(
  entries: { name: string; text: AsyncIterable<string> | Iterable<string> }[],
): AsyncGenerator<Buffer> {
  const written: Entry[] = [];
  let at = 0;
  for (const { name, text } of entries) {
    const entry: Entry = { name: Buffer.from(name), at, sum: 0, packed: 0, size: 0 };
    const head = localHead(entry.name);
    yield head;
    for await (const chunk of deflated(text, entry)) yield chunk;
    yield after(entry);
    at += head.length + entry.packed + 16;
    written.push(entry);
  }
  const table = Buffer.concat(written.map(tableRow));
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(written.length, 8);
  end.writeUInt16LE(written.length, 10);
  end.writeUInt32LE(table.length, 12);
  end.writeUInt32LE(at, 16);
  yield Buffer.concat([table, end]);
}

async function* deflated(text: AsyncIterable<string> | Iterable<string>, entry: Entry): AsyncGenerator<Buffer> {
  // Packed by threads of the platform, not by this one.
  const deflate = createDeflateRaw();
  const feeding = (async () => {
    for await (const part of text) {
      const bytes = Buffer.from(part);
      entry.sum = crc32(bytes, entry.sum);
      entry.size += bytes.length;
      if (!deflate.write(bytes)) await new Promise<void>((resolve) => deflate.once('drain', resolve));
      if (deflate.destroyed) return;
    }
    deflate.end();
  })();
  feeding.catch((error: Error) => deflate.destroy(error));
  for await (const chunk of deflate as AsyncIterable<Buffer>) {
    entry.packed += chunk.length;
    yield chunk;
  }
  await feeding;
}
