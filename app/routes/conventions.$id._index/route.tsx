// « Rédiger »: the convention's text, written together. The text comes over the realtime connection, not through here.
import type { MetaFunction } from '@remix-run/node';
import { conventionPageTitle } from '../../french.ts';
import type { FrameHandle } from '../../root.tsx';
import type { loader } from './loader.ts';

export { EditingPage as default } from './editing-page.tsx';
export { loader } from './loader.ts';

export const handle: FrameHandle = { layout: 'full' };

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: conventionPageTitle('Rédiger', data?.convention) },
];
