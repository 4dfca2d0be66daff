// What a Word file that came back changes, block by block, before it becomes suggestions and comments.
import type { MetaFunction } from '@remix-run/node';
import { ofItsText } from '../../versions/of-its-text.ts';
import { textPageTitle } from '../../versions/words.ts';
import type { loader } from './loader.ts';

export { action } from './action.ts';
export { loader } from './loader.ts';

export { WordReturnPage as default } from './word-return-page.tsx';

export const handle = ofItsText;

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: textPageTitle('Ce que change un fichier Word', data?.text) },
];
