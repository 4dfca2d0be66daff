// What the page's action answered, for as long as the page stays.
import { useActionData, useLocation } from '@remix-run/react';
import { useState } from 'react';

/**
 * The answer to what was last sent from this page, until something else is sent or the page is left. Remix's own forgets it
 * as soon as the page is read again, which anybody's act in the convention makes it do: a refusal would be gone unread.
 */
export function useAnswer<Action>(): ReturnType<typeof useActionData<Action>> {
  const answer = useActionData<Action>();
  // A reading has the key of the page as it was; whatever is sent gives it a new one.
  const { key } = useLocation();
  const [last, setLast] = useState({ key, answer });
  const now = answer === undefined && last.key === key ? last.answer : answer;
  if (last.key !== key || last.answer !== now) setLast({ key, answer: now });
  return now;
}
