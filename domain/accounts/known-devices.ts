// The devices that have signed in before: a mark in a cookie, signed for one person, which lets the limits on tries tell a
// person at her own computer from a stranger. It opens nothing. sessions.ts and accounts.ts mint and read it; the doors
// carry it in and out. Nothing is kept of it here: a mark is true because of its signature.

import { timingSafeEqual } from 'node:crypto';
import { now } from '../calendar.ts';
import { newToken, sign } from '../tokens.ts';

/** A device is forgotten that long after it last signed in: longer than a long leave. */
export const KNOWN_FOR_MS = 180 * 24 * 3_600_000;

/** People whom one browser knows at most, as on the desk of a reception: the last who signed in. */
const MOST_PEOPLE = 5;

/** Against whom a mark is read when the address has no account: the same work, and never a match. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

const MARK = /^([\w-]{43})\.([0-9a-z]{1,9})\.([\w-]{43})$/;

const seal = (personId: string, device: string, since: string) =>
  sign('known device', `${personId}\n${device}\n${since}`);

const marksIn = (cookie: string | null | undefined) => (cookie ?? '').split('~').slice(0, MOST_PEOPLE);

/** What the mark is to this person: the device's own name when it signed in before as her, null else. */
function deviceOfMark(mark: string, personId: string): string | null {
  const [, device = '', since = '', given = ''] = MARK.exec(mark) ?? [];
  const right = Buffer.from(seal(personId, device, since));
  const bytes = Buffer.from(given);
  const isRight = bytes.length === right.length && timingSafeEqual(bytes, right);
  const isFresh = now().getTime() - Number.parseInt(since, 36) < KNOWN_FOR_MS;
  return isRight && isFresh ? device : null;
}

/** The device's own name if it has signed in as this person before; null for a stranger, and where there is no person. */
export function knownDevice(cookie: string | null | undefined, personId: string | null): string | null {
  const found = marksIn(cookie).map((mark) => deviceOfMark(mark, personId ?? NOBODY));
  return personId === null ? null : (found.find((device) => device !== null) ?? null);
}

/** What the cookie becomes now that this person has proved who she is on this device; other people's marks stay. */
export function rememberDevice(cookie: string | null | undefined, personId: string): string {
  const others = marksIn(cookie).filter((mark) => MARK.test(mark) && deviceOfMark(mark, personId) === null);
  const device = knownDevice(cookie, personId) ?? newToken();
  const since = now().getTime().toString(36);
  return [`${device}.${since}.${seal(personId, device, since)}`, ...others].slice(0, MOST_PEOPLE).join('~');
}
