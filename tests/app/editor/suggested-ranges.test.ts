// @vitest-environment happy-dom
// Where something is suggested, as the editor follows it key by key, is where the shared text says it is; and of very many
// suggestions those in sight are drawn.
import { randomUUID } from 'node:crypto';
import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { Mapping, StepMap } from '@tiptap/pm/transform';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { bindingKey } from '#app/editor/binding/binding-key.ts';
import { idsOfRanges, mapped, type SuggestedRange, suggestedRanges } from '#app/editor/binding/suggested-ranges.ts';
import { INSERTION } from '#domain/texts/text-grammar.ts';
import { blocksIn, quiet, sequenceOf } from '#domain/texts/text-sequence.ts';
import { docOf, exchange, openEditor, ownSuggestions, paragraph } from './rig.ts';

const open: Editor[] = [];
afterEach(() => {
  for (const editor of open.splice(0)) editor.destroy();
});

const followed = (editor: Editor) => bindingKey.getState(editor.state)?.suggested ?? [];

/** Character by character: one stretch may be said in one range or in two. */
function signs(ranges: readonly SuggestedRange[]): string[] {
  const all = ranges.flatMap(({ from, to, kind, ids }) =>
    Array.from({ length: to - from }, (_, index) => `${from + index} ${kind} ${ids.join()}`),
  );
  return all.sort();
}

const steps = fc.array(
  fc.record({
    from: fc.nat(),
    length: fc.nat(9),
    act: fc.constantFrom('type', 'delete', 'replace', 'both', 'bold', 'undo'),
  }),
  { minLength: 1, maxLength: 20 },
);

function act(editor: Editor, { from: place, length, act: name }: { from: number; length: number; act: string }): void {
  const { doc, tr } = editor.state;
  const block = doc.child(place % doc.childCount);
  let start = 1;
  for (let index = 0; index < place % doc.childCount; index += 1) start += doc.child(index).nodeSize;
  const from = start + (place % (block.content.size + 1));
  const to = Math.min(from + length, start + block.content.size);
  if (name === 'undo') editor.commands.undo();
  else if (name === 'type') editor.view.dispatch(tr.insertText(`m${length}`, from));
  else if (name === 'delete') editor.view.dispatch(tr.delete(from, to));
  // Words go in one place and come in another, in one act: as « remplacer tout » does.
  else if (name === 'both') editor.view.dispatch(tr.delete(from, to).insertText('b', 3).insertText('b', 6));
  else if (name === 'replace') editor.view.dispatch(tr.insertText('r', from, to));
  else {
    editor.view.dispatch(tr.setSelection(TextSelection.create(doc, from, to)));
    editor.commands.toggleBold();
  }
}

test('what one writes among suggested words is no part of them, at once and whatever is written', () => {
  fc.assert(
    fc.property(steps, steps, (suggestions, writing) => {
      const doc = docOf([paragraph('Le Département et la Mission.'), paragraph('Une réunion par an.')]);
      const suggester = openEditor(doc, { suggesting: ownSuggestions() });
      for (const step of suggestions) act(suggester, step);
      suggester.destroy();
      const writer = openEditor(doc);
      open.push(writer);
      for (const step of writing) {
        act(writer, step);
        const said = suggestedRanges(writer.state.doc, sequenceOf(doc), (text) => blocksIn(text, 'shown'));
        expect(signs(followed(writer))).toEqual(signs(said));
        expect(new Set(idsOfRanges(followed(writer)).split(' '))).toEqual(new Set(idsOfRanges(said).split(' ')));
      }
      writer.destroy();
    }),
    // After an undo, bold is given outright to a letter for which it was suggested.
    {
      numRuns: 60,
      seed: 62,
      examples: [
        [
          [{ from: 399392591, length: 1, act: 'bold' }],
          [
            { from: 0, length: 0, act: 'type' },
            { from: 0, length: 0, act: 'undo' },
            { from: 1076298111, length: 1, act: 'bold' },
          ],
        ],
      ],
    },
  );
});

test('one that goes is counted no more, though another is parted in the same act', () => {
  const range = (from: number, to: number, id: string): SuggestedRange => ({
    from,
    to,
    kind: 'insertion',
    ids: [id],
    agreed: null,
  });
  const ranges = [range(1, 3, 'a'), range(10, 20, 'b')];
  expect(idsOfRanges(ranges)).toBe('a b');
  const after = mapped(ranges, new Mapping([new StepMap([1, 2, 0]), new StepMap([12, 0, 1])]));
  expect(after.map(({ from, to }) => [from, to])).toEqual([
    [8, 12],
    [13, 19],
  ]);
  expect(idsOfRanges(after)).toBe('b');
});

describe('of very many', () => {
  test('words far from what is in sight are not drawn, and all of them are for the printer', async () => {
    const doc = docOf(Array.from({ length: 40 }, () => paragraph('mot '.repeat(30))));
    const text = sequenceOf(doc);
    for (let at = text.length - 5; at > 0; at -= 4) text.format(at, 1, { [INSERTION]: randomUUID() });
    const empty = quiet(new Y.Doc());
    const editor = openEditor(empty);
    open.push(editor);
    // Each block is a hundred high; what is above the window has gone by.
    let passed = 0;
    vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
      const top = [...editor.view.dom.children].indexOf(this) * 100 - passed;
      return { top, bottom: top + 100 } as DOMRect;
    });
    const drawnIn = () =>
      [...editor.view.dom.children].flatMap((block, at) => (block.querySelector('ins') ? [at] : []));
    const shown = (height: number) => Math.ceil(height / 100);
    // As a text that comes from the server once its editor is open.
    exchange(doc, empty);
    expect(followed(editor).length).toBeGreaterThan(500);
    expect(drawnIn().length).toBeLessThan(3);
    await vi.waitFor(() => expect(drawnIn()).toContain(shown(window.innerHeight) - 1));
    expect(drawnIn()).not.toContain(39);
    passed = 4_000 - window.innerHeight;
    document.dispatchEvent(new Event('scroll'));
    await vi.waitFor(() => expect(drawnIn()).toContain(39));
    expect(drawnIn()).not.toContain(0);
    window.dispatchEvent(new Event('beforeprint'));
    expect(drawnIn()).toHaveLength(40);
    window.dispatchEvent(new Event('afterprint'));
    await vi.waitFor(() => expect(drawnIn()).not.toContain(0));
    vi.restoreAllMocks();
  });
});
