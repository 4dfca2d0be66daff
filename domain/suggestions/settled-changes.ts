// What a decision did to a text, change by change, as plain values: enough to take it back (taken-back.ts). Places are Yjs ids
// of letters and markers, which nobody's edit shifts. Browser-safe; kept by suggestions.ts, which knows the database.
import * as Y from 'yjs';
import { type BlockFacts, COME, comeLineOf, factsOf, INSERTION } from '../texts/text-grammar.ts';
import { type Axis, type KeptLine, keptLine } from './kept-lines.ts';
import { type KeptUnit, keptMarker, suggestionsOfKeys, suggestionsOfUnits } from './kept-units.ts';

/** A letter or a marker. */
export type Place = readonly [client: number, clock: number];
/** Letters that follow one another. */
export type Letters = readonly [client: number, clock: number, length: number];
/** What was said before, and after; null: nothing. */
export type Said = Record<string, readonly [before: unknown, after: unknown]>;

interface Settled {
  /** Of those decided together, the suggestions that it is part of. */
  suggestionIds: string[];
}

/** Words, or a block and the words behind it, were taken out. */
export interface Cut extends Settled {
  act: 'cut';
  at: Place;
  units: KeptUnit[];
  /** What was left on either side, and the block that it stood in. */
  left: Place | null;
  right: Place | null;
  block: Place | null;
  /** The suggestion that had put it in; null: it was the text's. */
  by: string | null;
  /** Suggestions that nobody decided and that are nowhere else: they went along. */
  along: string[];
}

/** A row or a column was taken out of a table. */
export interface LineCut extends Settled {
  act: 'line';
  marker: Place;
  blockId: string | null;
  line: KeptLine;
  by: string | null;
  along: string[];
}

/** Formats of words were set. */
export interface Reformat extends Settled {
  act: 'format';
  letters: Letters[];
  said: Said;
}

/** Something else was said of a block. */
export interface Resay extends Settled {
  act: 'say';
  marker: Place;
  /** By which it is found where somebody moved it; null for one that is there by what was decided. */
  blockId: string | null;
  said: Said;
  came: Came | null;
  /** Of a row or a column that came: what it said then. */
  line: { axis: Axis; id: string; saying: string } | null;
}

/** A block that is there by what was decided, as it was then. */
interface Came {
  letters: Letters[];
  /** Some of its words were the text's before: it cut a block in two. */
  isHalf: boolean;
  isMoved: boolean;
  saying: string;
}

export type SettledChange = Cut | LineCut | Reformat | Resay;

/** What a change took out of the text. */
export const unitsCutBy = (change: SettledChange): KeptUnit[] =>
  change.act === 'cut' ? change.units : change.act === 'line' ? Object.values(change.line.cells).flat() : [];

export const placeOf = ({ client, clock }: Y.ID): Place => [client, clock];

export const isMarkerItem = (item: Y.Item): boolean =>
  item.content instanceof Y.ContentType && item.content.type instanceof Y.Map;

/** The nearest letter or marker that is there, on one side of an item. */
export function neighbour(item: Y.Item, side: 'left' | 'right'): Y.Item | null {
  let at = item[side];
  while (at && (at.deleted || !at.countable)) at = at[side];
  return at;
}

/** The marker of the block that an item stands in. */
export function markerBefore(item: Y.Item): Y.Item | null {
  let at = item.left;
  while (at && (at.deleted || !isMarkerItem(at))) at = at.left;
  return at;
}

/** The letters of the block that a marker begins. */
export function lettersOfBlock(marker: Y.Item): Letters[] {
  const letters: Letters[] = [];
  for (let at = marker.right; at && !(isMarkerItem(at) && !at.deleted); at = at.right)
    if (!at.deleted && at.countable) letters.push([at.id.client, at.id.clock, at.length]);
  return letters;
}

/** What a block says besides its words. */
export function sayingOf(marker: Y.Map<unknown>): string {
  const facts: BlockFacts = factsOf((key) => marker.get(key));
  const unit = keptMarker(marker);
  return JSON.stringify([facts, 'table' in unit ? unit.table : null]);
}

