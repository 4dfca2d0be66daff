// One connection: who it is, which texts and topics it is in, and what its messages mean. Called by sockets.ts; asks
// others for rights.
import type { Socket } from 'socket.io';
import { DomainError } from '#domain/errors.ts';
import { log } from '#log.ts';
import type {
  Answer,
  ClientToServer,
  Identity,
  JoinAnswer,
  Mode,
  PresenceState,
  RefusalCode,
  ServerToClient,
  Topic,
} from '../protocol.ts';
import type { Member } from './member.ts';
import { faultOf } from './messages.ts';
import { presenceOf } from './presence.ts';
import { Allowance, MESSAGES, WORK } from './rate-limit.ts';
import type { Room } from './room.ts';
import type { Rooms } from './rooms.ts';

export type ServerSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, unknown>;

/** What a session may ask about its own viewer. */
export interface Rights {
  modeOf(documentId: string): Promise<Mode | null>;
  mayFollow(topic: Topic): Promise<boolean>;
}

/** One page shows one text and a handful of topics. */
const DOCUMENTS_LIMIT = 20;
const TOPICS_LIMIT = 50;

/** Edits sent before the join is answered, kept in order (R3). */
const EARLY_EDITS_LIMIT = 100;

interface Joining {
  early: { number: number; bytes: Uint8Array }[];
}

interface Joined {
  room: Room;
  member: Member;
}

/** Name of the socket.io room of a text. */
export const audienceOf = (documentId: string) => `document:${documentId}`;

export class Session {
  private readonly socket: ServerSocket;
  private readonly identity: Identity;
  private readonly rooms: Rooms;
  private readonly rights: Rights;
  private readonly documents = new Map<string, Joining | Joined>();
  private readonly topics = new Set<Topic>();
  private readonly messages = new Allowance(MESSAGES.most, MESSAGES.aSecond);
  private readonly work = new Allowance(WORK.most, WORK.aSecond);

  constructor(socket: ServerSocket, identity: Identity, rooms: Rooms, rights: Rights) {
    this.socket = socket;
    this.identity = identity;
    this.rooms = rooms;
    this.rights = rights;
    // All listeners at once, before anything is awaited: no message is missed.
    socket.use((message, next) => {
      const fault = this.messages.take(1) ? faultOf(message) : 'overloaded';
      if (fault) this.dismiss(fault);
      else next();
    });
    socket.on('join', (documentId, vector, answer) => void this.join(documentId, vector, answer));
    socket.on('leave', (documentId) => this.leave(documentId));
    socket.on('edit', (documentId, number, bytes) => this.edit(documentId, number, bytes));
    socket.on('presence', (documentId, state) => this.show(documentId, presenceOf(state)));
    socket.on('follow', (topic, answer) => void this.follow(topic, answer));
    socket.on('unfollow', (topic) => this.unfollow(topic));
    socket.on('disconnect', () => {
      for (const documentId of [...this.documents.keys()]) this.leave(documentId);
    });
    socket.emit('welcome', identity);
  }

  private async join(documentId: string, vector: Uint8Array, answer: (answer: Answer<JoinAnswer>) => void) {
    this.leave(documentId);
    if (this.documents.size >= DOCUMENTS_LIMIT) return this.dismiss('overloaded');
    const joining: Joining = { early: [] };
    this.documents.set(documentId, joining);
    const isWanted = () => this.documents.get(documentId) === joining;
    const refuse = (code: RefusalCode) => {
      if (isWanted()) this.documents.delete(documentId);
      answer({ ok: false, code });
    };
    try {
      const mode = await this.rights.modeOf(documentId);
      if (!mode) return refuse('not-found');
      const room = this.rooms.open(documentId);
      await room.ready;
      // Left, or rights changed, meanwhile (R12).
      if (!isWanted()) return refuse('rights-changed');
      const member = this.member(documentId, mode);
      await room.join(member, vector, (value) => {
        if (!isWanted()) {
          room.leave(member, false);
          return refuse('rights-changed');
        }
        this.documents.set(documentId, { room, member });
        void this.socket.join(audienceOf(documentId));
        answer({ ok: true, value });
        for (const { number, bytes } of joining.early) room.edit(member, number, bytes);
      });
    } catch (error) {
      const isAbsent = error instanceof DomainError && error.code === 'NOT_FOUND';
      if (!isAbsent) log.error({ err: error, documentId }, 'a text could not be joined');
      refuse(isAbsent ? 'not-found' : 'unavailable');
    }
  }

