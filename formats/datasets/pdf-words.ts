// The words of a PDF and how many pages it has, for the search and the preview: what its pages draw, in the order they draw it,
// by what its fonts say of their signs. A scan has none. Called in the process that checks a file.
import { datasetLimits } from './limits.ts';
import {
  isBytes,
  isDictionary,
  isOperator,
  type PdfDictionary,
  PdfObjects,
  PdfReader,
  type PdfValue,
} from './pdf-objects.ts';

/** Signs of a font as words. */
interface Font {
  /** Bytes to a sign. */
  width: 1 | 2;
  signs: Map<number, string> | null;
}

const MOST_PAGES = 5000;
const MOST_FORMS = 12;
/** Drawings in all: forms that draw forms that draw forms end there. */
const MOST_DRAWINGS = 5000;
/** A gap in a line of signs that is a space, in thousandths of their height. */
const GAP = 180;

/** Latin letters as Windows has them: what fonts without a list of their own mean. */
const windows = new TextDecoder('windows-1252');
/** As UTF-16 with its larger half first. */
const wide = (bytes: string) => new TextDecoder('utf-16be').decode(Buffer.from(bytes, 'latin1'));
const numberOf = (bytes: string) => [...bytes].reduce((sum, sign) => sum * 256 + sign.charCodeAt(0), 0);

/** What a font says of its signs (ToUnicode). */
function signsIn(words: string): Font {
  const signs = new Map<number, string>();
  let width: Font['width'] = 1;
  const reader = new PdfReader(words);
  const stack: (PdfValue | undefined)[] = [];
  for (let value = reader.next(); value !== undefined; value = reader.next()) {
    if (!isOperator(value)) {
      stack.push(value);
      continue;
    }
    const given = stack.splice(0);
    if (value.operator === 'endcodespacerange' && given.some((one) => isBytes(one) && one.bytes.length > 1)) width = 2;
    if (value.operator === 'endbfchar')
      for (let at = 0; at + 1 < given.length; at += 2) {
        const [from, to] = [given[at], given[at + 1]];
        if (isBytes(from) && isBytes(to)) signs.set(numberOf(from.bytes), wide(to.bytes));
      }
    if (value.operator === 'endbfrange')
      for (let at = 0; at + 2 < given.length; at += 3) addRange(signs, given.slice(at, at + 3));
  }
  return { width, signs };
}

function addRange(signs: Map<number, string>, [low, high, to]: (PdfValue | undefined)[]): void {
  if (!isBytes(low) || !isBytes(high)) return;
  const [from, until] = [numberOf(low.bytes), Math.min(numberOf(high.bytes), numberOf(low.bytes) + 0xffff)];
  for (let sign = from; sign <= until; sign += 1) {
    const own = Array.isArray(to) ? to[sign - from] : to;
    if (!isBytes(own)) continue;
    const first = wide(own.bytes);
    const last = first.charCodeAt(first.length - 1) + (Array.isArray(to) ? 0 : sign - from);
    signs.set(sign, first.slice(0, -1) + String.fromCharCode(last));
  }
}

/** Reads the pages of one file. */
class Pages {
  private readonly fonts = new Map<PdfValue, Font>();
  private words: string[] = [];
  private length = 0;
  private drawings = 0;

  private readonly objects: PdfObjects;

  constructor(objects: PdfObjects) {
    this.objects = objects;
  }

  read(): { words: string; pages: number } {
    const root = [...this.objects.ofType('/Catalog')].at(-1);
    const pages: PdfDictionary[] = [];
    this.gather(root?.get('/Pages'), pages, new Set(), new Map());
    for (const page of pages) {
      const contents = [page.get('/Contents')].flatMap((one) => {
        const found = this.objects.get(one);
        return Array.isArray(found) ? found : [one];
      });
      const drawn = contents.map((one) => this.objects.stream(one) ?? '').join('\n');
      this.draw(drawn, page.get('/Resources'), 0);
      this.say('\n');
      if (this.length > datasetLimits.textBytes) break;
    }
    return { words: this.words.join(''), pages: pages.length };
  }

  private gather(value: PdfValue | undefined, pages: PdfDictionary[], seen: Set<unknown>, above: PdfDictionary): void {
    const key = JSON.stringify(value);
    const node = this.objects.get(value);
    if (!isDictionary(node) || seen.has(key) || pages.length >= MOST_PAGES) return;
    seen.add(key);
    const resources = node.get('/Resources') ?? above.get('/Resources');
    const own = new Map(node);
    if (resources !== undefined) own.set('/Resources', resources);
    const kids = this.objects.get(node.get('/Kids'));
    if (Array.isArray(kids)) for (const kid of kids) this.gather(kid, pages, seen, own);
    else pages.push(own);
  }

