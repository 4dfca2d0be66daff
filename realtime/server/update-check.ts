// Judges a read update against the committed text before anything is applied: Yjs cannot un-apply (R13). Called by
// room.ts. An update passes whole or not at all; what passes, Yjs integrates at once, without a gap, in bounded time.
import * as Y from 'yjs';
import { BlockBound } from './block-bound.ts';
import { type List, type Neighbour, PlaceOrder } from './place-order.ts';
import { contentIn, GONE, type Parent, ROOT, rootName, typeIn } from './text-rules.ts';
import { type Id, Refusal } from './update-content.ts';
import type { ReadUpdate, Struct } from './update-reader.ts';

interface Placed {
  struct: Struct;
  list: List;
  parent: Parent;
  /** What this struct's own children have as parent; null when it can have none. */
  inner: Parent | null;
  anchor: Y.Item | null;
}

const NOWHERE: List = { key: null, type: null, sub: null };

function findPlaced(placed: Placed[] | undefined, clock: number): Placed | null {
  let low = 0;
  let high = (placed?.length ?? 0) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const entry = placed?.[middle] as Placed;
    if (clock < entry.struct.clock) high = middle - 1;
    else if (clock >= entry.struct.clock + entry.struct.length) low = middle + 1;
    else return entry;
  }
  return null;
}

/** What a type of the document is to its children. */
function parentOf(type: Y.AbstractType<unknown>, root: Y.AbstractType<unknown>): Parent {
  const item = type._item;
  if (!item) {
    if (type === root) return ROOT;
    throw new Refusal('invalid-update', 'no such root');
  }
  const outer = parentOf(item.parent as Y.AbstractType<unknown>, root);
  const kind = type instanceof Y.Map ? 'map' : type instanceof Y.Array ? 'array' : 'text';
  return typeIn(outer, item.parentSub, kind);
}

class Check {
  private readonly doc: Y.Doc;
  private readonly root: Y.AbstractType<unknown>;
  /** New structs found good so far, by client id and rising clock. */
  private readonly placed = new Map<number, Placed[]>();
  private readonly order = new PlaceOrder();
  private readonly blocks: BlockBound;
  private scanned = 0;
  /** Whether the update changes anything at all. */
  isNews = false;

  constructor(doc: Y.Doc, deletes: ReadUpdate['deletes']) {
    this.doc = doc;
    this.root = doc.getText(rootName) as Y.AbstractType<unknown>;
    this.blocks = new BlockBound(deletes);
  }

  /** Items of the text looked at to judge the update, and that Yjs will look at to apply it. */
  get steps(): number {
    return this.order.steps + this.blocks.steps + this.scanned;
  }

  private stateOf(client: number): number {
    const last = this.placed.get(client)?.at(-1)?.struct;
    return last ? last.clock + last.length : Y.getState(this.doc.store, client);
  }

  private knows(id: Id | null): boolean {
    return id === null || id.clock < this.stateOf(id.client);
  }

  private stored(id: Id): Y.Item | null {
    const structs = this.doc.store.clients.get(id.client) as (Y.Item | Y.GC)[];
    const struct = structs[Y.findIndexSS(structs, id.clock)];
    return struct instanceof Y.Item ? struct : null;
  }

  private neighbour(id: Id | null): (Neighbour & { list: List; parent: Parent }) | null {
    if (!id) return null;
    const fresh = findPlaced(this.placed.get(id.client), id.clock);
    if (fresh) return { fresh, stored: null, list: fresh.list, parent: fresh.parent };
    const stored = this.stored(id);
    const type = stored?.parent as Y.AbstractType<unknown> | null;
    const list = { key: type, type, sub: stored?.parentSub ?? null };
    return { fresh: null, stored, list, parent: type ? parentOf(type, this.root) : GONE };
  }

  /** The list below the struct `id`, and what its parent is. */
  private below(id: Id, sub: string | null): { list: List; parent: Parent } {
    const gone = { list: { key: null, type: null, sub }, parent: GONE };
    const fresh = findPlaced(this.placed.get(id.client), id.clock);
    const content = fresh ? null : this.stored(id)?.content;
    if (fresh ? fresh.struct.content.kind === 'gone' : !content || content instanceof Y.ContentDeleted) return gone;
    if (fresh?.inner) return { list: { key: fresh, type: null, sub }, parent: fresh.inner };
    if (!(content instanceof Y.ContentType)) throw new Refusal('invalid-update', 'a parent that can have no children');
    return { list: { key: content.type, type: content.type, sub }, parent: parentOf(content.type, this.root) };
  }

