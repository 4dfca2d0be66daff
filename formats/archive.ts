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
    const zip = await fromBufferPromise(bytes, { lazyEntries: true, decodeStrings: false, validateEntrySizes: true });
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
