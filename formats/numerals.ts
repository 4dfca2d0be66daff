// Numbers as word processors print them. Called by the readers.
import { writeRoman } from '#domain/texts/numbering.ts';
import type { ListPlace } from './written-text.ts';

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
  const styles = {
    lowerLetter: 'a',
    upperLetter: 'A',
    lowerRoman: 'i',
    upperRoman: 'I',
    a: 'a',
    A: 'A',
    i: 'i',
    I: 'I',
  } as const;
  return Object.hasOwn(styles, format) ? { style: styles[format as keyof typeof styles] } : {};
}

/** A to Z, then AA, BB… as Word does. */
function writeLetters(number: number): string {
  if (number < 1 || number > 260) return String(number);
  return String.fromCharCode(65 + ((number - 1) % 26)).repeat(Math.ceil(number / 26));
}
