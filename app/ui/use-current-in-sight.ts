// A row of links that is longer than a telephone is wide shows the one that is current, and not only its first ones.
import { type RefObject, useEffect } from 'react';

/** Scrolls a row sideways until its `aria-current` is in the middle, when `current` changes; the page stays where it is. */
export function useCurrentInSight(row: RefObject<HTMLElement | null>, current: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another current link is another place to scroll to.
  useEffect(() => {
    const shown = row.current?.querySelector('[aria-current]');
    if (!row.current || !shown) return;
    const [within, around] = [shown.getBoundingClientRect(), row.current.getBoundingClientRect()];
    row.current.scrollLeft += within.left + within.width / 2 - (around.left + around.width / 2);
  }, [row, current]);
}
