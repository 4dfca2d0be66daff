// The words inside one paragraph of an ODT: runs with their look, links, notes called, text boxes met. Called by odt.ts.
// What it does not know it looks into: words are lost only where this file says so.
import { type Look, over, say } from './looks.ts';
import type { OdtStyles } from './odt-styles.ts';
import type { LeftOut, Run } from './written-text.ts';
import { attribute, contents, type Element, nameOf } from './xml.ts';

/** What reading words needs to know of the document, and gathers on the way. */
export interface OdtWordsContext {
  styles: OdtStyles;
  leftOut: LeftOut;
  /** A note is called here: gives the mark to show. */
  callNote(note: Element): string;
  /** A text box hangs on this paragraph. */
  meetTextBox(content: Element): void;
}

/** The runs of a paragraph whose style gives `base`. */
export function readOdtRuns(paragraph: Element, base: Look, context: OdtWordsContext): Run[] {
  const reader = new OdtRunReader(context);
  reader.inside(paragraph, base, null);
  return reader.runs;
}

class OdtRunReader {
  readonly runs: Run[] = [];
  private readonly context: OdtWordsContext;

  constructor(context: OdtWordsContext) {
    this.context = context;
  }

  inside(parent: Element, look: Look, href: string | null): void {
    for (const content of contents(parent)) {
      if (typeof content === 'string') this.sayWords(content, look, href);
      else this.read(content, look, href);
    }
  }

  private sayWords(words: string, look: Look, href: string | null): void {
    if (look.hidden) {
      if (words.trim()) this.context.leftOut.hidden += 1;
      return;
    }
    // Line ends of the file are spaces, and spaces in a row are one: more are written as text:s.
    const text = words.replace(/[\t\n\r ]+/g, ' ');
    say(this.runs, /\s$/.test(this.runs.at(-1)?.text.slice(-1) ?? ' ') ? text.replace(/^ /, '') : text, look, href);
  }

  private read(element: Element, look: Look, href: string | null): void {
    const { context } = this;
    switch (nameOf(element)) {
      case 'span':
        this.inside(element, over(context.styles.look('text', attribute(element, 'style-name')), look), href);
        break;
      case 'a':
        this.inside(element, look, attribute(element, 'href') ?? href);
        break;
      case 's':
        say(this.runs, ' '.repeat(Math.min(Number(attribute(element, 'c')) || 1, 100)), look, href);
        break;
      case 'tab':
        say(this.runs, '\t', look, href);
        break;
      case 'line-break':
        say(this.runs, '\n', look, href);
        break;
      case 'note':
        say(this.runs, context.callNote(element), look, href);
        break;
      default:
        this.readUnsaid(element, look, href);
    }
  }

  /** What stands in a paragraph and is no word of it; anything unknown is looked into. */
  private readUnsaid(element: Element, look: Look, href: string | null): void {
    const { context } = this;
    switch (nameOf(element)) {
      case 'annotation':
        context.leftOut.comments += 1;
        break;
      case 'text-box':
        context.meetTextBox(element);
        break;
      case 'image':
      case 'object':
        context.leftOut.pictures += 1;
        break;
      case 'hidden-text':
      case 'ruby-text':
      case 'title':
      case 'desc':
        break;
      default:
        this.inside(element, look, href);
    }
  }
}
