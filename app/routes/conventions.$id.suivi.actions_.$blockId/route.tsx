// One action: where it stands, who leads it, what was noted, and the history of its status.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { conventionPageTitle } from '../../french.ts';
import { readForm, textOf } from '../../posted.ts';
import { acts } from './acts.ts';
import { ReadAction, ReadBodies } from './queries.ts';

export { ActionPage as default } from './action-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: conventionPageTitle('Action', data?.convention) },
];

const placeOf = (params: LoaderFunctionArgs['params']) => ({
  conventionId: params.id ?? '',
  blockId: params.blockId ?? '',
});

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { convention, action } = await context.api.query(ReadAction, placeOf(params));
  const bodies = convention.viewerMayFollow ? (await context.api.query(ReadBodies)).organisations.edges : [];
  return { convention, action, bodies: bodies.map(({ node }) => node) };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const act = acts.get(textOf(form, 'intent'));
  if (!act) throw new Response(null, { status: 400 });
  return act(context.api, form, placeOf(params));
}
