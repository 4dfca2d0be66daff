// The words of a clipboard with their looks, whichever way they are said: a tag, a style, the font of a symbol.
import { shownSymbols } from '#domain/texts/symbols.ts';
import { isSafeLink } from '#domain/texts/text-grammar.ts';
import type { Declarations } from './pasted-styles.ts';

/** How words look where one is in the clipboard. */
export interface PastedLook {
  bold: boolean;
  italic: boolean;
  underline: boolean;
  raised: 'sup' | 'sub' | null;
  href: string | null;
  /** The font, where its characters may be symbols. */
  font: string | null;
  /** Blanks count, as in `pre`. */
  keepsBlanks: boolean;
}

export const plainLook: PastedLook = {
  bold: false,
  italic: false,
  underline: false,
  raised: null,
  href: null,
  font: null,
  keepsBlanks: false,
};

/** A stretch of words of one look; « \n » is a line break. */
export interface PastedRun {
  text: string;
  look: PastedLook;
}

const tagLooks: Readonly<Record<string, Partial<PastedLook>>> = {
  B: { bold: true },
  STRONG: { bold: true },
  I: { italic: true },
  EM: { italic: true },
  CITE: { italic: true },
  U: { underline: true },
  SUP: { raised: 'sup' },
  SUB: { raised: 'sub' },
  PRE: { keepsBlanks: true },
};

const fontOf = (names: string) => names.split(',')[0]?.replace(/["']/g, '').trim().toLowerCase() ?? null;

function decided(value: string | undefined, yes: RegExp, no: RegExp): boolean | null {
  if (value === undefined) return null;
  return yes.test(value) ? true : no.test(value) ? false : null;
}

/** The look inside `element`, which stands where words look like `around`. */
export function lookInside(element: Element, style: Declarations, around: PastedLook): PastedLook {
  const href = element.tagName === 'A' ? element.getAttribute('href') : null;
  const look = { ...around, ...tagLooks[element.tagName], ...(href !== null && isSafeLink(href) ? { href } : {}) };
  const font = style.get('mso-symbol-font-family') ?? style.get('font-family') ?? element.getAttribute('face');
  const decoration = `${style.get('text-decoration') ?? ''} ${style.get('text-decoration-line') ?? ''}`;
  // Word underlines what was inserted: that is nobody's emphasis.
  const isInserted = element.matches('ins, .msoIns');
  const raised = style.get('vertical-align');
  return {
    ...look,
    bold: decided(style.get('font-weight'), /^(?:bold|[6-9]00)/, /^(?:normal|lighter|[1-5]00)/) ?? look.bold,
    italic: decided(style.get('font-style'), /^(?:italic|oblique)/, /^normal/) ?? look.italic,
    underline: look.underline || (!isInserted && /underline/i.test(decoration)),
    raised: raised === 'super' ? 'sup' : raised === 'sub' ? 'sub' : look.raised,
    font: font === null ? look.font : fontOf(font),
    keepsBlanks: decided(style.get('white-space'), /^(?:pre|break-spaces)/, /^(?:normal|nowrap)/) ?? look.keepsBlanks,
  };
}

const sameLook = (one: PastedLook, other: PastedLook) =>
  one.bold === other.bold &&
  one.italic === other.italic &&
  one.underline === other.underline &&
  one.raised === other.raised &&
  one.href === other.href;

/** Adds words as a browser would show them: blanks that do not count are one. */
export function addWords(runs: PastedRun[], words: string, look: PastedLook): void {
  const shown = look.keepsBlanks
    ? words.replace(/\r\n?/g, '\n').replace(/\t/g, ' ')
    : words.replace(/[ \t\r\n\f]+/g, ' ');
  const text = shownSymbols(shown.replace(/[\u200b\ufeff]/g, ''), look.font);
  if (text === '') return;
  const last = runs.at(-1);
  if (last && sameLook(last.look, look)) last.text += text;
  else runs.push({ text, look });
}

/** Adds a line break. */
export function addBreak(runs: PastedRun[], look: PastedLook): void {
  const last = runs.at(-1);
  if (last) last.text += '\n';
  else runs.push({ text: '\n', look });
}

/** A paragraph's runs without the blanks that no browser shows: before, after, and two where there is one. */
export function trimmedRuns(runs: readonly PastedRun[]): PastedRun[] {
  const kept: PastedRun[] = [];
  let isAfterBlank = true;
  for (const { text, look } of runs) {
    let words = text.replace(/ *\n */g, '\n');
    if (!look.keepsBlanks) words = words.replace(/ {2,}/g, ' ');
    if (isAfterBlank) words = words.replace(kept.length === 0 ? /^\s+/ : /^ +/, '');
    if (words === '') continue;
    isAfterBlank = /[ \n]$/.test(words);
    kept.push({ text: words, look });
  }
  for (let last = kept.at(-1); last; last = kept.at(-1)) {
    last.text = last.text.trimEnd();
    if (last.text !== '') break;
    kept.pop();
  }
  return kept;
}

const escaped = (words: string) =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Runs as the HTML that the text's schema reads. `isTitle`: bold and underline that all the words share are its look. */
export function writeRuns(runs: readonly PastedRun[], isTitle: boolean): string {
  const all = (what: 'bold' | 'underline') => isTitle && runs.every(({ text, look }) => look[what] || !text.trim());
  const [allBold, allUnderlined] = [all('bold'), all('underline')];
  return runs
    .map(({ text, look }) => {
      let html = escaped(text).replaceAll('\n', '<br>');
      if (look.raised) html = `<${look.raised}>${html}</${look.raised}>`;
      // Links are underlined by their style.
      if (look.underline && !allUnderlined && look.href === null) html = `<u>${html}</u>`;
      if (look.italic) html = `<em>${html}</em>`;
      if (look.bold && !allBold) html = `<strong>${html}</strong>`;
      return look.href === null ? html : `<a href="${escaped(look.href)}">${html}</a>`;
    })
    .join('');
}
