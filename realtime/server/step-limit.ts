// Bounds the steps that Yjs takes to find each new struct's place among its neighbours, so that no update can hold the
// server for long (R13). Called by update-check.ts for every new struct, in the order in which Yjs will place them.
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

const keyOf = ({ client, clock }: Id) => `${client}.${clock}`;

const same = (a: Id | null, b: Id | null) => a?.client === b?.client && a?.clock === b?.clock;

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

/** The steps of one update, counted as its structs are placed one after the other. */
export class WalkBound {
  steps = 0;
  private readonly placedIn = new ListMap<number>();
  /** What was last placed right after an id, or at a list's start. */
  private readonly after = new Map<string, { id: Id; steps: number }>();
  private readonly first = new ListMap<{ id: Id; steps: number }>();

  /**
   * Counts one struct; gives where its run hangs, and whether nothing will come between it and its left neighbour.
   * Throws when the update costs too much.
   */
  place(client: number, struct: Struct, list: List, left: Neighbour | null, right: Neighbour | null) {
    const anchor = left?.fresh ? left.fresh.anchor : (left?.stored ?? null);
    const isFirst = this.isFirstBehind(struct, left);
    const gap = isFirst ? 1 : this.gapAfter(struct, list, left);
    const isTight = isFirst || gap === 0;
    const steps = gap ?? this.walk(struct, list, anchor, right);
    this.count(steps);
    const placed = { id: { client, clock: struct.clock }, steps: isTight ? 0 : steps };
    if (struct.origin) this.after.set(keyOf(struct.origin), placed);
    else this.first.set(list, placed);
    this.placedIn.set(list, (this.placedIn.get(list) ?? 0) + 1);
    return { anchor, isTight };
  }

  /** Whether it is the first to follow the end of a new struct: Yjs looks one further then, whatever is to its right. */
  private isFirstBehind({ origin }: Struct, left: Neighbour | null): boolean {
    if (!origin || !left?.fresh || this.after.has(keyOf(origin))) return false;
    const { struct } = left.fresh;
    return origin.clock === struct.clock + struct.length - 1;
  }

  /** Steps between the struct's left and right when the two are known to be neighbours; else null. */
  private gapAfter({ origin, rightOrigin }: Struct, list: List, left: Neighbour | null): number | null {
    const follower = origin ? this.after.get(keyOf(origin)) : this.first.get(list);
    if (follower) return same(follower.id, rightOrigin) ? follower.steps : null;
    if (!origin) return same(this.start(list)?.id ?? null, rightOrigin) ? 0 : null;
    const last = left?.fresh ? left.fresh.struct.clock + left.fresh.struct.length - 1 : left?.stored?.lastId.clock;
    const isInside = origin.clock !== last;
    const next = isInside ? { client: origin.client, clock: origin.clock + 1 } : (left?.stored?.right?.id ?? null);
    return same(next, rightOrigin) ? 0 : null;
  }

  private start({ type, sub }: List): Y.Item | null {
    if (!type) return null;
    if (sub === null) return type._start;
    // Yjs keeps a key's last item and walks to its first.
    let at = type._map.get(sub) ?? null;
    while (at?.left) {
      at = at.left;
      this.count(1);
    }
    return at;
  }

  private walk({ origin }: Struct, list: List, anchor: Y.Item | null, right: Neighbour | null): number {
    const end = right?.stored ?? null;
    let steps = this.placedIn.get(list) ?? 0;
    // A run of new structs that hangs on nothing stored starts where its list does.
    let at = anchor ? anchor.right : origin && !list.type ? null : this.start(list);
    while (at && at !== end && this.steps + steps <= STEPS_LIMIT) {
      at = at.right;
      steps += 1;
    }
    return steps;
  }

  private count(steps: number): void {
    this.steps += steps;
    if (this.steps > STEPS_LIMIT) throw new Refusal('too-large', 'too many conflicting places');
  }
}
