// The box where calendars answer, read over IMAP. jobs/mailbox.ts calls it. Messages are strangers' bytes: they are cut,
// parsed as mail and given on as text; knows no meeting.
import { ImapFlow } from 'imapflow';
import { type ParsedMail, simpleParser } from 'mailparser';
import { log } from '../log.ts';

/** A message as jobs/mailbox.ts takes it. */
interface ReceivedMail {
  recipients: string[];
  calendars: string[];
}

/** Bytes of a message that are read: an answer has a few thousand. What is longer is cut, and then no calendar. */
const LONGEST = 262_144;

/** Messages of one reading: the next minute has the others. */
const MOST = 100;

/** 15 s to be greeted, 30 s of silence: well under the two minutes of the job. */
const TIMEOUTS = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 30_000 };

/** Headers that say for whom a message was delivered, where `To` was rewritten on the way. */
const DELIVERY_HEADERS = ['delivered-to', 'x-original-to', 'envelope-to'];

function recipientsOf(mail: ParsedMail): string[] {
  const named = [mail.to, mail.cc].flat().flatMap((field) => field?.value.map(({ address }) => address) ?? []);
  const delivered = mail.headerLines
    .filter(({ key }) => DELIVERY_HEADERS.includes(key))
    .map(({ line }) => line.slice(line.indexOf(':') + 1).trim());
  return [...named, ...delivered].filter((address) => address !== undefined);
}

async function read(source: Buffer): Promise<ReceivedMail> {
  const mail = await simpleParser(source, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true });
  const calendars = mail.attachments
    .filter(({ contentType }) => /^(text\/calendar|application\/ics)$/i.test(contentType))
    .map(({ content }) => content.toString('utf8'));
  return { recipients: recipientsOf(mail), calendars };
}

/** The inbox at `url` (imap: with STARTTLS where offered, imaps: with TLS from the first byte; user and password in it). */
export function imapMailbox(url: string) {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'imaps:';
  const settings = {
    host: hostname,
    port: Number(port) || (secure ? 993 : 143),
    secure,
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    logger: false as const,
    ...TIMEOUTS,
  };
  return {
    /** Gives each unread message to `take` and marks it read once that resolves; one that fails is met again. */
    async receive(take: (mail: ReceivedMail) => Promise<void>): Promise<void> {
      const client = new ImapFlow(settings);
      // Told by what it interrupts; without a listener it would end the process.
      client.on('error', (err) => log.warn({ err }, 'the connection to the mailbox broke'));
      await client.connect();
      try {
        await client.mailboxOpen('INBOX');
        const unread = (await client.search({ seen: false }, { uid: true })) || [];
        const failures: unknown[] = [];
        for (const uid of unread.slice(0, MOST)) {
          const found = await client.fetchOne(String(uid), { source: { maxLength: LONGEST } }, { uid: true });
          const source = found ? found.source : undefined;
          const mail = source ? await read(source).catch(() => null) : null;
          try {
            if (mail) await take(mail);
            await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
          } catch (error) {
            failures.push(error);
          }
        }
        if (failures.length > 0) throw failures[0];
      } finally {
        await client.logout().catch(() => client.close());
      }
    },
  };
}

/** The inbox that the environment asks for; null where none is read. */
export const openMailbox = ({ MAILBOX_URL }: { MAILBOX_URL?: string | undefined }) =>
  MAILBOX_URL ? imapMailbox(MAILBOX_URL) : null;
