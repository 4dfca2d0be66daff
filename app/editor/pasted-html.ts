// Makes of what Word, LibreOffice, Google Docs, Outlook and web pages put on the clipboard the HTML of a text: read here as
// files are read elsewhere, and made blocks of by the same rules (domain/written/blocks.ts); and says what did not come in.
import type { JSONContent } from '@tiptap/core';
import { DOMSerializer, Fragment } from '@tiptap/pm/model';
import { kindOfLevel, textSchema } from '#domain/texts/text-schema.ts';
import type { HeadingKind } from '#domain/vocabulary.ts';
import { labelled, writeBlocks, writeTitle } from '#domain/written/blocks.ts';
import { keepsItsWord, kindNamed, readTypedNumber } from '#domain/written/typed-numbers.ts';
import {
  type LeftOut,
  nothingLeftOut,
  type WrittenBlock,
  type WrittenKind,
  type WrittenParagraph,
  wordsOf,
} from '#domain/written/written-text.ts';
import { withoutNumbers } from './copy.ts';
import { readBlocks } from './pasted-blocks.ts';
import { takeOmissions } from './pasted-omissions.ts';
import { type PastedStyles, readStyles } from './pasted-styles.ts';

/** A clipboard as the text may take it, and what is left out of it. */
export interface PastedHtml {
  html: string;
  omissions: LeftOut;
}

const hasWords = (element: Element) => (element.textContent ?? '').trim() !== '';

/** The block of words that comes after an element in reading order. */
function wordsAfter(element: Element): Element | null {
  for (let here: Element | null = element; here; here = here.parentElement)
    for (let next = here.nextElementSibling; next; next = next.nextElementSibling) {
      const found = next.matches('p, h1, h2, h3, h4, h5, h6, li')
        ? next
        : next.querySelector('p, h1, h2, h3, h4, h5, h6, li');
      if (found && hasWords(found)) return found;
    }
  return null;
}

/** A letter that Word drops into the lines below it stands in a frame of its own: it goes back to its word. */
function joinDropCaps(body: Element, styles: PastedStyles): void {
  for (const letter of body.querySelectorAll('p')) {
    if (!/^dropcap-/.test(styles.of(letter).get('mso-element') ?? '')) continue;
    const frame = letter.closest('table') ?? letter;
    const rest = wordsAfter(frame);
    if (!rest || frame.querySelectorAll('p').length > 1) continue;
    rest.prepend((letter.textContent ?? '').trim());
    // Its frame holds nothing else.
    frame.remove();
  }
}

/** The clipboard's HTML made readable for the schema. */
export function readPastedHtml(html: string): PastedHtml {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const styles = readStyles(page);
  const omissions = takeOmissions(page.body, styles);
  joinDropCaps(page.body, styles);
  const blocks = readBlocks(page.body, styles, () => {
    omissions.nestedTables += 1;
  });
  return { html: asHtml(blocks, page), omissions };
}

const serializer = DOMSerializer.fromSchema(textSchema);

/** What `blocks` come to in a text, as its own HTML. */
function asHtml(blocks: readonly WrittenBlock[], page: Document): string {
  const content = writeBlocks(
    blocks.map((written) => ({ written, kind: kindOf(written), attrs: {} })),
    (_, kind, written) => writeHeading(kind, labelled(written)),
  );
  const box = page.createElement('div');
  box.append(serializer.serializeFragment(Fragment.fromJSON(textSchema, content), { document: page }));
  return box.innerHTML;
}

function kindOf(written: WrittenBlock): WrittenKind {
  if (written.kind === 'table') return 'table';
  if (written.level === null) return written.list ? 'listItem' : 'paragraph';
  // Whoever pastes looks at the text and not at a preview: what a title says of itself decides, then how high it stands.
  const typed = readTypedNumber(wordsOf(labelled(written)));
  return (typed && kindNamed(typed)) ?? kindOfLevel(written.level);
}

function writeHeading(kind: HeadingKind, written: WrittenParagraph): JSONContent {
  const typed = readTypedNumber(wordsOf(written));
  const numbered = !(typed && keepsItsWord(typed));
  return { type: 'heading', attrs: { kind, numbered }, content: writeTitle(written.runs) };
}

/** The clipboard of this editor is left as it is, but for the numbers that were put before its titles. */
export function cleanPastedHtml(html: string): PastedHtml {
  return /\sdata-pm-slice=/.test(html)
    ? { html: withoutNumbers(html), omissions: nothingLeftOut() }
    : readPastedHtml(html);
}
