// A random word that a folder keeps, made on the first call: the secret of sessions (env.ts), what a place of files is known by.
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The word kept as `name` in `folder` (mode 0600), the same for all who share the folder and after every restart. */
export function keptWord(folder: string, name: string): string {
  const file = join(folder, name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const attempt = `${file}.${process.pid}`;
  writeFileSync(attempt, randomBytes(32).toString('base64url'), { mode: 0o600 });
  try {
    // A link never replaces a file: of two processes that start together, the second keeps the first's word.
    linkSync(attempt, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(attempt);
  }
  return readFileSync(file, 'utf8');
}
