// The slots as the form of a poll posts them: those that were ticked, and those typed as a day and two hours of Paris.
import { isDay } from '#domain/calendar.ts';
import { minutesOf } from '#domain/meetings/inputs.ts';
import { textOf } from '../../forms/posted.ts';
import { instantOf, NO_SUCH_HOUR } from '../../scheduling/hours.ts';

/** Slots that may be typed beside those that were proposed. */
export const TYPED_SLOTS = [0, 1, 2] as const;

type Typed = { startsAt: string; endsAt: string } | { refusal: string } | null;

function typedSlot(form: FormData, index: number): Typed {
  const [day, start, end] = ['day', 'start', 'end'].map((name) => textOf(form, `${name}-${index}`).trim());
  if (!day && !start && !end) return null;
  const [from, to] = [minutesOf(start ?? ''), minutesOf(end ?? '')];
  if (!day || !isDay(day) || Number.isNaN(from) || Number.isNaN(to))
    return {
      refusal: 'Un créneau ajouté est incomplet\u00a0: indiquez son jour, son début et sa fin (par exemple 9:30).',
    };
  const [startsAt, endsAt] = [instantOf(day, from), instantOf(day, to)];
  if (!startsAt || !endsAt) return { refusal: NO_SUCH_HOUR };
  return { startsAt, endsAt };
}

/** The slots, or the sentence that says what is wrong with one of them. */
export function slotsOf(form: FormData): { slots: { startsAt: string; endsAt: string }[] } | { refusal: string } {
  const ticked = form.getAll('slot').flatMap((value) => {
    const [startsAt, endsAt] = String(value).split('/');
    return startsAt && endsAt ? [{ startsAt, endsAt }] : [];
  });
  const typed = TYPED_SLOTS.map((index) => typedSlot(form, index)).filter((one) => one !== null);
  const wrong = typed.find((one) => 'refusal' in one);
  if (wrong) return wrong;
  return { slots: [...ticked, ...typed.filter((one) => 'startsAt' in one)] };
}
