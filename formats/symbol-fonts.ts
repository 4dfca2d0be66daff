// The characters that fonts of pictures show for the codes of others: « ü » in Wingdings is a tick. Called by looks.ts and
// docx-words.ts. Where Unicode has several, the one that text fonts have.

/** Codes from 0x21 on, in order; a space where nothing is known. */
const wingdings = `✎✂✁👓🔔📖🕯☎✆✉✉📪📫📬📭📁📂📄📄📄🗄⌛⌨🖱🖲💻💾💾💾✇✍✍✌👌👍👎☜☞☝☟✋☺😐☹💣☠⚐⚑✈☼💧❄✝✞✠✠✡☪☯ॐ☸♈♉♊♋♌♍♎♏♐♑♒♓&&●❍■□❐❑❒⬧⧫◆❖⬥⌧⍓⌘❀✿❝❞ ⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿❧❧❧❧❧❧❧❧·•▪○⭕◉◉◎○▪☐▲✦★✶✴✹✵⊕⌖⟡⌑◈✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛↵↳↲↰↱↶↷↺❧❧❧❧❧❧❧❧❧❧⌫⌦⮘➢⮙⮛⬅➲⬆⬇←→↑↓↖↗↙↘⬅➔⬆⬇↖↗↙↘←→↑↓⬄⇳⬁⬀⬃⬂▭▫✗✓☒☑`;

// biome-ignore format: a row of codes a line
const wingdings2: Readonly<Record<number, string>> = {
  79: '✗', 80: '✓', 81: '☒', 82: '☑', 83: '☒', 84: '☒', 85: '⊗', 86: '⊗', 151: '●', 152: '●',
  153: '◉', 154: '○', 159: '▪', 160: '■', 162: '☐', 163: '☐', 170: '◆', 174: '◆', 183: '◇',
};

// biome-ignore format: a row of codes a line
const wingdings3: Readonly<Record<number, string>> = {
  33: '→', 34: '←', 35: '↑', 36: '↓', 112: '▲', 113: '▼', 114: '△', 115: '▽', 116: '◀', 117: '▶',
  118: '◁', 119: '▷', 125: '▶', 126: '▷',
};

/** Codes from 0x21 to 0x7E, then from 0xA0: what Adobe’s Symbol shows. */
const symbolLow = `!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼`;
const symbolHigh = `€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭`;

const fromRow = (row: string, first: number): [number, string][] =>
  Array.from(row).map((character, index) => [first + index, character]);

const fonts: Readonly<Record<string, ReadonlyMap<number, string>>> = {
  wingdings: new Map(fromRow(wingdings, 0x21)),
  'wingdings 2': new Map(Object.entries(wingdings2).map(([code, shown]) => [Number(code), shown])),
  'wingdings 3': new Map(Object.entries(wingdings3).map(([code, shown]) => [Number(code), shown])),
  symbol: new Map([...fromRow(symbolLow, 0x21), ...fromRow(symbolHigh, 0xa0)]),
  // OpenSymbol, and Word's bullets, keep the codes of Symbol for the dot alone; the rest is Wingdings'.
  other: new Map([...fromRow(wingdings, 0x21), [0xb7, '•']]),
};

/** The name of a font of pictures, as `asShown` takes it; null for any other font. */
export function symbolFont(name: string | null): string | null {
  const known = name?.trim().toLowerCase().replace(/["']/g, '') ?? '';
  return known !== 'other' && Object.hasOwn(fonts, known) ? known : null;
}

/** The words as they are seen: each code of a font of pictures as the character it shows, with or without the font's name. */
export function asShown(words: string, font: string | null): string {
  if (font === null && !/[\uF020-\uF0FF]/.test(words)) return words;
  return words.replace(/[\uF020-\uF0FF]|[\u0021-\u00FF]/g, (character) => {
    const code = character.charCodeAt(0);
    const isPrivate = code >= 0xf000;
    if (!isPrivate && font === null) return character;
    const shown = fonts[font ?? 'other']?.get(code & 0xff)?.trim();
    return shown || (code === 0xf020 ? ' ' : isPrivate ? '•' : character);
  });
}
