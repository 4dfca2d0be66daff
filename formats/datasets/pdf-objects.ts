// The objects of a PDF, found by looking for them rather than by its table of places, which is often wrong: dictionaries, arrays,
// names, and streams unpacked within bounds. Called by pdf-words.ts, in the process that checks a file.
import { inflateSync } from 'node:zlib';

/** `{ ref }` names another object; a name keeps its slash. */
export type PdfValue = number | string | boolean | null | PdfRef | PdfBytes | PdfValue[] | PdfDictionary;
interface PdfRef {
  ref: number;
}
/** A string: its bytes, one character each. */
export interface PdfBytes {
  bytes: string;
}
export type PdfDictionary = Map<string, PdfValue>;

export const isDictionary = (value: PdfValue | undefined): value is PdfDictionary => value instanceof Map;
const isRef = (value: PdfValue | undefined): value is PdfRef =>
  typeof value === 'object' && value !== null && 'ref' in value;
export const isBytes = (value: PdfValue | undefined): value is PdfBytes =>
  typeof value === 'object' && value !== null && 'bytes' in value;

const SPACE = /[\0\t\n\f\r ]/;
const REGULAR = /[^\0\t\n\f\r ()<>[\]{}/%]+/y;
const MOST_DEPTH = 64;
/** One stream unpacked; a page of a plan takes some megabytes. */
const MOST_UNPACKED = 32 * 1024 * 1024;
/** All streams of a file together: what packs more is no document. */
const MOST_IN_ALL = 256 * 1024 * 1024;
const MOST_OBJECTS = 200_000;

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** Reads values one after the other; an operator comes as a word. */
export class PdfReader {
  readonly text: string;
  at: number;

  constructor(text: string, at = 0) {
    this.text = text;
    this.at = at;
  }

  private skip(): void {
    for (;;) {
      while (this.at < this.text.length && SPACE.test(this.text.charAt(this.at))) this.at += 1;
      if (this.text[this.at] !== '%') return;
      while (this.at < this.text.length && !/[\r\n]/.test(this.text.charAt(this.at))) this.at += 1;
    }
  }

  private word(): string {
    REGULAR.lastIndex = this.at;
    const word = REGULAR.exec(this.text)?.[0] ?? '';
    this.at += word.length;
    return word;
  }

  /** The next value, or `{ operator }`; undefined at the end. */
  next(depth = 0): PdfValue | { operator: string } | undefined {
    this.skip();
    const sign = this.text[this.at];
    if (sign === undefined || depth > MOST_DEPTH) return undefined;
    if (this.text.startsWith('<<', this.at)) return this.dictionary(depth);
    this.at += 1;
    if (sign === '(') return { bytes: this.string() };
    if (sign === '<') return { bytes: this.hexadecimal() };
    if (sign === '[') return this.array(depth);
    if (sign === '/')
      return `/${this.word().replace(/#([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))}`;
    if (/[\]>{})]/.test(sign)) return { operator: sign };
    this.at -= 1;
    const word = this.word();
    if (!/^[+-]?\d*\.?\d*$/.test(word))
      return word === 'true' || word === 'false' ? word === 'true' : word === 'null' ? null : { operator: word };
    return this.referenceFrom(word) ?? (Number.isFinite(Number(word)) ? Number(word) : 0);
  }

  private referenceFrom(word: string): PdfRef | null {
    const rest = /^\d+$/.test(word)
      ? /^[\0\t\n\f\r ]+\d+[\0\t\n\f\r ]+R(?![A-Za-z])/.exec(this.text.slice(this.at, this.at + 24))
      : null;
    if (!rest) return null;
    this.at += rest[0].length;
    return { ref: Number(word) };
  }

  private array(depth: number): PdfValue[] {
    const values: PdfValue[] = [];
    for (;;) {
      const value = this.next(depth + 1);
      if (value === undefined || (isOperator(value) && value.operator === ']')) return values;
      if (!isOperator(value)) values.push(value);
    }
  }

  private dictionary(depth: number): PdfDictionary {
    this.at += 2;
    const found: PdfDictionary = new Map();
    for (;;) {
      this.skip();
      if (this.text.startsWith('>>', this.at)) {
        this.at += 2;
        return found;
      }
      const key = this.next(depth + 1);
      if (key === undefined) return found;
      if (typeof key !== 'string' || !key.startsWith('/')) continue;
      const value = this.next(depth + 1);
      if (value === undefined) return found;
      if (!isOperator(value)) found.set(key, value);
    }
  }

  private string(): string {
    let [words, open] = ['', 1];
    while (this.at < this.text.length) {
      const sign = this.text.charAt(this.at);
      this.at += 1;
      if (sign === '\\') {
        const octal = /^[0-7]{1,3}/.exec(this.text.slice(this.at, this.at + 3))?.[0];
        if (octal) words += String.fromCharCode(Number.parseInt(octal, 8) & 255);
        else if (!/[\r\n]/.test(this.text.charAt(this.at)))
          words += escapes[this.text.charAt(this.at)] ?? this.text.charAt(this.at);
        this.at += octal?.length ?? 1;
        continue;
      }
      if (sign === '(') open += 1;
      if (sign === ')') open -= 1;
      if (open === 0) break;
      words += sign;
    }
    return words;
  }

  private hexadecimal(): string {
    const end = this.text.indexOf('>', this.at);
    const digits = this.text.slice(this.at, end < 0 ? this.text.length : end).replace(/[^0-9a-f]/gi, '');
    this.at = end < 0 ? this.text.length : end + 1;
    return (digits.match(/..?/g) ?? [])
      .map((pair) => String.fromCharCode(Number.parseInt(pair.padEnd(2, '0'), 16)))
      .join('');
  }
}

