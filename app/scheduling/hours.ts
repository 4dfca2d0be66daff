// A day and an hour of Paris, as forms ask for them, as one instant. For the routes that write meetings and polls.
import { clockAt, instantIn } from '#domain/calendar.ts';
import { minutesOf } from '#domain/meetings/inputs.ts';

/** Why `instantOf` gives none. */
export const NO_SUCH_HOUR =
  'Cette heure n’existe pas ce jour-là\u00a0: on passe à l’heure d’été, de 2\u00a0h à 3\u00a0h.';

/** The instant of an hour of Paris; null when that hour does not exist on that day, as in March between 2 and 3. */
export function instantOf(day: string, minutes: number): string | null {
  const instant = instantIn(day, Math.floor(minutes / 60), minutes % 60);
  return minutesOf(clockAt(instant)) === minutes ? instant.toISOString() : null;
}
