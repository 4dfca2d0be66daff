// A row of links that is longer than a telephone is wide shows the one that is current, and not only its first ones.
import { type RefObject, useEffect } from 'react';

/** Scrolls a row sideways until its `aria-current` is in the middle, when `current` changes; the page stays where it is. */
export function useCurrentInSight(row: RefObject<HTMLElement | null>, current: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another current link is another place to scroll to.
  useEffect(() => {
    const list = row.current;
    const shown = list?.querySelector<HTMLElement>('[aria-current]');
    if (list && shown)
      list.scrollLeft = shown.offsetLeft - list.offsetLeft - (list.clientWidth - shown.offsetWidth) / 2;
  }, [row, current]);
}
