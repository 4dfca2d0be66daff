// What a convention promises to hand in, counted, and what is measured while the year goes.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { conventionPageTitle } from '../../french.ts';
import { readForm, textOf } from '../../posted.ts';
import { acts } from './acts.ts';
import { ReadDeliverables } from './queries.ts';

export { DeliverablesPage as default } from './deliverables-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: conventionPageTitle('Livrables et indicateurs', data?.convention) },
];

/** Characters of a passage that name it in a list of choices. */
const EXCERPT = 120;

export async function loader({ params, context }: LoaderFunctionArgs) {
  const read = await context.api.query(ReadDeliverables, { id: params.id ?? '' });
  const { programme, ...convention } = read.convention;
  const passages = convention.viewerMayFollow
    ? programme.items
        .filter(({ kind, mark }) => mark !== null || kind === 'AXIS' || kind === 'OBJECTIVE')
        .map(({ id, number, text }) => ({
          value: id,
          label: `${number ? `${number} · ` : ''}${text.slice(0, EXCERPT)}`,
        }))
    : [];
  return { convention, passages, sets: read.referenceSets };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const act = acts.get(textOf(form, 'intent'));
  if (!act) throw new Response(null, { status: 400 });
  return act(context.api, form, params.id ?? '');
}
