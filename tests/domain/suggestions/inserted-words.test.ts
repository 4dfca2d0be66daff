// Who writes among suggested words while these are settled, or taken back, hides nothing of what follows.
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { deleteInserted } from '#domain/suggestions/inserted-words.ts';
import { settleSuggestions } from '#domain/suggestions/settling.ts';
import { deletionFormat, INSERTION } from '#domain/texts/text-grammar.ts';
import { agreedBlocks, blocksIn, quiet, sequenceOf } from '#domain/texts/text-sequence.ts';

const id = randomUUID();

/** « abc », the suggested « UUVV », « def », and a block behind. */
function suggested(): Y.Doc {
  const doc = quiet(new Y.Doc());
  const text = sequenceOf(doc);
  text.insertEmbed(0, new Y.Map([['id', randomUUID()]]), {});
  text.insert(1, 'abcdef', {});
  text.insert(4, 'UUVV', { [INSERTION]: id });
  text.insertEmbed(text.length, new Y.Map([['id', randomUUID()]]), {});
  text.insert(text.length, 'suite', {});
  return doc;
}

function changed(doc: Y.Doc, change: (text: Y.Text) => void): Y.Doc {
  const copy = quiet(new Y.Doc());
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  copy.transact(() => change(sequenceOf(copy)));
  return copy;
}

const agreed = (doc: Y.Doc) =>
  agreedBlocks(blocksIn(sequenceOf(doc))).map(({ runs }) => runs.map(({ text }) => text).join(''));

describe.each([
  ['outright', {}, 'X'],
  ['as another suggestion', { [INSERTION]: randomUUID() }, ''],
])('of who writes among suggested words %s', (_name, formats, words) => {
  const doc = suggested();
  const writer = changed(doc, (text) => text.insert(6, 'X', formats));
  const met = (change: (text: Y.Text) => void) => {
    const copies = [changed(doc, change), changed(doc, change)] as const;
    Y.applyUpdate(copies[0], Y.encodeStateAsUpdate(writer));
    // The other way round as well.
    const other = changed(writer, () => {});
    Y.applyUpdate(other, Y.encodeStateAsUpdate(copies[0]));
    expect(agreed(other)).toEqual(agreed(copies[0]));
    return agreed(copies[0]);
  };

  test('the words stay where they were refused or taken back meanwhile', () => {
    expect(met((text) => settleSuggestions(text, new Set([id]), 'refuse'))).toEqual([`abc${words}def`, 'suite']);
    expect(met((text) => deleteInserted(text, 4, 4))).toEqual([`abc${words}def`, 'suite']);
    expect(
      met((text) => {
        for (let at = 7; at >= 4; at -= 1) deleteInserted(text, at, 1);
      }),
    ).toEqual([`abc${words}def`, 'suite']);
  });

  test('what was accepted meanwhile is the text’s up to there, and waits again behind', () => {
    expect(met((text) => settleSuggestions(text, new Set([id]), 'accept'))).toEqual([`abcUU${words}def`, 'suite']);
  });

  test('words that were to go and came by a suggestion end there too', () => {
    const change = (text: Y.Text) => {
      text.format(4, 4, { [deletionFormat(id)]: true });
      settleSuggestions(text, new Set([id]), 'accept');
    };
    expect(met(change)).toEqual([`abc${words}def`, 'suite']);
  });
});
