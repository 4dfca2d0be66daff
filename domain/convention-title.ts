// How a convention is named, in every room and on every page: nothing else comes with it. Browser-safe.
import { holdDashes } from './french.ts';

/**
 * A convention's title with its year, wherever it is named: the title is often the same from one year to the next.
 * « Convention annuelle, 2026 »; the title alone where it says that year itself, « Convention 2026 ».
 */
export const titleWithYear = ({ title, year }: { title: string; year: number }): string =>
  holdDashes(new RegExp(`(?<!\\d)${year}(?!\\d)`).test(title) ? title : `${title}, ${year}`);
