// The words inside one paragraph of a DOCX: runs with their look, links, notes called, text boxes met. Called by docx.ts.
// What it does not know it looks into: words are lost only where this file says so.

import { symbolFont } from '#domain/texts/symbols.ts';
import { type Look, leftOutBy, over, say } from '#domain/written/looks.ts';
import type { ReturnedRun, Tracking } from '#domain/written/returned-text.ts';
import { type LeftOut, leaveOut, type QuotedKind } from '#domain/written/written-text.ts';
import { lookOf, type Styles } from './docx-styles.ts';
import { changeIn, handOf, type Track, trackOf } from './docx-tracking.ts';
import { attribute, child, type Element, elements, nameOf, textOf } from './xml.ts';

/** What reading words needs to know of the document, and gathers on the way. */
export interface WordsContext {
  styles: Styles;
  /** Addresses of links by relationship id. */
  links: ReadonlyMap<string, string>;
  leftOut: LeftOut;
  /** A note is called here, which comes or goes: gives the mark to show. */
  callNote(kind: 'footnote' | 'endnote', id: string, track: Track): string;
  /** A text box hangs on this paragraph, which comes or goes. */
  meetTextBox(content: Element, track: Track): void;
  /** What tracked changes make of all that stands where one reads. */
  around: Track;
  /** The comments that are open where one reads; null: the file is read as if its changes were all accepted. */
  openComments: Set<string> | null;
}

/** Never words of the text: codes of fields, and notes about properties. */
const silent = new Set(['pPr', 'rPr', 'sdtPr', 'instrText', 'delInstrText', 'delText', 'rt', 'annotation']);

/** Words that a tracked change takes away, where they stood or where they were moved from. */
export const isDeletion = (name: string): boolean => name === 'del' || name === 'moveFrom' || name === 'conflictDel';

/** Words that a tracked change puts in, where they stand now. */
export const isInsertion = (name: string): boolean => name === 'ins' || name === 'moveTo' || name === 'conflictIns';

/** Of two drawings of one thing, the one that is read: both would say its words twice. */
export const chosen = (element: Element): Element =>
  nameOf(element) === 'AlternateContent'
    ? (child(element, 'Choice') ?? child(element, 'Fallback') ?? element)
    : element;

/** The words that a tracked change took away, with those that were already struck out. */
export const deletedWords = (element: Element): string =>
  [...elements(chosen(element))]
    .map((inner) => {
      const name = nameOf(inner);
      if (name === 't' || name === 'delText') return textOf(inner);
      return silent.has(name) ? '' : `${deletedWords(inner)}${name === 'p' ? ' ' : ''}`;
    })
    .join('');

/** The runs of a paragraph whose style gives `base`, and whether words of it were left out. */
export function readRuns(
  paragraph: Element,
  base: Look,
  context: WordsContext,
): { runs: ReturnedRun[]; leftWords: boolean } {
  const reader = new RunReader(context);
  reader.inside(paragraph, base, null);
  reader.placeCalled();
  return { runs: reader.runs, leftWords: reader.leftWords };
}

class RunReader {
  readonly runs: ReturnedRun[] = [];
  readonly context: WordsContext;
  private tracking: Tracking;
  private comments: readonly string[];
  private readonly called: string[] = [];
  leftWords = false;
  /** What the stretch just before was left out for; null once words are said. */
  private leaving: QuotedKind | null = null;
  /** Addresses of the HYPERLINK fields that are open; null for another field. `result` once its code has ended. */
  private readonly fields: { code: string; result: boolean }[] = [];

  constructor(context: WordsContext) {
    this.context = context;
    this.tracking = context.around;
    this.comments = [...(context.openComments ?? [])];
  }

  inside(parent: Element, look: Look, href: string | null): void {
    for (const element of elements(parent)) this.read(element, look, href);
  }

