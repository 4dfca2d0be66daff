// Accepting and refusing suggestions in a text, and noting what that did to it (settled-changes.ts). Browser-safe; every change is
// the smallest operation that does it, so that what others write meanwhile stays.
import type * as Y from 'yjs';
import {
  type BlockFacts,
  COME,
  deletionFormat,
  goneKey,
  INSERTION,
  lineComeKey,
  lineGoneKey,
  MOVED,
  nextKey,
  plainBlock,
  restyleFormat,
  type SuggestedValue,
  styleOfRestyle,
  suggestedLines,
  suggestionOfDeletion,
} from '../texts/text-grammar.ts';
import type { Formats, SequenceBlock } from '../texts/text-sequence.ts';
import { deleteInserted, keepInsertionEnded } from './inserted-words.ts';
import { axisOf, keptLine, removeLine } from './kept-lines.ts';
import { keptMarker } from './kept-units.ts';
import { isGone, Notes, type Resay, type Said, type SettledChange } from './settled-changes.ts';
import { stretchesOf, suggestionsIn } from './suggested-text.ts';

export type Settling = 'accept' | 'refuse';

/**
 * Makes suggestions part of the text, or takes them out of it; others stay as they are. Says what it did. Call it in one
 * transaction.
 */
export function settleSuggestions(text: Y.Text, ids: ReadonlySet<string>, settling: Settling): SettledChange[] {
  const settler = new Settler(ids, settling);
  for (const { sequence, blocks } of [...stretchesOf(text)]) {
    // A table that went took its cells along.
    if (isGone(sequence)) continue;
    // From the end, so that the places of those before stay right.
    for (const block of blocks.reverse()) settler.settle(sequence, block);
  }
  return settler.finish(text);
}

class Settler {
  private readonly ids: ReadonlySet<string>;
  private readonly isAccepted: boolean;
  private readonly notes: Notes;
  /** Blocks that are accepted at a new place, by the id they have at the former one. */
  private readonly moved = new Map<string, { marker: Y.Map<unknown>; change: Resay | null }>();
  private readonly former = new Map<string, BlockFacts>();

  constructor(ids: ReadonlySet<string>, settling: Settling) {
    this.ids = ids;
    this.isAccepted = settling === 'accept';
    this.notes = new Notes(ids);
  }

  settle(sequence: Y.Text, block: SequenceBlock): void {
    const { marker, facts, suggested, runs } = block;
    this.notes.enterBlock();
    let end = block.start + runs.reduce((length, run) => length + run.text.length, 0);
    for (const { text, formats } of [...runs].reverse()) {
      end -= text.length;
      this.settleWords(sequence, end, text, formats);
    }
    if (!marker) return;
    if (suggested) this.settleBlock(sequence, block, marker, suggested);
    if (facts.kind === 'table' && !marker._item?.deleted) this.settleLines(marker);
  }

  private settleBlock(
    sequence: Y.Text,
    block: SequenceBlock,
    marker: Y.Map<unknown>,
    suggested: NonNullable<SequenceBlock['suggested']>,
  ): void {
    const { facts } = block;
    if (facts.id !== null && suggested.gone.some((id) => this.ids.has(id))) this.former.set(facts.id, facts);
    this.settleMarker(sequence, block, marker, suggested);
  }

  finish(text: Y.Text): SettledChange[] {
    for (const [id, { marker, change }] of this.moved) {
      const facts = this.former.get(id);
      // Who also moved it was accepted before: one block has the id.
      if (!facts) continue;
      const said: Record<string, Said[string]> = { id: [marker.get('id') ?? null, id] };
      marker.set('id', id);
      if (facts.previousId !== null) {
        said.previousId = [marker.get('previousId') ?? null, facts.previousId];
        marker.set('previousId', facts.previousId);
      }
      if (change) change.said = { ...change.said, ...said };
    }
    return this.notes.finish(text.doc as Y.Doc, () => new Set(suggestionsIn(text).keys()));
  }

