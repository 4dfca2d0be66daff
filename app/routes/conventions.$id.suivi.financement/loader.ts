// The budget lines of the convention with their payments, and the articles on money that its text lacks.
import type { LoaderFunctionArgs } from '@remix-run/node';
import { today } from '#domain/calendar.ts';
import { ReadBudget } from './queries.ts';

export async function loader({ params, context }: LoaderFunctionArgs) {
  const { convention, programme } = await context.api.query(ReadBudget, { id: params.id ?? '' });
  return { convention, absentArticles: programme.absentArticles, today: today() };
}
