// Takes back what a decision did to a text, so that what it decided is suggested again: each change where it still can be, and
// never over what somebody wrote meanwhile. Browser-safe; called by suggested-again.ts.
import * as Y from 'yjs';
import { COME, INSERTION } from '../texts/text-grammar.ts';
import { axisOf, putLineBack } from './kept-lines.ts';
import { formatsBefore, type KeptUnit, suggestionsOfUnits, writeUnits } from './kept-units.ts';
import {
  type Cut,
  isGone,
  isMarkerItem,
  type Letters,
  type LineCut,
  lettersOfBlock,
  markerBefore,
  type Place,
  placeOf,
  type Reformat,
  type Resay,
  type Said,
  type SettledChange,
  sayingOf,
  sayingOfLine,
} from './settled-changes.ts';
import { stretchesOf } from './suggested-text.ts';

const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);

/** Letters one by one: those of a block. */
const eachLetter = (letters: readonly Letters[]): Set<string> =>
  new Set(letters.flatMap(([client, clock, length]) => Array.from({ length }, (_, at) => `${client}:${clock + at}`)));

/** Whether a suggestion is another person's than the one who writes, and waits: its author says it anew. */
type IsOthers = (suggestionId: string) => boolean;

export class TakingBack {
  private readonly store: Y.Doc['store'];
  private readonly transaction: Y.Transaction;
  private readonly isOthers: IsOthers;
  /** Blocks that are in the text, by their ids. */
  private readonly markers = new Map<string, Y.Map<unknown>>();
  readonly done = new Set<SettledChange>();
  /** What others are still to say of what was put back. */
  readonly rest: SettledChange[] = [];

  constructor(text: Y.Text, transaction: Y.Transaction, isOthers: IsOthers) {
    this.store = transaction.doc.store;
    this.transaction = transaction;
    this.isOthers = isOthers;
    for (const { blocks } of stretchesOf(text))
      for (const { marker, facts, suggested } of blocks)
        if (marker && facts.id !== null && !suggested?.come) this.markers.set(facts.id, marker);
  }

  /** Takes back those of `changes` for which `isNow` holds. */
  run(changes: readonly SettledChange[], isNow: (change: SettledChange) => boolean): void {
    const lost = this.lostMoves(changes);
    const possible = changes.filter((one) => isNow(one) && !one.suggestionIds.some((id) => lost.has(id)));
    for (const one of possible) if (one.act === 'say') this.say(one);
    this.format(possible.filter((one): one is Reformat => one.act === 'format'));
    for (const one of possible) if (one.act === 'cut') this.putBack(one);
    for (const one of possible) if (one.act === 'line') this.putLineBack(one);
  }

  /** A block that was moved is at one place or the other: all of it comes back, or nothing. */
  private lostMoves(changes: readonly SettledChange[]): Set<string> {
    const moves = new Set(changes.flatMap((one) => (one.act === 'say' && one.came?.isMoved ? one.suggestionIds : [])));
    const isLost = (one: SettledChange) =>
      one.act === 'say' ? !this.maySay(one) : one.act === 'cut' && !this.isPlaceThere(one);
    const lost = new Set(changes.filter(isLost).flatMap((one) => one.suggestionIds.filter((id) => moves.has(id))));
    // Two people moved one block: what took it away from its former place is one.
    for (let size = -1; size < lost.size; ) {
      size = lost.size;
      for (const { suggestionIds } of changes)
        if (suggestionIds.some((id) => lost.has(id))) for (const id of suggestionIds) if (moves.has(id)) lost.add(id);
    }
    return lost;
  }

  /** Where an id is; null: the text has forgotten it, as it does with what was in a table that is gone. */
  private itemAt([client, clock]: Place): Y.Item | null {
    if (clock >= Y.getState(this.store, client)) return null;
    const found: unknown = Y.getItem(this.store, Y.createID(client, clock));
    return found instanceof Y.Item ? found : null;
  }

  private isThere(place: Place | null): boolean {
    const item = place && this.itemAt(place);
    return item !== null && !item.deleted;
  }

  // --- What is said of blocks

  private markerOf({ marker, blockId }: Pick<Resay, 'marker' | 'blockId'>): Y.Map<unknown> | null {
    const item = this.itemAt(marker);
    if (item && !item.deleted && isMarkerItem(item) && !isGone(item.parent as Y.Text))
      return (item.content as Y.ContentType).type as unknown as Y.Map<unknown>;
    return (blockId !== null && this.markers.get(blockId)) || null;
  }

  private maySay(change: Resay): boolean {
    const marker = this.markerOf(change);
    if (!marker || !Object.entries(change.said).every(([key, [, after]]) => same(marker.get(key), after))) return false;
    const { came, line } = change;
    // What somebody wrote in a row since would go with it.
    if (line && (axisOf(marker, line.id) === null || sayingOfLine(marker, line) !== line.saying)) return false;
    if (!came) return true;
    const item = marker._item;
    if (!item || sayingOf(marker) !== came.saying) return false;
    const now = eachLetter(lettersOfBlock(item));
    const then = eachLetter(came.letters);
    if (came.isMoved) return now.size === then.size && [...now].every((letter) => then.has(letter));
    // Else what somebody wrote in it would fall to the block before.
    return came.isHalf || this.agreedLetters(item).every((letter) => then.has(letter));
  }

