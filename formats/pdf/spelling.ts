/** Words as they are laid out: a mark of byte order inside a text joins words, and no PDF/UA may hold it as such. */
export const spelled = (words: string): string => words.replaceAll('\u{feff}', '\u{2060}');
