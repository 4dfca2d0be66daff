// Two states of a text compared, or this year's with last year's: in one text or side by side, made to print.
import type { MetaFunction } from '@remix-run/node';
import { ofItsText } from '../../versions/of-its-text.ts';
import { textPageTitle } from '../../versions/words.ts';
import type { loader } from './loader.ts';

export { action } from './action.ts';
export { ComparisonPage as default } from './comparison-page.tsx';
export { loader } from './loader.ts';

export const handle = ofItsText;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: textPageTitle('Différences', data?.text) }];
