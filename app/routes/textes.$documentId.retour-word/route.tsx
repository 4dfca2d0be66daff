// Where a Word file that was downloaded from the text is handed in again. What it changes is the next page.
import type { MetaFunction } from '@remix-run/node';
import { ofItsText } from '../../versions/of-its-text.ts';
import { textPageTitle } from '../../versions/words.ts';
import type { loader } from './loader.ts';

export { action } from './action.ts';
export { loader } from './loader.ts';

export { WordReturnsPage as default } from './word-returns-page.tsx';

export const handle = ofItsText;

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: textPageTitle('Reprendre un fichier Word', data?.text) },
];
