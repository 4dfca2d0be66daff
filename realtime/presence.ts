// Who is in a room and where their cursors are: told at most ten times a second, never stored (R11). Called by room.ts.
import { type Identity, PRESENCE_INTERVAL_MS, type PresenceEntry, type PresenceState } from './protocol.ts';

/** A departure is told at once; those of one outage together. */
const DEPARTURE_INTERVAL_MS = 10;

export class Presence {
  private readonly present = new Map<number, { identity: Identity; state: PresenceState }>();
  private readonly changed = new Set<number>();
  private readonly tell: (entries: PresenceEntry[]) => void;
  private toldAt = 0;
  private timer: NodeJS.Timeout | null = null;
  private due = 0;

  constructor(tell: (entries: PresenceEntry[]) => void) {
    this.tell = tell;
  }

  enter(session: number, identity: Identity): void {
    this.present.set(session, { identity, state: {} });
    this.change(session, PRESENCE_INTERVAL_MS);
  }

  show(session: number, state: PresenceState): void {
    const shown = this.present.get(session);
    if (!shown) return;
    shown.state = state ?? {};
    this.change(session, PRESENCE_INTERVAL_MS);
  }

  leave(session: number): void {
    if (this.present.delete(session)) this.change(session, DEPARTURE_INTERVAL_MS);
  }

  /** Everybody, for a newcomer. */
  entries(): PresenceEntry[] {
    return [...this.present.keys()].map((session) => this.entry(session));
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer);
  }

  private entry(session: number): PresenceEntry {
    const shown = this.present.get(session);
    return shown ? [session, shown.identity, shown.state] : [session, null, null];
  }

  private change(session: number, interval: number): void {
    this.changed.add(session);
    const due = Math.max(performance.now(), this.toldAt + interval);
    if (this.timer && this.due <= due) return;
    if (this.timer) clearTimeout(this.timer);
    this.due = due;
    this.timer = setTimeout(() => this.flush(), due - performance.now());
  }

  private flush(): void {
    this.timer = null;
    this.toldAt = performance.now();
    const entries = [...this.changed].map((session) => this.entry(session));
    this.changed.clear();
    this.tell(entries);
  }
}
