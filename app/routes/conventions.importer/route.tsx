// Where a convention's file is handed in. The file goes to the domain as it came; what was recognised is the next page.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';

export { action } from './action.ts';
export { loader } from './loader.ts';

export { UploadPage as default } from './upload-page.tsx';

export const meta: MetaFunction = () => [{ title: pageTitle('Importer une convention') }];
