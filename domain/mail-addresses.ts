// When two mail addresses are one, whatever programs made of their writing on the way. Called where a message says who wrote
// it; what people type is read by inputs/account.ts.
import { domainToASCII } from 'node:url';

/** One writing for all: composed, lower case, the domain as machines write it (« hénin.fr » is « xn--hnin-bpa.fr »). */
function canonical(address: string): string {
  const composed = address.normalize('NFC').trim().toLowerCase();
  const at = composed.lastIndexOf('@');
  const domain = composed.slice(at + 1);
  return `${composed.slice(0, at)}@${domainToASCII(domain) || domain}`.normalize('NFC');
}

/** Whether both are the address of one box. */
export const isSameAddress = (one: string, other: string): boolean => canonical(one) === canonical(other);
