// Why a file is not read. Thrown by the readers and carried across processes; domain/imports/imports.ts says it in French.

export const refusalReasons = [
  'EMPTY',
  'TOO_LARGE',
  /** A Word file of before 2007. */
  'OLD_WORD',
  /** Encrypted with a password. */
  'PROTECTED',
  /** Another kind of file; `found` is its usual extension when known. */
  'OTHER_KIND',
  /** Truncated or not what its format asks for. */
  'DAMAGED',
  /** Unpacks to far more than a text holds. */
  'BOMB',
  /** Markup that only an attack holds: entities, thousands of levels. */
  'HOSTILE',
  /** More text than a convention could be. */
  'TOO_LONG',
  'TOO_SLOW',
  /** Brings programs with it. */
  'MACROS',
  /** Read, and there is not a word in it. */
  'NO_WORDS',
  /** Too many files are being read at this moment. */
  'BUSY',
] as const;

export type RefusalReason = (typeof refusalReasons)[number];

/** The file is refused; nothing of it was kept. */
export class FileRefusal extends Error {
  readonly reason: RefusalReason;
  readonly found: string | null;

  constructor(reason: RefusalReason, found: string | null = null) {
    super(`file refused: ${reason}${found ? ` (${found})` : ''}`);
    this.name = 'FileRefusal';
    this.reason = reason;
    this.found = found;
  }
}
