// One version of a text, to read and print, and to bring back.
import type { MetaFunction } from '@remix-run/node';
import { ofItsText } from '../../versions/of-its-text.ts';
import { textPageTitle } from '../../versions/words.ts';
import type { loader } from './loader.ts';

export { action } from './action.ts';
export { loader } from './loader.ts';

export { VersionPage as default } from './version-page.tsx';

export const handle = ofItsText;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: textPageTitle('Version', data?.text) }];
