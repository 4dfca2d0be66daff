// A text and its commits: takes edits, applies and saves them in order, one write at a time, takes what other nodes committed
// between two of them, and says what is durable. What is in memory beyond the last commit nobody sees (R7). Called by
// room.ts; knows no session and no other node.

import * as Y from 'yjs';
import { DomainError, frozen, notFound } from '#domain/errors.ts';
import { compactDocument, loadDocument, readHeads, readUpdates } from '#domain/texts/documents.ts';
import { sittingsUpTo } from '#domain/texts/sittings.ts';
import { log } from '#log.ts';
import { Batch, type Edit, type ReadEdit, type Row, readEdits } from './batch.ts';
import { ClientOwners } from './client-owners.ts';
import { RoomText } from './room-text.ts';
import type { Saver } from './saver.ts';
import { pauseBefore } from './settling.ts';

/** Edits in one write: merging is quadratic in those of one author. */
const BATCH_LIMIT = 200;

const RETRY_FIRST_MS = 100;
const RETRY_LONGEST_MS = 5_000;

/** So many rows are worth a new snapshot whatever they weigh: opening the text takes each of them in turn. */
const COMPACT_ALWAYS = 2_000;

/** Client ids that turn out to be another person's, one after the other: then something else is wrong. */
const FOREIGN_LIMIT = 5;

const reasons = { frozen, missing: notFound };

/** Why no edit is taken any more. */
export type Ending = keyof typeof reasons;

/** Who hears what becomes of the edits. */
export interface LogListener {
  /** `edits` are durable, in `rows` from sequence `first` on; no edits: another node wrote the rows. */
  committed(edits: Edit[], rows: Row[], first: number): void;
  /** The text is at `sequence` by rows that cannot be told one by one: who is in it must join again. */
  jumped(sequence: number): void;
  /** No edit will be taken any more. */
  ended(why: Ending): void;
  /** Saving fails at the moment, or succeeds again. */
  delayed(delayed: boolean): void;
}

export class TextLog {
  readonly documentId: string;
  sequence = 0;
  isFrozen = false;
  private readonly saver: Saver;
  private readonly listener: LogListener;
  private owners: ClientOwners;
  private text = new RoomText([]);
  private waiting: Edit[] = [];
  private writing: Promise<void> | null = null;
  private isUncommitted = false;
  private readonly whenCommitted: (() => void)[] = [];
  /** How far others are known to have written. */
  private known = 0;
  private tail = { rows: 0, bytes: 0 };
  private snapshotBytes = 0;

  constructor(documentId: string, saver: Saver, listener: LogListener) {
    this.documentId = documentId;
    this.saver = saver;
    this.listener = listener;
    this.owners = new ClientOwners(documentId);
  }

  /** Reads the text from the database, in place of what is in memory. */
  async load(): Promise<void> {
    const stored = await loadDocument(this.documentId);
    if (!stored) throw notFound();
    this.text = new RoomText(stored.snapshot ? [stored.snapshot, ...stored.updates] : stored.updates);
    this.sequence = stored.sequence;
    this.isFrozen = stored.frozen;
    this.snapshotBytes = stored.snapshot?.length ?? 0;
    this.tail = { rows: stored.updates.length, bytes: stored.updates.reduce((sum, { length }) => sum + length, 0) };
  }

  get isIdle(): boolean {
    return this.waiting.length === 0 && this.writing === null;
  }

  /** Bytes of edits that wait, of those for which `which` holds. */
  waitingBytes(which: (edit: Edit) => boolean): number {
    return this.waiting.reduce((sum, edit) => (which(edit) ? sum + edit.bytes.length : sum), 0);
  }

  /** Drops edits that are not yet under way. */
  drop(which: (edit: Edit) => boolean): void {
    this.waiting = this.waiting.filter((edit) => !which(edit));
  }

  /** Takes an edit; it is under way at once when nothing else is, else joins the next write. */
  take(edit: Edit): void {
    this.waiting.push(edit);
    this.startWriting();
  }

  /** Takes what another node has committed up to `last`, in its turn; `isFrozen`: the text was signed there. */
  follow(last: number, isFrozen = false): void {
    this.known = Math.max(this.known, last);
    if (this.known > this.sequence) this.startWriting();
    else if (isFrozen && !this.isFrozen) this.end('frozen');
  }

