// « Reprise »: what becomes, block by block, of last year's text in this year's. Deciding needs no script.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import type { ClientActionFunctionArgs, ShouldRevalidateFunction } from '@remix-run/react';
import { carryOverChoices } from '#domain/vocabulary.ts';
import { incomplete, refused } from '../../form-result.ts';
import { conventionPageTitle } from '../../french.ts';
import { isTicked, readForm, textOf } from '../../posted.ts';
import { DecideCarryOver, ReadCarryOvers } from './queries.ts';

export { ReprisePage as default } from './reprise-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: conventionPageTitle('Reprise', data?.convention) },
];

export async function loader({ params, context }: LoaderFunctionArgs) {
  return context.api.query(ReadCarryOvers, { id: params.id ?? '' });
}

/** The choice of a view changes nothing of what was read. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentUrl, nextUrl, defaultShouldRevalidate }) =>
  currentUrl.pathname === nextUrl.pathname && currentUrl.search !== nextUrl.search ? false : defaultShouldRevalidate;

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const choice = carryOverChoices.find((known) => known === textOf(form, 'choice'));
  if (!choice) return incomplete({ choice: 'Choisissez garder, adapter ou écarter.' });
  const outcome = await context.api.mutate(DecideCarryOver, {
    input: {
      conventionId: params.id ?? '',
      blockIds: [textOf(form, 'blockId')],
      choice,
      withSection: isTicked(form, 'withSection'),
    },
  });
  return outcome.ok ? { ok: true as const } : refused(outcome);
}

/** A decision that finds no network is kept by the page and sent again: it must not become a page of failure. */
export async function clientAction({ serverAction }: ClientActionFunctionArgs) {
  try {
    return await serverAction<typeof action>();
  } catch (failure) {
    if (failure instanceof TypeError) return { isUnsent: true as const };
    throw failure;
  }
}
