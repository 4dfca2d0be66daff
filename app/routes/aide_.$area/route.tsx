// The help of one area; an area that does not exist is a missing page.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { pageTitle } from '../../french.ts';
import { helpAreas } from '../../help/areas.ts';
import { PlainPage } from '../../help/plain-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: pageTitle(data ? `Aide · ${data.title}` : 'Aide') },
];

export function loader({ params }: LoaderFunctionArgs) {
  const area = helpAreas.find(({ id }) => id === params.area);
  if (!area) throw new Response(null, { status: 404 });
  const { title, lead, topics } = area;
  return { title, lead, topics };
}

export default function HelpAreaPage() {
  const { title, lead, topics } = useLoaderData<typeof loader>();
  return <PlainPage title={title} lead={lead} topics={topics} crumbs={[{ to: '/aide', label: 'Aide' }]} />;
}
