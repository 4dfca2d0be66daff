// E-mail addresses as people read them. The doors show them with it; what is kept, compared and sent is in the form of
// address.ts.
import { domainToUnicode } from 'node:url';

/** The address with its domain in letters: « prénom@hénin-beaumont.fr ». */
export function shownAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  return at < 0 ? address : `${address.slice(0, at)}@${domainToUnicode(domain) || domain}`;
}
