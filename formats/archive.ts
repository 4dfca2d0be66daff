// Takes named parts out of a zip held in memory, under limits that do not trust what its headers say. Called by the
// readers, in the reading process. Names of entries are only compared, never used as paths.
import { fromBufferPromise, type Entry as ZipEntry, type ZipFile } from 'yauzl';
import { limits } from './limits.ts';
import { FileRefusal } from './refusals.ts';

/** The parts of an opened zip. */
export interface Archive {
  has(name: string): boolean;
  /** The bytes of a part, null when there is none. Throws FileRefusal beyond the limits, counted over all parts read. */
  read(name: string): Promise<Buffer | null>;
}

const END_OF_ZIP = Buffer.from('PK\u0005\u0006', 'latin1');
/** The end record without its comment, and the most that may follow it: a comment, or what a transfer added. */
const END_LENGTH = 22;
const AFTER_END = 128 * 1024;

/**
 * The zip without what follows it: mail programs and copies add line ends or zeroes. The end is the last record whose
 * table ends right before it, so that words that only look like one are passed over. As it is when there is no such.
 */
function withoutRest(bytes: Buffer): Buffer {
  const first = Math.max(0, bytes.length - AFTER_END);
  for (
    let at = bytes.lastIndexOf(END_OF_ZIP);
    at >= first;
    at = at === 0 ? -1 : bytes.lastIndexOf(END_OF_ZIP, at - 1)
  ) {
    if (at + END_LENGTH > bytes.length) continue;
    const table = bytes.readUInt32LE(at + 12) + bytes.readUInt32LE(at + 16);
    const end = at + END_LENGTH + bytes.readUInt16LE(at + 20);
    if (table === at && end <= bytes.length) return bytes.subarray(0, end);
  }
  return bytes;
}

/** Reads the table of a zip and refuses it when what it announces is too much. */
export async function openArchive(bytes: Buffer): Promise<Archive> {
  const { zip, entries } = await readTable(bytes);
  let left: number = limits.xmlBytes;
  return {
    has: (name) => entries.has(name),
    async read(name) {
      const entry = entries.get(name);
      if (!entry) return null;
      const part = await unpack(zip, entry, left);
      left -= part.length;
      return part;
    },
  };
}

async function readTable(bytes: Buffer) {
  const entries = new Map<string, ZipEntry>();
  let unpacked = 0;
  try {
    const zip = await fromBufferPromise(withoutRest(bytes), {
      lazyEntries: true,
      decodeStrings: false,
      validateEntrySizes: true,
    });
    if (zip.entryCount > limits.zipEntries) throw new FileRefusal('BOMB');
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileNameRaw.toString('utf8');
      // Two parts of one name: what one program reads is not what another shows.
      if (entries.has(name)) throw new FileRefusal('DAMAGED');
      if (entry.isEncrypted()) throw new FileRefusal('PROTECTED');
      entries.set(name, entry);
      unpacked += entry.uncompressedSize;
    }
    const ratio = unpacked / bytes.length;
    if (unpacked > limits.unpackedBytes || (unpacked > limits.ratioFromBytes && ratio > limits.unpackedRatio)) {
      throw new FileRefusal('BOMB');
    }
    return { zip, entries };
  } catch (error) {
    throw error instanceof FileRefusal ? error : new FileRefusal('DAMAGED');
  }
}

async function unpack(zip: ZipFile, entry: ZipEntry, most: number): Promise<Buffer> {
  if (entry.uncompressedSize > most) throw new FileRefusal('BOMB');
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      // The header's size is a claim: what comes out is what counts.
      length += chunk.length;
      if (length > most) throw new FileRefusal('BOMB');
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof FileRefusal ? error : new FileRefusal('DAMAGED');
  }
  return Buffer.concat(chunks);
}