  private read(element: Element, look: Look, href: string | null): void {
    const name = nameOf(element);
    if (name === 'instrText') this.readFieldCode(element);
    if (this.context.openComments !== null && this.readTracked(element, name, look, href)) return;
    if (silent.has(name)) return;
    if (isDeletion(name)) {
      this.leaveOut('deletions', deletedWords(element));
      return;
    }
    switch (name) {
      case 'r':
        this.readRun(element, look, href);
        break;
      case 'hyperlink':
        this.inside(element, look, this.context.links.get(attribute(element, 'id') ?? '') ?? href);
        break;
      case 'fldSimple':
        this.fields.push({ code: attribute(element, 'instr') ?? '', result: true });
        this.inside(element, look, href);
        this.fields.pop();
        break;
      case 'AlternateContent':
        this.inside(chosen(element), look, href);
        break;
      case 'txbxContent':
      case 'txBody':
        this.context.meetTextBox(element, trackOf(this.tracking));
        break;
      case 'oMath':
        this.context.leftOut.formulas += 1;
        this.inside(element, look, href);
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

  /** Whether the element says what was changed, or what is commented, and was read so. */
  private readTracked(element: Element, name: string, look: Look, href: string | null): boolean {
    const number = attribute(element, 'id') ?? '';
    if (isDeletion(name)) this.within({ deleted: handOf(element) }, () => this.inside(element, look, href));
    else if (isInsertion(name)) this.within({ inserted: handOf(element) }, () => this.inside(element, look, href));
    else if (name === 'delText')
      this.within({ deleted: this.tracking.deleted ?? handOf(element) }, () => this.say(textOf(element), look, href));
    else if (name === 'commentRangeStart') this.comment(number, true);
    else if (name === 'commentRangeEnd') this.comment(number, false);
    else if (name === 'commentReference') this.called.push(number);
    else return false;
    return true;
  }

  private within(tracking: Tracking, read: () => void): void {
    const outer = this.tracking;
    this.tracking = { ...outer, ...tracking };
    read();
    this.tracking = outer;
  }

  private comment(number: string, isOpen: boolean): void {
    const { openComments } = this.context;
    if (isOpen) openComments?.add(number);
    else openComments?.delete(number);
    this.comments = [...(openComments ?? [])];
  }

  /** A comment that names no words is on those before it. */
  placeCalled(): void {
    const last = this.runs.at(-1);
    const lone = this.called.filter((number) => !this.runs.some(({ comments }) => comments?.includes(number)));
    if (last && lone.length > 0) last.comments = [...(last.comments ?? []), ...lone];
  }

  private readRun(run: Element, base: Look, href: string | null): void {
    // A formula's run has properties of its own before those of its words.
    const properties = [...elements(run)].filter((one) => nameOf(one) === 'rPr').at(-1) ?? null;
    const style = attribute(child(properties, 'rStyle'), 'val');
    const look = over(lookOf(properties), over(this.context.styles.ofRun(style), base));
    const why = leftOutBy(look);
    if (why) {
      this.leaveOut(why, deletedWords(run));
      // The marks of a field bind what stands after them, whatever they look like.
      for (const element of elements(run))
        if (/^(?:fldChar|instrText)$/.test(nameOf(element))) this.read(element, look, href);
      return;
    }
    if (this.context.openComments === null) {
      this.readWords(run, look, href);
      return;
    }
    const restyled = child(properties, 'rPrChange');
    // Of a formula's words the properties say what others are wrapped in.
    const tracking = { ...changeIn(properties), ...(restyled && { restyled: handOf(restyled) }) };
    this.within(tracking, () => this.readWords(run, look, href));
  }

  private readWords(run: Element, look: Look, href: string | null): void {
    const ownMark = [...elements(run)].some((one) => attribute(one, 'customMarkFollows') !== null);
    // The sign that its author gave the note is replaced by the note's number: both would run together.
    for (const element of elements(run)) if (!ownMark || nameOf(element) !== 't') this.read(element, look, href);
  }

  private leaveOut(kind: QuotedKind, words: string): void {
    leaveOut(this.context.leftOut, kind, words, this.leaving === kind);
    if (words === '') return;
    this.leaving = kind;
    this.leftWords ||= words.trim() !== '';
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
        const font = symbolFont(attribute(element, 'font')) ?? '';
        this.say(fromHex(attribute(element, 'char') ?? ''), { ...look, font }, href);
        break;
      }
      case 'footnoteReference':
      case 'endnoteReference': {
        const kind = name === 'footnoteReference' ? 'footnote' : 'endnote';
        const mark = this.context.callNote(kind, attribute(element, 'id') ?? '', trackOf(this.tracking));
        this.say(mark, look, href);
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
    // A field within the code of another is a part of that code: its result shows nowhere.
    if (this.fields.slice(0, -1).some(({ result }) => !result)) return;
    // What stood between two spaces is gone: one of them is enough.
    const after = this.leaving !== null && /\s$/.test(this.runs.at(-1)?.text ?? '') ? text.replace(/^ /, '') : text;
    if (text !== '') this.leaving = null;
    const comments = this.comments.length > 0 ? { comments: this.comments } : {};
    say(this.runs, after, look, { href: this.hrefOf(around), ...this.tracking, ...comments });
  }
}

function fromHex(code: string): string {
  const value = Number.parseInt(code, 16);
  return (value >= 0x20 && value <= 0xd7ff) || (value >= 0xe000 && value <= 0xfffd) ? String.fromCharCode(value) : '';
}

function textBoxIn(element: Element): boolean {
  for (const inner of elements(element))
    if (/^(?:txbxContent|txBody)$/.test(nameOf(inner)) || textBoxIn(inner)) return true;
  return false;
}