  private agreedLetters(marker: Y.Item): string[] {
    const held = formatsBefore(marker.parent as Y.Text, marker);
    const found: Letters[] = [];
    for (let at = marker.right; at && !(isMarkerItem(at) && !at.deleted); at = at.right) {
      if (at.deleted) continue;
      if (at.content instanceof Y.ContentFormat) {
        const { key, value } = at.content as { key: string; value: unknown };
        held.set(key, value);
      } else if (at.countable && !held.get(INSERTION)) found.push([at.id.client, at.id.clock, at.length]);
    }
    return [...eachLetter(found)];
  }

  private say(change: Resay): void {
    const marker = this.maySay(change) ? this.markerOf(change) : null;
    if (!marker) return;
    for (const [key, [before]] of Object.entries(change.said)) {
      if (before === null) marker.delete(key);
      else marker.set(key, before);
    }
    // The block that it was moved from has its id again.
    const former = change.said.id?.[1];
    if (typeof former === 'string') this.markers.delete(former);
    this.done.add(change);
  }

  // --- Formats

  private format(changes: readonly Reformat[]): void {
    const wanted = new Map<Y.Text, Map<number, { from: number; to: number; change: Reformat }[]>>();
    for (const change of changes)
      for (const [client, clock, length] of change.letters) {
        for (const sequence of this.sequencesOf(client, clock, length)) {
          const byClient = wanted.get(sequence) ?? new Map();
          wanted.set(sequence, byClient);
          byClient.set(client, [...(byClient.get(client) ?? []), { from: clock, to: clock + length, change }]);
        }
      }
    for (const [sequence, byClient] of wanted) this.formatIn(sequence, byClient);
  }

  /** The sequence that letters are in; none where they are forgotten. */
  private sequencesOf(client: number, clock: number, length: number): Set<Y.Text> {
    const found = new Set<Y.Text>();
    for (let at = clock; at < clock + length; ) {
      const item = this.itemAt([client, at]);
      if (item && !isGone(item.parent as Y.Text)) found.add(item.parent as Y.Text);
      at = item ? item.id.clock + item.length : at + 1;
    }
    return found;
  }

  private formatIn(
    sequence: Y.Text,
    byClient: ReadonlyMap<number, readonly { from: number; to: number; change: Reformat }[]>,
  ): void {
    const found: { index: number; length: number; change: Reformat }[] = [];
    const held = new Map<string, unknown>();
    let index = 0;
    for (let item = sequence._start; item; item = item.right) {
      if (item.deleted) continue;
      if (item.content instanceof Y.ContentFormat) {
        const { key, value } = item.content as { key: string; value: unknown };
        held.set(key, value);
      }
      if (!item.countable) continue;
      const { client, clock } = item.id;
      for (const { from, to, change } of byClient.get(client) ?? []) {
        const [start, end] = [Math.max(from, clock), Math.min(to, clock + item.length)];
        if (start >= end || !Object.entries(change.said).every(([key, [, after]]) => same(held.get(key), after)))
          continue;
        found.push({ index: index + start - clock, length: end - start, change });
      }
      index += item.length;
    }
    for (const { index: at, length, change } of found) {
      sequence.format(
        at,
        length,
        Object.fromEntries(Object.entries(change.said).map(([key, [before]]) => [key, before])),
      );
      this.done.add(change);
    }
  }

  // --- What was cut

  private isPlaceThere({ at, left, right, block }: Cut): boolean {
    const item = this.itemAt(at);
    if (!item || isGone(item.parent as Y.Text)) return false;
    if (this.isThere(left) || this.isThere(right)) return true;
    // Nothing was left of the text or the cell: its place is all of it.
    if (!left && !right && !block) return true;
    const now = markerBefore(item);
    return same(now && placeOf(now.id), block);
  }

  private putLineBack(change: LineCut): void {
    const marker = this.markerOf(change);
    if (marker && putLineBack(marker, change.line)) this.done.add(change);
  }

  private putBack(change: Cut): void {
    const [first] = change.units;
    const id = first && 'keys' in first ? first.keys.id : null;
    // Somebody has brought the block back already.
    if (typeof id === 'string' && this.markers.has(id)) return;
    if (!this.isPlaceThere(change)) return;
    const item = Y.getItemCleanStart(this.transaction, Y.createID(...change.at));
    const parts = change.units.map((unit) => this.partsOf(unit));
    const written = writeUnits(
      this.transaction,
      item,
      parts.map(({ own }) => own),
    );
    for (const [index, { id: at, length }] of written.entries())
      for (const [suggestionId, said] of parts[index]?.others ?? [])
        this.rest.push(
          'words' in (change.units[index] as KeptUnit)
            ? { act: 'format', suggestionIds: [suggestionId], letters: [[at.client, at.clock, length]], said }
            : {
                act: 'say',
                suggestionIds: [suggestionId],
                marker: placeOf(at),
                blockId: null,
                said,
                came: null,
                line: null,
              },
        );
    this.done.add(change);
  }

  /** A unit as who writes says it, and what others say of it. */
  private partsOf(unit: KeptUnit): { own: KeptUnit; others: [suggestionId: string, Said][] } {
    const own: Record<string, unknown> = {};
    const others: [string, Said][] = [];
    for (const [key, value] of Object.entries('words' in unit ? unit.formats : unit.keys)) {
      const [id] = suggestionsOfUnits([
        'words' in unit ? { words: '', formats: { [key]: value } } : { keys: { [key]: value }, table: null },
      ]);
      if (id !== undefined && key !== INSERTION && key !== COME && this.isOthers(id))
        others.push([id, { [key]: [value, null] }]);
      else own[key] = value;
    }
    return { own: 'words' in unit ? { ...unit, formats: own } : { ...unit, keys: own }, others };
  }
}