  private say(words: string): void {
    this.words.push(words);
    this.length += words.length;
  }

  private fontOf(resources: PdfValue | undefined, name: PdfValue | undefined): Font | null {
    const known = this.objects.get(resources);
    const fonts = isDictionary(known) ? this.objects.get(known.get('/Font')) : null;
    const reference =
      isDictionary(fonts ?? undefined) && typeof name === 'string' ? (fonts as PdfDictionary).get(name) : undefined;
    const font = this.objects.get(reference);
    if (!isDictionary(font)) return null;
    const key = JSON.stringify(reference);
    const kept = this.fonts.get(key);
    if (kept) return kept;
    const list = this.objects.stream(font.get('/ToUnicode'));
    const read = list === null ? null : signsIn(list);
    // A composed font without a list names its drawings alone.
    const isComposed = font.get('/Subtype') === '/Type0';
    const found: Font = { width: isComposed ? 2 : 1, signs: read?.signs ?? (isComposed ? new Map() : null) };
    this.fonts.set(key, found);
    return found;
  }

  private spell(bytes: string, font: Font | null): string {
    const { width, signs } = font ?? { width: 1, signs: null };
    if (!signs) return windows.decode(Buffer.from(bytes, 'latin1'));
    let words = '';
    for (let at = 0; at < bytes.length; at += width) words += signs.get(numberOf(bytes.slice(at, at + width))) ?? '';
    return words;
  }

  private draw(drawn: string, resources: PdfValue | undefined, depth: number): void {
    this.drawings += 1;
    if (this.drawings > MOST_DRAWINGS) return;
    const reader = new PdfReader(drawn);
    let stack: PdfValue[] = [];
    let font: Font | null = null;
    let line = 0;
    for (let value = reader.next(); value !== undefined; value = reader.next()) {
      if (!isOperator(value)) {
        stack.push(value);
        continue;
      }
      const given = stack;
      stack = [];
      if (this.length > datasetLimits.textBytes) return;
      const last = given.at(-1);
      switch (value.operator) {
        case 'Tf':
          font = this.fontOf(resources, given[0]);
          break;
        case 'Tj':
        case "'":
        case '"':
          if (value.operator !== 'Tj') this.say('\n');
          if (isBytes(last)) this.say(this.spell(last.bytes, font));
          break;
        case 'TJ':
          for (const one of Array.isArray(last) ? last : [])
            if (isBytes(one)) this.say(this.spell(one.bytes, font));
            else if (typeof one === 'number' && one < -GAP) this.say(' ');
          break;
        case 'Td':
        case 'TD':
          this.say(given[1] === 0 ? ' ' : '\n');
          break;
        case 'Tm':
          if (typeof given[5] === 'number') {
            this.say(Math.abs(given[5] - line) < 1 ? ' ' : '\n');
            line = given[5];
          }
          break;
        case 'T*':
          this.say('\n');
          break;
        case 'Do':
          this.drawForm(resources, last, depth);
          break;
      }
    }
  }

  private drawForm(resources: PdfValue | undefined, name: PdfValue | undefined, depth: number): void {
    const known = this.objects.get(resources);
    const forms = isDictionary(known) ? this.objects.get(known.get('/XObject')) : null;
    const reference =
      isDictionary(forms ?? undefined) && typeof name === 'string' ? (forms as PdfDictionary).get(name) : undefined;
    const form = this.objects.get(reference);
    if (!isDictionary(form) || form.get('/Subtype') !== '/Form' || depth >= MOST_FORMS) return;
    this.draw(this.objects.stream(reference) ?? '', form.get('/Resources') ?? resources, depth + 1);
  }
}

/** What is in a PDF, as far as it can be read. */
export interface PdfHeld {
  words: string | null;
  pages: number | null;
  isProtected: boolean;
}

/** The words of a PDF, null where it has none that can be read, and how many pages; of what is protected, neither. */
export function pdfWords(bytes: Buffer): PdfHeld {
  const none = { words: null, pages: null, isProtected: false };
  try {
    const objects = new PdfObjects(bytes.toString('latin1'));
    if (objects.isEncrypted) return { ...none, isProtected: true };
    const { words, pages } = new Pages(objects).read();
    const tidy = words
      .replaceAll('\u00ad', '')
      .replace(/[ \t]+/g, ' ')
      .replace(/ ?\n[ \n]*/g, '\n')
      .trim();
    return { words: tidy === '' ? null : tidy, pages: pages || null, isProtected: false };
  } catch (error) {
    // Nested deeper than anybody writes: the file is kept as it is, unread.
    if (error instanceof RangeError) return none;
    throw error;
  }
}
