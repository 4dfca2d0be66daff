// Whether a change that Yjs has just made to a text does nothing but suggest: what was agreed, and what others suggest, is
// what it was. Asked at the end of the transaction, before what is deleted is forgotten; reads the places that changed and
// what holds there, not the text. Called by batch.ts, which takes back what does more.
import * as Y from 'yjs';
import {
  COME,
  comeLineOf,
  factOfNext,
  goneLineOf,
  INSERTION,
  isSuggestionFormat,
  lineComeKey,
  type SuggestedValue,
  styleOfRestyle,
  suggestionOfDeletion,
  suggestionOfGone,
  threadOfFormat,
} from '#domain/texts/text-grammar.ts';
import { Refusal } from './update-content.ts';

/** Up to so many places, what holds at each is looked up from there; beyond, the text is walked once. */
const FEW = 16;

/** Items that one edit may have looked at: about 50 ms. Typing takes a few. */
const STEPS_LIMIT = 500_000;

type Type = Y.AbstractType<unknown>;
type Format = Y.Item & { content: Y.ContentFormat };

const isFormat = (item: Y.Item): item is Format => item.content instanceof Y.ContentFormat;
const saidBy = (format: Format | null): unknown => format?.content.value ?? null;
/** Of shared types, each is itself alone: whoever writes in one that was replaced by its like would write for nobody. */
const isSame = (one: unknown, other: unknown) =>
  one === other || (!isShared(one) && !isShared(other) && JSON.stringify(one) === JSON.stringify(other));
const isShared = (value: unknown) => value instanceof Y.AbstractType;
const suggestionOf = (value: unknown) => (value as SuggestedValue).suggestion;

/** A map that stands in a sequence. */
const isMarker = (type: Type | null): type is Y.Map<unknown> & Type =>
  type instanceof Y.Map && type.parent instanceof Y.Text;

/** What of an agreed table a shared type is. */
interface TablePart {
  marker: Type;
  type: Type;
  /** Its rows or its columns; its cells or what is said of them. */
  kind: 'list' | 'map';
}

function partOfTable(type: Type): TablePart | null {
  const marker = type.parent as Type | null;
  const isList: boolean = type instanceof Y.Array;
  const isMap: boolean = type instanceof Y.Map;
  return isMarker(marker) && (isList || isMap) ? { marker, type, kind: isList ? 'list' : 'map' } : null;
}

/** One place of a walk: the formats that hold there before the change and after it, as far as the walk has met them. */
interface Here {
  item: Y.Item;
  before: Map<string, Format | null>;
  after: Map<string, Format | null>;
  /** Keys of those that are not what they were. */
  open: Set<string>;
  /** The walk began at the start of the text, and has met all. */
  isWhole: boolean;
}

class Judge {
  /** Items looked at. */
  steps = 0;
  private readonly transaction: Y.Transaction;
  /** What was there before and is still, with the keys that changed; null stands for its sequence. */
  private readonly changed: ReadonlyMap<Type, ReadonlySet<string | null>>;
  private readonly isOwn: (suggestionId: unknown) => boolean;

  constructor(transaction: Y.Transaction, isOwn: (suggestionId: string) => boolean) {
    this.transaction = transaction;
    this.changed = transaction.changed as unknown as typeof this.changed;
    this.isOwn = (id) => typeof id === 'string' && isOwn(id);
  }

  private readonly isNew = ({ id }: Y.Item) => id.clock >= (this.transaction.beforeState.get(id.client) ?? 0);
  private readonly wasThere = (item: Y.Item) =>
    !this.isNew(item) && (!item.deleted || Y.isDeleted(this.transaction.deleteSet, item.id));
  private readonly isThere = (item: Y.Item) => !item.deleted;

