// Who is in a room and where their cursors are: told at most ten times a second, never stored (R11). Called by room.ts;
// messages.ts and session.ts have what a session shows read here, so that nothing else reaches a page (R13).
import { TEXT_FIELD } from '#domain/texts/text-grammar.ts';
import {
  type CursorPlace,
  type Identity,
  type PlaceId,
  PRESENCE_INTERVAL_MS,
  type PresenceEntry,
  type PresenceState,
} from '../protocol.ts';
import { limits } from './update-content.ts';

/** A departure is told at once; those of one outage together. */
const DEPARTURE_INTERVAL_MS = 10;

type Fields = Record<string, unknown>;

/** Whether it is a record with no other keys of its own than these. */
function hasOnly(value: unknown, keys: readonly string[]): value is Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.keys(value).every((key) => keys.includes(key));
}

const own = (record: Fields, key: string): unknown => (Object.hasOwn(record, key) ? (record[key] ?? null) : null);

const isWhole = (value: unknown, least: number, most: number): value is number =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most;

/** Undefined: no id. */
function idOf(value: unknown): PlaceId | null | undefined {
  if (value === null) return null;
  if (!hasOnly(value, ['client', 'clock'])) return undefined;
  const [client, clock] = [own(value, 'client'), own(value, 'clock')];
  return isWhole(client, 0, limits.clientId) && isWhole(clock, 0, limits.clock) ? { client, clock } : undefined;
}

function placeOf(value: unknown): Required<CursorPlace> | null {
  if (!hasOnly(value, ['type', 'tname', 'item', 'assoc'])) return null;
  const [type, item] = [idOf(own(value, 'type')), idOf(own(value, 'item'))];
  const [tname, assoc] = [own(value, 'tname'), own(value, 'assoc') ?? 0];
  if (type === undefined || item === undefined || !isWhole(assoc, -1, 1)) return null;
  if (tname !== null && tname !== TEXT_FIELD) return null;
  // Yjs throws for a place that is nowhere, and writes one of the two at most.
  if ((type === null) === (tname === null) && (type !== null || item === null)) return null;
  return { type, tname, item, assoc };
}

/** What a session shows of itself, made anew of its own values; null when it is anything else than that. */
export function presenceOf(value: unknown): PresenceState | null {
  if (!hasOnly(value, ['cursor']) || !Object.hasOwn(value, 'cursor')) return null;
  if (value.cursor === null) return { cursor: null };
  if (!hasOnly(value.cursor, ['anchor', 'head'])) return null;
  const [anchor, head] = [placeOf(own(value.cursor, 'anchor')), placeOf(own(value.cursor, 'head'))];
  return anchor && head ? { cursor: { anchor, head } } : null;
}

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
    this.present.set(session, { identity, state: { cursor: null } });
    this.change(session, PRESENCE_INTERVAL_MS);
  }

  show(session: number, state: PresenceState): void {
    const shown = this.present.get(session);
    if (!shown) return;
    shown.state = state;
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
