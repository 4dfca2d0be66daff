// The open texts of this process: one room each, shared by all who join (R4), closed after a while alone. Called by
// session.ts, nodes.ts and sockets.ts.
import type * as Y from 'yjs';
import { log } from '#log.ts';
import { Room, type Surroundings, type Whose } from './room.ts';

/** How long an empty room stays: a reload or a short outage finds it warm. */
const EMPTY_FOR_MS = 60_000;

export class Rooms {
  private readonly rooms = new Map<string, Room>();
  private readonly emptySince = new Map<Room, number>();
  private readonly surroundings: Surroundings;
  private readonly emptyFor: number;
  private readonly sweeper: NodeJS.Timeout;

  constructor(surroundings: Surroundings, emptyFor = EMPTY_FOR_MS) {
    this.surroundings = surroundings;
    this.emptyFor = emptyFor;
    this.sweeper = setInterval(() => this.sweep(), Math.max(10, emptyFor / 4));
    this.sweeper.unref();
  }

  get size(): number {
    return this.rooms.size;
  }

  /** The room of a text; wait for `ready` before joining. Registered before anything is awaited (R4). */
  open(documentId: string): Room {
    const known = this.rooms.get(documentId);
    if (known) return known;
    const room = new Room(documentId, this.surroundings);
    this.rooms.set(documentId, room);
    room.ready.catch(() => this.forget(room));
    return room;
  }

  find(documentId: string): Room | undefined {
    return this.rooms.get(documentId);
  }

  /** Every open room. */
  all(): Iterable<Room> {
    return this.rooms.values();
  }

  /** The domain's door to the texts (domain/outside.ts). */
  async edit(documentId: string, whose: Whose, change: (doc: Y.Doc) => void): Promise<void> {
    const room = this.open(documentId);
    await room.ready;
    await room.change(whose, change);
  }

  async read(documentId: string): Promise<{ doc: Y.Doc; sequence: number }> {
    const room = this.open(documentId);
    await room.ready;
    return room.read();
  }

  /** Saves and projects everything, then closes all rooms. */
  async drain(): Promise<void> {
    clearInterval(this.sweeper);
    await Promise.all(
      [...this.rooms.values()].map(async (room) => {
        await room.ready.catch(() => {});
        await room.rest();
        this.forget(room);
      }),
    );
  }

  private forget(room: Room): void {
    room.close();
    this.emptySince.delete(room);
    if (this.rooms.get(room.documentId) === room) this.rooms.delete(room.documentId);
  }

  private sweep(): void {
    const now = performance.now();
    for (const room of this.rooms.values()) {
      const since = this.emptySince.get(room);
      if (!room.isIdle) this.emptySince.delete(room);
      else if (since === undefined) this.emptySince.set(room, now);
      else if (now - since >= this.emptyFor) void this.closeIdle(room);
    }
  }

  private async closeIdle(room: Room): Promise<void> {
    this.emptySince.set(room, Number.POSITIVE_INFINITY);
    await room.ready.catch(() => {});
    await room.rest();
    // Somebody may have come in meanwhile.
    if (room.isIdle) this.forget(room);
    else this.emptySince.delete(room);
    log.debug({ documentId: room.documentId, open: this.rooms.size }, 'an empty room was swept');
  }
}