export const isOperator = (value: unknown): value is { operator: string } =>
  typeof value === 'object' && value !== null && 'operator' in value;

/** The objects of a file, each read when it is asked for. */
export class PdfObjects {
  readonly text: string;
  readonly isEncrypted: boolean;
  private readonly places = new Map<number, number>();
  private readonly packed = new Map<number, string>();
  private unpacked = 0;

  constructor(text: string) {
    this.text = text;
    // What was written last counts: a file that was changed has its former objects before.
    for (const { index, 1: id } of text.matchAll(/(?<![0-9])(\d{1,8})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+obj\b/g)) {
      if (this.places.size > MOST_OBJECTS) break;
      this.places.set(Number(id), index);
    }
    this.isEncrypted = /\/Encrypt[\0\t\n\f\r ]+\d+[\0\t\n\f\r ]+\d+[\0\t\n\f\r ]+R/.test(text);
    for (const id of [...this.places.keys()]) this.unpackObjects(id);
  }

  /** Objects that stand packed in a stream of objects. */
  private unpackObjects(id: number): void {
    const at = this.places.get(id) ?? 0;
    if (!/\/Type[\0\t\n\f\r ]*\/ObjStm/.test(this.text.slice(at, at + 400))) return;
    const found = this.get({ ref: id });
    const words = isDictionary(found) ? this.stream({ ref: id }) : null;
    if (!words || !isDictionary(found)) return;
    const [count, first] = [Number(found.get('/N') ?? 0), Number(found.get('/First') ?? 0)];
    const numbers = words.slice(0, first).trim().split(/\s+/).map(Number);
    for (let index = 0; index < Math.min(count, MOST_OBJECTS); index += 1) {
      const [own, offset] = [numbers[2 * index], numbers[2 * index + 1]];
      if (own === undefined || offset === undefined || this.places.has(own)) continue;
      this.packed.set(own, words.slice(first + offset, first + (numbers[2 * index + 3] ?? words.length)));
    }
  }

  /** What a value is, where it names another object. */
  get(value: PdfValue | undefined): PdfValue | undefined {
    let found = value;
    for (let hops = 0; isRef(found) && hops < 8; hops += 1) found = this.read(found.ref);
    return isRef(found) ? undefined : found;
  }

  private read(id: number): PdfValue | undefined {
    const packed = this.packed.get(id);
    const at = this.places.get(id);
    const reader = packed !== undefined ? new PdfReader(packed) : at === undefined ? null : this.after(at);
    const value = reader?.next();
    return isOperator(value) ? undefined : value;
  }

  private after(at: number): PdfReader {
    return new PdfReader(this.text, this.text.indexOf('obj', at) + 3);
  }

  /** The unpacked bytes of a stream; null where it is packed in a way that words are not. */
  stream(value: PdfValue | undefined): string | null {
    const at = isRef(value) ? this.places.get(value.ref) : undefined;
    if (at === undefined) return null;
    const reader = this.after(at);
    const dictionary = reader.next();
    if (!(dictionary instanceof Map)) return null;
    const begins = /^[\0\t\n\f\r ]*stream(\r\n|\n|\r)/.exec(this.text.slice(reader.at, reader.at + 64));
    if (!begins) return null;
    const from = reader.at + begins[0].length;
    const length = this.get(dictionary.get('/Length'));
    const told = typeof length === 'number' ? from + length : -1;
    const isTold = told > from && /^\s*endstream/.test(this.text.slice(told, told + 16));
    const until = isTold ? told : this.text.indexOf('endstream', from);
    const raw = this.text.slice(from, until < 0 ? undefined : until);
    const words = this.unpacked > MOST_IN_ALL ? null : unpack(raw, [this.get(dictionary.get('/Filter'))].flat());
    this.unpacked += words?.length ?? 0;
    return words;
  }

  /** Every object that is a dictionary of this type, in the order of the file. */
  *ofType(type: string): Generator<PdfDictionary> {
    for (const id of [...this.places.keys(), ...this.packed.keys()]) {
      const found = this.get({ ref: id });
      if (isDictionary(found) && found.get('/Type') === type) yield found;
    }
  }
}

function unpack(raw: string, filters: (PdfValue | undefined)[]): string | null {
  const [filter, ...more] = filters.filter((one) => one !== undefined && one !== null);
  if (filter === undefined) return raw;
  if (filter !== '/FlateDecode' || more.length > 0) return null;
  try {
    return inflateSync(Buffer.from(raw, 'latin1'), { maxOutputLength: MOST_UNPACKED, finishFlush: 2 }).toString(
      'latin1',
    );
  } catch {
    return null;
  }
}
