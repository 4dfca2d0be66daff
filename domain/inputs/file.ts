// What a file handed in as evidence must be. Browser-safe: forms say it before anything is sent.

/** Bytes that a file may have. */
export const STORED_FILE_LIMIT = 20 * 1024 * 1024;

/** The same, in words. */
export const STORED_FILE_LIMIT_WORDS = '20 Mo';

/** The last part of a path, on one line, without what is not seen; at most 200 characters. */
export const cleanFileName = (name: string): string =>
  (name.split(/[\\/]/).at(-1) ?? '')
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Surrogate}]+/gu, '')
    .trim()
    .slice(0, 200) || 'sans nom';
