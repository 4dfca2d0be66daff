// The convention as a document to read and print, rendered by the server: no editor and no script is needed for it.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';
import { ReadText } from './queries.ts';

export { ReadingPage as default } from './reading-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `${data.convention.title} ${data.convention.year}` : 'Lecture') },
];

export async function loader({ params, context }: LoaderFunctionArgs) {
  return context.api.query(ReadText, { id: params.id ?? '' });
}
