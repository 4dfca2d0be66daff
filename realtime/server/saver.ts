// Brings committed bytes to the database for all rooms of this process: at once when a lane is free, and together with
// what other rooms have waiting when none was. No timer. Called by room.ts; knows no session and no Yjs.
import type { DocumentWrite, WriteOutcome } from '#domain/texts/documents.ts';
import { appendToMany, appendUpdates } from '#domain/texts/documents.ts';

/** Statements under way at once. Few: the more texts share a commit, the less each costs; a commit takes a millisecond. */
const LANES = 2;

/** Texts and bytes in one commit, so that none waits long for the others. */
const GROUP_TEXTS = 64;
const GROUP_BYTES = 4 * 1024 * 1024;

interface Waiting {
  write: DocumentWrite;
  bytes: number;
  resolve(outcome: WriteOutcome): void;
  reject(error: unknown): void;
}

export class Saver {
  private waiting: Waiting[] = [];
  private busyLanes = 0;

  /** Tries once. Resolved with a number: durable from that sequence on. Rejected: perhaps durable, to be tried again. */
  save(write: DocumentWrite): Promise<WriteOutcome> {
    const bytes = write.rows.reduce((sum, row) => sum + row.bytes.length, 0);
    return new Promise((resolve, reject) => {
      this.waiting.push({ write, bytes, resolve, reject });
      if (this.busyLanes < LANES) void this.runLane();
    });
  }

  private takeGroup(): Waiting[] {
    let bytes = 0;
    let count = 0;
    for (const next of this.waiting) {
      bytes += next.bytes;
      if (count === GROUP_TEXTS || (count > 0 && bytes > GROUP_BYTES)) break;
      count += 1;
    }
    return this.waiting.splice(0, count);
  }

  private async runLane(): Promise<void> {
    this.busyLanes += 1;
    while (this.waiting.length > 0) await saveGroup(this.takeGroup());
    this.busyLanes -= 1;
  }
}

async function saveGroup(group: Waiting[]): Promise<void> {
  let firsts: (number | null)[] = [];
  try {
    firsts = await appendToMany(group.map(({ write }) => write));
  } catch (error) {
    const [only, ...others] = group;
    if (only && others.length === 0) return only.reject(error);
    // Perhaps the fault of one of them: alone, the others get through.
  }
  // Outside the lanes: whoever waits for a text that somebody holds, waits alone.
  group.forEach((waiting, index) => {
    const first = firsts[index] ?? null;
    if (first === null) void saveAlone(waiting);
    else waiting.resolve(first);
  });
}

async function saveAlone({ write, resolve, reject }: Waiting): Promise<void> {
  try {
    resolve(await appendUpdates(write));
  } catch (error) {
    reject(error);
  }
}
