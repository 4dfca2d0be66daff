// XML as it is written into files: those of word processors and of spreadsheets. Pure.

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Words as XML holds them: what it cannot hold is left out. */
export const escapeXml = (words: string): string =>
  words
    .replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML cannot hold them
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Surrogate}]/gu, '');

/** A part of a file. */
export const xmlPart = (root: string): string => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${root}`;
