// How suggestions look in the editor: words that would come or go, blocks that are new, taken away or said otherwise. Drawn
// over the text, so that no typed letter takes part in what it stands in.
import type { Editor } from '@tiptap/core';
import type { Node as TextNode } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { bindingKey } from '../binding/binding-key.ts';
import { areWords, type SuggestedRange } from '../binding/suggested-ranges.ts';
import type { Sight, Stretch } from './in-sight.ts';

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

/**
 * Of more stretches of words than these, only those near what is in sight are drawn: each is an element, and a browser goes
 * through all elements before the cursor at each key.
 */
const ALL_DRAWN = 500;

interface Drawn {
  of: readonly SuggestedRange[];
  tips: Tips;
  /** Where words are drawn; null: everywhere. */
  near: Stretch | null;
  set: DecorationSet;
}

/** What the plugin is told: who made the suggestions, or where to draw them. */
type Told = Partial<Pick<Drawn, 'tips' | 'near'>>;

const key = new PluginKey<Drawn>('suggestionMarks');

/** Tells an editor what is known of its suggestions: who made each, and why. */
export const tellSuggestions = (editor: Editor, tips: Tips): void => {
  if (!editor.isDestroyed) editor.view.dispatch(editor.state.tr.setMeta(key, { tips } satisfies Told));
};

const areMany = (ranges: readonly SuggestedRange[]): boolean => ranges.length > ALL_DRAWN;

function drawNear(doc: TextNode, { of, tips, near }: Omit<Drawn, 'set'>): DecorationSet {
  const isNear = (range: SuggestedRange) => !near || (range.from <= near.to && range.to >= near.from);
  const some = areMany(of) ? of.filter((range) => !areWords(range) || isNear(range)) : of;
  return DecorationSet.create(
    doc,
    some.map((range) => drawn(range, tips)),
  );
}

/** Draws near what is in sight, as long as there are many; few texts have so many, and what follows the sight comes then. */
function drawInSight(view: EditorView) {
  let sight: Promise<Sight> | null = null;
  const tell = (near: Stretch | null) => {
    if (!view.isDestroyed) view.dispatch(view.state.tr.setMeta(key, { near } satisfies Told));
  };
  const near = () => {
    const state = key.getState(view.state);
    return state && areMany(state.of) ? state.near : undefined;
  };
  const look = () => {
    if (near() === undefined) return;
    sight ??= import('./in-sight.ts').then(
      ({ followSight }) => followSight(view, { near, tell }),
      () => {
        tell(null);
        return { look() {}, stop() {} };
      },
    );
    void sight.then((there) => there.look());
  };
  look();
  return {
    update(_view: EditorView, before: EditorState) {
      // Typing scrolls by itself where it must.
      if (key.getState(before)?.of.length !== key.getState(view.state)?.of.length) look();
    },
    destroy: () => void sight?.then(({ stop }) => stop()),
  };
}

/** The plugin; the ranges are the binding's. */
export const createSuggestionMarks = () =>
  new Plugin<Drawn>({
    key,
    view: drawInSight,
    state: {
      init: () => ({ of: [], tips: new Map(), near: { from: 0, to: 0 }, set: DecorationSet.empty }),
      apply(tr, before, _old, state) {
        const of = bindingKey.getState(state)?.suggested ?? [];
        const told: Told | undefined = tr.getMeta(key);
        if (of === before.of && !told) return before;
        // A text that comes in its place is not near because all that was there before is gone.
        const near = before.near && {
          from: tr.mapping.map(before.near.from, 1),
          to: tr.mapping.map(before.near.to, -1),
        };
        const now = { of, tips: before.tips, near, ...told };
        const isMapped = tr.docChanged && !tr.getMeta(bindingKey);
        return { ...now, set: isMapped ? before.set.map(tr.mapping, tr.doc) : drawNear(tr.doc, now) };
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
