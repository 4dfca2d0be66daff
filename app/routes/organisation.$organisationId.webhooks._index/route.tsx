// The webhooks of the organisation: where its programs are told of what changes.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';

export { action } from './action.ts';
export { loader } from './loader.ts';
export { WebhooksPage as default } from './webhooks-page.tsx';

export const meta: MetaFunction = () => [{ title: pageTitle('Webhooks') }];
