// Prepared files held open by a thread that reads windows: the last few of them, with what was already found in them.
// Opened through links in a folder of the thread: the library locks a file by a folder beside it, which would keep other
// threads and processes out, and stay when one is ended in the middle of a query.
import { rmSync, statSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Database } from 'node-sqlite3-wasm';
import { BOXES, type PreparedMeta } from './prepared.ts';
import { openDatabase } from './sqlite.ts';

export interface Opened {
  database: Database;
  meta: PreparedMeta;
  /** Ids in the order of a sort, those of a filter: what the next windows of the same table begin with. */
  orders: Map<string, Int32Array>;
  boxes: Float64Array | null;
  /** Changes when the file was written anew. */
  stamp: string;
  link: string;
}

const MOST_OPENED = 8;
/** A million ids are 4 MB. */
const MOST_ORDERS = 16;

/** Puts a value last, and takes out the first ones beyond `most`. */
function touch<T>(kept: Map<string, T>, key: string, value: T, most: number): T[] {
  kept.delete(key);
  kept.set(key, value);
  const out: T[] = [];
  for (const [first, old] of kept) {
    if (kept.size <= most) break;
    kept.delete(first);
    out.push(old);
  }
  return out;
}

/** Thrown where there is no prepared file, or none that can be read. */
export class Gone extends Error {}

export class OpenedFiles {
  private readonly opened = new Map<string, Opened>();
  private readonly scratch: string;
  private count = 0;

  constructor(scratch: string) {
    this.scratch = scratch;
  }

  /** The prepared file at `path`, as it is now. */
  open(path: string): Opened {
    const stamp = stampOf(path);
    let opened = this.opened.get(path);
    if (opened && opened.stamp !== stamp) {
      this.opened.delete(path);
      close(opened);
      opened = undefined;
    }
    opened ??= this.openAnew(path, stamp);
    for (const old of touch(this.opened, path, opened, MOST_OPENED)) close(old);
    return opened;
  }

  /** A path by which another connection may attach the file. */
  link(path: string): string {
    this.count += 1;
    const link = join(this.scratch, `${this.count}.sqlite`);
    symlinkSync(resolve(path), link);
    return link;
  }

  private openAnew(path: string, stamp: string): Opened {
    const link = this.link(path);
    try {
      const database = openDatabase(link, { readOnly: true });
      database.exec('PRAGMA cache_size=-16000; PRAGMA query_only=ON');
      const meta = database.get("SELECT value FROM meta WHERE key = 'dataset'");
      return { database, meta: JSON.parse(String(meta?.value)), orders: new Map(), boxes: null, stamp, link };
    } catch (error) {
      rmSync(link, { force: true });
      throw new Gone(error instanceof Error ? error.message : undefined);
    }
  }
}

function stampOf(path: string): string {
  try {
    const { ino, mtimeMs, size } = statSync(path);
    return `${ino} ${mtimeMs} ${size}`;
  } catch {
    throw new Gone();
  }
}

function close({ database, link }: Opened): void {
  database.close();
  rmSync(link, { force: true });
}

/** What `find` found for `key` the last time, or finds now. */
export function remembered(opened: Opened, key: string, find: () => Int32Array): Int32Array {
  const found = opened.orders.get(key) ?? find();
  touch(opened.orders, key, found, MOST_ORDERS);
  return found;
}

/** West, south, east, north of each object, by its id less one; NaN for no geometry. */
export function boxesOf(opened: Opened): Float64Array {
  if (opened.boxes) return opened.boxes;
  const boxes = new Float64Array(opened.meta.rowCount * 4).fill(Number.NaN);
  const bytes = new Uint8Array(boxes.buffer);
  for (const { chunk, boxes: part } of opened.database.all('SELECT chunk, boxes FROM boxes'))
    bytes.set(part as Uint8Array, Number(chunk) * BOXES * 32);
  opened.boxes = boxes;
  return boxes;
}
