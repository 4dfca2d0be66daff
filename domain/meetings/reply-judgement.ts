// What a message that came to the personal address of somebody invited is worth: their answer, or something that an organiser
// must judge. Called by calendar-replies.ts, whose header gives the rule; knows no database.
import { type AnsweredEvent, type AnsweringPerson, plainWords, readCalendar } from '#formats/ics-reading.ts';
import { sealedAnswer } from '#formats/tnef.ts';
import { isSameAddress } from '../address.ts';
import type { ReceivedMail } from '../outside.ts';
import type { MailedReplyReason } from '../vocabulary.ts';

/** Whom the address proves, as their answer is judged. */
export interface Addressee {
  uid: string;
  /** Theirs, and those that an organiser has said to be theirs. */
  addresses: readonly string[];
}

/** What a message says, and why it is not taken by itself; `reason` is null when it is. */
export interface Judged {
  reason: MailedReplyReason | null;
  sender: string | null;
  senderName: string | null;
  answer: 'YES' | 'MAYBE' | 'NO' | null;
  words: string | null;
  /** Of the invitation that is answered; null where the calendar does not say. */
  sequence: number | null;
  startsAt: Date | null;
  endsAt: Date | null;
  delegate: string | null;
}

interface Said {
  method: string | null;
  event: AnsweredEvent;
}

/** What of a message's calendars answers something, that about this meeting first. */
function eventsOf({ calendars }: ReceivedMail, uid: string): Said[] {
  const said = calendars.flatMap(({ content, method }) => {
    const message = readCalendar(content);
    return message.events.map((event) => ({ method: message.method ?? method?.toUpperCase() ?? null, event }));
  });
  const answering = said.filter(({ method }) => method === null || method === 'REPLY' || method === 'COUNTER');
  const isAbout = ({ event }: Said) => (event.uid === uid ? 0 : 1);
  return answering.sort((one, other) => isAbout(one) - isAbout(other));
}

/**
 * Who of those whom an event names speaks in it. Some programs repeat the whole list of those invited: there it is who sent
 * the mail, because what the list says of the others is only what their own program remembers of them.
 */
function speakerOf({ people }: AnsweredEvent, sender: string | null, isOwn: (address: string) => boolean) {
  if (people.length === 1) return people[0] ?? null;
  const wrote = sender === null ? undefined : people.find(({ email }) => isSameAddress(email, sender));
  if (wrote) return wrote;
  return sender === null || isOwn(sender) ? (people.find(({ email }) => isOwn(email)) ?? null) : null;
}

/** Lines of a mail before what it answers to. */
const QUOTATION =
  /^\s*(>|-{2,}\s*(Message|Original|Courriel)|_{10,}|(De|From|Von)\s*:|(Le|On) .{5,120}(a écrit|wrote)\s*:)/i;

/** What somebody wrote in the mail itself; null for nothing. */
export function ownWords({ text = '' }: ReceivedMail): string | null {
  const lines = plainWords(text).split('\n');
  const end = lines.findIndex((line) => QUOTATION.test(line));
  return plainWords((end > 0 ? lines.slice(0, end) : lines).join('\n')) || null;
}

const nothing = { sequence: null, startsAt: null, endsAt: null, delegate: null };

/** A message in which no calendar answers: its own words are what there is to tell. */
function withoutCalendar(mail: ReceivedMail): Judged {
  const sealed = (mail.sealed ?? []).map(sealedAnswer).find((answer) => answer !== null) ?? null;
  const words = ownWords(mail) ?? (plainWords(mail.subject ?? '') || null);
  return { ...nothing, reason: 'UNREAD', ...senderOf(mail, null), answer: sealed, words };
}

const shown = (words: string | null | undefined, most: number): string | null =>
  plainWords(words ?? '')
    .replace(/\s+/g, ' ')
    .slice(0, most) || null;

function senderOf({ sender, senderName }: ReceivedMail, speaker: AnsweringPerson | null) {
  if (speaker) return { sender: shown(speaker.email, 254), senderName: shown(speaker.name, 200) };
  return { sender: shown(sender, 254), senderName: shown(senderName, 200) };
}

function reasonOf({ method, event }: Said, speaker: AnsweringPerson | null, { uid, addresses }: Addressee) {
  if (!speaker || !addresses.some((address) => isSameAddress(address, speaker.email)))
    return speaker?.delegatedFrom ? 'DELEGATES' : 'OTHER_ADDRESS';
  if (event.uid !== uid) return 'OTHER_EVENT';
  if (method === 'COUNTER') return 'PROPOSES_HOUR';
  if (speaker.answer === 'DELEGATED') return 'DELEGATES';
  return method === 'REPLY' && speaker.answer ? null : 'UNREAD';
}

/** Judges a message for the one whose personal address it came to. */
export function judgeReply(mail: ReceivedMail, addressee: Addressee): Judged {
  const isOwn = (address: string) => addressee.addresses.some((own) => isSameAddress(own, address));
  const all = eventsOf(mail, addressee.uid).map((said) => ({
    said,
    speaker: speakerOf(said.event, mail.sender ?? null, isOwn),
  }));
  const [chosen = all[0]] = all.filter(({ speaker }) => speaker?.answer && isOwn(speaker.email));
  if (!chosen || chosen.said.event.people.length === 0) return withoutCalendar(mail);
  const { said, speaker } = chosen;
  const { event } = said;
  const answer = speaker?.answer === 'DELEGATED' ? null : (speaker?.answer ?? null);
  const others = all.filter((one) => one.said.event.uid === event.uid && one.speaker?.email === speaker?.email);
  const isClear = others.every((one) => one.speaker?.answer === speaker?.answer);
  const reason = isClear ? reasonOf(said, speaker, addressee) : 'UNREAD';
  return {
    reason,
    ...senderOf(mail, speaker),
    answer: isClear ? answer : null,
    words: event.words ?? speaker?.words ?? null,
    sequence: event.sequence,
    startsAt: event.startsAt,
    endsAt: event.endsAt,
    delegate: shown(speaker?.delegatedTo, 254),
  };
}
