// A text in memory: bytes as they were stored until somebody needs more, then a Y.Doc. Called by text-log.ts; knows no
// session and no database.
import * as Y from 'yjs';
import { quiet, sequenceOf } from '#domain/texts/text-sequence.ts';
import { SuggestionOwners } from './suggestion-owners.ts';

/** Answers kept for sessions that come back with the same state: after an outage, nearly all do. */
const ANSWERS_KEPT = 32;

/** What a newcomer lacks, and where that brings it. */
export interface CatchUp {
  updates: Uint8Array[];
  vector: Uint8Array;
}

/** A document that changes only by what is applied to it. */
function createDoc(updates: readonly Uint8Array[]): Y.Doc {
  const doc = quiet(new Y.Doc());
  sequenceOf(doc);
  apply(doc, updates);
  return doc;
}

function apply(doc: Y.Doc, updates: readonly Uint8Array[]): void {
  // One transaction: what Yjs does after each (merging, collecting) it then does once.
  Y.transact(doc, () => {
    for (const update of updates) Y.applyUpdate(doc, update);
  });
  if (doc.store.pendingStructs || doc.store.pendingDs) throw new Error('An update left a gap.');
}

export class RoomText {
  private stored: Uint8Array[] | null;
  private built: Y.Doc | null = null;
  private owners: SuggestionOwners | null = null;
  private readonly answers = new Map<string, CatchUp>();

  constructor(stored: Uint8Array[]) {
    this.stored = stored;
  }

  /** The text as a document; only `append` changes it. */
  get doc(): Y.Doc {
    if (!this.built) {
      this.built = createDoc(this.stored ?? []);
      this.stored = null;
    }
    return this.built;
  }

  /** Whose the suggestions in it are. */
  get suggestions(): SuggestionOwners {
    this.owners ??= new SuggestionOwners(this.doc);
    return this.owners;
  }

  /** Adds an update, which `judge` may look at once it is there, and refuse by throwing; when it throws, the text is void. */
  append(update: Uint8Array, judge?: (transaction: Y.Transaction) => void): void {
    this.answers.clear();
    let refused: { error: unknown } | null = null;
    const look = (transaction: Y.Transaction) => {
      try {
        judge?.(transaction);
      } catch (error) {
        // Thrown in the middle of a transaction, it would keep Yjs from ending it.
        refused = { error };
      }
    };
    this.doc.on('beforeObserverCalls', look);
    try {
      apply(this.doc, [update]);
    } finally {
      this.doc.off('beforeObserverCalls', look);
    }
    if (refused) throw (refused as { error: unknown }).error;
  }

  /** Adds committed updates of another node; when it throws, the text is void. */
  extend(updates: readonly Uint8Array[]): void {
    this.answers.clear();
    if (this.stored) this.stored = [...this.stored, ...updates];
    else apply(this.doc, updates);
  }

  /** What a client with state `vector` lacks; throws when `vector` is no state vector. */
  catchUp(vector: Uint8Array): CatchUp {
    // A client that has nothing sends the empty vector, one byte.
    const key = vector.length <= 1 ? '' : Buffer.from(vector).toString('latin1');
    const kept = this.answers.get(key);
    if (kept) return kept;
    const answer =
      this.stored && key === ''
        ? storedAnswer(this.stored)
        : { updates: [Y.encodeStateAsUpdate(this.doc, vector)], vector: Y.encodeStateVector(this.doc) };
    if (this.answers.size < ANSWERS_KEPT) this.answers.set(key, answer);
    return answer;
  }

  /** The whole text as one update. */
  encode(): Uint8Array {
    return Y.encodeStateAsUpdate(this.doc);
  }

  /** A document of its own with the same text. */
  copy(): Y.Doc {
    return createDoc(this.stored ?? [this.encode()]);
  }
}

/** Everything as it is stored, without building the document: most openings are for reading. */
function storedAnswer(stored: Uint8Array[]): CatchUp {
  const clocks = new Map<number, number>();
  for (const update of stored)
    for (const [client, clock] of Y.parseUpdateMeta(update).to)
      clocks.set(client, Math.max(clock, clocks.get(client) ?? 0));
  return { updates: stored, vector: Y.encodeStateVector(clocks) };
}
