// What the domain needs from outside, as small interfaces. server.ts hands the real ones in; nothing here knows a network.
import type { Readable } from 'node:stream';
import type { Doc } from 'yjs';
import type { Tx } from '#prisma/client.ts';
import type { Viewer } from './viewers.ts';
import type { webhookFailures } from './vocabulary.ts';

/** The co-edited texts, as the realtime door holds them. */
export interface LiveDocuments {
  /**
   * Changes a text as the server itself, through the room and the same commit as a keystroke. Resolves once durable.
   * `author` is the person on whose behalf it is done, null for nobody's. Throws FROZEN when the text is signed.
   */
  edit(documentId: string, author: Pick<Viewer, 'personId'> | null, change: (doc: Doc) => void): Promise<void>;
  /** The same as a person's own hand: what is written is theirs for ever, and so is what is suggested. */
  writeAs(documentId: string, personId: string, change: (doc: Doc) => void): Promise<void>;
  /** Reads a text as it is committed, with the sequence of its last update. `doc` is a copy. */
  read(documentId: string): Promise<{ doc: Doc; sequence: number }>;
}

/** Tells those who are connected; fast, best effort, never the truth. */
export interface Announcements {
  /** After a commit: open pages learn which things changed (ids, never content). */
  changed(changes: readonly Announced[]): void;
  /** Sessions of these people must be judged again. */
  rightsChanged(whose: { documentId?: string; personId?: string; organisationId?: string }): void;
  /** These sessions are over. */
  sessionsEnded(sessionIds: readonly string[]): void;
}

/** What is told of a change. */
export interface Announced {
  kind: string;
  subject: string;
  subjectId: string;
  version: number;
  conventionId: string | null;
  organisationId: string | null;
  personId: string | null;
}

/** A mail to one person, in words already written; the address is the person's at the time of sending. */
export interface MailMessage {
  to: string;
  subject: string;
  text: string;
  /** The name of who has it sent, shown beside the platform's address; the platform alone where nothing is said. */
  writer?: string;
  /** What the mail asks a calendar to take over: iCalendar text, as formats/ics.ts writes it. */
  calendar?: { method: 'REQUEST' | 'CANCEL' | 'PUBLISH'; content: string };
  /** A kept file that goes with it; gone or too large at the time of sending, the mail says `textWithout` instead. */
  attachment?: { fileId: string; name: string; textWithout: string };
  /** The invitation it is about: what becomes of the mail is noted there (undelivered-mail.ts). */
  inviteeId?: string;
  /** Where answers go, and mail that comes back; null or absent where no mailbox is read. */
  repliesTo?: string | null;
}

/** A message as it arrived in the mailbox: strangers' bytes, parsed as mail and no further. */
export interface ReceivedMail {
  /** Every address it was sent to or delivered for. */
  recipients: string[];
  /** Who it says that it is from. */
  sender?: string | null;
  senderName?: string | null;
  /** When it came. */
  receivedAt?: Date;
  /** Its Message-ID, as far as it has one. */
  id?: string | null;
  subject?: string;
  /** Its plain text. */
  text?: string;
  /** Its calendar parts as text, with the `method` of their header. */
  calendars: { content: string; method: string | null }[];
  /** The sealed parts of Outlook (winmail.dat). */
  sealed?: Uint8Array[];
  /** Sent by a program by itself: an absence message, a receipt, a list. */
  isAutomatic?: boolean;
  /** Mail that comes back: `hasFailed` unless it is only late or was delivered. `original` is what of it came back too. */
  returned?: { hasFailed: boolean; original: string } | null;
}

/** Mail that leaves at least once after the transaction commits, and not if it does not. */
export interface Mail {
  queue(tx: Tx, message: MailMessage): Promise<void>;
}

/** Files that people hand in, by id. */
export interface Files {
  /** Resolves once the bytes are durable; rejects, keeping nothing, when they cannot be. */
  keep(id: string, bytes: Uint8Array): Promise<void>;
  /** Rejects when there is none. */
  read(id: string): Promise<Uint8Array>;
  /** Bytes that are kept; null when there is none. */
  size(id: string): Promise<number | null>;
  /** The bytes from `start` to `end`, both counted from 0 and included; all of them when not said. */
  stream(id: string, range?: { start: number; end: number }): Promise<Readable>;
  /** Runs `use` with a place on this machine's disk where the bytes are for that long. */
  withPath<Result>(id: string, use: (path: string) => Promise<Result>): Promise<Result>;
  /** A place on this machine's disk for what is derived from the file: it may be gone at any time, and is made anew then. */
  derivedPath(id: string): string;
  remove(id: string): Promise<void>;
  /** Removes what was left behind before an instant under ids that nobody knows any more; gives how many things went. */
  sweep(before: Date, known: (ids: readonly string[]) => Promise<ReadonlySet<string>>): Promise<number>;
}

/** What is posted to somebody else's machine. */
export interface Posting {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** Why what was posted was not taken. */
export type PostFailure = (typeof webhookFailures)[number];

/** What became of a posting: the head of the answer, with the beginning of its body. */
export interface Posted {
  /** Null where nothing was answered. */
  status: number | null;
  answer: string;
  /** Null: it was taken. */
  failure: PostFailure | null;
  /** Seconds that the receiver asks to wait. */
  retryAfter: number | null;
}

/** Messages to addresses that others chose: none of this house's own machines. */
export interface Posts {
  /** Never rejects; what is not taken is said. */
  post(posting: Posting): Promise<Posted>;
  /** Why an address would be refused before it is called; null: it may be. */
  refusalOf(url: string): Promise<PostFailure | null>;
}

/** All that the domain is handed. */
export interface Outside {
  live: LiveDocuments;
  announcements: Announcements;
  mail: Mail;
  files: Files;
  /** A process that is handed none calls nobody. */
  posts?: Posts;
}

export let live: LiveDocuments;
export let announcements: Announcements;
export let mail: Mail;
export let files: Files;
export let posts: Posts = {
  post: () => Promise.reject(new Error('This process calls nobody.')),
  refusalOf: () => Promise.reject(new Error('This process calls nobody.')),
};

/** Hands the real things in, once, before the first verb is called. */
export function handIn(things: Outside): void {
  ({ live, announcements, mail, files, posts = posts } = things);
}
