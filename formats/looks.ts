// How words look, as styles pile up, and words of one look put together. Called by the readers of DOCX and ODT.
import type { Run } from './written-text.ts';

/** What a style says of the look of words; null where it says nothing. */
export interface Look {
  bold: boolean | null;
  italic: boolean | null;
  underline: boolean | null;
  hidden: boolean | null;
}

/** A style that says nothing. */
export const plainLook: Look = { bold: null, italic: null, underline: null, hidden: null };

/** `near` where it says something, else `far`. */
export const over = (near: Look, far: Look): Look => ({
  bold: near.bold ?? far.bold,
  italic: near.italic ?? far.italic,
  underline: near.underline ?? far.underline,
  hidden: near.hidden ?? far.hidden,
});

/** Adds words to `runs`, to the last one when they look the same. */
export function say(runs: Run[], text: string, look: Look, href: string | null): void {
  if (text === '') return;
  const run: Run = {
    text,
    ...(look.bold ? { bold: true } : {}),
    ...(look.italic ? { italic: true } : {}),
    // Links are underlined by their style: that is not somebody's emphasis.
    ...(look.underline && href === null ? { underline: true } : {}),
    ...(href === null ? {} : { href }),
  };
  const last = runs.at(-1);
  if (last && sameLook(last, run)) last.text += text;
  else runs.push(run);
}

const sameLook = (one: Run, other: Run): boolean =>
  one.bold === other.bold &&
  one.italic === other.italic &&
  one.underline === other.underline &&
  one.href === other.href;
