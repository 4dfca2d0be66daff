// A text with what is suggested in it, as a file is made of it, and as it is once all of that is decided. For the tests of files
// that come back.
import type { JSONContent } from '@tiptap/core';
import * as Y from 'yjs';
import { markedSuggestions } from '#domain/exports/suggested-changes.ts';
import { settleSuggestions } from '#domain/suggestions/settling.ts';
import { suggestionsIn } from '#domain/suggestions/suggested-text.ts';
import { textOf } from '#domain/texts/live-text.ts';
import { textAsRead } from '#domain/texts/reading-text.ts';
import { quiet, sequenceOf } from '#domain/texts/text-sequence.ts';
import type { OfficeBlock } from '#formats/office/office-text.ts';

/** Whose everything is that is suggested in it. */
export const suggester = { author: 'Jeanne Bernard', date: new Date('2026-03-02T09:30:00Z') };

/** `isShaped`: for Word. */
export const marked = (doc: Y.Doc, isShaped = true): OfficeBlock[] =>
  markedSuggestions(sequenceOf(doc), { by: () => suggester, reasonOf: () => null, isShaped, withComments: false });

export function copyOf(doc: Y.Doc): Y.Doc {
  const copy = quiet(new Y.Doc());
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

/** The text once all that is suggested in it, or `ids` alone, is decided. */
export function settled(doc: Y.Doc, settling: 'accept' | 'refuse', ids?: ReadonlySet<string>): JSONContent {
  const copy = copyOf(doc);
  copy.transact(() => {
    settleSuggestions(sequenceOf(copy), ids ?? new Set(suggestionsIn(sequenceOf(copy)).keys()), settling);
  });
  return textAsRead(textOf(copy));
}