  /** Resolves once the text is as far as the database was when it was asked: what somebody saw at another node is here. */
  async refresh(): Promise<void> {
    const [head] = await readHeads([this.documentId]);
    if (!head) return;
    this.follow(head.sequence);
    while (this.writing && this.sequence < head.sequence)
      await Promise.race([this.writing, new Promise<void>((resolve) => this.whenCommitted.push(resolve))]);
    this.follow(this.sequence, head.frozen);
  }

  /** Calls `act` when the text in memory is the committed one, before any further edit. */
  atRest<Result>(act: (text: RoomText) => Result): Promise<Result> {
    return new Promise((resolve, reject) => {
      const run = () => {
        try {
          resolve(act(this.text));
        } catch (error) {
          reject(error);
        }
      };
      if (this.isUncommitted) this.whenCommitted.push(run);
      else run();
    });
  }

  /** Resolves when all that was taken is committed. */
  async written(): Promise<void> {
    while (this.writing) await this.writing;
  }

  /** Puts a snapshot in the place of committed rows when there are `least` and they weigh `share` of the last one. */
  async compact({ least, share }: { least: number; share: number }): Promise<void> {
    const { rows, bytes } = this.tail;
    if (rows < least || (rows < COMPACT_ALWAYS && bytes < this.snapshotBytes * share)) return;
    const merged = await this.atRest((text) => ({ ...this.tail, sequence: this.sequence, snapshot: text.encode() }));
    const { sequence, snapshot } = merged;
    const sittings = await sittingsUpTo(this.documentId, sequence);
    await compactDocument(this.documentId, { sequence, bytes: snapshot, sittings });
    this.snapshotBytes = merged.snapshot.length;
    this.tail = { rows: this.tail.rows - merged.rows, bytes: this.tail.bytes - merged.bytes };
  }

  private startWriting(): void {
    this.writing ??= this.writeWaiting()
      .catch((error: unknown) => {
        log.fatal({ err: error, documentId: this.documentId }, 'a text cannot be written any more');
        this.end('missing');
      })
      .then(() => {
        this.writing = null;
        if (this.waiting.length > 0) this.startWriting();
      });
  }

  private async writeWaiting(): Promise<void> {
    while (this.waiting.length > 0 || this.known > this.sequence) {
      if (this.known > this.sequence) await this.insist(() => this.takeMissing());
      if (this.waiting.length > 0) await this.write(readEdits(this.waiting.splice(0, BATCH_LIMIT)));
      this.isUncommitted = false;
      for (const act of this.whenCommitted.splice(0)) act();
    }
  }

  private async write(edits: ReadEdit[]): Promise<void> {
    if (edits.some((edit) => this.lacksOwners(edit))) await this.insist(() => this.learnOwners(edits));
    for (let tries = 0; !(await this.commit(await this.compose(edits))); tries += 1) {
      if (tries === FOREIGN_LIMIT) throw new Error('The client ids of a text could not be told apart.');
      // Another node gave an id to somebody else meanwhile: what it holds is judged anew (R24).
      this.owners = new ClientOwners(this.documentId);
      await this.reload(this.sequence);
      await this.insist(() => this.learnOwners(edits));
    }
  }

  /** What others committed, when nothing of ours is under way. */
  private async takeMissing(): Promise<void> {
    const { known, sequence } = this;
    const missing = await readUpdates(this.documentId, { after: sequence });
    if (!missing || !this.takeRows(missing)) {
      await this.load();
      this.listener.jumped(this.sequence);
    }
    // Said too much, or by a node of a database that is no longer: what is stored is the truth.
    if (this.known === known) this.known = this.sequence;
  }

  /** Adds committed rows of others and tells them; false when they do not fit what is in memory. */
  private takeRows(updates: Uint8Array[]): boolean {
    try {
      this.text.extend(updates);
    } catch (err) {
      log.error(
        { err, documentId: this.documentId },
        'what another node committed does not fit; the text is read again',
      );
      return false;
    }
    const first = this.sequence + 1;
    this.count(updates);
    this.listener.committed(
      [],
      updates.map((bytes) => ({ bytes, authorId: null, onlyFrom: null })),
      first,
    );
    return true;
  }

  private count(updates: Uint8Array[]): void {
    this.sequence += updates.length;
    this.tail.rows += updates.length;
    for (const { length } of updates) this.tail.bytes += length;
  }

