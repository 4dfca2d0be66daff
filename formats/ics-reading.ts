// What a calendar sent back: answers, other hours, delegates. domain/meetings/calendar-replies.ts asks, and judges whose answer it
// is; here only what the bytes say. Tolerant, because a refusal would be somebody's answer lost.
import { type CalendarLine, type CalendarPart, readParts } from './ics-lines.ts';
import { instantOf } from './ics-zones.ts';

/** Somebody a message names, with what it says that they answer. */
export interface AnsweringPerson {
  /** As written, without `mailto:`. */
  email: string;
  name: string | null;
  answer: 'YES' | 'MAYBE' | 'NO' | 'DELEGATED' | null;
  /** Addresses. */
  delegatedTo: string | null;
  delegatedFrom: string | null;
  /** Words that some programs write beside the answer. */
  words: string | null;
}

/** An event as the message tells it; null for what it does not say. */
export interface AnsweredEvent {
  uid: string | null;
  /** Of the invitation that is answered. */
  sequence: number | null;
  startsAt: Date | null;
  endsAt: Date | null;
  words: string | null;
  /** The address that it thinks it answers to. */
  organiser: string | null;
  people: AnsweringPerson[];
}

/** One calendar of a message. */
export interface CalendarMessage {
  /** REPLY, COUNTER, REQUEST…; null where it is not said. */
  method: string | null;
  events: AnsweredEvent[];
}

/** Characters of a calendar that are read: programs write one or two thousand, with a list of those invited some more. */
const LONGEST = 131_072;

/** Events and people that are read of one: nobody is asked more than once of anything, and lists are of those invited. */
const MOST_EVENTS = 20;
const MOST_PEOPLE = 300;

/** Characters of somebody's words that are kept. */
export const MOST_WORDS = 2000;

const answersOf: Record<string, AnsweringPerson['answer']> = {
  ACCEPTED: 'YES',
  TENTATIVE: 'MAYBE',
  DECLINED: 'NO',
  DELEGATED: 'DELEGATED',
};

/** What only programs see: controls but the line break, marks that turn the direction of what follows. */
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\p{Surrogate}]/gu;

/** Words as people read them, at most MOST_WORDS characters. */
export const plainWords = (words: string): string =>
  words
    .slice(0, 8 * MOST_WORDS)
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(UNSEEN, ' ')
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .slice(0, MOST_WORDS)
    // Cut in the middle of a character, its half is none.
    .replace(/\p{Surrogate}/gu, '');

const unescaped = (value: string): string =>
  value.replace(/\\([\\;,nN:"])/g, (_, sign: string) => (/n/i.test(sign) ? '\n' : sign));

/** RFC 6868, for words that stand in a parameter. */
const uncaretted = (value: string): string =>
  value.replace(/\^([n'^])/g, (_, sign: string) => ({ n: '\n', "'": '"', '^': '^' })[sign] ?? '');

/** The address in `mailto:a%40b.fr`, `MAILTO: <a@b.fr>`, `a@b.fr?subject=…`; null when there is none. */
export function addressIn(value: string): string | null {
  let plain = value;
  try {
    plain = decodeURIComponent(value);
  } catch {
    // A percent sign that escapes nothing is one.
  }
  const [, address] = /(?:^|[\s<:'"])([^\s<>:;,"'?@]{1,64}@[^\s<>:;,"'?@]{1,190})/.exec(plain.slice(0, 2000)) ?? [];
  return address ?? null;
}

function personOf({ parameters, value }: CalendarLine): AnsweringPerson | null {
  const email = addressIn(value) ?? addressIn(parameters.get('EMAIL') ?? '');
  if (!email) return null;
  const given = (name: string) => parameters.get(name) ?? '';
  const words = given('X-RESPONSE-COMMENT') || given('X-COMMENT');
  return {
    email,
    name: plainWords(uncaretted(given('CN'))).slice(0, 200) || null,
    answer: answersOf[given('PARTSTAT').trim().toUpperCase()] ?? null,
    delegatedTo: addressIn(given('DELEGATED-TO')),
    delegatedFrom: addressIn(given('DELEGATED-FROM')),
    words: plainWords(uncaretted(words)) || null,
  };
}

/** Exchange wraps the uid of another's invitation in a number of its own, in hexadecimal. */
function uidOf(value: string): string | null {
  const uid = value.trim();
  const [, hex] = /^040000008200E00074C5B7101A82E008[0-9A-F]*?7643616C2D556964([0-9A-F]+)$/i.exec(uid) ?? [];
  if (!hex) return uid || null;
  const inside = Buffer.from(hex, 'hex').subarray(4);
  return inside.toString('utf8').replace(/\0+$/, '') || null;
}

function eventOf({ lines }: CalendarPart): AnsweredEvent {
  const first = (name: string) => lines.find((line) => line.name === name);
  const instant = (name: string) => {
    const line = first(name);
    return line ? instantOf(line.value, line.parameters.get('TZID')) : null;
  };
  const sequence = /^\d{1,9}$/.exec(first('SEQUENCE')?.value ?? '');
  const comments = lines.filter(({ name }) => name === 'COMMENT').map(({ value }) => unescaped(value));
  return {
    uid: uidOf(first('UID')?.value ?? ''),
    sequence: sequence && Number(sequence[0]),
    startsAt: instant('DTSTART'),
    endsAt: instant('DTEND'),
    words: plainWords(comments.join('\n')) || null,
    organiser: addressIn(first('ORGANIZER')?.value ?? ''),
    people: lines
      .filter(({ name }) => name === 'ATTENDEE')
      .slice(0, MOST_PEOPLE)
      .map(personOf)
      .filter((person) => person !== null),
  };
}

function partsOf(part: CalendarPart, kind: string): CalendarPart[] {
  const found: CalendarPart[] = [];
  const waiting = [...part.parts];
  for (let next = waiting.shift(); next && found.length < MOST_EVENTS; next = waiting.shift()) {
    if (next.kind === kind) found.push(next);
    waiting.push(...next.parts);
  }
  return found;
}

function read(text: string): CalendarMessage {
  const whole = readParts(text);
  const all = [whole, ...partsOf(whole, 'VCALENDAR')];
  const method = all.flatMap(({ lines }) => lines).find(({ name }) => name === 'METHOD')?.value;
  return { method: method?.trim().toUpperCase() || null, events: partsOf(whole, 'VEVENT').map(eventOf) };
}

/** Quoted-printable that the message's headers did not announce. */
const unquoted = (text: string): string =>
  Buffer.from(
    text
      .replace(/=[ \t]*\r?\n/g, '')
      .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

const says = ({ events }: CalendarMessage) => events.some(({ people }) => people.some(({ answer }) => answer !== null));

/** What a calendar says; without events when it says nothing that can be read. */
export function readCalendar(text: string): CalendarMessage {
  const message = read(text.slice(0, LONGEST));
  if (says(message) || !/=3D|=\r?\n/i.test(text)) return message;
  const again = read(unquoted(text.slice(0, LONGEST)));
  return says(again) ? again : message;
}
