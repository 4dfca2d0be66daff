// One open text and the sessions in it: lets them in and out, takes their edits, and tells them what is committed (R6).
// Called by rooms.ts and session.ts; knows no socket and no rule of rights.
import * as Y from 'yjs';
import { frozen } from '#domain/errors.ts';
import type { WriteOutcome } from '#domain/texts/documents.ts';
import { log } from '#log.ts';
import type { JoinAnswer, PresenceState, ServerToClient } from '../protocol.ts';
import type { Edit, Row } from './batch.ts';
import type { Member, Message } from './member.ts';
import { Presence } from './presence.ts';
import type { Saver } from './saver.ts';
import { Settling } from './settling.ts';
import { TextLog } from './text-log.ts';

/** What a room needs of its surroundings. */
export interface Surroundings {
  saver: Saver;
  /** Sends to every member of a text but the given sockets, encoded once. */
  broadcast<Name extends keyof ServerToClient>(
    documentId: string,
    except: string[],
    name: Name,
    ...message: Message<Name>
  ): void;
  onSettled(documentId: string): Promise<void>;
}

/** Bytes of one member that may wait for the save under way; an honest client sends one edit at a time. */
const WAITING_LIMIT = 4 * 1024 * 1024;

/** When old rows become a snapshot: while people write, and when they have gone. */
const COMPACT_ON_THE_WAY = { least: 200, share: 0.5 };
const COMPACT_AT_REST = { least: 20, share: 0 };

export class Room {
  readonly documentId: string;
  /** Rejected when the text does not exist or cannot be read. */
  readonly ready: Promise<void>;
  private readonly surroundings: Surroundings;
  private readonly text: TextLog;
  private readonly settling: Settling;
  private readonly presence: Presence;
  private readonly members = new Map<Member, number>();
  private lastSession = 0;
  private delayed = false;
  private changing: Promise<unknown> = Promise.resolve();
  private changes = 0;
  /** The platform's own Yjs client id here: its changes run one after the other, so one is enough. */
  private readonly platformClient = new Y.Doc().clientID;

  constructor(documentId: string, surroundings: Surroundings) {
    this.documentId = documentId;
    this.surroundings = surroundings;
    this.text = new TextLog(documentId, surroundings.saver, {
      committed: (edits, rows, first) => this.tell(edits, rows, first),
      ended: (why) => this.end(why),
      delayed: (delayed) => this.setDelayed(delayed),
    });
    this.presence = new Presence((entries) => surroundings.broadcast(documentId, [], 'presence', documentId, entries));
    this.settling = new Settling(documentId, async () => {
      await surroundings.onSettled(documentId);
      await this.text.compact(COMPACT_ON_THE_WAY);
    });
    // A process that ended between a commit and its projection is caught up with at the next opening.
    this.ready = this.text.load().then(() => this.settling.touch());
  }

  /** Whether nothing would be missed if the room were closed (R10). */
  get isIdle(): boolean {
    return this.members.size === 0 && this.changes === 0 && this.text.isIdle;
  }

  /**
   * Lets a member in, once `ready`, and hands the answer to `answer`, both in one go: no commit falls between the
   * answer and the next broadcast (R2).
   */
  join(member: Member, vector: Uint8Array, answer: (answer: JoinAnswer) => void): Promise<void> {
    return this.text.atRest((text) => {
      const { updates, vector: serverVector } = text.catchUp(vector);
      this.lastSession += 1;
      const session = this.lastSession;
      const { isFrozen, sequence } = this.text;
      this.members.set(member, session);
      this.presence.enter(session, member.identity);
      answer({
        mode: isFrozen ? 'read' : member.mode,
        frozen: isFrozen,
        updates,
        vector: serverVector,
        sequence,
        session,
        presence: this.presence.entries(),
        delayed: this.delayed,
      });
    });
  }

