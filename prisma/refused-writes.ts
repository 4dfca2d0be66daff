// When the database, or the disk, takes no writes: read-only or full. client.ts notes each refusal here; /readyz tells of
// it, and domain/refused-writes.ts says it to people. Reading goes on meanwhile.
import { statfs } from 'node:fs/promises';
import { env } from '#env.ts';

/** Why nothing can be written. */
export type WriteRefusal = 'read-only' | 'disk-full';

const codes: Record<string, WriteRefusal> = {
  '25006': 'read-only',
  EROFS: 'read-only',
  '53100': 'disk-full',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
};

/** What of an error may hold the one below it: Prisma wraps the adapter's, which wraps PostgreSQL's. */
interface Wrapped {
  code?: unknown;
  message?: unknown;
  cause?: unknown;
  meta?: { driverAdapterError?: unknown };
}

/** Why this error refuses a write; null when it is another. */
export function writeRefusal(error: unknown, depth = 0): WriteRefusal | null {
  if (typeof error !== 'object' || error === null || depth > 4) return null;
  const { code, message, cause, meta } = error as Wrapped;
  const known = codes[String(code)];
  if (known) return known;
  // PGlite keeps no code of its file system's refusals.
  if (/no space left on device/i.test(String(message))) return 'disk-full';
  return writeRefusal(meta?.driverAdapterError, depth + 1) ?? writeRefusal(cause, depth + 1);
}

/** A disk that was full is looked at as full for as long: whatever runs in the background soon tries it again. */
const REMEMBERED_MS = 60_000;

/** Below this PostgreSQL, mails and files soon stop in the middle. */
const LEAST_FREE_BYTES = 8_000_000;

let fullSince = Number.NEGATIVE_INFINITY;

/** Notes what a query or a file met. */
export function noteRefusal(error: unknown): void {
  if (writeRefusal(error) === 'disk-full') fullSince = performance.now();
}

/** Whether the disk of the database was full a moment ago, or that of DATA_DIR is nearly so. */
export async function isDiskFull(): Promise<boolean> {
  if (performance.now() - fullSince < REMEMBERED_MS) return true;
  const disk = await statfs(env.DATA_DIR).catch(() => null);
  return disk !== null && disk.bavail * disk.bsize < LEAST_FREE_BYTES;
}
