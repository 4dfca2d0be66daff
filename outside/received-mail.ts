// A message of the mailbox as its headers and parts: who wrote, to whom, what calendars are in it, whether a program sent it.
// outside/mailbox.ts calls it with a stranger's bytes; what they are worth is the domain's to say.
import { type Attachment, type ParsedMail, simpleParser } from 'mailparser';
import type { ReceivedMail } from '#domain/outside.ts';
import { returnedMail } from '#formats/returned-mail.ts';

/** Bytes of a calendar that are read: programs write one or two thousand, with a list of those invited some more. */
const LONGEST_CALENDAR = 131_072;

/** Calendars of one message: the same one as an alternative and as an attachment, at most. */
const MOST_CALENDARS = 5;

/** Characters of a text that are looked at. */
const LONGEST_TEXT = 65_536;

/** Headers that say for whom a message was delivered, where `To` was rewritten on the way. */
const DELIVERY_HEADERS = [
  'delivered-to',
  'x-delivered-to',
  'x-original-to',
  'envelope-to',
  'x-envelope-to',
  'resent-to',
];

function recipientsOf(mail: ParsedMail): string[] {
  const named = [mail.to, mail.cc].flat().flatMap((field) => field?.value.map(({ address }) => address) ?? []);
  const delivered = mail.headerLines
    .filter(({ key }) => DELIVERY_HEADERS.includes(key))
    .map(({ line }) => line.slice(line.indexOf(':') + 1).trim());
  return [...named, ...delivered].filter((address) => address !== undefined && address !== '') as string[];
}

/** Text in the characters it says to be in; what is no UTF-8, whatever it says, is of Windows. */
function decode(content: Buffer, charset: string | undefined): string {
  const [first, second] = content;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return new TextDecoder(first === 0xff ? 'utf-16le' : 'utf-16be').decode(content);
  const isUnicode = !charset || /^(utf-?8|us-ascii|ascii|unknown.*)$/i.test(charset);
  try {
    return new TextDecoder(isUnicode ? 'utf-8' : charset, { fatal: isUnicode }).decode(content);
  } catch {
    return new TextDecoder('windows-1252').decode(content);
  }
}

const parametersOf = ({ headers }: Pick<Attachment, 'headers'>): Record<string, string> =>
  (headers.get('content-type') as { params?: Record<string, string> } | undefined)?.params ?? {};

const isCalendar = ({ contentType, filename = '' }: Attachment) =>
  /^(text\/calendar|text\/x-vcalendar|application\/(ics|calendar|x-ics|icalendar))$/i.test(contentType) ||
  /\.(ics|ical|ifb)$/i.test(filename);

function calendarsOf({ attachments, text = '' }: ParsedMail): ReceivedMail['calendars'] {
  const attached = attachments
    .filter(isCalendar)
    .filter(({ content }) => content.length <= LONGEST_CALENDAR)
    .map((part) => {
      const { charset, method = null } = parametersOf(part);
      return { content: decode(part.content, charset), method };
    });
  // Some gateways send the calendar as the text of the mail.
  const begin = text.indexOf('BEGIN:VCALENDAR');
  const written = begin < 0 ? [] : [{ content: text.slice(begin, begin + LONGEST_CALENDAR), method: null }];
  return [...attached, ...written].slice(0, MOST_CALENDARS);
}

const isSealed = ({ contentType, filename = '' }: Attachment) =>
  /^application\/(vnd\.)?ms-tnef$/i.test(contentType) || /^winmail\.dat$/i.test(filename);

/** The words of a page, one pass over it: hostile ones are long. */
function wordsOf(html: string): string {
  const pieces = html
    .slice(0, LONGEST_TEXT)
    .split('<')
    .map((piece, index) => {
      if (index === 0) return piece;
      const end = piece.indexOf('>');
      const rest = end < 0 ? '' : piece.slice(end + 1);
      return `${/^\/?(p|br|div|tr|li|h\d)\b/i.test(piece) ? '\n' : ''}${/^(style|script|title|head)\b/i.test(piece) ? '' : rest}`;
    });
  const signs: Record<string, string> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', eacute: 'é', agrave: 'à' };
  return pieces
    .join('')
    .replace(/&(\w{2,6}|#\d{1,6});/g, (whole, name: string) =>
      name.startsWith('#') ? String.fromCodePoint(Math.min(Number(name.slice(1)), 0xffff)) : (signs[name] ?? whole),
    );
}

const firstHeader = (mail: ParsedMail, name: string): string => {
  const { line = '' } = mail.headerLines.find(({ key }) => key === name) ?? {};
  return line.slice(line.indexOf(':') + 1).trim();
};

const ABSENCE =
  /^(re\s*:\s*)?(automatic reply|auto(matic)?[ -]?(reply|response)|réponse automatique|out of office|absence du bureau|absent du bureau)\b/i;

/** RFC 3834, and what programs of before it write. */
function isAutomatic(mail: ParsedMail, contentType: string): boolean {
  const submitted = firstHeader(mail, 'auto-submitted');
  return (
    (submitted !== '' && !/^no\b/i.test(submitted)) ||
    /^(bulk|junk|list|auto_reply)\b/i.test(firstHeader(mail, 'precedence')) ||
    ['x-autoreply', 'x-autorespond', 'x-autoresponder', 'list-id', 'x-mail-autoreply'].some((name) =>
      mail.headers.has(name),
    ) ||
    firstHeader(mail, 'return-path') === '<>' ||
    /^multipart\/report$/i.test(contentType) ||
    ABSENCE.test(mail.subject ?? '')
  );
}

/** What of a message came back with its report: parts that hold it, and what servers write of it in the text. */
const originalOf = ({ attachments, text = '' }: ParsedMail): string =>
  [
    ...attachments
      .filter(({ contentType }) => /^(message\/|text\/rfc822-headers)/i.test(contentType))
      .map(({ content }) => content.subarray(0, LONGEST_CALENDAR).toString('latin1')),
    text.slice(0, LONGEST_TEXT),
  ].join('\n');

/** Reads a message, or throws when it is no mail that can be. */
export async function parseMail(source: Buffer): Promise<ReceivedMail> {
  const mail = await simpleParser(source, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true });
  const whole = mail.headers.get('content-type') as { value?: string; params?: Record<string, string> } | undefined;
  const [from] = mail.from?.value ?? [];
  const text = (mail.text?.trim() ? mail.text : typeof mail.html === 'string' ? wordsOf(mail.html) : '').slice(
    0,
    LONGEST_TEXT,
  );
  const original = originalOf(mail);
  const returned = returnedMail({
    contentType: whole?.value ?? '',
    reportType: whole?.params?.['report-type'] ?? null,
    sender: from?.address ?? null,
    subject: mail.subject ?? '',
    text: original,
  });
  return {
    recipients: recipientsOf(mail),
    sender: from?.address || null,
    senderName: from?.name || null,
    id: mail.messageId ?? null,
    subject: mail.subject ?? '',
    text,
    calendars: calendarsOf(mail),
    sealed: mail.attachments.filter(isSealed).map(({ content }) => content),
    isAutomatic: isAutomatic(mail, whole?.value ?? ''),
    returned: returned && { ...returned, original },
  };
}
