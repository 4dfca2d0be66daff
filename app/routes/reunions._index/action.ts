// Makes a calendar feed, its address shown this once, or revokes one.
import { type ActionFunctionArgs, data } from '@remix-run/node';
import { answered, refused } from '../../forms/form-result.ts';
import { optionalTextOf, readForm, textOf } from '../../forms/posted.ts';
import { CreateCalendarFeed, RevokeCalendarFeed } from './queries.ts';

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await readForm(request);
  if (textOf(form, 'intent') === 'revoke') {
    const outcome = await context.api.mutate(RevokeCalendarFeed, {
      input: { calendarFeedId: textOf(form, 'calendarFeedId') },
    });
    return answered(outcome, 'L’adresse est révoquée.');
  }
  // « unit:… », « convention:… », or nothing for one's own meetings.
  const [kind, id = null] = (optionalTextOf(form, 'whose') ?? '').split(':');
  const input = { unitId: kind === 'unit' ? id : null, conventionId: kind === 'convention' ? id : null };
  const outcome = await context.api.mutate(CreateCalendarFeed, { input });
  if (!outcome.ok) return refused(outcome);
  const { address } = outcome.value.createCalendarFeed;
  return data({ address }, { headers: { 'Cache-Control': 'no-store' } });
}
