// Several people invited by their addresses, as they are pasted from a mail or a sheet: « Zoé Martin <zoe@exemple.fr>; b@exemple.fr ».
// Reading them is pure; inviting is invitations.ts's, all of them or nobody.
import { readAddress } from '../address.ts';

/** One address with the name that stands beside it. */
export interface PastedAddress {
  email: string;
  name: string;
}

/** « zoe.martin@… » is « Zoe Martin » where nothing says more: others see the name, and not the address. */
const nameFrom = (email: string): string =>
  email
    .slice(0, email.lastIndexOf('@'))
    .split(/[._+-]+/)
    .filter(Boolean)
    .map((part) => `${part.charAt(0).toLocaleUpperCase('fr')}${part.slice(1)}`)
    .join(' ');

/** One entry: an address alone, in brackets behind a name, or at the end of a line of cells. */
function readEntry(entry: string): PastedAddress | null {
  const bracketed = /^(.*)<([^<>]*)>$/s.exec(entry);
  const words = bracketed
    ? [bracketed[1] ?? '', bracketed[2] ?? '']
    : [entry.replace(/\S+$/, ''), /\S+$/.exec(entry)?.[0] ?? ''];
  const [before = '', address = ''] = words;
  const email = readAddress(address.replace(/^mailto:/i, ''));
  if (!email) return null;
  const name = before
    .replace(/["\t]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 120)
    .trim();
  return { email, name: name || nameFrom(email) };
}

/** Between separators; a comma within quotation marks is the name's. */
const ENTRY = /(?:"[^"\n]*"|[^;,\r\n])+/g;

/** The addresses of a pasted text, each once, and what of it is none. */
export function readPasted(text: string): { addresses: PastedAddress[]; unread: string[] } {
  const entries = (text.match(ENTRY) ?? []).map((entry) => entry.trim()).filter(Boolean);
  const addresses = new Map<string, PastedAddress>();
  const unread: string[] = [];
  for (const entry of entries) {
    const read = readEntry(entry);
    if (!read) unread.push(entry);
    else if (!addresses.has(read.email)) addresses.set(read.email, read);
  }
  return { addresses: [...addresses.values()], unread };
}
