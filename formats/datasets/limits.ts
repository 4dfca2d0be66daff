// How much of a deposited file is read, in one place. The largest sets of the territory (buildings, parcels of a
// department) are some hundred thousand objects; these bounds leave them through and keep the checking process small.

const MB = 1024 * 1024;

export const datasetLimits = {
  fileBytes: 1024 * MB,
  /** A Shapefile has some five parts, a workbook one a sheet and a picture. */
  zipEntries: 4000,
  /** All entries together, as announced and as counted while unpacking. */
  unpackedBytes: 4096 * MB,
  /** Tables padded with blanks pack 100 times; deflate reaches 1032. Judged only above `ratioFromBytes`. */
  unpackedRatio: 250,
  ratioFromBytes: 64 * MB,
  /** What a workbook holds, less its first row: whatever was read can be taken away as one. */
  rows: 1_000_000,
  /** Each is up to two columns of the prepared table, which may have 2 000. */
  columns: 500,
  cells: 40_000_000,
  /** What a cell of a workbook may hold. */
  cellCharacters: 32_767,
  /** One line of a table. */
  recordBytes: 16 * MB,
  features: 1_000_000,
  vertices: 50_000_000,
  /** The contour of a department at full precision is about 5 MB. */
  featureBytes: 64 * MB,
  /** Levels of brackets: a multipolygon in a feature in a collection has eight. */
  jsonDepth: 64,
  /** Collections of geometries within each other. */
  collectionDepth: 8,
  xmlDepth: 256,
  /** Distinct words of a workbook, held while it is read. */
  sharedCharacters: 64 * MB,
  /** Columns that are sorted by an index, and how much of folded words one index may hold: it is built in memory. */
  indexedColumns: 40,
  indexedBytes: 96 * MB,
  /** Words kept for the search. */
  textBytes: 1 * MB,
  /** A document whose words are taken out is read whole. */
  documentBytes: 20 * MB,
  /** Heap of the checking process, MB; the prepared file is written outside of it. */
  heapMegabytes: 512,
  /** A gigabyte takes some two minutes on an office machine. */
  milliseconds: 15 * 60_000,
  answerBytes: 8 * MB,
} as const;
