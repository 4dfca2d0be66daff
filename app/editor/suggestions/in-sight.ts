// Which blocks of an editor are in the window, by where they are drawn.
import type { EditorView } from '@tiptap/pm/view';

/** A part of the editor's document. */
export interface Stretch {
  from: number;
  to: number;
}

/** The first index of `0 … count` for which `isBehind` holds; it holds for all that come after. */
function firstOf(count: number, isBehind: (index: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBehind(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** From the first to the last top-level block in the window, and `margin` heights of it above and below; null: none is. */
export function blocksInSight(view: EditorView, margin: number): Stretch | null {
  const blocks = view.dom.children;
  const beyond = window.innerHeight * margin;
  const rect = (index: number) => (blocks[index] as Element).getBoundingClientRect();
  const first = firstOf(blocks.length, (index) => rect(index).bottom >= -beyond);
  const last = firstOf(blocks.length, (index) => rect(index).top > window.innerHeight + beyond) - 1;
  const [start, end] = [blocks[first], blocks[last]];
  if (last < first || !start || !end) return null;
  return { from: view.posAtDOM(start, 0), to: view.posAtDOM(end, end.childNodes.length) };
}