  onlySuggests(): boolean {
    const touched = this.touchedItems();
    for (const [type, keys] of this.changed) {
      if (this.isInOwnTable(type) || this.isInOwnLine(type)) continue;
      const part = partOfTable(type);
      if (part) {
        if (!this.judgePart(part, touched.get(type) ?? new Set(), keys)) return false;
        continue;
      }
      // What `instanceof` makes of it is, to the compiler, another type.
      const isText: boolean = type instanceof Y.Text;
      if (isText) {
        if (!this.judgeText(type, touched.get(type) ?? new Set())) return false;
      } else if (!isMarker(type)) return false;
      else for (const key of keys) if (!this.judgeKey(type, key)) return false;
    }
    return true;
  }

  /** What came and went in each sequence that was there before; what did both is as if it had never been. */
  private touchedItems(): Map<Type, Set<Y.Item>> {
    const { beforeState, afterState, deleteSet, doc } = this.transaction;
    const touched = new Map<Type, Set<Y.Item>>();
    const add = (item: Y.Item) => {
      const type = item.parent as Type;
      if (item.parentSub !== null || !this.changed.has(type)) return;
      const items = touched.get(type);
      if (items) items.add(item);
      else touched.set(type, new Set([item]));
    };
    const each = (client: number, from: number, to: number, visit: (item: Y.Item) => void) => {
      const structs = doc.store.clients.get(client) ?? [];
      for (let at = Y.findIndexSS(structs, from); at < structs.length; at += 1) {
        const struct = structs[at];
        if (!struct || struct.id.clock >= to) return;
        if (struct instanceof Y.Item) visit(struct);
      }
    };
    for (const [client, clock] of afterState) {
      const from = beforeState.get(client) ?? 0;
      if (clock > from) each(client, from, clock, (item) => this.isThere(item) && add(item));
    }
    for (const [client, deletes] of deleteSet.clients)
      for (const { clock, len } of deletes)
        each(client, clock, clock + len, (item) => this.wasThere(item) && add(item));
    return touched;
  }

  // --- Markers

  private valueBefore(marker: Type, key: string): unknown {
    for (let item = marker._map.get(key) ?? null; item; item = item.left) {
      this.count();
      if (this.wasThere(item)) return lastOf(item);
    }
    return null;
  }

  private valueAfter(marker: Type, key: string): unknown {
    const item = marker._map.get(key);
    return item && this.isThere(item) ? lastOf(item) : null;
  }

  /** Whether it is part of a table that this person suggests: nobody has agreed on any of it. */
  private isInOwnTable(type: Type): boolean {
    for (let at = type.parent as Type | null; at; at = at.parent as Type | null)
      if (isMarker(at) && this.isOwn(this.valueBefore(at, COME))) return true;
    return false;
  }

  // --- Rows and columns

  /** Whose a row or a column is that somebody suggests, before the change and after it; null: nobody's, it is agreed. */
  private ownerOfLine(marker: Type, lineId: string | undefined, when: 'before' | 'after'): unknown {
    if (lineId === undefined) return null;
    const key = lineComeKey(lineId);
    return when === 'before' ? this.valueBefore(marker, key) : this.valueAfter(marker, key);
  }

  private isOwnLine = (marker: Type, lineId: string | undefined, when: 'before' | 'after') =>
    this.isOwn(this.ownerOfLine(marker, lineId, when));

  /** Whether it is in a cell of a row or a column that this person suggests. */
  private isInOwnLine(type: Type): boolean {
    for (let at: Type | null = type; at; at = at.parent as Type | null) {
      const part = at.parent && partOfTable(at.parent as Type);
      const key = at._item?.parentSub;
      if (part?.kind !== 'map' || !key) continue;
      return key.split(':').some((lineId) => this.isOwnLine(part.marker, lineId, 'before'));
    }
    return false;
  }

