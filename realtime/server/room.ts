// One open text and the sessions in it: lets them in and out, takes their edits, and tells them what is committed (R6).
// Called by rooms.ts, session.ts and nodes.ts; knows no socket and no rule of rights.
import { randomInt } from 'node:crypto';
import * as Y from 'yjs';
import { frozen } from '#domain/errors.ts';
import { writeBlocks } from '#domain/texts/text-sequence.ts';
import { log } from '#log.ts';
import { type JoinAnswer, mayEdit, type PresenceEntry, type PresenceState, type ServerToClient } from '../protocol.ts';
import type { Edit, Row } from './batch.ts';
import type { Member, Message } from './member.ts';
import { Presence } from './presence.ts';
import type { RoomText } from './room-text.ts';
import type { Saver } from './saver.ts';
import { Settling } from './settling.ts';
import { type Ending, TextLog } from './text-log.ts';

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
  /** The other nodes; null where there is one alone. */
  nodes: RoomNodes | null;
}

/** Whose a change is: who is said to have made it, and whose its words are; null: the platform. */
export type Whose = Pick<Edit, 'authorId' | 'ownerId'>;

/** What a room tells the other nodes, which may have the same text open. */
export interface RoomNodes {
  /** A room was opened: who is in that text elsewhere? */
  opened(documentId: string): void;
  /** Up to `last` there is something new. */
  committed(documentId: string, last: number): void;
  presence(documentId: string, entries: PresenceEntry[]): void;
}

/** Sessions are numbered at random, so that those of several nodes do not meet. */
const SESSIONS = 2 ** 47;

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
  private delayed = false;
  private changing: Promise<unknown> = Promise.resolve();
  /** Changes, readings and joins that wait for the text: it stays open for them. */
  private errands = 0;
  /** The platform's own Yjs client id here: its changes run one after the other, so one is enough. */
  private readonly platformClient = new Y.Doc().clientID;

  constructor(documentId: string, surroundings: Surroundings) {
    this.documentId = documentId;
    this.surroundings = surroundings;
    this.text = new TextLog(documentId, surroundings.saver, {
      committed: (edits, rows, first) => this.tell(edits, rows, first),
      jumped: (sequence) => this.sendBack(sequence),
      ended: (why) => this.end(why),
      delayed: (delayed) => this.setDelayed(delayed),
    });
    this.presence = new Presence((entries, own) => {
      surroundings.broadcast(documentId, [], 'presence', documentId, entries);
      if (own.length > 0) surroundings.nodes?.presence(documentId, own);
    });
    this.settling = new Settling(documentId, async () => {
      await surroundings.onSettled(documentId);
      await this.text.compact(COMPACT_ON_THE_WAY);
    });
    // A process that ended between a commit and its projection is caught up with at the next opening.
    this.ready = this.text.load().then(() => this.settling.touch());
    surroundings.nodes?.opened(documentId);
  }

  /** Whether nothing would be missed if the room were closed (R10). */
  get isIdle(): boolean {
    return this.members.size === 0 && this.errands === 0 && this.text.isIdle;
  }

  /**
   * Lets a member in, once `ready`, and hands the answer to `answer`, both in one go: no commit falls between the
   * answer and the next broadcast (R2).
   */
  async join(member: Member, vector: Uint8Array, answer: (answer: JoinAnswer) => void): Promise<void> {
    return this.whenCurrent((text) => {
      const { updates, vector: serverVector } = text.catchUp(vector);
      const session = randomInt(1, SESSIONS);
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
    const { personId } = member.identity;
    if (this.text.isFrozen) member.putOut('frozen');
    // R5
    else if (!mayEdit(member.mode)) member.dismiss('forbidden');
    else if (waiting + bytes.length > WAITING_LIMIT) member.dismiss('overloaded');
    else this.text.take({ member, number, bytes, authorId: personId, ownerId: personId, settled: null });
  }

  /** Changes the text as the platform itself; resolves once committed. Changes run one after the other. */
  async change(whose: Whose, change: (doc: Y.Doc) => void): Promise<void> {
    this.errands += 1;
    const changed = this.changing.then(() => this.changeNow(whose, change));
    this.changing = changed.catch(() => {});
    try {
      await changed;
    } finally {
      this.errands -= 1;
    }
  }

  private async changeNow({ authorId, ownerId }: Whose, change: (doc: Y.Doc) => void): Promise<void> {
    if (this.text.isFrozen) throw frozen();
    // On a copy: what throws half-way leaves nothing behind.
    const { doc } = await this.read();
    // A person's own is new each time: nobody can have written under it before.
    doc.clientID = ownerId === null ? this.platformClient : new Y.Doc().clientID;
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    writeBlocks(doc, () => doc.transact(() => change(doc)));
    doc.destroy();
    if (updates.length === 0) return;
    const bytes = Y.mergeUpdates(updates);
    await new Promise<void>((resolve, reject) => {
      this.text.take({ member: null, number: 0, bytes, authorId, ownerId, settled: { resolve, reject } });
    });
  }

  /** A document of its own with the committed text. */
  read(): Promise<{ doc: Y.Doc; sequence: number }> {
    return this.whenCurrent((text) => ({ doc: text.copy(), sequence: this.text.sequence }));
  }

  /** Calls `act` with the committed text, and with all that was committed at any node when this was called. */
  private async whenCurrent<Result>(act: (text: RoomText) => Result): Promise<Result> {
    if (!this.surroundings.nodes) return this.text.atRest(act);
    this.errands += 1;
    try {
      await this.text.refresh();
      return await this.text.atRest(act);
    } finally {
      this.errands -= 1;
    }
  }

  /** Another node, or the database, says how far the text is. */
  follow(last: number, isFrozen = false): void {
    void this.ready.then(() => this.text.follow(last, isFrozen)).catch(() => {});
  }

  /** Sessions at other nodes; see presence.ts. */
  get elsewhere(): Pick<Presence, 'hear' | 'expect' | 'forget'> {
    return this.presence;
  }

  /** Who is in the text at this node, for the others. */
  ownPresence(): PresenceEntry[] {
    return this.presence.ownEntries();
  }

  private tell(edits: Edit[], rows: Row[], first: number): void {
    const authors = new Map<Member, number>();
    for (const { member, number } of edits) if (member) authors.set(member, number);
    if (rows.length > 0) {
      const updates = rows.map(({ bytes }) => bytes);
      const except = [...authors.keys()].map(({ socketId }) => socketId);
      this.surroundings.broadcast(this.documentId, except, 'committed', this.documentId, first, updates);
      if (edits.length > 0) {
        this.settling.touch();
        this.surroundings.nodes?.committed(this.documentId, first + rows.length - 1);
      } else this.settling.touchElsewhere();
    }
    for (const [member, number] of authors) {
      if (!this.members.has(member)) continue;
      const others = rows.map(({ onlyFrom, bytes }) => (onlyFrom === member ? null : bytes));
      member.send('committed', this.documentId, first, others, number);
    }
    for (const { settled } of edits) settled?.resolve();
  }

  /** Whoever has not come so far joins again, as after any hole (R6). */
  private sendBack(sequence: number): void {
    this.surroundings.broadcast(this.documentId, [], 'committed', this.documentId, sequence + 1, []);
  }

  private end(why: Ending): void {
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
