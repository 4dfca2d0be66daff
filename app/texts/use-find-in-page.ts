// The search in a text that is read: places in the page itself, drawn by the browser's own highlights, which change nothing
// that was rendered. A browser without them shows the current place by selecting it.
import { type RefObject, useCallback, useEffect, useState } from 'react';
import type { Finder } from './find-bar.tsx';
import { foldedUnits, matchesOf } from './matches.ts';

/** Names of the highlights, in find-in-page.css. */
const FOUND = 'found';
const CURRENT = 'found-current';

const BLOCKS = 'p, h1, h2, h3, h4, h5, h6, li, td, th, figcaption, div';

/** Runs of text nodes that are of one block: words go from one to the next, never from block to block. */
function runsIn(root: Element): Text[][] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const runs: Text[][] = [];
  let block: Element | null = null;
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    const around = node.parentElement?.closest(BLOCKS) ?? null;
    if (around !== block || runs.length === 0) runs.push([]);
    block = around;
    runs.at(-1)?.push(node);
  }
  return runs;
}

function placesIn(root: Element, words: string): Range[] {
  const wanted = foldedUnits(words);
  return runsIn(root).flatMap((nodes) => {
    const starts: number[] = [];
    let text = '';
    for (const { data } of nodes) {
      starts.push(text.length);
      text += data;
    }
    const put = (range: Range, at: number, isEnd: boolean) => {
      const rank = starts.findLastIndex((start) => (isEnd ? start < at : start <= at));
      const node = nodes[rank] as Text;
      if (isEnd) range.setEnd(node, at - (starts[rank] ?? 0));
      else range.setStart(node, at - (starts[rank] ?? 0));
    };
    return matchesOf(foldedUnits(text), wanted).map(([from, to]) => {
      const range = document.createRange();
      put(range, from, false);
      put(range, to, true);
      return range;
    });
  });
}

const highlights = () => ('highlights' in CSS && typeof Highlight === 'function' ? CSS.highlights : null);

function draw(places: readonly Range[], current: number): void {
  const known = highlights();
  const shown = places[current];
  known?.delete(FOUND);
  known?.delete(CURRENT);
  if (known && places.length > 0) known.set(FOUND, new Highlight(...places));
  if (known && shown) known.set(CURRENT, new Highlight(shown));
  if (!known && shown)
    window
      .getSelection()
      ?.setBaseAndExtent(shown.startContainer, shown.startOffset, shown.endContainer, shown.endOffset);
  shown?.startContainer.parentElement?.scrollIntoView({ block: 'center', behavior: 'instant' });
}

/** Whether the bar is open, what opens it, and what it asks of the text in `root`. */
export function useFindInPage(root: RefObject<HTMLElement>) {
  const [isOpen, setOpen] = useState(false);
  const [found, setFound] = useState<{ places: readonly Range[]; current: number }>({ places: [], current: -1 });
  const open = useCallback(() => setOpen(true), []);
  useEffect(() => {
    draw(found.places, found.current);
    return () => draw([], -1);
  }, [found]);
  const { places, current } = found;
  const finder: Finder = {
    count: places.length,
    current,
    find(words) {
      const next = root.current ? placesIn(root.current, words) : [];
      setFound({ places: next, current: next.length > 0 ? 0 : -1 });
    },
    move(step) {
      if (places.length > 0) setFound({ places, current: (current + step + places.length) % places.length });
    },
    replace: null,
    close() {
      setOpen(false);
      setFound({ places: [], current: -1 });
    },
  };
  return { finder: isOpen ? finder : null, open };
}
