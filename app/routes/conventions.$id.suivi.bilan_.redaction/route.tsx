// « Rédiger le bilan »: the report's text, written together, as the convention's own.
import type { MetaFunction } from '@remix-run/node';
import { conventionPageTitle } from '../../french.ts';
import type { FrameHandle } from '../../root.tsx';
import type { loader } from './loader.ts';

export { loader } from './loader.ts';

export { WritingPage as default } from './writing-page.tsx';

export const handle: FrameHandle = { layout: 'full' };

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: conventionPageTitle('Rédiger le bilan', data?.convention) },
];
