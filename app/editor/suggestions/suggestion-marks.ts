// How suggestions look in the editor: words that would come or go, blocks that are new, taken away or said otherwise. Drawn
// over the text, so that no typed letter takes part in what it stands in.
import type { Editor } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { bindingKey } from '../binding/binding-key.ts';
import type { SuggestedRange } from '../binding/suggested-ranges.ts';

const elements: Partial<Record<SuggestedRange['kind'], 'ins' | 'del'>> = { insertion: 'ins', deletion: 'del' };

/** What the tip of each suggestion says. */
type Tips = ReadonlyMap<string, string>;

function drawn({ from, to, kind, ids }: SuggestedRange, tips: Tips): Decoration {
  const title = ids.flatMap((id) => tips.get(id) ?? []).join('\n');
  const attributes = {
    'data-suggested': kind,
    'data-suggestions': ids.join(' '),
    ...(title === '' ? {} : { title }),
  };
  if (kind === 'line-come' || kind === 'line-gone') {
    const words = kind === 'line-come' ? 'Proposé en plus' : 'Proposé à retirer';
    return Decoration.node(from, to, { ...attributes, 'aria-description': words });
  }
  if (kind === 'come' || kind === 'gone' || kind === 'said') return Decoration.node(from, to, attributes);
  const nodeName = elements[kind];
  return Decoration.inline(from, to, { ...attributes, ...(nodeName ? { nodeName } : {}) });
}

interface Drawn {
  of: readonly SuggestedRange[];
  tips: Tips;
  set: DecorationSet;
}

const key = new PluginKey<Drawn>('suggestionMarks');

/** Tells an editor what is known of its suggestions: who made each, and why. */
export const tellSuggestions = (editor: Editor, tips: Tips): void => {
  if (!editor.isDestroyed) editor.view.dispatch(editor.state.tr.setMeta(key, tips));
};

/** The plugin; the ranges are the binding's. */
export const createSuggestionMarks = () =>
  new Plugin<Drawn>({
    key,
    state: {
      init: () => ({ of: [], tips: new Map(), set: DecorationSet.empty }),
      apply(tr, before, _old, state) {
        const of = bindingKey.getState(state)?.suggested ?? [];
        const told: Tips | undefined = tr.getMeta(key);
        if (of === before.of && !told) return before;
        const tips = told ?? before.tips;
        const isMapped = tr.docChanged && !tr.getMeta(bindingKey);
        const set = isMapped
          ? before.set.map(tr.mapping, tr.doc)
          : DecorationSet.create(
              tr.doc,
              of.map((range) => drawn(range, tips)),
            );
        return { of, tips, set };
      },
    },
    props: {
      decorations: (state) => key.getState(state)?.set,
      // What is copied is what is agreed: pasted, a suggestion would be text like any other. Who selects nothing but
      // suggested words means these.
      transformCopied(slice, { state }) {
        const { from, to } = state.selection;
        const come = (bindingKey.getState(state)?.suggested ?? []).filter(
          (range) => range.kind === 'insertion' && range.from < to && range.to > from,
        );
        if (come.length === 0) return slice;
        const { tr } = state;
        for (const range of [...come].reverse()) tr.delete(Math.max(range.from, from), Math.min(range.to, to));
        return tr.selection.empty ? slice : tr.selection.content();
      },
    },
  });
