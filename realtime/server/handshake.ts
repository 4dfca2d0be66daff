// What is judged once a connection: where it comes from, who it is, and until when. Called by sockets.ts.
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { identityColour } from '#domain/identity.ts';
import { log } from '#log.ts';
import type { Identity, RefusalCode } from '../protocol.ts';

/** Who is at the other end, as the handshake proved it. */
export interface Visitor<Viewer> {
  viewer: Viewer;
  personId: string;
  organisationId: string;
  name: string;
  /** For whom this person works: the organisation, and the service where there is one. */
  organisation: string;
  /** Null for a key. */
  sessionId: string | null;
  expiresAt: Date | null;
}

/** What proves who somebody is. */
export interface Credentials {
  headers: IncomingHttpHeaders;
  bearer: string | null;
}

/** Node's longest timer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

const EXPIRY_RETRY_MS = 5_000;

/**
 * Whether a page of ours, or a program, asks. Browsers name the page's origin, except when a page fetches from its own;
 * a program has no browser's cookie to be misused.
 */
export function isOriginAllowed({ headers }: IncomingMessage, allowed: readonly string[]): boolean {
  if (headers.origin !== undefined) return allowed.includes(headers.origin);
  return headers.cookie === undefined || headers['sec-fetch-site'] === 'same-origin';
}

/** How others see a visitor; a person keeps one colour everywhere. */
export function identityOf({ personId, name, organisation }: Visitor<unknown>): Identity {
  return { personId, name, organisation, colour: identityColour(personId) };
}

/** An error that carries a code to the refused client. */
export function refusal(code: RefusalCode): Error {
  return Object.assign(new Error(code), { data: { code } });
}

/**
 * Judges a visitor again when its session should have expired, since using the pages prolongs it; calls `onExpired` when
 * it has. Gives a function that ends the watch.
 */
export function watchExpiry(
  expiresAt: Date | null,
  judge: () => Promise<Visitor<unknown> | null>,
  onExpired: () => void,
): () => void {
  let timer: NodeJS.Timeout | null = null;
  const watch = (until: Date) => {
    const left = until.getTime() - Date.now();
    timer = setTimeout(() => void look(), Math.min(Math.max(left, 0), LONGEST_TIMER_MS));
  };
  const look = async () => {
    try {
      const visitor = await judge();
      if (!visitor) onExpired();
      else if (timer && visitor.expiresAt) watch(visitor.expiresAt);
    } catch (error) {
      log.error({ err: error }, 'a session could not be judged again');
      if (timer) watch(new Date(Date.now() + EXPIRY_RETRY_MS));
    }
  };
  if (expiresAt) watch(expiresAt);
  return () => {
    if (timer) clearTimeout(timer);
    timer = null;
  };
}
