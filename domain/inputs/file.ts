// What a file handed in as evidence must be. Browser-safe: forms say it before anything is sent.

/** Bytes that a file may have. */
export const STORED_FILE_LIMIT = 20 * 1024 * 1024;

/** The same, in words. */
export const STORED_FILE_LIMIT_WORDS = '20 Mo';

/** Characters of a file's name; what anybody may send is cut before it is cleaned. */
const NAME_LIMIT = 200;
const SENT_LIMIT = 4000;

/**
 * The last part of a path, on one line, without what is not seen or turns the words around it; at most 200 characters, of
 * which the extension stays.
 */
export function cleanFileName(name: string): string {
  const clean = (name.slice(-SENT_LIMIT).split(/[\\/]/).at(-1) ?? '')
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Surrogate}\p{Zl}\p{Zp}]+/gu, '')
    .trim();
  if (/^\.*$/.test(clean)) return 'sans nom';
  const extension = /\.[^.]{1,10}$/u.exec(clean)?.[0] ?? '';
  // By characters, not by halves of them: PostgreSQL keeps no half.
  const stem = [...clean.slice(0, clean.length - extension.length)];
  return `${stem.slice(0, NAME_LIMIT - [...extension].length).join('')}${extension}`;
}