  /** Rows, columns and cells of an agreed table: those of one's own lines alone come and go. */
  private judgePart({ marker, kind, type }: TablePart, touched: ReadonlySet<Y.Item>, keys: ReadonlySet<string | null>) {
    if (kind === 'map')
      return [...keys].every((key) => {
        if (key === null) return false;
        const isSameValue = isSame(this.valueBefore(type, key), this.valueAfter(type, key));
        const isOwn = (when: 'before' | 'after') =>
          key.split(':').some((lineId) => this.isOwnLine(marker, lineId, when));
        return isSameValue || (this.valueBefore(type, key) === null ? isOwn('after') : isOwn('before'));
      });
    for (const item of touched) {
      const [was, is] = [this.wasThere(item), this.isThere(item)];
      this.count();
      if (was === is) continue;
      for (const lineId of item.content.getContent())
        if (!this.isOwnLine(marker, String(lineId), was ? 'before' : 'after')) return false;
    }
    return true;
  }

  /** A line is suggested where there was none before; it is agreed by no suggester, and goes with what is said of it. */
  private judgeLine(marker: Type, lineId: string, before: unknown, after: unknown): boolean {
    if (!this.isOwn(before ?? after) || (before !== null && after !== null)) return false;
    return !this.hasLine(marker, lineId, before === null ? 'before' : 'after');
  }

  private hasLine(marker: Type, lineId: string, when: 'before' | 'after'): boolean {
    for (const key of ['rows', 'columns']) {
      const list = when === 'before' ? this.valueBefore(marker, key) : this.valueAfter(marker, key);
      if (!(list instanceof Y.Array)) continue;
      for (let item = (list as unknown as Type)._start; item; item = item.right) {
        this.count();
        const isHere = when === 'before' ? this.wasThere(item) : this.isThere(item);
        if (isHere && item.content.getContent().includes(lineId)) return true;
      }
    }
    return false;
  }

  private judgeKey(marker: Type, key: string | null): boolean {
    if (key === null) return false;
    const [before, after] = [this.valueBefore(marker, key), this.valueAfter(marker, key)];
    if (isSame(before, after)) return true;
    if (key === COME) return false;
    const line = comeLineOf(key);
    if (line !== null) return this.isOwn(this.valueBefore(marker, COME)) || this.judgeLine(marker, line, before, after);
    const going = goneLineOf(key);
    if (going) return this.isOwn(going.suggestion);
    const gone = suggestionOfGone(key);
    if (gone !== null) return this.isOwn(gone);
    if (factOfNext(key) !== null) return this.isOwnChange(before, after);
    return this.isOwn(this.valueBefore(marker, COME));
  }

  /**
   * What is suggested of one fact or style. There is room for one: where two suggest at once, the later one stands, as the
   * merge of what they wrote has it. Nobody takes another's away, or says another's.
   */
  private isOwnChange(before: unknown, after: unknown): boolean {
    if (after !== null) return this.isOwn(suggestionOf(after));
    return this.isOwn(suggestionOf(before));
  }

  // --- Words

  private judgeText(text: Type, touched: ReadonlySet<Y.Item>): boolean {
    if (touched.size > FEW) return !text._start || this.walk(text._start, touched, null);
    const seen = new Set<Y.Item>();
    for (const item of touched) if (!seen.has(item) && !this.walk(item, touched, seen)) return false;
    return true;
  }

  /**
   * Goes on from `start` for as long as formats are not what they were; without `seen`, through all that was touched. Says
   * whether all of it is only suggested.
   */
  private walk(start: Y.Item, touched: ReadonlySet<Y.Item>, seen: Set<Y.Item> | null): boolean {
    const here: Here = { item: start, before: new Map(), after: new Map(), open: new Set(), isWhole: seen === null };
    let left = touched.size;
    for (let item: Y.Item | null = start; item; item = item.right) {
      here.item = item;
      this.count();
      if (touched.has(item)) {
        left -= 1;
        seen?.add(item);
      }
      const [was, is] = [this.wasThere(item), this.isThere(item)];
      if (isFormat(item)) {
        if (is && !was && !this.mayBeSaid(here, item)) return false;
        this.take(here, item, was, is);
      } else if (item.countable && (was || is) && !this.judgeItem(here, item, was, is)) return false;
      const isOver = seen ? !item.right || !touched.has(item.right) : left === 0;
      if (isOver && here.open.size === 0) return true;
    }
    // What is left open would hold for whatever is written at the end.
    return [...here.open].every((key) => this.isOwnFormat(here, key, () => false));
  }

