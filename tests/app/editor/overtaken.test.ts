// @vitest-environment happy-dom
import type { Editor } from '@tiptap/core';
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { setForm } from '#app/editor/commands.ts';
import { type Overtaken, watchOvertaken } from '#app/editor/overtaken.ts';
import { deleteBlock, moveBlock } from '#app/editor/place-commands.ts';
import { TEXT_FIELD } from '#domain/text-schema.ts';
import { docOf, exchange, openEditor, paragraph, putCursor, run } from './rig.ts';

const open: Editor[] = [];
afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy();
});

/** Two people on one text, apart until `meet`; what the first is told. */
function pair() {
  const docs = [
    docOf([paragraph('Le comité se réunit.', { id: 'p' }), paragraph('Fin', { id: 'q' })]),
    new Y.Doc(),
  ] as const;
  exchange(...docs);
  const [mine, theirs] = [openEditor(docs[0]), openEditor(docs[1])];
  open.push(mine, theirs);
  const told: Overtaken[] = [];
  let unconfirmed = true;
  watchOvertaken(
    docs[0].getXmlFragment(TEXT_FIELD),
    () => unconfirmed,
    (overtaken) => told.push(overtaken),
  );
  return {
    mine,
    theirs,
    told,
    meet: () => exchange(...docs),
    confirm: () => {
      unconfirmed = false;
    },
  };
}

function write(editor: Editor, after: string, words: string) {
  putCursor(editor, after);
  for (const letter of words) editor.commands.insertContent(letter);
}

test('words typed in a block that somebody else turned into a heading meanwhile are offered back', () => {
  const { mine, theirs, told, meet } = pair();
  write(mine, 'réunit', ' deux fois par an');
  putCursor(theirs, 'comité');
  run(theirs, setForm('article'));
  meet();
  expect(mine.state.doc.textContent).not.toContain('deux fois');
  expect(told).toEqual([{ blockId: 'p', words: 'Le comité se réunit deux fois par an.', isThere: true }]);
});

test('so are those of a block that somebody else moved', () => {
  const { mine, theirs, told, meet } = pair();
  write(mine, 'Fin', ' provisoire');
  putCursor(theirs, 'Le comité');
  run(theirs, moveBlock(1));
  meet();
  const survived = mine.state.doc.textContent.includes('provisoire');
  expect(told.length).toBe(survived ? 0 : 1);
});

test('and those of a block deleted unseen, but not of one deleted knowingly', () => {
  const unseen = pair();
  write(unseen.mine, 'réunit', ' souvent');
  putCursor(unseen.theirs, 'comité');
  run(unseen.theirs, deleteBlock);
  unseen.meet();
  expect(unseen.told).toEqual([{ blockId: 'p', words: 'Le comité se réunit souvent.', isThere: false }]);
  const known = pair();
  write(known.mine, 'réunit', ' souvent');
  known.meet();
  known.confirm();
  putCursor(known.theirs, 'comité');
  run(known.theirs, deleteBlock);
  known.meet();
  expect(known.told).toEqual([]);
});

test('nothing is told of what merges, of words corrected in place, or of one’s own changes', () => {
  const { mine, theirs, told, meet } = pair();
  write(mine, 'réunit', ' souvent');
  write(theirs, 'Le', ' grand');
  meet();
  expect(mine.state.doc.textContent).toContain('Le grand comité se réunit souvent.');
  putCursor(theirs, ' souvent', 'around');
  theirs.commands.deleteSelection();
  meet();
  write(mine, 'Fin', ' enfin');
  run(mine, setForm('bulletList'));
  run(mine, setForm('axis'));
  run(mine, moveBlock(-1));
  meet();
  putCursor(theirs, 'enfin');
  run(theirs, setForm('paragraph'));
  meet();
  expect(mine.state.doc.textContent).toContain('enfin');
  mine.commands.undo();
  meet();
  expect(told).toEqual([]);
});
