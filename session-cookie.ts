// The cookies of a session and of a device that has signed in: their names, how they are read and written. server.ts calls
// it for pages, GraphQL and the socket handshake, and hands the writing to the pages that sign in and out. Knows no session.
import { env } from '#env.ts';

/** What domain/tokens.ts mints: anything else is not looked up. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** What domain/accounts/known-devices.ts mints: at most five marks. */
const DEVICE = /^[\w.~-]{1,600}$/;

/** The value of the first cookie of this name, when it has the shape it must have. */
function readCookie(header: string | null | undefined, name: string, shape: RegExp): string | null {
  for (const pair of header?.split(';') ?? []) {
    const equals = pair.indexOf('=');
    if (equals === -1 || pair.slice(0, equals).trim() !== name) continue;
    const value = pair.slice(equals + 1).trim();
    return shape.test(value) ? value : null;
  }
  return null;
}

/** The cookies as they are over https (`__Host-`: this host alone, never over http) or over plain http for trying out. */
export function cookieOver(https: boolean) {
  const name = https ? '__Host-session' : 'session';
  const deviceName = https ? '__Host-device' : 'device';
  const attributes = `Path=/; HttpOnly; SameSite=Lax${https ? '; Secure' : ''}`;
  return {
    cookieName: name,

    /** The session token in a `Cookie` header; null when there is none, or it cannot be one. */
    readSessionToken: (header: string | null | undefined) => readCookie(header, name, TOKEN),

    /** What a `Cookie` header says of the device; null when it says nothing. A claim, until known-devices.ts reads it. */
    readDevice: (header: string | null | undefined) => readCookie(header, deviceName, DEVICE),

    /** The `Set-Cookie` by which a device is known for `forMs`; it opens nothing, and stays when a session ends. */
    deviceCookie(device: string, forMs: number): string {
      if (!DEVICE.test(device)) throw new Error('This is not the mark of a device.');
      return `${deviceName}=${device}; ${attributes}; Max-Age=${Math.floor(forMs / 1000)}`;
    },

    /** The `Set-Cookie` that carries a token until `expires`; the server alone decides whether it still opens anything. */
    sessionCookie(token: string, expires: Date): string {
      if (!TOKEN.test(token)) throw new Error('This is not a session token.');
      return `${name}=${token}; ${attributes}; Expires=${expires.toUTCString()}`;
    },

    /** The `Set-Cookie` that removes the token from the browser. */
    clearedSessionCookie(): string {
      return `${name}=; ${attributes}; Expires=${new Date(0).toUTCString()}`;
    },
  };
}

export const { cookieName, readSessionToken, readDevice, sessionCookie, clearedSessionCookie, deviceCookie } =
  cookieOver(env.PUBLIC_URL.startsWith('https:'));