  /** Reads the text anew; `told`: how far who is in it has been told. */
  private async reload(told: number): Promise<void> {
    await this.insist(() => this.load());
    if (this.sequence !== told) this.listener.jumped(this.sequence);
  }

  private lacksOwners(edit: ReadEdit): boolean {
    return edit.authorId !== null && this.owners.lacks(this.clientsToKnow(edit));
  }

  /** The clients whose owners an edit is judged by: its own; of who may only suggest, those of all suggestions too. */
  private clientsToKnow({ update, member }: ReadEdit): number[] {
    if (!update) return [];
    return [...update.structs.keys(), ...(member?.mode === 'suggest' ? this.text.suggestions.clients : [])];
  }

  private async learnOwners(edits: ReadEdit[]): Promise<void> {
    for (const edit of edits)
      if (edit.update && edit.authorId && this.lacksOwners(edit))
        await this.owners.learn(this.clientsToKnow(edit), edit.authorId);
  }

  /** Judges and applies; from here to the commit, the text in memory is ahead. */
  private async compose(edits: ReadEdit[]): Promise<Batch> {
    for (let rest = edits; ; ) {
      this.isUncommitted = true;
      const batch = new Batch(this.text, this.owners);
      const spoiler = batch.add(rest);
      if (!spoiler) return batch;
      await this.reload(this.sequence);
      rest = rest.filter((edit) => edit !== spoiler && (!spoiler.member || edit.member !== spoiler.member));
    }
  }

  /** False: a client id is somebody else's by now, and nothing was written. */
  private async commit(batch: Batch): Promise<boolean> {
    const rows = batch.rows();
    if (rows.length === 0) {
      this.listener.committed(batch.edits, rows, this.sequence + 1);
      return true;
    }
    const newClients = this.owners.unsaved();
    const write = { documentId: this.documentId, rows, newClients };
    const first = await this.insist(() => this.saver.save(write));
    if (first === 'foreign-client') return false;
    if (typeof first !== 'number') {
      for (const { settled } of batch.edits) settled?.reject(reasons[first]());
      if (first === 'frozen') await this.insist(() => this.load());
      this.end(first);
      return true;
    }
    this.owners.saved(newClients);
    const own = rows.map(({ bytes }) => bytes);
    const isWhole = first === this.sequence + 1 || (await this.takeBefore(first, own));
    const told = first + rows.length - 1;
    if (isWhole) this.count(own);
    this.listener.committed(batch.edits, rows, first);
    if (!isWhole) await this.reload(told);
    return true;
  }

  /**
   * Another node wrote before us, or our own write had got through before its answer was lost: takes and tells the rows before
   * `first`. False when the text in memory may not be the stored one.
   */
  private async takeBefore(first: number, own: Uint8Array[]): Promise<boolean> {
    const missing = await this.insist(() => readUpdates(this.documentId, { after: this.sequence, before: first }));
    // One client that wrote at two nodes: of two edits of the same place in its count, the stored one is the first.
    return missing !== null && this.takeRows(missing) && !shareClients(missing, own);
  }

  private end(why: Ending): void {
    this.isFrozen = true;
    for (const { settled } of this.waiting.splice(0)) settled?.reject(reasons[why]());
    this.listener.ended(why);
  }

  /** Tries until it succeeds, with growing pauses; meanwhile every page of this text knows (R8). */
  private async insist<Result>(attempt: () => Promise<Result>): Promise<Result> {
    for (let failures = 0; ; failures++) {
      try {
        const result = await attempt();
        if (failures > 0) this.listener.delayed(false);
        return result;
      } catch (error) {
        if (error instanceof DomainError) throw error;
        log.error({ err: error, documentId: this.documentId, failures }, 'a text could not be saved; trying again');
        this.listener.delayed(true);
        await new Promise((resolve) => setTimeout(resolve, pauseBefore(failures, RETRY_FIRST_MS, RETRY_LONGEST_MS)));
      }
    }
  }
}

const clientsOf = (updates: Uint8Array[]) => updates.flatMap((update) => [...Y.parseUpdateMeta(update).to.keys()]);

function shareClients(some: Uint8Array[], others: Uint8Array[]): boolean {
  const clients = new Set(clientsOf(some));
  return clientsOf(others).some((client) => clients.has(client));
}
