// The words of a clipboard with their looks, whichever way they are said: a tag, a style, the font of a symbol.
import { symbolFont } from '#domain/texts/symbols.ts';
import { isSafeLink } from '#domain/texts/text-grammar.ts';
import { type Look, over, plainLook, say } from '#domain/written/looks.ts';
import type { Run } from '#domain/written/written-text.ts';
import type { Declarations } from './pasted-styles.ts';

/** How words look where one is in the clipboard. */
export interface PastedLook {
  look: Look;
  href: string | null;
  /** Blanks count, as in `pre`. */
  keepsBlanks: boolean;
}

/** The look of words that nothing is said of. */
export const plainWords: PastedLook = { look: plainLook, href: null, keepsBlanks: false };

const tagLooks: Readonly<Record<string, Partial<Look>>> = {
  B: { bold: true },
  STRONG: { bold: true },
  I: { italic: true },
  EM: { italic: true },
  CITE: { italic: true },
  U: { underline: true },
  S: { struck: true },
  STRIKE: { struck: true },
  SUP: { raised: 'superscript' },
  SUB: { raised: 'subscript' },
};

/** `yes` or `no` where the value says so. */
function decided(value: string | undefined, yes: RegExp, no: RegExp): boolean | null {
  if (value === undefined) return null;
  return yes.test(value) ? true : no.test(value) ? false : null;
}

const decorationOf = (style: Declarations) =>
  `${style.get('text-decoration') ?? ''} ${style.get('text-decoration-line') ?? ''}`;

const raisedBy = (value: string | undefined): Look['raised'] =>
  value === 'super' ? 'superscript' : value === 'sub' ? 'subscript' : null;

const isHidden = (element: Element, style: Declarations): boolean =>
  element.hasAttribute('hidden') ||
  style.get('display') === 'none' ||
  style.get('mso-hide') === 'all' ||
  /^(?:hidden|collapse)$/.test(style.get('visibility') ?? '');

/** What an element says of the look of the words inside it. */
export function lookOf(element: Element, style: Declarations): Look {
  const own = { ...plainLook, ...tagLooks[element.tagName] };
  const font = style.get('mso-symbol-font-family') ?? style.get('font-family') ?? element.getAttribute('face');
  // Word underlines what was inserted: that is nobody's emphasis.
  const isInserted = element.matches('ins, .msoIns');
  const said: Look = {
    bold: decided(style.get('font-weight'), /^(?:bold|[6-9]00)/, /^(?:normal|lighter|[1-5]00)/),
    italic: decided(style.get('font-style'), /^(?:italic|oblique)/, /^normal/),
    underline: (!isInserted && /underline/i.test(decorationOf(style))) || null,
    hidden: isHidden(element, style) || null,
    struck: /line-through/i.test(decorationOf(style)) || null,
    raised: raisedBy(style.get('vertical-align')),
    font: font === null ? null : (symbolFont(font.split(',')[0] ?? '') ?? ''),
  };
  return over(said, own);
}

/** The look inside `element`, which stands where words look like `around`. */
export function lookInside(element: Element, style: Declarations, around: PastedLook): PastedLook {
  const href = element.tagName === 'A' ? element.getAttribute('href') : null;
  const blanks = decided(style.get('white-space'), /^(?:pre|break-spaces)/, /^(?:normal|nowrap)/);
  return {
    look: over(lookOf(element, style), around.look),
    href: href !== null && isSafeLink(href) ? href : around.href,
    keepsBlanks: blanks ?? (element.tagName === 'PRE' || around.keepsBlanks),
  };
}

/** Adds words as a browser would show them: blanks that do not count are one, and none at the start of a line. */
export function addWords(runs: Run[], words: string, { look, href, keepsBlanks }: PastedLook): void {
  const text = words.replace(/[\u200b\ufeff]/g, '');
  if (keepsBlanks) say(runs, text.replace(/\r\n?/g, '\n'), look, { href });
  else {
    const shown = text.replace(/[ \t\r\n\f]+/g, ' ');
    say(runs, /[ \n]$/.test(runs.at(-1)?.text ?? ' ') ? shown.replace(/^ /, '') : shown, look, { href });
  }
}

/** Adds a line break; the blanks before it are none. */
export function addBreak(runs: Run[]): void {
  const last = runs.at(-1);
  if (last) last.text = `${last.text.replace(/ +$/, '')}\n`;
  else runs.push({ text: '\n' });
}
