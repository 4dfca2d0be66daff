// The days that forms of the follow-up post: what is no day is not asked of the domain, whose API takes days alone.
import { isDay } from '#domain/calendar.ts';
import { textOf } from '../forms/posted.ts';

/** The day of a field; null when it is empty or no day. */
export function dayOf(form: FormData, name: string): string | null {
  const posted = textOf(form, name);
  return isDay(posted) ? posted : null;
}
