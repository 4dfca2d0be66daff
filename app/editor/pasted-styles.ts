// What the clipboard's HTML says of the look and place of an element: its own style, and the rules of the style sheet that
// Word and LibreOffice put before the text. Only what a paste asks for is read.

/** Declarations by property, lower case. */
export type Declarations = ReadonlyMap<string, string>;

export interface PastedStyles {
  of(element: Element): Declarations;
  /** How Word counts at a level of one of its lists (« l0:level1 »): « alpha-lower », « bullet »; null where it is not said. */
  listFormat(level: string): string | null;
}

/** Rules that say none of this change nothing that a text keeps. */
const TELLING =
  /display|visibility|mso-hide|mso-list|mso-element|mso-outline|mso-special|text-decoration|font-weight|font-style|font-family|vertical-align|white-space|list-style|text-align/i;

function declarationsOf(text: string): [string, string][] {
  // A quoted value may hold a semicolon.
  return [...text.matchAll(/([\w-]+)\s*:\s*((?:"[^"]*"|'[^']*'|[^;"'])*)/g)].map(([, name = '', value = '']) => [
    name.toLowerCase(),
    value.replace(/!important/i, '').trim(),
  ]);
}

/** The style sheet's rules as selector and declarations; what is for paper or narrow windows alone is left out. */
function rulesOf(sheet: string): [selector: string, declarations: string][] {
  const plain = sheet
    .replace(/<!--|-->/g, '')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/@media[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}/gi, '');
  return [...plain.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, selector = '', body = '']) => [selector.trim(), body]);
}

function select(body: Element, selector: string): Element[] {
  try {
    return [...body.querySelectorAll(selector)];
  } catch {
    // A selector of that program alone.
    return [];
  }
}

/** Reads the style sheets of a clipboard; call it before they are taken out. */
export function readStyles(page: Document): PastedStyles {
  const rules = [...page.querySelectorAll('style')].flatMap(({ textContent }) => rulesOf(textContent ?? ''));
  const fromRules = new Map<Element, [string, string][]>();
  const formats = new Map<string, string>();
  for (const [selector, text] of rules) {
    const level = /^@list\s+(\S+)/i.exec(selector)?.[1];
    if (level) {
      const said = new Map(declarationsOf(text));
      // Word leaves the format out where it is 1, 2, 3; a level without any number is a bullet.
      const format = said.get('mso-level-number-format');
      if (format) formats.set(level, format);
      continue;
    }
    if (selector.startsWith('@') || !TELLING.test(text)) continue;
    for (const element of select(page.body, selector)) {
      const known = fromRules.get(element) ?? [];
      known.push(...declarationsOf(text));
      fromRules.set(element, known);
    }
  }
  const known = new WeakMap<Element, Declarations>();
  return {
    of(element) {
      const before = known.get(element);
      if (before) return before;
      const own = element.getAttribute('style');
      const said = new Map([...(fromRules.get(element) ?? []), ...(own ? declarationsOf(own) : [])]);
      known.set(element, said);
      return said;
    },
    listFormat: (level) => formats.get(level) ?? null,
  };
}
