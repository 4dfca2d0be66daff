// Somebody who types until the server dies, and remembers what it was told is saved and what it saw of others.
import * as Y from 'yjs';
import { quiet, sequenceOf } from '#domain/texts/text-sequence.ts';
import { connectDocument, type DocumentConnection } from '#realtime/client/document-connection.ts';

/** What a document held: clock by Yjs client id, and deleted characters by client id. */
export interface Holding {
  clocks: Map<number, number>;
  deleted: Map<number, number>;
}

export function holdingOf(doc: Y.Doc): Holding {
  const deleted = new Map<number, number>();
  for (const [client, ranges] of Y.createDeleteSetFromStructStore(doc.store).clients)
    deleted.set(
      client,
      ranges.reduce((sum, { len }) => sum + len, 0),
    );
  return { clocks: Y.decodeStateVector(Y.encodeStateVector(doc)), deleted };
}

/** Edits that `held` has and `stored` lacks, of clients for which `counts` holds. */
export function missingFrom(stored: Holding, held: Holding, counts: (client: number) => boolean): number {
  let missing = 0;
  for (const kind of ['clocks', 'deleted'] as const)
    for (const [client, amount] of held[kind])
      if (counts(client)) missing += Math.max(0, amount - (stored[kind].get(client) ?? 0));
  return missing;
}

export class Writer {
  readonly connection: DocumentConnection;
  readonly documentId: string;
  /** What it held when it was last told that everything is saved. */
  confirmed: Holding = { clocks: new Map(), deleted: new Map() };
  typed = 0;
  private readonly pauseMs: number;
  private timer: NodeJS.Timeout | null = null;
  private isWriting = true;

  /** Types `pauseMs` after each confirmation; with 0, as fast as the server confirms. */
  constructor(url: string, documentId: string, bearer: string, pauseMs: number) {
    this.documentId = documentId;
    this.pauseMs = pauseMs;
    this.connection = connectDocument({
      url,
      documentId,
      doc: quiet(new Y.Doc()),
      credential: { bearer },
      alone: true,
    });
    this.connection.on('saved', () => {
      this.confirmed = holdingOf(this.connection.doc);
      this.schedule();
    });
    this.connection.on('synced', () => this.schedule());
  }

  get doc(): Y.Doc {
    return this.connection.doc;
  }

  /** Types from the next confirmation on. */
  start(): void {
    this.isWriting = true;
  }

  stop(): void {
    this.isWriting = false;
    if (this.timer) clearTimeout(this.timer);
  }

  /** Only its author deletes a character, so that whoever sees one deleted has seen that author's edit. */
  private type(): void {
    const text = sequenceOf(this.doc);
    this.typed += 1;
    const last = this.typed % 5 === 0 ? this.lastOwn(text) : -1;
    if (last >= 0) text.delete(last, 1);
    else text.insert(text.length, 'e');
  }

  private lastOwn(text: Y.Text): number {
    let index = text.length;
    for (let item = lastItem(text); item; item = item.left) {
      if (item.deleted || !item.countable) continue;
      index -= item.length;
      if (item.id.client === this.doc.clientID) return index + item.length - 1;
    }
    return -1;
  }

  private schedule(): void {
    if (this.timer) clearTimeout(this.timer);
    if (this.isWriting) this.timer = setTimeout(() => this.type(), this.pauseMs);
  }
}

function lastItem(text: Y.Text): Y.Item | null {
  let item = text._start;
  while (item?.right) item = item.right;
  return item;
}