  /** Lets a member go. What it sent is still saved, unless `forget`: then only what is already under way (R12). */
  leave(member: Member, forget: boolean): void {
    const session = this.members.get(member);
    if (session === undefined) return;
    this.members.delete(member);
    this.presence.leave(session);
    if (forget) this.text.drop((edit) => edit.member === member);
  }

  show(member: Member, state: PresenceState): void {
    const session = this.members.get(member);
    if (session !== undefined) this.presence.show(session, state);
  }

  /** Takes a member's edit; the member hears of its commit, or is put out. */
  edit(member: Member, number: number, bytes: Uint8Array): void {
    const waiting = this.text.waitingBytes((edit) => edit.member === member);
    if (this.text.isFrozen) member.putOut('frozen');
    // R5
    else if (member.mode !== 'write') member.dismiss('forbidden');
    else if (waiting + bytes.length > WAITING_LIMIT) member.dismiss('overloaded');
    else this.text.take({ member, number, bytes, authorId: member.identity.personId, settled: null });
  }

  /** Changes the text as the platform itself; resolves once committed. Changes run one after the other. */
  async change(authorId: string | null, change: (doc: Y.Doc) => void): Promise<void> {
    this.changes += 1;
    const changed = this.changing.then(() => this.changeNow(authorId, change));
    this.changing = changed.catch(() => {});
    try {
      await changed;
    } finally {
      this.changes -= 1;
    }
  }

  private async changeNow(authorId: string | null, change: (doc: Y.Doc) => void): Promise<void> {
    if (this.text.isFrozen) throw frozen();
    // On a copy: what throws half-way leaves nothing behind.
    const { doc } = await this.read();
    doc.clientID = this.platformClient;
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    doc.transact(() => change(doc));
    doc.destroy();
    if (updates.length === 0) return;
    const bytes = Y.mergeUpdates(updates);
    await new Promise<void>((resolve, reject) => {
      this.text.take({ member: null, number: 0, bytes, authorId, settled: { resolve, reject } });
    });
  }

  /** A document of its own with the committed text. */
  read(): Promise<{ doc: Y.Doc; sequence: number }> {
    return this.text.atRest((text) => ({ doc: text.copy(), sequence: this.text.sequence }));
  }

  private tell(edits: Edit[], rows: Row[], first: number): void {
    const authors = new Map<Member, number>();
    for (const { member, number } of edits) if (member) authors.set(member, number);
    if (rows.length > 0) {
      const updates = rows.map(({ bytes }) => bytes);
      const except = [...authors.keys()].map(({ socketId }) => socketId);
      this.surroundings.broadcast(this.documentId, except, 'committed', this.documentId, first, updates);
      this.settling.touch();
    }
    for (const [member, number] of authors) {
      if (!this.members.has(member)) continue;
      const others = rows.map(({ onlyFrom, bytes }) => (onlyFrom === member ? null : bytes));
      member.send('committed', this.documentId, first, others, number);
    }
    for (const { settled } of edits) settled?.resolve();
  }

  private end(why: Exclude<WriteOutcome, number>): void {
    for (const member of [...this.members.keys()]) member.putOut(why === 'frozen' ? 'frozen' : 'not-found');
  }

  private setDelayed(delayed: boolean): void {
    if (this.delayed === delayed) return;
    this.delayed = delayed;
    this.surroundings.broadcast(this.documentId, [], 'delayed', this.documentId, delayed);
  }

  /** Saves, projects and compacts all there is. What derives from the text and fails is tried at the next opening. */
  async rest(): Promise<void> {
    await this.text.written();
    await this.settling.flush();
    await this.text.compact(COMPACT_AT_REST).catch((error: unknown) => {
      log.error({ err: error, documentId: this.documentId }, 'a text could not be compacted');
    });
  }

  /** Forgets everything; only when idle, or after `rest`. */
  close(): void {
    this.presence.stop();
    this.settling.stop();
  }
}