  private settleWords(sequence: Y.Text, from: number, words: string, formats: Formats): void {
    const { isAccepted, ids, notes } = this;
    const insertion = formats[INSERTION];
    const isInserted = typeof insertion === 'string' && ids.has(insertion);
    const deletions = Object.keys(formats).flatMap((key) => {
      const id = suggestionOfDeletion(key);
      return id !== null && ids.has(id) ? [id] : [];
    });
    if (isInserted ? !isAccepted || deletions.length > 0 : isAccepted && deletions.length > 0) {
      notes.cut(sequence, from, { words, formats });
      if (isInserted) deleteInserted(sequence, from, words.length);
      else sequence.delete(from, words.length);
      return;
    }
    const changes: Record<string, unknown> = {};
    const set = (suggestionId: string, said: Said) => {
      notes.format(sequence, from, words.length, suggestionId, said);
      for (const [key, [, after]] of Object.entries(said)) changes[key] = after;
    };
    for (const id of deletions) set(id, { [deletionFormat(id)]: [true, null] });
    if (isInserted) set(insertion, { [INSERTION]: [insertion, null] });
    for (const [key, value] of Object.entries(formats)) {
      const style = styleOfRestyle(key);
      if (style === null) continue;
      const { suggestion, to } = value as SuggestedValue;
      if (!ids.has(suggestion)) continue;
      const styled = isAccepted ? { [style]: [formats[style] ?? null, to] as const } : {};
      set(suggestion, { [restyleFormat(style)]: [value, null], ...styled });
    }
    if (Object.keys(changes).length > 0) sequence.format(from, words.length, changes);
    if (isInserted) keepInsertionEnded(sequence, from + words.length);
  }

  private settleMarker(
    sequence: Y.Text,
    { begin, runs }: SequenceBlock,
    marker: Y.Map<unknown>,
    suggested: NonNullable<SequenceBlock['suggested']>,
  ): void {
    const { isAccepted, ids, notes } = this;
    const { come, moved } = suggested;
    const gone = suggested.gone.filter((id) => ids.has(id));
    const isCome = come !== null && ids.has(come);
    if (isCome ? !isAccepted || gone.length > 0 : isAccepted && gone.length > 0) {
      notes.cut(sequence, begin, keptMarker(marker));
      sequence.delete(begin, 1);
      return;
    }
    for (const id of gone) this.say(marker, id, { [goneKey(id)]: [true, null] });
    for (const [fact, value] of suggested.next) {
      const { suggestion, to } = value;
      if (!ids.has(suggestion)) continue;
      const after = to === plainBlock[fact] ? null : to;
      const said = isAccepted ? { [fact]: [marker.get(fact) ?? null, after] as const } : {};
      this.say(marker, suggestion, { [nextKey(fact)]: [value, null], ...said });
    }
    if (!isCome) return;
    const isHalf = runs.some(({ formats }) => !(INSERTION in formats));
    const said: Said = { [COME]: [come, null], ...(moved ? { [MOVED]: [moved, null] as const } : {}) };
    const change = notes.come(marker, come, said, { isHalf, isMoved: moved !== null });
    for (const key of Object.keys(said)) marker.delete(key);
    if (moved) this.moved.set(moved, { marker, change });
  }

  /** Rows and columns of a table. */
  private settleLines(marker: Y.Map<unknown>): void {
    const { ids, isAccepted, notes } = this;
    const lines = suggestedLines(marker);
    for (const id of new Set([...lines.come.keys(), ...lines.gone.keys()])) {
      const axis = axisOf(marker, id);
      if (!axis) continue;
      const come = lines.come.get(id);
      const gone = (lines.gone.get(id) ?? []).filter((one) => ids.has(one));
      const isCome = come !== undefined && ids.has(come);
      if (isCome ? !isAccepted || gone.length > 0 : isAccepted && gone.length > 0) {
        notes.cutLine(marker, keptLine(marker, axis, id));
        removeLine(marker, axis, id);
        continue;
      }
      for (const one of gone) {
        notes.sayOfLine(marker, one, { [lineGoneKey(id, one)]: [true, null] }, null);
        marker.delete(lineGoneKey(id, one));
      }
      if (!isCome) continue;
      notes.sayOfLine(marker, come, { [lineComeKey(id)]: [come, null] }, { axis, id });
      marker.delete(lineComeKey(id));
    }
  }

  private say(marker: Y.Map<unknown>, suggestionId: string, said: Said): void {
    this.notes.say(marker, suggestionId, said);
    for (const [key, [, after]] of Object.entries(said)) {
      if (after === null) marker.delete(key);
      else marker.set(key, after);
    }
  }
}
