// The versions of a text, of a convention, of notes or of a report: what was kept, by whom, and what was changed since the one before.
import type { MetaFunction } from '@remix-run/node';
import { ofItsText } from '../../versions/of-its-text.ts';
import { textPageTitle } from '../../versions/words.ts';
import type { loader } from './loader.ts';

export { action } from './action.ts';
export { loader } from './loader.ts';

export { VersionsPage as default } from './versions-page.tsx';

export const handle = ofItsText;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: textPageTitle('Versions', data?.text) }];
