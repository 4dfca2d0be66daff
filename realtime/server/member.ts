// A session as a room sees it, and what may be sent to one. Knows no room, so that what serves rooms may name a member.
import type { Identity, Mode, RefusalCode, ServerToClient } from '../protocol.ts';

export type Message<Name extends keyof ServerToClient> = Parameters<ServerToClient[Name]>;

/** A session in a room, as the room sees it. */
export interface Member {
  readonly socketId: string;
  readonly identity: Identity;
  readonly mode: Mode;
  /** Whether so many structs and deleted ranges may be judged for it now. */
  mayAsk(work: number): boolean;
  send<Name extends keyof ServerToClient>(name: Name, ...message: Message<Name>): void;
  /** Out of this room, free to join again. */
  putOut(code: RefusalCode): void;
  /** Out of every room and disconnected: it sent what no honest client sends (R13). */
  dismiss(code: RefusalCode): void;
}
