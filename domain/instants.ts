// Instants as ISO 8601 words. The platform writes them too; of lists of hundreds that was a twentieth of their cost.

const TWO = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));
const THREE = Array.from({ length: 1_000 }, (_, number) => String(number).padStart(3, '0'));

/** The instant as `toISOString` writes it: « 2026-11-30T08:05:09.123Z ». Throws RangeError for one that is none. */
export function writeInstant(instant: Date): string {
  const year = instant.getUTCFullYear();
  if (!(year >= 1_000 && year <= 9_999)) return instant.toISOString();
  const day = `${year}-${TWO[instant.getUTCMonth() + 1]}-${TWO[instant.getUTCDate()]}`;
  const minute = `${TWO[instant.getUTCHours()]}:${TWO[instant.getUTCMinutes()]}`;
  return `${day}T${minute}:${TWO[instant.getUTCSeconds()]}.${THREE[instant.getUTCMilliseconds()]}Z`;
}
