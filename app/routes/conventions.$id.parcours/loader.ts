// The steps of the convention; with `?verifier`, the signed text compared with its fingerprint once more.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { today } from '#domain/calendar.ts';
import { readTemplateChoices } from '../../templates/queries.ts';
import { CheckFrozenText, ReadPath } from './queries.ts';

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const id = params.id ?? '';
  const { convention } = await context.api.query(ReadPath, { id });
  const isChecking = new URL(request.url).searchParams.has('verifier') && convention.frozenText !== null;
  const check = isChecking ? (await context.api.query(CheckFrozenText, { id })).convention.frozenText?.check : null;
  const templates = convention.viewerMayAmend ? await readTemplateChoices(context, 'AMENDMENT') : [];
  return { convention, check: check ?? null, today: today(), templates };
}
