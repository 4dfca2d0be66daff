// What the characters of Windows' symbol fonts show: their codes mean nothing without the font. Browser-safe: the paste of
// the editor and the readers of files both ask here.

/** Pairs « first code: characters », a character a code; a blank stands for a code that shows nothing. */
type Rows = readonly (readonly [first: number, characters: string])[];

/** Wingdings, with the common sign where Unicode has both it and a rarer drawing of it. */
const wingdings: Rows = [
  [0x21, '✏✂✁👓🕭📖🕯☎✆✉🖃📪📫📬📭📁📂📄🗏🗐🗄⌛⌨🖰🖲💻🖴💾🖬✇✍'],
  [0x40, '✎✌👌👍👎☜☞☝☟✋☺😐☹💣☠🏳🏱✈☼💧❄🕆✞🕈✠✡☪☯ॐ☸♈♉'],
  [0x60, '♊♋♌♍♎♏♐♑♒♓&&●❍■☐☐❑❒⬧◆◆❖⬥☒⮹⌘🏵🏶“”'],
  [0x80, '⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿'],
  [0x9e, '·•▪○○○◉◎🔾▪☐🟂✦★✶✴✹✵⯐⌖⟡⌑⯑✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛'],
  [0xd5, '⌫⌦⮘➢⮙⮛⮈⮊⮉⮋←→↑↓↖↗↙↘←➔↑↓↖↗↙↘⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂▭▫✗✓☒☑'],
];

const wingdings2: Rows = [
  [0x4f, '✗✓☒☑☒☒'],
  [0x6a, '⓪①②③④⑤⑥⑦⑧⑨⑩'],
  [0x96, '•●●●'],
  [0x9f, '■□■□'],
  [0xa3, '☐☐☐'],
];

const wingdings3: Rows = [
  [0x21, '←→↑↓↖↗↙↘'],
  [0x70, '▲▼△▽◀▶◁▷'],
  [0x7d, '►'],
];

const webdings: Rows = [
  [0x33, '◀▶▲▼⏪⏩⏮⏭⏸⏹⏺'],
  [0x61, '✓'],
  [0x67, '■'],
  [0x6e, '●'],
  [0x72, '✗'],
];

/** Adobe's Symbol, which Word fills as well. */
const symbol: Rows = [
  [0x20, ' !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼'],
  [0xa0, '€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…│─↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑'],
  [0xf1, '⟩∫'],
];

const read = (rows: Rows): ReadonlyMap<number, string> =>
  new Map(
    rows.flatMap(([first, characters]) => [...characters].map((shown, index) => [first + index, shown] as const)),
  );

const fonts: Readonly<Record<string, ReadonlyMap<number, string>>> = {
  symbol: read(symbol),
  wingdings: read(wingdings),
  'wingdings 2': read(wingdings2),
  'wingdings 3': read(wingdings3),
  webdings: read(webdings),
};

/** Bullets of Word's lists, which lose their font on the way more often than anything else. */
const withoutFont = new Map([[0xb7, '•']]);

/** The name of a font of pictures, as `shownSymbols` takes it; null for any other font. */
export function symbolFont(name: string | null): string | null {
  const known = name?.trim().toLowerCase().replace(/["']/g, '') ?? '';
  return Object.hasOwn(fonts, known) ? known : null;
}

const codeOf = (character: string): number | null => {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0xf020 && code <= 0xf0ff) return code - 0xf000;
  return code >= 0x21 && code <= 0xff ? code : null;
};

const isPrivate = (character: string) => /[\uF020-\uF0FF]/.test(character);

/**
 * `words` with each character of a symbol font as what it shows. `font` is the name of the font that they are in, null
 * where it is not known: then only the codes that Word gives such fonts alone (U+F020 to U+F0FF) are read, as Wingdings.
 */
export function shownSymbols(words: string, font: string | null): string {
  const table = fonts[symbolFont(font) ?? ''];
  if (!table && !/[\uF020-\uF0FF]/.test(words)) return words;
  return Array.from(words, (character) => {
    const code = codeOf(character);
    if (code === null || (!table && !isPrivate(character))) return character;
    if (table) return table.get(code) ?? (isPrivate(character) ? '•' : character);
    return withoutFont.get(code) ?? fonts.wingdings?.get(code) ?? '•';
  }).join('');
}
