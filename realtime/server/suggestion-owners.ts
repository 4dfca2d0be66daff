// Under which Yjs client each suggestion of a text was first written: whose client that is, client-owners.ts knows. Read once
// from the text, then kept up with what comes. Called by room-text.ts.
import * as Y from 'yjs';
import { suggestionWriters } from '#domain/suggestions/suggested-text.ts';
import {
  COME,
  comeLineOf,
  factOfNext,
  goneLineOf,
  INSERTION,
  isSuggestedValue,
  styleOfRestyle,
  suggestionOfDeletion,
  suggestionOfGone,
} from '#domain/texts/text-grammar.ts';
import { sequenceOf } from '#domain/texts/text-sequence.ts';

const isAny = () => true;

/** The suggestion that a value under a key, of a marker or of words, belongs to; null: none. */
function suggestionUnder(key: string, value: unknown): string | null {
  if (value === null) return null;
  if (key === INSERTION || key === COME || comeLineOf(key) !== null) return typeof value === 'string' ? value : null;
  if (styleOfRestyle(key) !== null || factOfNext(key) !== null)
    return isSuggestedValue(value, isAny) ? value.suggestion : null;
  return suggestionOfDeletion(key) ?? suggestionOfGone(key) ?? goneLineOf(key)?.suggestion ?? null;
}

/** The suggestions that an item is part of. */
function suggestionsIn({ content, parentSub }: Y.Item): string[] {
  const under = (key: string, values: readonly unknown[]) =>
    values.flatMap((value) => suggestionUnder(key, value) ?? []);
  if (content instanceof Y.ContentFormat) return under(content.key, [content.value]);
  return parentSub !== null && content instanceof Y.ContentAny ? under(parentSub, content.arr) : [];
}

export class SuggestionOwners {
  private readonly clientOf: Map<string, number>;
  private readonly all: Set<number>;

  constructor(doc: Y.Doc) {
    this.clientOf = new Map([...suggestionWriters(sequenceOf(doc))].map(([id, { client }]) => [id, client]));
    this.all = new Set(this.clientOf.values());
    doc.on('afterTransaction', (transaction: Y.Transaction) => this.take(transaction));
  }

  /** Null: nobody has made such a suggestion. */
  writerOf(suggestionId: string): number | null {
    return this.clientOf.get(suggestionId) ?? null;
  }

  /** All clients that suggestions were written under. */
  get clients(): Iterable<number> {
    return this.all;
  }

  private take({ beforeState, afterState, doc }: Y.Transaction): void {
    for (const [client, clock] of afterState) {
      const from = beforeState.get(client) ?? 0;
      if (clock === from) continue;
      const structs = doc.store.clients.get(client) ?? [];
      for (let at = Y.findIndexSS(structs, from); at < structs.length; at += 1) {
        const struct = structs[at];
        if (struct instanceof Y.Item) this.note(struct);
      }
    }
  }

  private note(item: Y.Item): void {
    for (const id of suggestionsIn(item)) {
      if (this.clientOf.has(id)) continue;
      this.clientOf.set(id, item.id.client);
      this.all.add(item.id.client);
    }
  }
}