/** What a row or a column says: what is suggested of it apart. */
export function sayingOfLine(marker: Y.Map<unknown>, { axis, id }: { axis: Axis; id: string }): string {
  const { cells, properties } = keptLine(marker, axis, id);
  return JSON.stringify([cells, properties]);
}

/** The suggestions that what was taken out was part of. */
export const suggestionsCut = (change: SettledChange): string[] => [
  ...suggestionsOfUnits(unitsCutBy(change)),
  ...(change.act === 'line' ? suggestionsOfKeys(change.line.keys) : []),
];

/** Whether a shared type, or what it stands in, is gone. */
export function isGone(type: Pick<Y.AbstractType<unknown>, '_item'>): boolean {
  for (let item = type._item; item; item = (item.parent as Y.AbstractType<unknown>)._item)
    if (item.deleted) return true;
  return false;
}

/** The letters and markers of a sequence by their places, as it is when this is made. */
class Places {
  private readonly items: { index: number; item: Y.Item }[] = [];

  constructor(sequence: Y.Text) {
    let index = 0;
    for (let item = sequence._start; item; item = item.right) {
      if (item.deleted || !item.countable) continue;
      this.items.push({ index, item });
      index += item.length;
    }
  }

  /** Ids from a place on; items that a change has cut in two meanwhile are followed by their rest. */
  lettersAt(from: number, length: number): Letters[] {
    const found: Letters[] = [];
    let [low, high] = [0, this.items.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.items[middle]?.index ?? 0) <= from) low = middle + 1;
      else high = middle;
    }
    for (let at = low - 1, left = length, place = from; left > 0; at += 1) {
      const here = this.items[at];
      if (!here) break;
      const end = this.items[at + 1]?.index ?? Number.POSITIVE_INFINITY;
      const taken = Math.min(left, end - place);
      found.push([here.item.id.client, here.item.id.clock + place - here.index, taken]);
      place += taken;
      left -= taken;
    }
    return found;
  }
}

/** The suggestion by which a unit is there. */
function putInBy(unit: KeptUnit): string | null {
  const by = 'words' in unit ? unit.formats[INSERTION] : unit.keys[COME];
  return typeof by === 'string' ? by : null;
}

/** Notes what a decision does. Each change is noted before it is done; places are those of before all of them. */
export class Notes {
  private readonly changes: SettledChange[] = [];
  private readonly ids: ReadonlySet<string>;
  private readonly places = new Map<Y.Text, Places>();
  private last: { sequence: Y.Text; index: number; cut: Cut } | null = null;
  /** Cuts in the block under way, and those in blocks that were cut themselves. */
  private within: Cut[] = [];
  private readonly ofWhole = new Set<Cut>();

  constructor(ids: ReadonlySet<string>) {
    this.ids = ids;
  }

  private lettersAt(sequence: Y.Text, index: number, length: number): Letters[] {
    const places = this.places.get(sequence) ?? new Places(sequence);
    this.places.set(sequence, places);
    return places.lettersAt(index, length);
  }

  /** What is noted from here on is of another block. */
  enterBlock(): void {
    this.within = [];
  }

  /** Whatever is cut is noted from the end of a block: what comes right before what was noted last is one with it. */
  cut(sequence: Y.Text, index: number, unit: KeptUnit): void {
    const suggestionIds = [...new Set(suggestionsOfUnits([unit]))].filter((id) => this.ids.has(id));
    const length = 'words' in unit ? unit.words.length : 1;
    const [[client, clock] = [0, 0]] = this.lettersAt(sequence, index, 1);
    const by = putInBy(unit);
    const { last } = this;
    if ('keys' in unit) for (const cut of this.within) this.ofWhole.add(cut);
    const isNext = last?.sequence === sequence && last.index === index + length && last.cut.by === by;
    if (isNext && !('keys' in (last.cut.units[0] ?? {}))) {
      last.index = index;
      last.cut.at = [client, clock];
      last.cut.units.unshift(unit);
      last.cut.suggestionIds = [...new Set([...suggestionIds, ...last.cut.suggestionIds])];
      return;
    }
    const around = { left: null, right: null, block: null };
    const cut: Cut = { act: 'cut', suggestionIds, at: [client, clock], units: [unit], ...around, by, along: [] };
    this.changes.push(cut);
    this.within.push(cut);
    this.last = { sequence, index, cut };
  }

