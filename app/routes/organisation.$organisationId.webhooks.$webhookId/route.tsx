// One webhook: what it says, what was sent, and what may be done with it.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';
import type { loader } from './loader.ts';

export { action } from './action.ts';
export { loader } from './loader.ts';
export { WebhookPage as default } from './webhook-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.webhook.name ?? 'Webhook') }];