  /** The list that a struct enters, as Yjs finds it. */
  private placeOf(struct: Struct, left: ReturnType<Check['neighbour']>, right: ReturnType<Check['neighbour']>) {
    if (left && right && left.parent !== GONE && right.parent !== GONE)
      if (left.list.key !== right.list.key || left.list.sub !== right.list.sub)
        throw new Refusal('invalid-update', 'neighbours in two lists');
    if (left?.parent === GONE || right?.parent === GONE) return { list: NOWHERE, parent: GONE };
    if (typeof struct.parent === 'string') {
      if (struct.parent !== rootName) throw new Refusal('invalid-update', 'no such root');
      return { list: { key: this.root, type: this.root, sub: struct.parentSub }, parent: ROOT };
    }
    if (struct.parent) return this.below(struct.parent, struct.parentSub);
    return left ?? right ?? { list: NOWHERE, parent: GONE };
  }

  private placeNew(client: number, struct: Struct): Placed {
    if (struct.gc) return { struct, list: NOWHERE, parent: GONE, inner: null, anchor: null };
    const left = this.neighbour(struct.origin);
    const right = this.neighbour(struct.rightOrigin);
    const { list, parent } = this.placeOf(struct, left, right);
    const inner = contentIn(parent, list.sub, struct.content);
    if (parent === GONE) return { struct, list, parent, inner, anchor: null };
    const { anchor, isTight } = this.order.place(client, struct, list, left, right);
    if (parent.kind === 'text') this.blocks.place(client, struct, list, { left, right, isTight });
    return { struct, list, parent, inner, anchor };
  }

  /** Takes one struct if all it stands on is known; false: not yet. */
  private take(client: number, struct: Struct): boolean {
    const state = this.stateOf(client);
    if (struct.clock > state || !this.knows(struct.origin) || !this.knows(struct.rightOrigin)) return false;
    if (struct.parent !== null && typeof struct.parent !== 'string' && !this.knows(struct.parent)) return false;
    if (struct.clock + struct.length <= state) return true; // R9: sent again
    if (struct.clock < state) throw new Refusal('invalid-update', 'a struct known in part');
    const placed = this.placeNew(client, struct);
    const own = this.placed.get(client);
    if (own) own.push(placed);
    else this.placed.set(client, [placed]);
    this.isNews = true;
    return true;
  }

  /** Takes all structs, in an order in which each follows what it stands on. */
  takeStructs(structs: ReadUpdate['structs']): void {
    // Yjs places the higher client ids first.
    const queues = [...structs].sort(([a], [b]) => b - a).map(([client, own]) => ({ client, own, next: 0 }));
    for (let progress = true; progress; ) {
      progress = false;
      for (const queue of queues)
        for (
          let struct = queue.own[queue.next];
          struct && this.take(queue.client, struct);
          struct = queue.own[queue.next]
        ) {
          queue.next += 1;
          progress = true;
        }
    }
    if (queues.some(({ own, next }) => next < own.length))
      throw new Refusal('unknown-dependency', 'continues what is not here');
  }

  takeDeletes(deletes: ReadUpdate['deletes']): void {
    for (const [client, ranges] of deletes) {
      const [clock, length] = ranges.at(-1) ?? [0, 0];
      if (clock + length > this.stateOf(client)) throw new Refusal('unknown-dependency', 'deletes what is not here');
      for (const range of ranges) this.takeDeleted(client, range);
    }
    this.blocks.check();
  }

  private takeDeleted(client: number, [clock, length]: [number, number]): void {
    if (clock >= Y.getState(this.doc.store, client)) return;
    const structs = this.doc.store.clients.get(client) as (Y.Item | Y.GC)[];
    for (let at = Y.findIndexSS(structs, clock); ; at++) {
      const struct = structs[at];
      if (!struct || struct.id.clock >= clock + length) return;
      this.scanned += 1;
      if (struct.deleted) continue;
      this.isNews = true;
      if (struct instanceof Y.Item) this.blocks.delete(struct);
    }
  }
}

/**
 * Throws a Refusal unless `update` is one that an honest client would make of `doc` as it is, under client ids for which
 * `owns` holds. Says whether it changes anything (R9), and how many items must be looked at for it.
 */
export function checkUpdate(
  update: ReadUpdate,
  doc: Y.Doc,
  owns: (client: number) => boolean,
): { isNews: boolean; steps: number } {
  for (const client of update.structs.keys())
    if (!owns(client)) throw new Refusal('foreign-client', 'a client id of somebody else');
  const check = new Check(doc, update.deletes);
  check.takeStructs(update.structs);
  check.takeDeletes(update.deletes);
  return { isNews: check.isNews, steps: check.steps };
}
