// How words look, as styles pile up, and words of one look put together. Called by the readers of files and by the paste.
import { shownSymbols } from '../texts/symbols.ts';
import type { ReturnedRun, Tracking } from './returned-text.ts';
import type { Run } from './written-text.ts';

/** What a style says of the look of words; null where it says nothing. */
export interface Look {
  bold: boolean | null;
  italic: boolean | null;
  underline: boolean | null;
  hidden: boolean | null;
  struck: boolean | null;
  /** Above or below the line, or said to stand on it. */
  raised: 'superscript' | 'subscript' | 'baseline' | null;
  /** A font of pictures, whose characters are others than their codes say; '' for any other font. */
  font: string | null;
}

/** A style that says nothing. */
export const plainLook: Look = {
  bold: null,
  italic: null,
  underline: null,
  hidden: null,
  struck: null,
  raised: null,
  font: null,
};

/** `near` where it says something, else `far`. */
export const over = (near: Look, far: Look): Look => ({
  bold: near.bold ?? far.bold,
  italic: near.italic ?? far.italic,
  underline: near.underline ?? far.underline,
  hidden: near.hidden ?? far.hidden,
  struck: near.struck ?? far.struck,
  raised: near.raised ?? far.raised,
  font: near.font ?? far.font,
});

/** Adds words to `runs`, to the last one when they look the same and the same was done to them. */
export function say(
  runs: Run[],
  text: string,
  look: Look,
  { href, ...tracking }: { href: string | null } & Tracking,
): void {
  if (text === '') return;
  const run: ReturnedRun = {
    text: shownSymbols(text, look.font || null),
    ...(look.bold ? { bold: true } : {}),
    ...(look.italic ? { italic: true } : {}),
    // Links are underlined by their style: that is not somebody's emphasis.
    ...(look.underline && href === null ? { underline: true } : {}),
    ...(look.raised === null || look.raised === 'baseline' ? {} : { [look.raised]: true as const }),
    ...(href === null ? {} : { href }),
    ...tracking,
  };
  const last = runs.at(-1);
  if (last && sameLook(last, run)) last.text += run.text;
  else runs.push(run);
}

const sameLook = (one: ReturnedRun, other: ReturnedRun): boolean =>
  one.bold === other.bold &&
  one.italic === other.italic &&
  one.underline === other.underline &&
  one.superscript === other.superscript &&
  one.subscript === other.subscript &&
  one.href === other.href &&
  // Each element of a file makes one of its own.
  one.inserted === other.inserted &&
  one.deleted === other.deleted &&
  one.restyled === other.restyled &&
  one.comments === other.comments;

/** What of a look keeps its words out of the text: nobody may find alive what its author struck out or hid. */
export const leftOutBy = (look: Look): 'hidden' | 'struck' | null =>
  look.hidden ? 'hidden' : look.struck ? 'struck' : null;
