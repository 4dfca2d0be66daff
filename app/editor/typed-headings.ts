// « ## » and a blank at the start of a paragraph make a heading of it, as many programs do: one sign for an article, two for
// a strategic objective, three for an objective, four for a subheading. What was typed comes first and is turned after it, as a
// step of undo of its own: one undo gives the signs back.
import type { ResolvedPos, Node as TextNode } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { HeadingKind } from '#domain/vocabulary.ts';
import { undoManagerOf } from './binding/undo.ts';
import { setForm } from './commands.ts';
import type { TextHabits } from './text-kinds.ts';

const byDepth: readonly HeadingKind[] = ['article', 'axis', 'objective', 'subheading'];

/** What so many signs make in a text of these habits; null for nothing. A text with one kind of heading has that one. */
export function headingOf(signs: string, { forms }: Pick<TextHabits, 'forms'>): HeadingKind | null {
  if (!/^#{1,4}$/.test(signs)) return null;
  const kind = byDepth[signs.length - 1];
  if (kind && forms.includes(kind)) return kind;
  return forms.includes('subheading') ? 'subheading' : null;
}

/** In a paragraph of the text itself: lists and tables hold no heading. */
const isPlainParagraph = ({ depth, parent }: ResolvedPos) => depth === 1 && parent.type.name === 'paragraph';

const wordsBefore = ({ parent, parentOffset }: { parent: TextNode; parentOffset: number }) =>
  parent.textBetween(0, parentOffset, undefined, '\ufffc');

export function createTypedHeadings(habits: TextHabits): Plugin {
  return new Plugin({
    key: new PluginKey('typedHeadings'),
    props: {
      handleTextInput(view, from, to, typed) {
        // A composition under way is nobody else's to redraw.
        if (typed !== ' ' || from !== to || view.composing) return false;
        const $from = view.state.doc.resolve(from);
        const signs = isPlainParagraph($from) ? wordsBefore($from) : '';
        const kind = headingOf(signs, habits);
        if (kind === null) return false;
        const undo = undoManagerOf(view.state);
        view.dispatch(view.state.tr.insertText(typed, from, to));
        undo?.stopCapturing();
        const begin = $from.start();
        setForm(kind)(view.state, (tr) => view.dispatch(tr.delete(begin, begin + signs.length + 1).scrollIntoView()));
        undo?.stopCapturing();
        return true;
      },
    },
  });
}
