// The words inside one paragraph of an ODT: runs with their look, links, notes called, text boxes met. Called by odt.ts.
// What it does not know it looks into: words are lost only where this file says so.
import { type Look, leftOutBy, over, say } from '#domain/written/looks.ts';
import { type LeftOut, leaveOut, type QuotedKind, type Run } from '#domain/written/written-text.ts';
import type { OdtStyles } from './odt-styles.ts';
import { attribute, contents, descendants, type Element, elements, nameOf, textOf } from './xml.ts';

/** What reading words needs to know of the document, and gathers on the way. */
export interface OdtWordsContext {
  styles: OdtStyles;
  leftOut: LeftOut;
  /** A note is called here: gives the mark to show. */
  callNote(note: Element): string;
  /** A text box hangs on this paragraph. */
  meetTextBox(content: Element): void;
  /** Whether an embedded object is a formula. */
  isFormula(object: Element): boolean;
}

/** The runs of a paragraph whose style gives `base`, and whether words of it were left out. */
export function readOdtRuns(
  paragraph: Element,
  base: Look,
  context: OdtWordsContext,
): { runs: Run[]; leftWords: boolean } {
  const reader = new OdtRunReader(context);
  const isHidden = [...descendants(paragraph, 'hidden-paragraph')].some(
    (field) => attribute(field, 'is-hidden') === 'true',
  );
  reader.inside(paragraph, isHidden ? { ...base, hidden: true } : base, null);
  return { runs: reader.runs, leftWords: reader.leftWords };
}

class OdtRunReader {
  readonly runs: Run[] = [];
  leftWords = false;
  /** What the stretch just before was left out for; null once words are said. */
  private leaving: QuotedKind | null = null;
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
    // Line ends of the file are spaces, and spaces in a row are one: more are written as text:s.
    const text = words.replace(/[\t\n\r ]+/g, ' ');
    this.say(leftOutBy(look) === null && this.endsWithSpace() ? text.replace(/^ /, '') : text, look, href);
  }

  private endsWithSpace(): boolean {
    return (this.runs.at(-1)?.text.slice(-1) ?? ' ') === ' ';
  }

  /** Says words, or leaves them out when their look does. */
  private say(text: string, look: Look, href: string | null): void {
    const why = leftOutBy(look);
    if (why) this.leaveOut(why, text);
    else if (text !== '') {
      this.leaving = null;
      say(this.runs, text, look, { href });
    }
  }

  private leaveOut(kind: QuotedKind, words: string): void {
    leaveOut(this.context.leftOut, kind, words, this.leaving === kind);
    if (words === '') return;
    this.leaving = kind;
    this.leftWords ||= words.trim() !== '';
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
        this.say(' '.repeat(Math.min(Number(attribute(element, 'c')) || 1, 100)), look, href);
        break;
      case 'tab':
        this.say('\t', look, href);
        break;
      case 'line-break':
        this.say('\n', look, href);
        break;
      case 'note':
        // A note whose call is left out goes with it.
        this.say(leftOutBy(look) === null ? context.callNote(element) : textOf(element), look, href);
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
        context.leftOut.pictures += 1;
        break;
      case 'object':
        if (context.isFormula(element)) context.leftOut.formulas += 1;
        else context.leftOut.pictures += 1;
        break;
      case 'hidden-text':
        if (attribute(element, 'is-hidden') === 'false') this.inside(element, look, href);
        else this.leaveOut('hidden', textOf(element) || (attribute(element, 'string-value') ?? ''));
        break;
      case 'ruby-text':
      case 'title':
      case 'desc':
        break;
      default:
        // A shape with words in it: they are paragraphs of their own.
        if ([...elements(element)].some((inner) => /^(?:p|h|list)$/.test(nameOf(inner)))) context.meetTextBox(element);
        else this.inside(element, look, href);
    }
  }
}
