// Numbers as word processors print them. Called by the readers.
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

const romans: readonly (readonly [number, string])[] = [
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

function writeRoman(number: number): string {
  if (number < 1 || number > 399) return String(number);
  let left = number;
  return romans.reduce((written, [value, letters]) => {
    const times = Math.floor(left / value);
    left -= times * value;
    return written + letters.repeat(times);
  }, '');
}

/** A to Z, then AA, BB… as Word does. */
function writeLetters(number: number): string {
  if (number < 1 || number > 260) return String(number);
  return String.fromCharCode(65 + ((number - 1) % 26)).repeat(Math.ceil(number / 26));
}
