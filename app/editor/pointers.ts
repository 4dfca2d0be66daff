// What the page points at in the text, for this person alone: the words a comment is being written on, and the block one
// has just jumped to.
import type { Node as TextNode } from '@tiptap/pm/model';
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { leastMapping } from './text-diff.ts';

type Pointed = { draft: { from: number; to: number } | null } | { block: number | null };

interface Pointing {
  draft: DecorationSet;
  block: DecorationSet;
}

const key = new PluginKey<Pointing>('pointers');

/** Highlights the words that a comment is being written on; null: none any more. */
export const pointAtDraft = (tr: Transaction, draft: { from: number; to: number } | null): Transaction =>
  tr.setMeta(key, { draft } satisfies Pointed);

/** Lights the block at `block` up for a moment after a jump; null: no more. */
export const pointAtBlock = (tr: Transaction, block: number | null): Transaction =>
  tr.setMeta(key, { block } satisfies Pointed);

function moved({ draft, block }: Pointing, oldDoc: TextNode, newDoc: TextNode): Pointing {
  if (draft === DecorationSet.empty && block === DecorationSet.empty) return { draft, block };
  const mapping = leastMapping(oldDoc, newDoc);
  return { draft: draft.map(mapping, newDoc), block: block.map(mapping, newDoc) };
}

/** The plugin. */
export function createPointers(): Plugin {
  return new Plugin<Pointing>({
    key,
    state: {
      init: () => ({ draft: DecorationSet.empty, block: DecorationSet.empty }),
      apply(tr, previous, oldState) {
        const state = tr.docChanged ? moved(previous, oldState.doc, tr.doc) : previous;
        const pointed: Pointed | undefined = tr.getMeta(key);
        if (!pointed) return state;
        if ('draft' in pointed) {
          const { draft } = pointed;
          const words = draft ? [Decoration.inline(draft.from, draft.to, { 'data-draft': '' })] : [];
          return { ...state, draft: DecorationSet.create(tr.doc, words) };
        }
        const node = pointed.block === null ? null : tr.doc.nodeAt(pointed.block);
        const lit =
          node && pointed.block !== null
            ? [Decoration.node(pointed.block, pointed.block + node.nodeSize, { 'data-pointed': '' })]
            : [];
        return { ...state, block: DecorationSet.create(tr.doc, lit) };
      },
    },
    props: {
      decorations(state) {
        const pointed = key.getState(state);
        if (!pointed) return null;
        return pointed.draft.add(state.doc, pointed.block.find());
      },
    },
  });
}

/** Scrolls a place of the text into the middle of the page, or to its top (below the tools). */
export function showPlace(view: EditorView, pos: number, where: 'center' | 'start' = 'center') {
  const { node } = view.domAtPos(pos);
  const element = node instanceof HTMLElement ? node : node.parentElement;
  element?.scrollIntoView({ block: where });
}
