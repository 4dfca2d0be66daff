// What one types as an address, made a link that may be shown.
import { isSafeLink } from '#domain/texts/text-grammar.ts';

/** The address to keep for what was typed: « pasdecalais.fr » gets https, an e-mail mailto; null when it cannot be a link. */
export function linkOf(typed: string): string | null {
  const address = typed.trim();
  if (address === '' || /\s/.test(address)) return null;
  if (/^[a-z][a-z0-9+.-]*:/i.test(address) && !/^[^/]*\.[a-z]{2,}:\d+/i.test(address))
    return isSafeLink(address) ? address : null;
  if (/^[^@/]+@[^@/]+\.[a-z]{2,}$/i.test(address)) return `mailto:${address}`;
  const secured = `https://${address.replace(/^\/\//, '')}`;
  return /^[^/]*\.[a-z]{2,}/i.test(address.replace(/^\/\//, '')) && isSafeLink(secured) ? secured : null;
}
