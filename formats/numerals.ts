// Numbers as word processors print them. Called by the readers.
import { writeRoman } from '#domain/texts/numbering.ts';
import { listStyleNamed } from '#domain/written/lists.ts';
import type { ListPlace } from '#domain/written/written-text.ts';

/** `number` as the formats of Word and Writer print it. */
export function writeNumber(number: number, format: string): string {
  switch (format) {
    case 'upperRoman':
    case 'I':
      return writeRoman(number);
    case 'lowerRoman':
    case 'i':
      return writeRoman(number).toLowerCase();
    case 'upperLetter':
    case 'A':
      return writeLetters(number);
    case 'lowerLetter':
    case 'a':
      return writeLetters(number).toLowerCase();
    case 'ordinal':
      return number === 1 ? '1er' : `${number}e`;
    case 'none':
      return '';
    default:
      return String(number);
  }
}

/** The style of a list that counts by `format` of Word or Writer; nothing for 1, 2, 3. */
export function listStyleOf(format: string): Pick<ListPlace, 'style'> {
  const style = listStyleNamed(format);
  return style ? { style } : {};
}

/** Whether a printed number says what it numbers: « Article 8 » does and is no item of a list, « viii) » does not. */
export function namesItself(label: string | null, { style }: Pick<ListPlace, 'style'>): boolean {
  const words = style === 'i' || style === 'I' ? label?.replace(/(?<!\p{L})[ivxlc]+(?!\p{L})/iu, '') : label;
  return /\p{L}{3}/u.test(words ?? '');
}

/** A to Z, then AA, BB… as Word does. */
function writeLetters(number: number): string {
  if (number < 1 || number > 260) return String(number);
  return String.fromCharCode(65 + ((number - 1) % 26)).repeat(Math.ceil(number / 26));
}
