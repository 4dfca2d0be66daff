// What an e-mail address is, in one form for all the ways it may be typed: composed letters, lower case, the domain as mail
// servers and DNS write it (« hénin-beaumont.fr » is xn--hnin-beaumont-bhb.fr). Kept, compared and sent in that form; shown
// by domain/shown-address.ts. Browser-safe.

import { readWebAddress } from './web-address.ts';

/** Before the @: letters of any script with their accents, digits, and the signs that addresses of people hold. */
const LOCAL = /^(?!\.)(?!.*\.\.)[\p{L}\p{M}\p{N}_'+.-]*[\p{L}\p{M}\p{N}_+-]$/u;

/** After it, as typed: nothing that the parser of web addresses would read as more than a name. */
const TYPED_DOMAIN = /^[\p{L}\p{M}\p{N}.\u3002-]+$/u;

const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;

/** Octets before the @ and in all (RFC 5321). */
const MOST_OCTETS = { local: 64, whole: 254 } as const;

const octets = (words: string) => new TextEncoder().encode(words).length;

/** The domain in ASCII (IDNA, UTS 46); null when it is none. */
function asciiDomain(typed: string): string | null {
  const hostname = TYPED_DOMAIN.test(typed) ? readWebAddress(`http://${typed}`)?.hostname : undefined;
  return hostname !== undefined && DOMAIN.test(hostname) ? hostname : null;
}

/** The address in its one form; null when what was typed is none. */
export function readAddress(typed: string): string | null {
  // Before anything that is not linear in what an attacker may send.
  if (typed.length > 4 * MOST_OCTETS.whole) return null;
  const words = typed.normalize('NFC').trim();
  const at = words.lastIndexOf('@');
  const local = words.slice(0, at).toLowerCase().normalize('NFC');
  const domain = asciiDomain(words.slice(at + 1));
  if (at < 1 || !domain || !LOCAL.test(local) || octets(local) > MOST_OCTETS.local) return null;
  const address = `${local}@${domain}`;
  return octets(address) > MOST_OCTETS.whole ? null : address;
}

/** Whether two ways of writing name one box. */
export function isSameAddress(one: string, other: string): boolean {
  const address = readAddress(one);
  return address !== null && address === readAddress(other);
}
