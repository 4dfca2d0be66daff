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

/** Somebody in the text; `node`: at which other node, null for this one. */
interface Present {
  identity: Identity;
  state: PresenceState;
  node: string | null;
}

export class Presence {
  private readonly present = new Map<number, Present>();
  /** Sessions to tell of; true: the other nodes too. */
  private readonly changed = new Map<number, boolean>();
  private readonly tell: (entries: PresenceEntry[], own: PresenceEntry[]) => void;
  private toldAt = 0;
  private timer: NodeJS.Timeout | null = null;
  private due = 0;

  /** `tell` is given what changed, and what of it is this node's own. */
  constructor(tell: (entries: PresenceEntry[], own: PresenceEntry[]) => void) {
    this.tell = tell;
  }

  enter(session: number, identity: Identity): void {
    this.present.set(session, { identity, state: { cursor: null }, node: null });
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

  /** Who is at this node. */
  ownEntries(): PresenceEntry[] {
    return this.entries().filter(([session]) => this.present.get(session)?.node === null);
  }

  /** Another node says who came, moved or left there. */
  hear(node: string, entries: readonly PresenceEntry[]): void {
    for (const [session, identity, state] of entries) {
      if (identity && state) this.present.set(session, { identity, state, node });
      else this.present.delete(session);
      this.change(session, identity ? PRESENCE_INTERVAL_MS : DEPARTURE_INTERVAL_MS, false);
    }
  }

  /** Another node says which sessions it has here: others of it have left. False when one of them is not known. */
  expect(node: string, sessions: readonly number[]): boolean {
    const there = new Set(sessions);
    for (const [session, present] of this.present)
      if (present.node === node && !there.has(session)) this.hear(node, [[session, null, null]]);
    return sessions.every((session) => this.present.has(session));
  }

  /** Another node is gone, and with it who was there. */
  forget(node: string): void {
    this.expect(node, []);
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer);
  }

  private entry(session: number): PresenceEntry {
    const shown = this.present.get(session);
    return shown ? [session, shown.identity, shown.state] : [session, null, null];
  }

  private change(session: number, interval: number, isOwn = true): void {
    this.changed.set(session, isOwn);
    const due = Math.max(performance.now(), this.toldAt + interval);
    if (this.timer && this.due <= due) return;
    if (this.timer) clearTimeout(this.timer);
    this.due = due;
    this.timer = setTimeout(() => this.flush(), due - performance.now());
  }

  private flush(): void {
    this.timer = null;
    this.toldAt = performance.now();
    const own = [...this.changed].filter(([, isOwn]) => isOwn).map(([session]) => this.entry(session));
    const entries = [...this.changed.keys()].map((session) => this.entry(session));
    this.changed.clear();
    this.tell(entries, own);
  }
}