  format(sequence: Y.Text, index: number, length: number, suggestionId: string, said: Said): void {
    const letters = this.lettersAt(sequence, index, length);
    this.changes.push({ act: 'format', suggestionIds: [suggestionId], letters, said });
  }

  say(marker: Y.Map<unknown>, suggestionId: string, said: Said): void {
    const item = marker._item;
    if (!item) return;
    const id: unknown = marker.get('id');
    const blockId = typeof id === 'string' ? id : null;
    this.changes.push({
      act: 'say',
      suggestionIds: [suggestionId],
      marker: placeOf(item.id),
      blockId,
      said,
      came: null,
      line: null,
    });
  }

  /** A row or a column that comes, or goes no more. */
  sayOfLine(marker: Y.Map<unknown>, suggestionId: string, said: Said, line: { axis: Axis; id: string } | null): void {
    this.say(marker, suggestionId, said);
    const change = this.changes.at(-1);
    if (line && change?.act === 'say') change.line = { ...line, saying: '' };
  }

  cutLine(marker: Y.Map<unknown>, line: KeptLine): void {
    const item = marker._item;
    if (!item) return;
    const id: unknown = marker.get('id');
    const change: LineCut = {
      act: 'line',
      suggestionIds: [],
      marker: placeOf(item.id),
      blockId: typeof id === 'string' ? id : null,
      line,
      by:
        Object.entries(line.keys).flatMap(([key, value]) => (comeLineOf(key) === null ? [] : [String(value)]))[0] ??
        null,
      along: [],
    };
    change.suggestionIds = [...new Set(suggestionsCut(change))].filter((one) => this.ids.has(one));
    this.changes.push(change);
  }

  /** A block that comes; what is said of it may be added to. */
  come(marker: Y.Map<unknown>, suggestionId: string, said: Said, came: Pick<Came, 'isHalf' | 'isMoved'>): Resay | null {
    const item = marker._item;
    if (!item) return null;
    const change: Resay = {
      act: 'say',
      suggestionIds: [suggestionId],
      marker: placeOf(item.id),
      blockId: null,
      said,
      came: { ...came, letters: [], saying: '' },
      line: null,
    };
    this.changes.push(change);
    return change;
  }

  /** All that was done, with what stands around it now; `waiting`: the suggestions that are in the text now. */
  finish({ store }: Y.Doc, waiting: () => ReadonlySet<string>): SettledChange[] {
    const cuts = this.changes.filter((change) => change.act === 'cut' || change.act === 'line');
    const others = cuts.map((cut) => suggestionsCut(cut).filter((id) => !this.ids.has(id)));
    if (others.some((ids) => ids.length > 0)) {
      const left = waiting();
      for (const [index, cut] of cuts.entries()) cut.along = [...new Set(others[index])].filter((id) => !left.has(id));
    }
    for (const change of this.changes) {
      if (change.act === 'cut') {
        const item = Y.getItem(store, Y.createID(...change.at));
        const [left, right] = [neighbour(item, 'left'), neighbour(item, 'right')];
        const block = markerBefore(item);
        change.left = left && placeOf(left.lastId);
        // The block behind says nothing of the one that words stood in, and stands in yet.
        const isWithin = 'words' in (change.units[0] as KeptUnit) && !this.ofWhole.has(change);
        change.right = right && !(isWithin && isMarkerItem(right)) ? placeOf(right.id) : null;
        change.block = block && placeOf(block.id);
      } else if (change.act === 'say' && change.came) {
        const item = Y.getItem(store, Y.createID(...change.marker));
        change.came.letters = lettersOfBlock(item);
        change.came.saying = sayingOf((item.content as Y.ContentType).type as unknown as Y.Map<unknown>);
      } else if (change.act === 'say' && change.line) {
        const { content } = Y.getItem(store, Y.createID(...change.marker));
        const marker = content instanceof Y.ContentType ? (content.type as unknown as Y.Map<unknown>) : null;
        if (marker) change.line.saying = sayingOfLine(marker, change.line);
      }
    }
    return this.changes;
  }
}
