// What calendars and clocks show in Paris at an instant; who reads a day or an hour there asks here. What the zone is, the machine's
// own rules say (Intl): asked once for each day, because asking costs more than all else that a date's words take. Browser-safe.

const DAY = 86_400_000;

const clocks = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
});

/** How far the clocks are ahead of UTC at an instant, in ms, by the zone's rules. */
function askedAhead(at: number): number {
  const shown = Object.fromEntries(clocks.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day, hour, minute, second } = shown;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1_000) * 1_000;
}

/** By the day in UTC, how far the clocks are ahead throughout it; null where they change within it. */
const aheadOn = new Map<number, number | null>();

/** Ten years of days: more than a server is asked about between two starts, and little to hold. */
const KEPT = 4_000;

function aheadAt(at: number): number {
  const day = Math.floor(at / DAY);
  let ahead = aheadOn.get(day);
  if (ahead === undefined) {
    const [first, last] = [askedAhead(day * DAY), askedAhead((day + 1) * DAY - 1)];
    ahead = first === last ? first : null;
    if (aheadOn.size >= KEPT) aheadOn.clear();
    aheadOn.set(day, ahead);
  }
  return ahead ?? askedAhead(at);
}

/** A date whose fields in UTC (`getUTCHours()`, …) are what Paris shows at an instant. Throws RangeError for what is no instant. */
export function inParis(instant: Date): Date {
  const at = instant.getTime();
  return new Date(at + aheadAt(at));
}
