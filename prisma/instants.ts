// Instants as PostgreSQL writes them. `pg` reads them too; of lists of hundreds that was a twentieth of their cost. Called by client.ts.

/** Two digits of ASCII as a number. */
const two = (words: string, at: number): number => words.charCodeAt(at) * 10 + words.charCodeAt(at + 1) - 528;

/** « 2026-11-30 08:05:09.123456+00 », as a session in UTC is given a `timestamptz`. */
const PLAIN = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?\+00$/;

/** The instant that PostgreSQL wrote so, to the millisecond below; `otherwise` reads what it wrote in another way. */
export function readInstant(words: string, otherwise: (words: string) => Date): Date {
  if (!PLAIN.test(words)) return otherwise(words);
  const milliseconds = words.length > 22 ? Math.trunc(Number(words.slice(20, -3).padEnd(3, '0').slice(0, 3))) : 0;
  const year = two(words, 0) * 100 + two(words, 2);
  const [month, day] = [two(words, 5) - 1, two(words, 8)];
  const instant = Date.UTC(year, month, day, two(words, 11), two(words, 14), two(words, 17), milliseconds);
  // The years before 100 are read as of the last century.
  return year < 100 ? otherwise(words) : new Date(instant);
}
