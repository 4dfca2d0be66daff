// The path of a convention: the steps it has taken, the next one as a form, the signed text and its amendments.
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { today } from '#domain/calendar.ts';
import { answered, refused } from '../../form-result.ts';
import { conventionPageTitle } from '../../french.ts';
import { readForm, textOf } from '../../posted.ts';
import { postedStep } from './posted-step.ts';
import { CheckFrozenText, MoveConvention, OpenAmendment, ReadPath } from './queries.ts';

export { PathPage as default } from './path-page.tsx';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: conventionPageTitle('Parcours', data?.convention) },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const id = params.id ?? '';
  const { convention } = await context.api.query(ReadPath, { id });
  const isChecking = new URL(request.url).searchParams.has('verifier') && convention.frozenText !== null;
  const check = isChecking ? (await context.api.query(CheckFrozenText, { id })).convention.frozenText?.check : null;
  return { convention, check: check ?? null, today: today() };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  const conventionId = params.id ?? '';
  if (textOf(form, 'intent') === 'amend') {
    const outcome = await context.api.mutate(OpenAmendment, { input: { conventionId, title: textOf(form, 'title') } });
    return outcome.ok ? redirect(`/conventions/${outcome.value.openAmendment.id}`) : refused(outcome);
  }
  const step = postedStep(form, conventionId);
  if ('refusal' in step) return step.refusal;
  const outcome = await context.api.mutate(MoveConvention, { input: step.input });
  return answered(outcome, 'L’étape est enregistrée.');
}
