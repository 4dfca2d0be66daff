// How large a file may be: said beside every place where one is chosen, by pages that check nothing else. Browser-safe.

/** Bytes that a file may have. */
export const STORED_FILE_LIMIT = 20 * 1024 * 1024;

/** The same, in words. */
export const STORED_FILE_LIMIT_WORDS = '20\u00a0Mo';
