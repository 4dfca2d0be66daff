// @vitest-environment happy-dom
// Decisions and tasks in the editor of a meeting's notes: marked by command and by key, and neither taken into a
// convention nor promises into notes.
import type { Editor } from '@tiptap/core';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { markOutcome, setForm } from '#app/editor/commands.ts';
import { fitting } from '#app/editor/paste.ts';
import { textHabits } from '#app/editor/text-kinds.ts';
import { blocksOf } from '#domain/texts/text-schema.ts';
import { docOf, heading, openEditor, paragraph, putCursor, run } from './rig.ts';

// The office's computers; what reads the platform reads it once, when it is loaded.
vi.hoisted(() => Object.defineProperty(navigator, 'platform', { value: 'Win32' }));

const open: Editor[] = [];
const editorOf = (kind: 'convention' | 'notes') => {
  const editor = openEditor(docOf([heading('subheading', 'Terrils'), paragraph('La liste est arrêtée.')]), { kind });
  open.push(editor);
  putCursor(editor, 'La liste est');
  return editor;
};
afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy();
});

const outcomes = (editor: Editor) => blocksOf(editor.state.doc).map(({ outcome }) => outcome);

function press(editor: Editor, key: string) {
  const options = { key, ctrlKey: true, altKey: true, bubbles: true, cancelable: true };
  editor.view.dom.dispatchEvent(new KeyboardEvent('keydown', options));
}

describe('marking', () => {
  test('a block is a decision, then a task, then neither; its badge says so', () => {
    const editor = editorOf('notes');
    run(editor, markOutcome('DECISION'));
    expect(outcomes(editor)).toEqual([null, 'DECISION']);
    expect(editor.view.dom.querySelector('[data-outcome]')?.getAttribute('data-badge')).toBe('Décision');
    run(editor, markOutcome('TASK'));
    expect(editor.view.dom.querySelector('[data-outcome]')?.getAttribute('data-badge')).toBe('Tâche');
    run(editor, markOutcome('TASK'));
    expect(outcomes(editor)).toEqual([null, null]);
  });

  test('the keys mark in notes, and do nothing in a convention', () => {
    const notes = editorOf('notes');
    press(notes, 'd');
    expect(outcomes(notes)).toEqual([null, 'DECISION']);
    press(notes, 't');
    expect(outcomes(notes)).toEqual([null, 'TASK']);
    const convention = editorOf('convention');
    press(convention, 'd');
    expect(outcomes(convention)).toEqual([null, null]);
  });

  test('a marked block that is split leaves its second half unmarked, and keeps its mark when its form changes', () => {
    const editor = editorOf('notes');
    run(editor, markOutcome('DECISION'));
    editor.commands.enter();
    expect(outcomes(editor)).toEqual([null, 'DECISION', null]);
    putCursor(editor, 'La liste');
    run(editor, setForm('subheading'));
    expect(outcomes(editor)).toEqual([null, 'DECISION', null]);
  });
});

test('what is pasted fits its text: no outcome in a convention, no promise and no numbered heading in notes', () => {
  const editor = editorOf('notes');
  run(editor, markOutcome('DECISION'));
  const { doc, schema } = editor.state;
  expect(fitting(doc.slice(0, doc.content.size), textHabits.convention).content.lastChild?.attrs.outcome).toBeNull();
  const promised = schema.nodes.doc?.create(
    null,
    [
      schema.nodes.heading?.create({ kind: 'article' }, schema.text('Objet')) ?? [],
      schema.nodes.paragraph?.create({ mark: 'ACTION', degree: 'MUST' }, schema.text('Agir.')) ?? [],
    ].flat(),
  );
  const inNotes = fitting((promised ?? doc).slice(0, promised?.content.size ?? 0), textHabits.notes).content;
  expect(inNotes.firstChild?.attrs.kind).toBe('subheading');
  expect(inNotes.lastChild?.attrs).toMatchObject({ mark: null, degree: null });
});
