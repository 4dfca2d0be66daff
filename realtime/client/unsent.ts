// Edits of one text that the server has not confirmed, oldest first, kept in memory and, when there is a store, beyond the
// tab (R8). Used by document-connection.ts.
import * as Y from 'yjs';
import { EDIT_BYTES_LIMIT } from '../protocol.ts';

/** Where unconfirmed bytes, and a copy to start from offline, outlive the tab. */
export interface LocalStore {
  load(): Promise<{ copy: Uint8Array | null; unconfirmed: { key: number; bytes: Uint8Array }[] }>;
  add(bytes: Uint8Array): Promise<number>;
  remove(keys: number[]): Promise<void>;
  saveCopy(bytes: Uint8Array): Promise<void>;
  close(): void;
}

interface Unsent {
  bytes: Uint8Array;
  /** Null: not kept beyond the tab. */
  key: Promise<number | null>;
  kept: boolean;
}

/** What was confirmed less than this ago may not have reached everybody who was acting meanwhile, ms. */
const JUST_CONFIRMED_MS = 3_000;

/** Edits in one message: merging costs their number squared. */
const MERGE_LIMIT = 200;
const MERGE_BYTES = 256 * 1024;

export class UnsentEdits {
  private readonly store: LocalStore | null;
  private readonly changed: () => void;
  private edits: Unsent[] = [];
  /** Of the oldest ones: how many the message under way holds. */
  private underWay = 0;
  private justConfirmed: { bytes: Uint8Array; at: number }[] = [];

  constructor(store: LocalStore | null, changed: () => void) {
    this.store = store;
    this.changed = changed;
  }

  get bytes(): number {
    return this.edits.reduce((sum, { bytes }) => sum + bytes.length, 0);
  }

  /** From which clock on nobody may have seen what each Yjs client of this person wrote. */
  get unseen(): Map<number, number> {
    const since = performance.now() - JUST_CONFIRMED_MS;
    this.justConfirmed = this.justConfirmed.filter(({ at }) => at > since);
    const first = new Map<number, number>();
    for (const { bytes } of [...this.justConfirmed, ...this.edits])
      for (const [client, clock] of Y.parseUpdateMeta(bytes).from)
        first.set(client, Math.min(clock, first.get(client) ?? clock));
    return first;
  }

  get isKept(): boolean {
    return this.edits.every(({ kept }) => kept);
  }

  get isUnderWay(): boolean {
    return this.underWay > 0;
  }

  add(bytes: Uint8Array): void {
    const key = this.store ? this.store.add(bytes).catch(() => null) : Promise.resolve(null);
    const edit: Unsent = { bytes, key, kept: false };
    this.edits.push(edit);
    this.changed();
    void key.then((stored) => {
      edit.kept = stored !== null;
      if (edit.kept) this.changed();
    });
  }

  /** Takes back what an earlier tab left. It comes before anything this tab has done meanwhile. */
  restore(left: { key: number; bytes: Uint8Array }[]): void {
    this.edits.unshift(...left.map(({ key, bytes }) => ({ bytes, key: Promise.resolve(key), kept: true })));
    this.changed();
  }

  /** The next message, when none is under way; null: nothing to send; 'too-large': the oldest edit fits in no message. */
  take(): Uint8Array | 'too-large' | null {
    if (this.underWay > 0 || this.edits.length === 0) return null;
    let count = 0;
    let size = 0;
    for (const { bytes } of this.edits) {
      size += bytes.length;
      if (count === MERGE_LIMIT || (count > 0 && size > MERGE_BYTES)) break;
      count += 1;
    }
    const bytes = this.edits.slice(0, count).map((edit) => edit.bytes);
    const message = bytes.length === 1 ? (bytes[0] as Uint8Array) : Y.mergeUpdates(bytes);
    if (message.length > EDIT_BYTES_LIMIT) return 'too-large';
    this.underWay = count;
    return message;
  }

  /** The message under way is durable. */
  confirm(): void {
    const confirmed = this.edits.splice(0, this.underWay);
    this.underWay = 0;
    const at = performance.now();
    this.justConfirmed.push(...confirmed.map(({ bytes }) => ({ bytes, at })));
    void this.forget(confirmed);
    this.changed();
  }

  /** Gives all edits up: they are not sent again, and forgotten here and in the store. */
  async drop(): Promise<void> {
    const dropped = this.edits.splice(0);
    this.underWay = 0;
    this.changed();
    await this.forget(dropped);
  }

  /** All that the server has not confirmed. */
  get updates(): Uint8Array[] {
    return this.edits.map(({ bytes }) => bytes);
  }

  /** The message under way may or may not have arrived: it will be sent again. */
  interrupt(): void {
    this.underWay = 0;
  }

  private async forget(edits: Unsent[]): Promise<void> {
    const keys = await Promise.all(edits.map(({ key }) => key));
    const stored = keys.filter((key) => key !== null);
    // A copy left behind is sent again by the next tab, and changes nothing (R9).
    if (stored.length > 0) await this.store?.remove(stored).catch(() => {});
  }
}