  /** Another's suggestion is said again behind what is put into it, and nowhere else. */
  private mayBeSaid(here: Here, format: Format): boolean {
    const { key } = format.content;
    const value = saidBy(format);
    if (value === null || !isSuggestionFormat(key)) return true;
    const id = key === INSERTION ? value : (suggestionOfDeletion(key) ?? suggestionOf(value));
    return this.isOwn(id) || isSame(saidBy(this.held(here, key).before), value);
  }

  private take(here: Here, format: Format, was: boolean, is: boolean): void {
    const { key } = format.content;
    // It held and holds: nothing to compare, unless something else differs.
    if (was === is && !here.isWhole && !here.before.has(key)) return;
    const held = this.held(here, key);
    const [before, after] = [was ? format : held.before, is ? format : held.after];
    here.before.set(key, before);
    here.after.set(key, after);
    if (isSame(saidBy(before), saidBy(after))) here.open.delete(key);
    else here.open.add(key);
  }

  /** The formats of this key that hold here. */
  private held(here: Here, key: string): Record<'before' | 'after', Format | null> {
    let before = here.before.get(key);
    let after = here.after.get(key);
    if (before === undefined && !here.isWhole)
      for (let item = here.item.left; item && !(before && after); item = item.left) {
        this.count();
        if (!isFormat(item) || item.content.key !== key) continue;
        if (!before && this.wasThere(item)) before = item;
        if (!after && this.isThere(item)) after = item;
      }
    return { before: before ?? null, after: after ?? null };
  }

  private count(): void {
    this.steps += 1;
    if (this.steps > STEPS_LIMIT) throw new Refusal('too-large', 'too much to look at');
  }

  private judgeItem(here: Here, item: Y.Item, was: boolean, is: boolean): boolean {
    const marker = item.content instanceof Y.ContentType ? (item.content.type as Type) : null;
    if (was && is) return marker !== null || this.judgeKept(here);
    if (marker) return this.isOwn(was ? this.valueBefore(marker, COME) : this.valueAfter(marker, COME));
    return this.isOwn(saidBy(this.held(here, INSERTION)[was ? 'before' : 'after']));
  }

  private judgeKept(here: Here): boolean {
    const isOwnWord = () => this.isOwn(saidBy(this.held(here, INSERTION).before));
    return [...here.open].every((key) => this.isOwnFormat(here, key, isOwnWord));
  }

  /** Whether a format may hold here that did not, or the other way round. */
  private isOwnFormat({ before, after }: Here, key: string, isOwnWord: () => boolean): boolean {
    if (key === INSERTION || threadOfFormat(key) !== null) return false;
    const deletion = suggestionOfDeletion(key);
    if (deletion !== null) return this.isOwn(deletion);
    if (styleOfRestyle(key) === null) return isOwnWord();
    const [was, is] = [before.get(key) ?? null, after.get(key) ?? null];
    // One's own taken back, another's shows again that was under it.
    if (is && !this.isNew(is) && saidBy(was) !== null && this.isOwn(suggestionOf(saidBy(was)))) return true;
    return this.isOwnChange(saidBy(was), saidBy(is));
  }
}

/** Of several values under one key in one stroke, the last counts. */
const lastOf = ({ content, length }: Y.Item): unknown => content.getContent()[length - 1] ?? null;

/**
 * Whether `transaction` does nothing but suggest, as somebody whose own suggestions, and those that nobody has made yet, are
 * those for which `isOwn` holds; and how many items were looked at for it. To be asked while what it deleted is still known:
 * at `beforeObserverCalls`.
 */
export function judgeSuggesting(
  transaction: Y.Transaction,
  isOwn: (suggestionId: string) => boolean,
): { onlySuggests: boolean; steps: number } {
  const judge = new Judge(transaction, isOwn);
  const onlySuggests = judge.onlySuggests();
  return { onlySuggests, steps: judge.steps };
}
