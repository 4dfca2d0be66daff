// Where to go after signing in, from an address that anybody may have written. Read by the sign-in page.
import { readWebAddress } from '#domain/web-address.ts';

const HERE = 'http://here.invalid';

/** Pages that would lead round in a circle. */
const circular = ['/connexion', '/deconnexion', '/lien/'];

/** The path when it leads to a page of ours, else the home page: no other site, no scheme, no control character. */
export function localPath(wanted: string | null): string {
  if (!wanted?.startsWith('/') || /^\/[/\\]|[\p{Cc}\\]/u.test(wanted)) return '/';
  const url = readWebAddress(wanted, HERE);
  if (url?.origin !== HERE || url.pathname.startsWith('//')) return '/';
  // Remix fetches a page's content under its address and `.data`.
  const pathname = url.pathname.replace(/(\/_root)?\.data$/, '') || '/';
  url.searchParams.delete('_routes');
  if (circular.some((start) => pathname.startsWith(start))) return '/';
  return `${pathname}${url.search}${url.hash}`;
}