  private member(documentId: string, mode: Mode): Member {
    const { socket, identity } = this;
    return {
      socketId: socket.id,
      identity,
      mode,
      mayAsk: (work) => this.work.take(work),
      send: (name, ...message) => void socket.emit(name, ...message),
      putOut: (code) => this.putOut(documentId, code),
      dismiss: (code) => this.dismiss(code),
    };
  }

  private edit(documentId: string, number: number, bytes: Uint8Array): void {
    const document = this.documents.get(documentId);
    // Sent before we told it that it is out: it will join again and send it again.
    if (!document) return;
    // The bytes are part of a larger frame that would be kept with them.
    const own = new Uint8Array(bytes);
    if ('room' in document) document.room.edit(document.member, number, own);
    else if (document.early.length < EARLY_EDITS_LIMIT) document.early.push({ number, bytes: own });
    else this.dismiss('overloaded');
  }

  private show(documentId: string, state: PresenceState | null): void {
    const document = this.documents.get(documentId);
    if (state && document && 'room' in document) document.room.show(document.member, state);
  }

  private leave(documentId: string, forget = false): void {
    const document = this.documents.get(documentId);
    this.documents.delete(documentId);
    if (!document || !('room' in document)) return;
    document.room.leave(document.member, forget);
    void this.socket.leave(audienceOf(documentId));
  }

  private async follow(topic: Topic, answer: (answer: Answer<null>) => void): Promise<void> {
    if (this.topics.size >= TOPICS_LIMIT) return this.dismiss('overloaded');
    this.topics.add(topic);
    try {
      const may = await this.rights.mayFollow(topic);
      if (may && this.topics.has(topic)) {
        void this.socket.join(topic);
        return answer({ ok: true, value: null });
      }
      answer({ ok: false, code: may ? 'rights-changed' : 'not-found' });
    } catch (error) {
      log.error({ err: error, topic }, 'a topic could not be followed');
      answer({ ok: false, code: 'unavailable' });
    }
    this.topics.delete(topic);
  }

  private unfollow(topic: Topic): void {
    if (this.topics.delete(topic)) void this.socket.leave(topic);
  }

  /** Whether this connection is in a text, or coming in. */
  isIn(documentId: string): boolean {
    return this.documents.has(documentId);
  }

  /** Asks anew what this connection may do: it is put out of what it may no longer do, free to join again. */
  async judgeAgain(): Promise<void> {
    for (const [documentId, document] of [...this.documents]) {
      if (!('room' in document)) continue;
      const mode = await this.rights.modeOf(documentId);
      if (this.documents.get(documentId) === document && mode !== document.member.mode)
        this.putOut(documentId, 'rights-changed');
    }
    for (const topic of [...this.topics]) {
      if ((await this.rights.mayFollow(topic)) || !this.topics.has(topic)) continue;
      this.unfollow(topic);
      this.socket.emit('unfollowed', topic, 'rights-changed');
    }
  }

  /** Out of one text, free to join again. */
  putOut(documentId: string, code: RefusalCode): void {
    this.leave(documentId, true);
    this.socket.emit('closed', documentId, code);
  }

  /** Out of every topic, free to follow again. */
  loseTopics(code: RefusalCode): void {
    for (const topic of [...this.topics]) {
      this.unfollow(topic);
      this.socket.emit('unfollowed', topic, code);
    }
  }

  /** Says why, and disconnects. What it sent and is not yet being saved is dropped, except when it is we who stop. */
  dismiss(code: RefusalCode): void {
    log.info({ code, socketId: this.socket.id, personId: this.identity.personId }, 'a session was closed');
    for (const documentId of [...this.documents.keys()]) this.leave(documentId, code !== 'restarting');
    this.socket.emit('goodbye', code);
    this.socket.disconnect(true);
  }
}
