// SQLite, as it is installed: a CommonJS module whose names only `require` finds.
import { createRequire } from 'node:module';
import type { Database } from 'node-sqlite3-wasm';

const sqlite = createRequire(import.meta.url)('node-sqlite3-wasm') as typeof import('node-sqlite3-wasm');

/** Opens or makes a database. It must be closed by hand, and its statements finalised. */
export const openDatabase = (path: string, { readOnly = false } = {}): Database =>
  new sqlite.Database(path, { readOnly });
