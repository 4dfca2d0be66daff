// Follows which blocks of an editor are in the window, by where they are drawn. Comes when a text has very many suggestions.
import type { EditorView } from '@tiptap/pm/view';

/** Heights of the window above and below it that are drawn as well: each stretch drawn costs every key, each redrawing one scroll. */
const MARGIN = 0.25;

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

/** What is told of what is in sight; `near`: where words are drawn, null for everywhere, undefined when there is nothing to follow. */
export interface Drawing {
  near(): Stretch | null | undefined;
  tell(near: Stretch | null): void;
}

export interface Sight {
  /** Looks before the next frame. */
  look(): void;
  stop(): void;
}

/** From the first to the last top-level block in the window, and `margin` heights of it above and below; null: none is. */
function blocksInSight(view: EditorView, margin: number): Stretch | null {
  const blocks = view.dom.children;
  const beyond = window.innerHeight * margin;
  const rect = (index: number) => (blocks[index] as Element).getBoundingClientRect();
  const first = firstOf(blocks.length, (index) => rect(index).bottom >= -beyond);
  const last = firstOf(blocks.length, (index) => rect(index).top > window.innerHeight + beyond) - 1;
  const [start, end] = [blocks[first], blocks[last]];
  if (last < first || !start || !end) return null;
  return { from: view.posAtDOM(start, 0), to: view.posAtDOM(end, end.childNodes.length) };
}

/** Tells where to draw whenever something else comes in sight; for the printer, everywhere. */
export function followSight(view: EditorView, { near, tell }: Drawing): Sight {
  let frame = 0;
  let isStopped = false;
  const lookNow = () => {
    frame = 0;
    const drawn = isStopped ? undefined : near();
    if (drawn === undefined) return;
    const seen = blocksInSight(view, 0);
    if (seen && !(drawn && drawn.from <= seen.from && drawn.to >= seen.to)) tell(blocksInSight(view, MARGIN));
  };
  const look = () => {
    frame ||= requestAnimationFrame(lookNow);
  };
  const drawAll = () => {
    if (near()) tell(null);
  };
  document.addEventListener('scroll', look, { capture: true, passive: true });
  window.addEventListener('resize', look);
  window.addEventListener('beforeprint', drawAll);
  window.addEventListener('afterprint', look);
  return {
    look,
    stop() {
      isStopped = true;
      cancelAnimationFrame(frame);
      document.removeEventListener('scroll', look, { capture: true });
      window.removeEventListener('resize', look);
      window.removeEventListener('beforeprint', drawAll);
      window.removeEventListener('afterprint', look);
    },
  };
}
