// A zip on disk: its entries streamed or unpacked into one folder of its own, under limits that do not trust what its
// headers say. Names of entries are only compared, never used as paths.
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { datasetLimits } from './limits.ts';
import { DatasetRefusal } from './refusals.ts';

export interface ZipOnDisk {
  names: string[];
  has(name: string): boolean;
  /** The bytes of an entry as they come; throws DatasetRefusal beyond the limits, counted over all entries read. */
  stream(name: string): Promise<AsyncIterable<Buffer>>;
  /** A small entry whole, null when there is none. Throws DatasetRefusal when it is longer than `most`. */
  read(name: string, most: number): Promise<Buffer | null>;
  /** Unpacks an entry to a path that is ours. */
  unpack(name: string, path: string): Promise<void>;
  close(): void;
}

const LINK = 0xa000;
const FILE_TYPE = 0xf000;

/** Opens the zip at `path` and judges what it announces. */
export async function openZip(path: string, fileBytes: number): Promise<ZipOnDisk> {
  let zip: ZipFile | null = null;
  try {
    zip = await openPromise(path, { autoClose: false, lazyEntries: true, decodeStrings: false });
    return unpacking(zip, await readTable(zip, fileBytes));
  } catch (error) {
    zip?.close();
    throw error instanceof DatasetRefusal ? error : new DatasetRefusal('DAMAGED');
  }
}

async function readTable(zip: ZipFile, fileBytes: number): Promise<Map<string, Entry>> {
  if (zip.entryCount > datasetLimits.zipEntries) throw new DatasetRefusal('BOMB');
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  for await (const entry of zip.eachEntry()) {
    const name = nameOf(entry);
    demandInside(name, entry);
    // Two entries of one name: what one program reads is not what another shows.
    if (entries.has(name)) throw new DatasetRefusal('DAMAGED');
    entries.set(name, entry);
    unpacked += entry.uncompressedSize;
  }
  const ratio = unpacked / Math.max(1, fileBytes);
  if (
    unpacked > datasetLimits.unpackedBytes ||
    (unpacked > datasetLimits.ratioFromBytes && ratio > datasetLimits.unpackedRatio)
  )
    throw new DatasetRefusal('BOMB');
  return entries;
}

const UTF8_NAME = 0x800;
const nameOf = (entry: Entry) =>
  entry.fileNameRaw.toString(entry.generalPurposeBitFlag & UTF8_NAME ? 'utf8' : 'latin1').replaceAll('\\', '/');

/** Refuses what would be written outside a folder, or lead out of it, though we write nothing by these names. */
function demandInside(name: string, entry: Entry): void {
  const isLink = ((entry.externalFileAttributes >>> 16) & FILE_TYPE) === LINK;
  if (isLink || name.startsWith('/') || /^[a-z]:/i.test(name) || name.split('/').includes('..') || name.includes('\0'))
    throw new DatasetRefusal('HOSTILE');
  if (entry.isEncrypted()) throw new DatasetRefusal('PROTECTED', name);
}

function unpacking(zip: ZipFile, entries: Map<string, Entry>): ZipOnDisk {
  let left: number = datasetLimits.unpackedBytes;
  const stream = async (name: string): Promise<AsyncIterable<Buffer>> => {
    const entry = entries.get(name);
    if (!entry) throw new DatasetRefusal('DAMAGED');
    return counted(await zip.openReadStreamPromise(entry).catch(damaged), (length) => {
      left -= length;
      if (left < 0) throw new DatasetRefusal('BOMB');
    });
  };
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(name),
    stream,
    async read(name, most) {
      if (!entries.has(name)) return null;
      const chunks: Buffer[] = [];
      let length = 0;
      for await (const chunk of await stream(name)) {
        length += chunk.length;
        if (length > most) throw new DatasetRefusal('BOMB');
        chunks.push(chunk);
      }
      return Buffer.concat(chunks);
    },
    unpack: async (name, path) =>
      pipeline(Readable.from(await stream(name)), createWriteStream(path, { flags: 'wx', mode: 0o600 })),
    close: () => zip.close(),
  };
}

const damaged = () => {
  throw new DatasetRefusal('DAMAGED');
};

async function* counted(stream: Readable, count: (length: number) => void): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      // The header's size is a claim: what comes out is what counts.
      count(chunk.length);
      yield chunk;
    }
  } catch (error) {
    const isFull = (error as NodeJS.ErrnoException)?.code === 'ENOSPC';
    throw error instanceof DatasetRefusal || isFull ? error : new DatasetRefusal('DAMAGED');
  }
}
