// The session's cookie: its name, how it is read and written. server.ts calls it for pages, GraphQL and the socket
// handshake, and hands `sessionCookie` and `clearedSessionCookie` to the pages that sign in and out. Knows no session.
import { env } from './env.ts';

/** What domain/tokens.ts mints: anything else is not looked up. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** The cookie as it is over https (`__Host-`: this host alone, never over http) or over plain http for trying out. */
export function cookieOver(https: boolean) {
  const name = https ? '__Host-session' : 'session';
  const attributes = `Path=/; HttpOnly; SameSite=Lax${https ? '; Secure' : ''}`;
  return {
    cookieName: name,

    /** The session token in a `Cookie` header; null when there is none, or it cannot be one. */
    readSessionToken(header: string | null | undefined): string | null {
      for (const pair of header?.split(';') ?? []) {
        const equals = pair.indexOf('=');
        if (equals === -1 || pair.slice(0, equals).trim() !== name) continue;
        const value = pair.slice(equals + 1).trim();
        return TOKEN.test(value) ? value : null;
      }
      return null;
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

export const { cookieName, readSessionToken, sessionCookie, clearedSessionCookie } = cookieOver(
  env.PUBLIC_URL.startsWith('https:'),
);
