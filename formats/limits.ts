// How much of an uploaded file is read, in one place. A convention is 20 kB zipped, 130 kB of XML, 33 000 characters;
// these bounds leave every real text through and keep the reading process small.

const MB = 1024 * 1024;

export const limits = {
  /** Photographs in a text reach a few megabytes. */
  fileBytes: 20 * MB,
  /** Word writes about 20 entries, one more a picture. */
  zipEntries: 4000,
  /** What all entries say they unpack to; pictures are stored as they are. */
  unpackedBytes: 200 * MB,
  /** XML of a text packs 5 to 30 times; deflate reaches 1032. Judged only above `ratioFromBytes`. */
  unpackedRatio: 150,
  ratioFromBytes: 16 * MB,
  /** All XML parts that are read, counted while unpacking. */
  xmlBytes: 32 * MB,
  /** Opening tags in them: each costs about 1.4 kB as a DOM. */
  xmlElements: 500_000,
  /** Word nests about 12 levels in a table cell's content control. */
  xmlDepth: 256,
  /** What becomes rows of a programme in one transaction. */
  blocks: 20_000,
  characters: 2_000_000,
  /** Word has 9 levels of list. */
  listDepth: 9,
  /** Heap of the reading process, MB: 500 000 elements fit. */
  heapMegabytes: 1024,
  /** The largest allowed text takes about 6 s on an office machine. */
  milliseconds: 30_000,
  /** What the reading process may answer. */
  answerBytes: 32 * MB,
} as const;
