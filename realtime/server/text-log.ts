// A text and its commits: takes edits, applies and saves them in order, one write at a time, and says what is durable.
// What is in memory beyond the last commit nobody sees (R7). Called by room.ts; knows no session.

import { DomainError, frozen, notFound } from '#domain/errors.ts';
import { compactDocument, loadDocument, type WriteOutcome } from '#domain/texts/documents.ts';
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

const reasons = { frozen, missing: notFound };

/** Who hears what becomes of the edits. */
export interface LogListener {
  /** `edits` are durable, in `rows` from sequence `first` on. */
  committed(edits: Edit[], rows: Row[], first: number): void;
  /** No edit will be taken any more. */
  ended(why: Exclude<WriteOutcome, number>): void;
  /** Saving fails at the moment, or succeeds again. */
  delayed(delayed: boolean): void;
}

export class TextLog {
  readonly documentId: string;
  sequence = 0;
  isFrozen = false;
  private readonly saver: Saver;
  private readonly listener: LogListener;
  private readonly owners: ClientOwners;
  private text = new RoomText([]);
  private waiting: Edit[] = [];
  private writing: Promise<void> | null = null;
  private isUncommitted = false;
  private readonly whenCommitted: (() => void)[] = [];
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
    await compactDocument(this.documentId, merged.sequence, merged.snapshot);
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
    while (this.waiting.length > 0) {
      const edits = readEdits(this.waiting.splice(0, BATCH_LIMIT));
      if (edits.some((edit) => this.lacksOwners(edit))) await this.insist(() => this.learnOwners(edits));
      await this.commit(await this.compose(edits));
      this.isUncommitted = false;
      for (const act of this.whenCommitted.splice(0)) act();
    }
  }

  private lacksOwners({ update, authorId }: ReadEdit): boolean {
    return update !== null && authorId !== null && this.owners.lacks(update.structs.keys());
  }

  private async learnOwners(edits: ReadEdit[]): Promise<void> {
    for (const edit of edits)
      if (edit.update && edit.authorId && this.lacksOwners(edit))
        await this.owners.learn([...edit.update.structs.keys()], edit.authorId);
  }

  /** Judges and applies; from here to the commit, the text in memory is ahead. */
  private async compose(edits: ReadEdit[]): Promise<Batch> {
    for (let rest = edits; ; ) {
      this.isUncommitted = true;
      const batch = new Batch(this.text, this.owners);
      const spoiler = batch.add(rest);
      if (!spoiler) return batch;
      await this.insist(() => this.load());
      rest = rest.filter((edit) => edit !== spoiler && (!spoiler.member || edit.member !== spoiler.member));
    }
  }

  private async commit(batch: Batch): Promise<void> {
    const rows = batch.rows();
    if (rows.length === 0) return this.listener.committed(batch.edits, rows, this.sequence + 1);
    const newClients = this.owners.unsaved();
    const write = { documentId: this.documentId, rows, newClients };
    const first = await this.insist(() => this.saver.save(write));
    if (typeof first !== 'number') {
      for (const { settled } of batch.edits) settled?.reject(reasons[first]());
      if (first === 'frozen') await this.insist(() => this.load());
      return this.end(first);
    }
    this.owners.saved(newClients);
    // Another process wrote, or this write had got through before its answer was lost: what is stored is the truth.
    if (first !== this.sequence + 1) await this.insist(() => this.load());
    else {
      this.sequence += rows.length;
      this.tail.rows += rows.length;
      for (const { bytes } of rows) this.tail.bytes += bytes.length;
    }
    this.listener.committed(batch.edits, rows, first);
  }

  private end(why: Exclude<WriteOutcome, number>): void {
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
