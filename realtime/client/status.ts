// What a page can say of its text at any moment: is it saved, is it connected, may it be written. Used by document-connection.ts.

import type { Identity, Mode, RefusalCode } from '../protocol.ts';
import type { PageSocketState } from './page-socket.ts';

export interface DocumentStatus {
  /** `signed-out`: sign in again, then `resume()`. `refused`: see `refusal`; trying again by itself makes no sense. */
  connection: PageSocketState;
  /** Why the server will not have us, or our unconfirmed edits. */
  refusal: RefusalCode | null;
  /** Null before the first join. */
  mode: Mode | null;
  frozen: boolean;
  /** The copy follows the server's. */
  synced: boolean;
  /** Bytes that the server has not confirmed; 0 is « Enregistré ». */
  unconfirmedBytes: number;
  /** Unconfirmed bytes are safe on this machine, should the tab close. */
  keptLocally: boolean;
  /** This machine keeps nothing beyond the tab: its store is refused, absent or silent. */
  keepsNothing: boolean;
  /** The server says it cannot save at the moment. */
  delayed: boolean;
}

export interface DocumentEvents {
  /** Anything of `status` changed; what follows is said in detail. */
  status: (status: DocumentStatus) => void;
  synced: (synced: true) => void;
  unconfirmed: (bytes: number) => void;
  /** Nothing is unconfirmed any more. */
  saved: () => void;
  delayed: (delayed: boolean) => void;
  offline: (offline: boolean) => void;
  signedOut: () => void;
  refused: (code: RefusalCode) => void;
  mode: (mode: Mode) => void;
  presence: (people: Identity[]) => void;
}

export const firstStatus: DocumentStatus = {
  connection: 'connecting',
  refusal: null,
  mode: null,
  frozen: false,
  synced: false,
  unconfirmedBytes: 0,
  keptLocally: true,
  keepsNothing: false,
  delayed: false,
};

type Occurrence = { [Name in keyof DocumentEvents]: [Name, Parameters<DocumentEvents[Name]>] }[keyof DocumentEvents];

/** The events that a change of status is, in the order in which they are told. */
export function eventsBetween(before: DocumentStatus, after: DocumentStatus): Occurrence[] {
  const events: Occurrence[] = [['status', [after]]];
  const isOffline = ({ connection }: DocumentStatus) => connection === 'offline';
  if (after.mode !== null && after.mode !== before.mode) events.push(['mode', [after.mode]]);
  if (after.synced && !before.synced) events.push(['synced', [true]]);
  if (after.delayed !== before.delayed) events.push(['delayed', [after.delayed]]);
  if (isOffline(after) !== isOffline(before)) events.push(['offline', [isOffline(after)]]);
  if (after.connection === 'signed-out' && before.connection !== 'signed-out') events.push(['signedOut', []]);
  if (after.refusal !== null && after.refusal !== before.refusal) events.push(['refused', [after.refusal]]);
  if (after.unconfirmedBytes !== before.unconfirmedBytes) {
    events.push(['unconfirmed', [after.unconfirmedBytes]]);
    if (after.unconfirmedBytes === 0) events.push(['saved', []]);
  }
  return events;
}
