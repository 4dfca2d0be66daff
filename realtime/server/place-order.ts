// Where each new struct of an update will stand among its neighbours: found as Yjs finds it, without touching the document. Refuses
// a struct whose right neighbour is not to the right of its left one, which no editor makes and which copies of the text would
// place differently, and bounds the steps that Yjs will take, so that no update can hold the server for long (R13). Called by
// update-check.ts for every new struct, in an order in which each follows what it stands on.
import type * as Y from 'yjs';
import { type Id, Refusal } from './update-content.ts';
import type { Struct } from './update-reader.ts';

/**
 * Steps that one update may cost: about 50 ms. Typing costs none; a day of offline work merged into a busy text, some
 * thousands.
 */
const STEPS_LIMIT = 500_000;

/** A struct that the update has placed, or the id of one that the document holds already. */
export interface Neighbour {
  stored: Y.Item | null;
  /** Of this update: the struct, and the stored item behind which its run of new structs hangs. */
  fresh: { struct: Struct; anchor: Y.Item | null } | null;
}

/** The list a struct enters. */
export interface List {
  /** Of the document; null when the update itself makes the parent. */
  type: Y.AbstractType<unknown> | null;
  /** Tells lists apart. */
  key: unknown;
  sub: string | null;
}

/** Index by list and key without building strings of objects. */
export class ListMap<Value> {
  private readonly lists = new Map<unknown, Map<string | null, Value>>();

  get({ key, sub }: List): Value | undefined {
    return this.lists.get(key)?.get(sub);
  }

  set({ key, sub }: List, value: Value): void {
    const list = this.lists.get(key);
    if (list) list.set(sub, value);
    else this.lists.set(key, new Map([[sub, value]]));
  }
}

/** A character, or what stands where one could: of which struct or item, and its clock. */
interface Point {
  of: Struct | Y.Item;
  client: number;
  clock: number;
}

const isStored = (of: Struct | Y.Item): of is Y.Item => 'id' in of;
const firstClock = (of: Struct | Y.Item): number => (isStored(of) ? of.id.clock : of.clock);
const lastClock = (of: Struct | Y.Item): number => firstClock(of) + of.length - 1;

const startOf = (item: Y.Item | null): Point | null =>
  item && { of: item, client: item.id.client, clock: item.id.clock };

const isSame = (one: Id | null, other: Id | null) => one?.client === other?.client && one?.clock === other?.clock;

const isAt = (one: Point | null, other: Point | null) => one?.of === other?.of && one?.clock === other?.clock;

/** What a stretch that begins there came behind: of a later part of something, its own character before. */
const originOf = ({ of, client, clock }: Point): Id | null =>
  clock > firstClock(of) ? { client, clock: clock - 1 } : of.origin;

/** The neighbour's character with this id, as a point of its list. */
function pointOf(neighbour: Neighbour | null, id: Id | null): Point | null {
  const of = neighbour?.fresh?.struct ?? neighbour?.stored;
  return of && id ? { of, client: id.client, clock: id.clock } : null;
}

/** Stretches that were walked over, disjoint, of each client by rising clock. */
class Walked {
  private readonly stretches = new Map<number, { froms: number[]; tos: number[] }>();

