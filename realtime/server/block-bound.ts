// Bounds the length of each block that an update touches: the characters between two markers. Called by update-check.ts
// for every new struct of a text, then once for what the update deletes. Counts too much rather than too little where
// others have written in the same place, and reads no more of the text than the blocks in question, each once.
import * as Y from 'yjs';
import { textLimits } from '#domain/texts/text-grammar.ts';
import { type Block, Blocks, type Entries, isMarker, Lengths, type Stretch } from './block-lengths.ts';
import { type List, ListMap, type Neighbour } from './place-order.ts';
import { type Id, Refusal } from './update-content.ts';
import { deletedWithin, type ReadUpdate, type Struct } from './update-reader.ts';

const tooLong = () => new Refusal('block-too-long', 'a block would be too long');

export class BlockBound {
  /** Items read. */
  steps = 0;
  private readonly deletes: ReadUpdate['deletes'];
  private readonly byList = new ListMap<Entries>();
  private readonly all: Entries[] = [];
  private readonly stretches = new Map<Struct, Stretch[]>();

  constructor(deletes: ReadUpdate['deletes']) {
    this.deletes = deletes;
  }

  private entriesOf(list: List): Entries {
    const known = this.byList.get(list);
    if (known) return known;
    const entries: Entries = { list, chars: 0, behind: new Map(), floating: [], gone: [] };
    this.byList.set(list, entries);
    this.all.push(entries);
    return entries;
  }

  /** Takes a new struct of a text; `isTight`: nothing will come between `left` and it. */
  place(
    client: number,
    struct: Struct,
    list: List,
    { left, right, isTight }: { left: Neighbour | null; right: Neighbour | null; isTight: boolean },
  ): void {
    const entries = this.entriesOf(list);
    const { clock, length, content, origin } = struct;
    const stays = length - deletedWithin(this.deletes, client, clock, length);
    const chars = content.kind === 'string' ? stays : 0;
    const own = { from: 0, length, chars, isMarker: content.kind === 'type' && stays > 0, next: null };
    entries.chars += chars;
    this.stretches.set(struct, [own]);
    if (!isTight) {
      const from = left?.fresh ? left.fresh.anchor : (left?.stored ?? null);
      entries.floating.push({ first: own, from, to: right?.stored ?? null });
    } else if (left?.fresh && origin) this.follow(left.fresh.struct, origin, own);
    else this.hang(entries, left?.stored ?? null, origin, own);
  }

  private hang(entries: Entries, item: Y.Item | null, origin: Id | null, own: Stretch): void {
    const place = item && origin ? origin.clock - item.id.clock : 0;
    const places = entries.behind.get(item) ?? new Map<number, Stretch>();
    own.next = places.get(place) ?? null;
    places.set(place, own);
    entries.behind.set(item, places);
  }

  /** Puts a stretch right behind a character of a new struct. */
  private follow(struct: Struct, origin: Id, own: Stretch): void {
    const parts = this.stretches.get(struct) as Stretch[];
    const place = origin.clock - struct.clock;
    let index = parts.length - 1;
    for (let low = 0; low < index; ) {
      const middle = (low + index + 1) >> 1;
      if ((parts[middle] as Stretch).from <= place) low = middle;
      else index = middle - 1;
    }
    const part = parts[index] as Stretch;
    const kept = place + 1 - part.from;
    if (kept < part.length) {
      const length = part.length - kept;
      const gone = deletedWithin(this.deletes, origin.client, origin.clock + 1, length);
      const chars = struct.content.kind === 'string' ? length - gone : 0;
      parts.splice(index + 1, 0, { from: place + 1, length, chars, isMarker: false, next: part.next });
      part.next = parts[index + 1] as Stretch;
      part.length = kept;
      part.chars -= chars;
    }
    own.next = part.next;
    part.next = own;
  }

  /** Takes a stored item that the update deletes. */
  delete(item: Y.Item): void {
    const type = item.parent as Y.AbstractType<unknown> | null;
    if (type instanceof Y.Text && isMarker(item))
      this.entriesOf({ key: type, type: type as Y.AbstractType<unknown>, sub: null }).gone.push(item);
  }

  /** Refuses the update if it makes a block too long. */
  check(): void {
    for (const entries of this.all) {
      const type = entries.list.type as { _length?: number } | null;
      // Most texts are shorter than one block may be, and nothing needs to be read.
      if (entries.chars + (type?._length ?? 0) > textLimits.blockLength) this.checkBlocks(entries);
    }
  }

  private checkBlocks(entries: Entries): void {
    if (entries.chars === 0 && entries.gone.length === 0) return;
    const blocks = new Blocks(entries, this.deletes);
    const touched = new Set([...entries.gone, ...entries.behind.keys()].map((item) => blocks.of(item)));
    this.touchGaps(entries, blocks, touched);
    const runs = entries.floating.map(({ first }) => {
      const lengths = new Lengths();
      lengths.run(first);
      return lengths;
    });
    const anywhere = runs.reduce((sum, { first, last }) => sum + (first ?? last), 0);
    let longest = 0;
    for (const { length, before } of touched) {
      longest = Math.max(longest, length);
      if (length + anywhere > Math.max(textLimits.blockLength, before)) throw tooLong();
    }
    // Behind the last new marker of a run comes what was there: at worst, most of the longest block.
    for (const run of runs)
      if (run.first !== null && Math.max(run.longestBehind, run.last + longest) + anywhere > textLimits.blockLength)
        throw tooLong();
    this.steps += blocks.steps;
  }

  private touchGaps({ floating }: Entries, blocks: Blocks, touched: Set<Block>): void {
    /** Blocks from which all have been touched to the text's end. */
    const swept = new Set<Block>();
    for (const { from, to } of floating)
      for (let block = blocks.of(from); !swept.has(block); block = blocks.of(block.next)) {
        this.steps += 1;
        touched.add(block);
        if (!to) swept.add(block);
        if (!block.next || (to && blocks.of(to) === block)) break;
      }
  }
}
