// The words inside one paragraph of a DOCX: runs with their look, links, notes called, text boxes met. Called by docx.ts.
// What it does not know it looks into: words are lost only where this file says so.
import { lookOf, type Styles } from './docx-styles.ts';
import { type Look, over, say } from './looks.ts';
import type { LeftOut, Run } from './written-text.ts';
import { attribute, child, type Element, elements, nameOf, textOf } from './xml.ts';

/** What reading words needs to know of the document, and gathers on the way. */
export interface WordsContext {
  styles: Styles;
  /** Addresses of links by relationship id. */
  links: ReadonlyMap<string, string>;
  leftOut: LeftOut;
  /** A note is called here: gives the mark to show. */
  callNote(kind: 'footnote' | 'endnote', id: string): string;
  /** A text box hangs on this paragraph. */
  meetTextBox(content: Element): void;
}

/** Symbols of Word's private fonts that texts use. */
const symbols: Readonly<Record<string, string>> = {
  F0B7: '•',
  F0A7: '▪',
  F0D8: '➢',
  F0E0: '→',
  F0F0: '→',
  F0FC: '✓',
  F0FE: '☒',
  F0A8: '☐',
  F06F: '☐',
};

/** Never words of the text: codes of fields, and notes about properties. */
const silent = new Set(['pPr', 'rPr', 'sdtPr', 'instrText', 'delInstrText', 'delText', 'rt', 'annotation']);

/** The runs of a paragraph whose style gives `base`. */
export function readRuns(paragraph: Element, base: Look, context: WordsContext): Run[] {
  const reader = new RunReader(context);
  reader.inside(paragraph, base, null);
  return reader.runs;
}

class RunReader {
  readonly runs: Run[] = [];
  readonly context: WordsContext;
  /** Addresses of the HYPERLINK fields that are open; null for another field. `result` once its code has ended. */
  private readonly fields: { code: string; result: boolean }[] = [];

  constructor(context: WordsContext) {
    this.context = context;
  }

  inside(parent: Element, look: Look, href: string | null): void {
    for (const element of elements(parent)) this.read(element, look, href);
  }

  private read(element: Element, look: Look, href: string | null): void {
    const name = nameOf(element);
    if (name === 'instrText') this.readFieldCode(element);
    if (silent.has(name)) return;
    switch (name) {
      case 'del':
      case 'moveFrom':
        this.context.leftOut.deletions += 1;
        break;
      case 'r':
        this.readRun(element, look, href);
        break;
      case 'hyperlink':
        this.inside(element, look, this.context.links.get(attribute(element, 'id') ?? '') ?? href);
        break;
      case 'AlternateContent':
        // Two drawings of one thing: reading both would say its words twice.
        this.inside(child(element, 'Choice') ?? child(element, 'Fallback') ?? element, look, href);
        break;
      case 'txbxContent':
        this.context.meetTextBox(element);
        break;
      case 'drawing':
      case 'pict':
      case 'object':
        if (!textBoxIn(element)) this.context.leftOut.pictures += 1;
        this.inside(element, look, href);
        break;
      case 'fldChar':
        this.readFieldMark(attribute(element, 'fldCharType'));
        break;
      default:
        this.readCharacter(element, name, look, href);
        break;
    }
  }

  private readRun(run: Element, base: Look, href: string | null): void {
    const properties = child(run, 'rPr');
    const style = attribute(child(properties, 'rStyle'), 'val');
    const look = over(lookOf(properties), over(this.context.styles.ofRun(style), base));
    if (look.hidden) {
      if (textOf(run).trim()) this.context.leftOut.hidden += 1;
      return;
    }
    this.inside(run, look, href);
  }

  private readCharacter(element: Element, name: string, look: Look, href: string | null): void {
    switch (name) {
      case 't':
        this.say(textOf(element), look, href);
        break;
      case 'tab':
      case 'ptab':
        this.say('\t', look, href);
        break;
      case 'br': {
        const kind = attribute(element, 'type');
        this.say(kind === 'page' || kind === 'column' ? ' ' : '\n', look, href);
        break;
      }
      case 'cr':
        this.say('\n', look, href);
        break;
      case 'noBreakHyphen':
        this.say('\u2011', look, href);
        break;
      case 'sym': {
        const code = (attribute(element, 'char') ?? '').toUpperCase();
        this.say(symbols[code] ?? (/^F/.test(code) ? '•' : fromHex(code)), look, href);
        break;
      }
      case 'footnoteReference':
      case 'endnoteReference': {
        const kind = name === 'footnoteReference' ? 'footnote' : 'endnote';
        this.say(this.context.callNote(kind, attribute(element, 'id') ?? ''), look, href);
        break;
      }
      default:
        this.inside(element, look, href);
        break;
    }
  }

  private readFieldMark(kind: string | null): void {
    const open = this.fields.at(-1);
    if (kind === 'begin') this.fields.push({ code: '', result: false });
    else if (kind === 'separate' && open) open.result = true;
    else if (kind === 'end') this.fields.pop();
  }

  private readFieldCode(element: Element): void {
    const open = this.fields.at(-1);
    if (open && !open.result) open.code += textOf(element);
  }

  /** The link in force: that of the element around, else that of an open HYPERLINK field. */
  private hrefOf(href: string | null): string | null {
    if (href !== null) return href;
    const field = this.fields.find(({ code, result }) => result && /^\s*HYPERLINK\s+"/.test(code));
    return /"([^"]*)"/.exec(field?.code ?? '')?.[1] ?? null;
  }

  private say(text: string, look: Look, around: string | null): void {
    say(this.runs, text, look, this.hrefOf(around));
  }
}

function fromHex(code: string): string {
  const value = Number.parseInt(code, 16);
  return value >= 0x20 && value <= 0xd7ff ? String.fromCharCode(value) : '';
}

function textBoxIn(element: Element): boolean {
  for (const inner of elements(element)) if (nameOf(inner) === 'txbxContent' || textBoxIn(inner)) return true;
  return false;
}
