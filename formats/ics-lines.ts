// The lines of an iCalendar text as mail programs really send them: with a byte-order mark, badly folded, with colons where
// none may be. Called by ics-reading.ts; never refuses a text, passes over what is no property.

/** A property; its parameters under upper-case names, without quotes. */
export interface CalendarLine {
  name: string;
  parameters: ReadonlyMap<string, string>;
  value: string;
}

/** What stands between BEGIN and END. */
export interface CalendarPart {
  kind: string;
  lines: CalendarLine[];
  parts: CalendarPart[];
}

/** A line that names somebody and whose address has not come yet goes on in the next, whatever that looks like. */
const namesSomebody = (line: string) => /^(ATTENDEE|ORGANIZER)\b/i.test(line);
const WORDS = /^(COMMENT|DESCRIPTION|SUMMARY|LOCATION)\b/i;

/** Octets of a line that was folded: 75, or somewhat less where a program counts otherwise. */
const FOLDED = 60;

const KNOWN = new Set(
  `BEGIN END VERSION PRODID METHOD CALSCALE NAME REFRESH-INTERVAL SOURCE COLOR IMAGE UID URL LAST-MODIFIED CATEGORIES
   DTSTAMP DTSTART DTEND DUE DURATION SUMMARY DESCRIPTION LOCATION GEO ORGANIZER ATTENDEE COMMENT CONTACT SEQUENCE STATUS
   CLASS PRIORITY TRANSP CREATED COMPLETED PERCENT-COMPLETE RECURRENCE-ID RRULE RDATE EXDATE EXRULE REQUEST-STATUS
   RELATED-TO RESOURCES ATTACH ACTION TRIGGER REPEAT ACKNOWLEDGED FREEBUSY TZID TZNAME TZOFFSETFROM TZOFFSETTO TZURL
   CONFERENCE`.split(/\s+/),
);

const isProperty = (line: string): boolean => {
  const [, name = ''] = /^([A-Za-z][A-Za-z0-9-]*)\s*(?:[;:]|$)/.exec(line) ?? [];
  return KNOWN.has(name.toUpperCase()) || /^X-/i.test(name);
};

/** Lines put together again, also where the space that a continued one begins with was lost on the way. */
function unfold(text: string): string[] {
  const lines: string[] = [];
  let before = '';
  const goOn = (more: string) => {
    lines[lines.length - 1] += more;
  };
  for (const line of text.replace(/^(?:\s|\ufeff|\u00ef\u00bb\u00bf)+/, '').split(/\r\n?|\n/)) {
    const last = lines.at(-1) ?? '';
    if (line.trim() === '') continue;
    if (/^[ \t]/.test(line) && last !== '' && !/^\s+(BEGIN|END):/i.test(line)) goOn(line.slice(1));
    else if (isProperty(line.trimStart())) lines.push(line.trim());
    else if (Buffer.byteLength(before) >= FOLDED || (namesSomebody(last) && !last.includes('@'))) goOn(line);
    else if (WORDS.test(last)) goOn(`\\n${line}`);
    before = line;
  }
  return lines;
}

/** Places of `sign` outside quotes; everywhere when the quotes do not close. */
function placesOf(line: string, sign: string): number[] {
  const isQuoted = (line.split('"').length - 1) % 2 === 0;
  const places: number[] = [];
  let inside = false;
  for (let place = 0; place < line.length; place += 1) {
    if (line[place] === '"') inside = isQuoted && !inside;
    else if (line[place] === sign && !inside) places.push(place);
  }
  return places;
}

/** Where the value begins: after the first colon, but of somebody named « Ville : Zoé » after the one of the address. */
function colonOf(line: string): number {
  const colons = placesOf(line, ':');
  if (!namesSomebody(line)) return colons[0] ?? -1;
  const parametersEnd = Math.max(line.lastIndexOf(';'), line.lastIndexOf('='));
  const isAddress = (place: number) => /^\s*mailto:/i.test(line.slice(place + 1, place + 20));
  return colons.find(isAddress) ?? colons.find((place) => place > parametersEnd) ?? colons.at(-1) ?? -1;
}

function cut(line: string, places: readonly number[]): string[] {
  const starts = [0, ...places.map((place) => place + 1)];
  return starts.map((start, index) => line.slice(start, places[index] ?? line.length));
}

function readLine(line: string): CalendarLine {
  const colon = colonOf(line);
  const head = colon < 0 ? line : line.slice(0, colon);
  const [name = '', ...given] = cut(head, placesOf(head, ';'));
  const parameters = new Map<string, string>();
  for (const parameter of given) {
    const equals = parameter.indexOf('=');
    if (equals > 0)
      parameters.set(parameter.slice(0, equals).trim().toUpperCase(), parameter.slice(equals + 1).replaceAll('"', ''));
  }
  return { name: name.trim().toUpperCase(), parameters, value: colon < 0 ? '' : line.slice(colon + 1).trim() };
}

/** The text as parts within each other; what does not end ends with the text. */
export function readParts(text: string): CalendarPart {
  const whole: CalendarPart = { kind: '', lines: [], parts: [] };
  const open = [whole];
  for (const line of unfold(text).map(readLine)) {
    const current = open.at(-1) ?? whole;
    const kind = line.value.toUpperCase();
    if (line.name === 'BEGIN') {
      const part: CalendarPart = { kind, lines: [], parts: [] };
      current.parts.push(part);
      open.push(part);
    } else if (line.name === 'END') {
      const place = open.findLastIndex((part) => part.kind === kind);
      if (place > 0) open.length = place;
    } else current.lines.push(line);
  }
  return whole;
}
