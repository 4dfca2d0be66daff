// The lengths of a text's blocks as an update would leave them, read where they are asked for. Used by block-bound.ts,
// which says what the update puts where.
import * as Y from 'yjs';
import type { List } from './place-order.ts';
import { deletedWithin, type ReadUpdate } from './update-reader.ts';

/** New characters, or a new marker, and what the update puts right behind. */
export interface Stretch {
  /** Place in its struct, and length there. */
  from: number;
  length: number;
  /** Characters that the update itself does not delete again. */
  chars: number;
  isMarker: boolean;
  next: Stretch | null;
}

/** What an update puts into one text. */
export interface Entries {
  list: List;
  chars: number;
  /** What comes right behind a stored item's character: by item (null: the text's start) and place in it. */
  behind: Map<Y.Item | null, Map<number, Stretch>>;
  /** What may come anywhere in a gap in which others have written too. */
  floating: { first: Stretch; from: Y.Item | null; to: Y.Item | null }[];
  /** Stored items, some of them markers, that go. */
  gone: Y.Item[];
}

/** A block as the update leaves it: from a marker that stays to the next. */
export interface Block {
  /** The longest stretch between two markers, new ones included. */
  length: number;
  /** The longest block that was there before. */
  before: number;
  /** The marker of the block behind it. */
  next: Y.Item | null;
}

export const isMarker = ({ content, parentSub }: Y.Item): boolean =>
  parentSub === null && content instanceof Y.ContentType && content.type instanceof Y.Map;

/** Lengths between markers, told in the order of the text. */
export class Lengths {
  longest = 0;
  /** Before the first marker; null until there is one. */
  first: number | null = null;
  /** The longest behind a marker. */
  longestBehind = 0;
  /** Since the last marker. */
  last = 0;

  add(chars: number): void {
    this.last += chars;
    this.longest = Math.max(this.longest, this.last);
    if (this.first !== null) this.longestBehind = Math.max(this.longestBehind, this.last);
  }

  run(first: Stretch | undefined): void {
    for (let at: Stretch | null = first ?? null; at; at = at.next)
      if (at.isMarker) {
        this.first ??= this.last;
        this.last = 0;
      } else this.add(at.chars);
  }
}

/** The blocks of one text, read where they are asked for. */
export class Blocks {
  /** Items read. */
  steps = 0;
  private readonly entries: Entries;
  private readonly deletes: ReadUpdate['deletes'];
  private readonly known = new Map<Y.Item | null, Block>();

  constructor(entries: Entries, deletes: ReadUpdate['deletes']) {
    this.entries = entries;
    this.deletes = deletes;
  }

  private begins(item: Y.Item): boolean {
    return !item.deleted && isMarker(item) && deletedWithin(this.deletes, item.id.client, item.id.clock, 1) === 0;
  }

  /** The block that the item is in; null: the text's first. */
  of(item: Y.Item | null): Block {
    const known = this.known.get(item);
    if (known) return known;
    let start = item;
    while (start && !this.begins(start)) {
      start = start.left;
      this.steps += 1;
    }
    return this.read(start);
  }

  private read(start: Y.Item | null): Block {
    const block: Block = { length: 0, before: 0, next: null };
    const lengths = new Lengths();
    let before = 0;
    this.known.set(start, block);
    lengths.run(this.entries.behind.get(start)?.get(0));
    let at = start ? start.right : (this.entries.list.type?._start ?? null);
    for (; at && !this.begins(at); at = at.right) {
      this.known.set(at, block);
      this.steps += 1;
      this.readItem(at, lengths);
      if (at.deleted) continue;
      if (isMarker(at)) before = 0;
      else if (at.content instanceof Y.ContentString) before += at.length;
      block.before = Math.max(block.before, before);
    }
    block.next = at;
    block.length = lengths.longest;
    return block;
  }

  /** Adds the characters of an item that stay, and what the update puts between and behind them. */
  private readItem(item: Y.Item, lengths: Lengths): void {
    const isText = !item.deleted && item.content instanceof Y.ContentString;
    const { client, clock } = item.id;
    const stay = (from: number, to: number) =>
      isText ? to - from - deletedWithin(this.deletes, client, clock + from, to - from) : 0;
    const behind = [...(this.entries.behind.get(item) ?? [])].sort(([a], [b]) => a - b);
    let from = 0;
    for (const [place, run] of behind) {
      lengths.add(stay(from, place + 1));
      lengths.run(run);
      from = place + 1;
    }
    lengths.add(stay(from, item.length));
  }
}
