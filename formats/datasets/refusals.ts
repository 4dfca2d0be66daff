// Why a deposited file is not taken as data. Thrown by the readers and carried across processes; domain/datasets says it
// in French.

export const datasetRefusalReasons = [
  'EMPTY',
  'TOO_LARGE',
  /** Encrypted with a password; `found` is the part of a zip that is. */
  'PROTECTED',
  /** Truncated, or not what its format asks for. */
  'DAMAGED',
  /** Its name promises one format, its bytes are another that says nothing here; `found` is that one when known. */
  'MISLABELLED',
  /** Unpacks to far more than it holds. */
  'BOMB',
  /** What only an attack holds: entities, thousands of levels, entries of a zip that leave its folder, links. */
  'HOSTILE',
  /** `found` is the number that is allowed, of rows or objects. */
  'TOO_MANY_ROWS',
  /** `found` is the number that is allowed. */
  'TOO_MANY_COLUMNS',
  /** `found` is the number of points of contours that is allowed. */
  'TOO_MANY_VERTICES',
  /** One object, one cell or one line is larger than anything real, or memory did not suffice. */
  'TOO_LONG',
  'TOO_SLOW',
  /** Read, and there is neither a row nor an object in it. */
  'NO_ROWS',
  /** A Shapefile without one of its files; `found` is its extension. */
  'MISSING_PART',
  /** `found` is the name of the projection as the file gives it. */
  'UNKNOWN_PROJECTION',
  /** Not one object lies at a possible place on Earth. */
  'OUT_OF_RANGE',
  /** The disk has no room for the prepared file. */
  'NO_SPACE',
  /** Too many files are being checked at this moment. */
  'BUSY',
] as const;

export type DatasetRefusalReason = (typeof datasetRefusalReasons)[number];

/** The file is refused; nothing was prepared of it. */
export class DatasetRefusal extends Error {
  readonly reason: DatasetRefusalReason;
  readonly found: string | null;

  constructor(reason: DatasetRefusalReason, found: string | null = null) {
    super(`dataset refused: ${reason}${found ? ` (${found})` : ''}`);
    this.name = 'DatasetRefusal';
    this.reason = reason;
    this.found = found;
  }
}
