// Words of a file as they may be kept and shown. Knows no format.

/** Words composed, without controls or lone halves of characters. Cleaning twice changes nothing more. */
export const clean = (words: string): string =>
  words
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\ufeff\ufff9-\uffff\p{Surrogate}]/gu, '')
    .normalize('NFC');
