// Secrets handed to people and programs, and what is kept of them. Called by whoever mints or checks one.
import { createHmac, randomBytes } from 'node:crypto';
import { env } from '#env.ts';

/** A fresh secret of 256 bits, URL-safe. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What the database keeps of a secret: useless without SESSION_SECRET, hex. */
export const hashToken = (token: string): string =>
  createHmac('sha256', env.SESSION_SECRET).update(token).digest('hex');

/** The signature of words that leave the house and come back, base64url; `purpose` keeps one use from passing for another. */
export function sign(purpose: string, words: string): string {
  const key = createHmac('sha256', env.SESSION_SECRET).update(`key for: ${purpose}`).digest();
  return createHmac('sha256', key).update(words).digest('base64url');
}
