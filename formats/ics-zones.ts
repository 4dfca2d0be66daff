// Instants of calendars: time zones by the names that Microsoft, Mozilla and others give them. Called by ics-reading.ts; a
// zone that nobody knows gives no instant rather than a wrong one.
import { CalendarDateTime, toZoned } from '@internationalized/date';

/** Names of Windows (CLDR, windowsZones) of where those invited may be: Europe, overseas France, its neighbours. */
const WINDOWS: Record<string, string> = {
  'romance standard time': 'Europe/Paris',
  'w. europe standard time': 'Europe/Berlin',
  'central europe standard time': 'Europe/Budapest',
  'central european standard time': 'Europe/Warsaw',
  'gmt standard time': 'Europe/London',
  'greenwich standard time': 'Atlantic/Reykjavik',
  'e. europe standard time': 'Europe/Chisinau',
  'fle standard time': 'Europe/Kiev',
  'gtb standard time': 'Europe/Bucharest',
  'turkey standard time': 'Europe/Istanbul',
  'russian standard time': 'Europe/Moscow',
  'morocco standard time': 'Africa/Casablanca',
  'w. central africa standard time': 'Africa/Lagos',
  'egypt standard time': 'Africa/Cairo',
  'mauritius standard time': 'Indian/Mauritius',
  'sa western standard time': 'America/La_Paz',
  'sa eastern standard time': 'America/Cayenne',
  'saint pierre standard time': 'America/Miquelon',
  'eastern standard time': 'America/New_York',
  'central standard time': 'America/Chicago',
  'pacific standard time': 'America/Los_Angeles',
  'west pacific standard time': 'Pacific/Port_Moresby',
  'central pacific standard time': 'Pacific/Guadalcanal',
  utc: 'UTC',
  'coordinated universal time': 'UTC',
  gmt: 'UTC',
  z: 'UTC',
};

const exists = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== '';
  } catch {
    return false;
  }
};

/** The zone of a name: IANA's, also at the end of a path of Mozilla's; Windows'; « (UTC+01:00) Bruxelles, Paris ». */
function zoneOf(name: string): string | null {
  const known = WINDOWS[name.trim().toLowerCase()];
  if (known) return known;
  if (/\b(Paris|Bruxelles|Brussels|Madrid)\b/i.test(name)) return 'Europe/Paris';
  const [path = ''] = /[A-Za-z_]+\/[A-Za-z_/+-]+\d*$/.exec(name.trim()) ?? [];
  const parts = path.split('/');
  const tries = parts.map((_, index) => parts.slice(index).join('/')).filter((one) => one.includes('/'));
  return tries.find(exists) ?? null;
}

const WHEN = /^(\d{4})-?(\d\d)-?(\d\d)T(\d\d):?(\d\d):?(\d\d)?(?:\.\d+)?(Z?)$/i;

/** The instant of a date-time; without a zone it is meant in Paris. Null for a whole day, and for what is unknown. */
export function instantOf(value: string, zoneName: string | undefined): Date | null {
  const [, year, month, day, hour, minute, second = 0, utc] = WHEN.exec(value.trim()) ?? [];
  const zone = utc ? 'UTC' : zoneName ? zoneOf(zoneName) : 'Europe/Paris';
  if (!year || !zone) return null;
  const numbers = [year, month, day, hour, minute, second].map(Number) as [number, number, number, ...number[]];
  const wall = new CalendarDateTime(...numbers);
  // The library takes the nearest that exists for the 31st of February: what was not written is not what was meant.
  if (wall.month !== numbers[1] || wall.day !== numbers[2] || wall.hour !== numbers[3]) return null;
  return toZoned(wall, zone).toDate();
}
