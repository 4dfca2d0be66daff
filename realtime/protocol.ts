// The words of the wire, for both ends: sockets.ts and client/document-connection.ts. Browser-safe. PROTOCOL.md says what they promise.

/** Raised when an older client must reload its page before it may join. 2: a text is a sequence, no longer a tree. */
export const PROTOCOL_VERSION = 2;

/** What a session may do with one document; `suggest`: edits that do nothing but suggest. */
export type Mode = 'write' | 'suggest' | 'comment' | 'read';

/** Whether a session in this mode may send edits at all. */
export const mayEdit = (mode: Mode | null): boolean => mode === 'write' || mode === 'suggest';

/** Why the server refuses, closes or says goodbye; stable, for programs. Pages find their sentence in app/french.ts. */
export type RefusalCode =
  /** No valid session, or the session ended while connected. */
  | 'signed-out'
  /** The document does not exist for this viewer. */
  | 'not-found'
  /** The viewer's mode does not allow this message. */
  | 'forbidden'
  /** Rights changed: join again, they will be judged anew. */
  | 'rights-changed'
  /** The text is signed: nothing may change it any more. */
  | 'frozen'
  /** The message, or what it would make of the text, exceeds a limit. */
  | 'too-large'
  /** A block of the text would have more characters than one may: `textLimits.blockLength`. */
  | 'block-too-long'
  /** The viewer may only suggest, and the edit changes what is agreed, or what somebody else suggests. */
  | 'only-suggests'
  /** The bytes are not an update that an honest client makes. */
  | 'invalid-update'
  /** The bytes continue an edit that the server does not know. */
  | 'unknown-dependency'
  /** A Yjs client id belongs to another person. */
  | 'foreign-client'
  /** The message is not one of this protocol. */
  | 'invalid-message'
  /** The session sends faster than it may, or does not read what it is sent. */
  | 'overloaded'
  /** The client's protocol version is too old. */
  | 'outdated'
  /** The server stops or restarts; come back. */
  | 'restarting'
  /** The server is there and cannot read its database at the moment; come back. */
  | 'unavailable';

/** Who a session belongs to, in the server's words (R11). */
export interface Identity {
  personId: string;
  name: string;
  organisation: string;
  /** Six-digit hexadecimal, dark enough for white text. */
  colour: string;
}

/** One character or shared type of a text, as Yjs names it. */
export interface PlaceId {
  client: number;
  clock: number;
}

/**
 * Between two characters, as the JSON of a Yjs relative position: beside `item`, or at the end of the shared type
 * `type` or of the root `tname`. Received ones say all four; `type` and `tname` are never both there.
 */
export interface CursorPlace {
  type?: PlaceId | null;
  tname?: string | null;
  item?: PlaceId | null;
  assoc?: number;
}

/** All that a session shows of itself. */
export interface PresenceState {
  cursor: { anchor: CursorPlace; head: CursorPlace } | null;
}

/** One session's presence as the others receive it; `state` null: departed. */
export type PresenceEntry = [session: number, identity: Identity | null, state: PresenceState | null];

export interface JoinAnswer {
  mode: Mode;
  /** Why a viewer who could otherwise write cannot. */
  frozen: boolean;
  /** Yjs V1 updates that the client's state vector lacks, in order. */
  updates: Uint8Array[];
  /** The server's state vector after them. */
  vector: Uint8Array;
  /** Sequence of the last commit that `updates` holds. */
  sequence: number;
  /** This session's number in the room. */
  session: number;
  presence: PresenceEntry[];
  /** The server cannot save at the moment. */
  delayed: boolean;
}

/** A change that an open page may want to read again: ids, never content. */
export interface Nudge {
  kind: string;
  subject: string;
  subjectId: string;
  version: number;
  conventionId?: string | null;
}

export type Topic = `convention:${string}` | `person:${string}`;

export type Answer<Value> = { ok: true; value: Value } | { ok: false; code: RefusalCode };

export interface ClientToServer {
  join(documentId: string, vector: Uint8Array, answer: (answer: Answer<JoinAnswer>) => void): void;
  leave(documentId: string): void;
  /** `number` counts this connection's edits of this document from 1. */
  edit(documentId: string, number: number, bytes: Uint8Array): void;
  presence(documentId: string, state: PresenceState): void;
  follow(topic: Topic, answer: (answer: Answer<null>) => void): void;
  unfollow(topic: Topic): void;
}

export interface ServerToClient {
  /** First message of a connection. */
  welcome(identity: Identity): void;
  /**
   * One commit: rows `first`, `first + 1`, …; a row of the receiver's own is null.
   * `confirmed`, present for authors alone: every edit up to that number is durable.
   */
  committed(documentId: string, first: number, rows: (Uint8Array | null)[], confirmed?: number): void;
  presence(documentId: string, entries: PresenceEntry[]): void;
  /** Whether the server currently fails to save this document; it keeps the bytes and goes on trying. */
  delayed(documentId: string, delayed: boolean): void;
  /** The session is out of this document; what was not confirmed was not kept. */
  closed(documentId: string, code: RefusalCode): void;
  /** The session is out of this topic. */
  unfollowed(topic: Topic, code: RefusalCode): void;
  /** Last message of a connection. */
  goodbye(code: RefusalCode): void;
  nudge(topic: Topic, nudges: Nudge[]): void;
}

/** Bytes of one edit message; a longer paste is refused with `too-large`. */
export const EDIT_BYTES_LIMIT = 1024 * 1024;

/** Least time between two presence messages of one session (R11: at most ten a second). */
export const PRESENCE_INTERVAL_MS = 100;

/** Path of the sockets on the one HTTP port; not the name of a folder, which Vite serves in development. */
export const SOCKET_PATH = '/sockets';
