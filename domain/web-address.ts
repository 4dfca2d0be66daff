// Web addresses in words, read as the platform reads them. Browser-safe.

/**
 * The address, or null when the words are none. Never by `URL.canParse`: once it was asked some thousand times, Node 20 answers that
 * what holds a letter with an accent is none, and people of « hénin-beaumont.fr » were refused until the server started again.
 */
export function readWebAddress(words: string, base?: string): URL | null {
  try {
    return new URL(words, base);
  } catch {
    return null;
  }
}