  /** How many of them begin at or before a clock. */
  private static upTo(froms: readonly number[], clock: number): number {
    // Mostly they come in the order in which they were written.
    if ((froms.at(-1) ?? Number.POSITIVE_INFINITY) <= clock) return froms.length;
    let low = 0;
    for (let high = froms.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((froms[middle] as number) <= clock) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  add(client: number, from: number, to: number): void {
    const own = this.stretches.get(client);
    if (!own) return void this.stretches.set(client, { froms: [from], tos: [to] });
    const index = Walked.upTo(own.froms, from);
    own.froms.splice(index, 0, from);
    own.tos.splice(index, 0, to);
  }

  has({ client, clock }: Id): boolean {
    const own = this.stretches.get(client);
    return own !== undefined && clock <= (own.tos[Walked.upTo(own.froms, clock) - 1] ?? -1);
  }

  clear(): void {
    this.stretches.clear();
  }
}

/** The order of what one update touches, as its structs are placed one after the other. */
export class PlaceOrder {
  steps = 0;
  /** What came right behind a character, where something of this update did. */
  private readonly behind = new Map<Struct | Y.Item, Map<number, Point>>();
  /** What followed a new struct when it was placed. */
  private readonly followers = new Map<Struct, Point | null>();
  private readonly starts = new ListMap<Point>();
  private readonly underKey = new ListMap<number>();

  /**
   * Places one struct; gives behind which stored item its run hangs, and whether it stands right behind its left neighbour.
   * Throws when its neighbours stand in the wrong order, or the update costs too much.
   */
  place(client: number, struct: Struct, list: List, left: Neighbour | null, right: Neighbour | null) {
    // What is set under a key follows what was set there before, and nothing follows it.
    if (list.sub !== null && right) throw new Refusal('invalid-update', 'a right neighbour under a key');
    if (list.sub !== null && !struct.origin) this.countKey(list);
    const after = pointOf(left, struct.origin);
    const before = pointOf(right, struct.rightOrigin);
    const found = this.find(client, struct, list, after, before);
    this.followers.set(struct, this.next(list, found));
    const own: Point = { of: struct, client, clock: struct.clock };
    if (!found) this.starts.set(list, own);
    else {
      const places = this.behind.get(found.of);
      if (places) places.set(found.clock, own);
      else this.behind.set(found.of, new Map([[found.clock, own]]));
    }
    const anchor = left?.fresh ? left.fresh.anchor : (left?.stored ?? null);
    return { anchor, isTight: isAt(found, after) };
  }

  /** Behind which character Yjs puts it (null: at the list's start): `Item.integrate` of Yjs, step by step. */
  private find(client: number, { origin, rightOrigin }: Struct, list: List, after: Point | null, before: Point | null) {
    let found = after;
    let isDecided = false;
    const walked = new Walked();
    const conflicting = new Walked();
    // Once decided, only whether its right neighbour is to the right is still to be seen: the list's end always is.
    for (let at = this.next(list, after); !isAt(at, before) && !(isDecided && !before); ) {
      if (!at) throw new Refusal('invalid-update', 'neighbours in the wrong order');
      const to = this.endOf(at, before);
      if (!isDecided) {
        walked.add(at.client, at.clock, to);
        conflicting.add(at.client, at.clock, to);
        const other = originOf(at);
        const last = { ...at, clock: to };
        if (isSame(origin, other)) {
          if (at.client < client) {
            found = last;
            conflicting.clear();
          } else isDecided = isSame(rightOrigin, at.of.rightOrigin);
        } else if (other && walked.has(other)) {
          if (!conflicting.has(other)) {
            found = last;
            conflicting.clear();
          }
        } else isDecided = true;
      }
      at = this.next(list, { ...at, clock: to });
      this.count(1);
    }
    return found;
  }

  /** The last clock of the stretch that begins at a point: up to where something new came behind it, or `before` begins. */
  private endOf({ of, clock }: Point, before: Point | null): number {
    let end = lastClock(of);
    if (before?.of === of && before.clock > clock) end = before.clock - 1;
    const places = this.behind.get(of);
    if (!places) return end;
    for (const place of places.keys()) if (place >= clock && place < end) end = place;
    this.count(places.size);
    return end;
  }

  /** What stands right behind a character; behind null, what the list begins with. */
  private next(list: List, point: Point | null): Point | null {
    if (!point) return this.starts.get(list) ?? startOf(this.storedStart(list));
    const { of, client, clock } = point;
    const placed = this.behind.get(of)?.get(clock);
    if (placed) return placed;
    if (clock < lastClock(of)) return { of, client, clock: clock + 1 };
    return isStored(of) ? startOf(of.right) : (this.followers.get(of) ?? null);
  }

  private storedStart({ type, sub }: List): Y.Item | null {
    if (!type) return null;
    if (sub === null) return type._start;
    let at = type._map.get(sub) ?? null;
    while (at?.left) {
      at = at.left;
      this.count(1);
    }
    return at;
  }

  /** Yjs keeps a key's last item, and walks to its first over all that this update has put there. */
  private countKey(list: List): void {
    const placed = this.underKey.get(list) ?? 0;
    this.count(placed);
    this.underKey.set(list, placed + 1);
  }

  private count(steps: number): void {
    this.steps += steps;
    if (this.steps > STEPS_LIMIT) throw new Refusal('too-large', 'too many conflicting places');
  }
}
