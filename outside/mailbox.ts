// The box where calendars answer, read over IMAP. jobs/mailbox.ts calls it. Messages are strangers' bytes: they are cut,
// parsed as mail and given on as text; knows no meeting.
import { ImapFlow } from 'imapflow';
import type { ReceivedMail } from '#domain/outside.ts';
import { log } from '#log.ts';
import { parseMail } from './received-mail.ts';

/** Bytes of a message that are read: an answer has a few thousand, with the pictures of a signature some hundreds of them. */
const LONGEST = 1_048_576;

/** Messages of one reading: the next minute has the others. */
const MOST = 100;

/** 15 s to be greeted, 30 s of silence: well under the two minutes of the job. */
const TIMEOUTS = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 30_000 };

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
  /** How often each message could not be dealt with since the start: those wait behind the others, and are never given up. */
  const failed = new Map<number, number>();
  const inTurn = (uids: readonly number[]) =>
    [...uids].sort((one, other) => (failed.get(one) ?? 0) - (failed.get(other) ?? 0) || one - other).slice(0, MOST);
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
        for (const uid of inTurn(unread)) {
          try {
            const mail = await fetchMail(client, uid);
            if (mail) await take(mail);
            await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
            failed.delete(uid);
          } catch (error) {
            failures.push(error);
            failed.set(uid, (failed.get(uid) ?? 0) + 1);
            // Without a connection the others would fail for nothing.
            if (!client.usable) break;
          }
        }
        if (failures.length > 0) throw failures[0];
      } finally {
        await client.logout().catch(() => client.close());
      }
    },
  };
}

/** A message, or null for what is gone or no mail that can be read: the log says so, because somebody may have answered in it. */
async function fetchMail(client: ImapFlow, uid: number): Promise<ReceivedMail | null> {
  const query = { source: { maxLength: LONGEST }, internalDate: true };
  const found = await client.fetchOne(String(uid), query, { uid: true });
  if (!found || found.source === undefined) return null;
  const { source, internalDate } = found;
  try {
    const mail = await parseMail(source);
    return internalDate ? { ...mail, receivedAt: new Date(internalDate) } : mail;
  } catch (err) {
    log.warn({ err, uid }, 'a message of the mailbox cannot be read as mail: it is passed over');
    return null;
  }
}

/** The inbox that the environment asks for; null where none is read. */
export const openMailbox = ({ MAILBOX_URL }: { MAILBOX_URL?: string | undefined }) =>
  MAILBOX_URL ? imapMailbox(MAILBOX_URL) : null;
