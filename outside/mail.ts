// Mail as it leaves the house: over SMTP, or as .eml files in a folder when no server is set. jobs/mail.ts calls it.
// Everything that comes from people is made harmless here, once, before it becomes a header; before it
// becomes HTML, in mail-html.ts. Knows no person and no queue.
import { mkdirSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { log } from '#log.ts';
import { mailHtml } from './mail-html.ts';

/** What is sent; `id` makes its Message-ID, so that a second delivery of the same mail is seen as the same. */
export interface OutgoingMail {
  id: string;
  to: string;
  subject: string;
  text: string;
  /** The name shown beside the platform's address. */
  writer?: string;
  calendar?: { method: 'REQUEST' | 'CANCEL' | 'PUBLISH'; content: string };
  /** A file that goes with it. */
  attachment?: { name: string; bytes: Uint8Array };
  /** Where answers go, and mail that comes back; the sender where nothing is said. */
  repliesTo?: string | null;
}

/** Sends a mail, or throws: a RefusedMail will never leave, anything else may be tried again. */
export interface Mailer {
  send(mail: OutgoingMail): Promise<void>;
}

/** The address is none, or its own server says that it has no such box: trying again is of no use. */
export class RefusedMail extends Error {
  readonly code = 'MAIL_REFUSED';
}

/** One box, nothing that a header could read as more: no space, comma, bracket, quote or control character. */
const ADDRESS = /^[^\s\p{C}<>()[\],;:"\\@]{1,64}@[^\s\p{C}<>()[\],;:"\\@]{1,190}$/u;

/** A subject longer than this is cut: it may quote what somebody typed. */
const SUBJECT_LIMIT = 150;

/** Words on one line: a line break or any other control character becomes a space. */
function oneLine(words: string): string {
  const line = words.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return [...line].length > SUBJECT_LIMIT ? `${[...line].slice(0, SUBJECT_LIMIT - 1).join('')}…` : line;
}

/** A text of lines: the controls that are not line breaks are gone. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const plain = (words: string) => words.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ');

/** The platform's own box, under the name of who has the mail sent where there is one. */
function sender(from: string, writer: string | undefined) {
  if (!writer) return from;
  const [, address = from] = /<([^<>]+)>/.exec(from) ?? [];
  return { name: `${oneLine(writer)} (Ingénierie 62)`, address };
}

function compose(mail: OutgoingMail, from: string, host: string) {
  const { id, to, calendar, attachment, repliesTo } = mail;
  const [subject, text] = [oneLine(mail.subject), plain(mail.text)];
  if (!ADDRESS.test(to)) throw new RefusedMail('This is not the address of one box.');
  return {
    from: sender(from, mail.writer),
    // As an object: a string would be read as a list of addresses.
    to: { name: '', address: to },
    subject,
    text,
    html: mailHtml({ subject, text }),
    messageId: `<${id.replace(/[^\w-]/g, '')}@${host}>`,
    // What comes back after it was taken must find who it was for: the envelope names a box of theirs alone.
    ...(repliesTo && { replyTo: repliesTo, envelope: { from: repliesTo, to } }),
    // RFC 3834: absence messages must not answer.
    headers: { 'Auto-Submitted': 'auto-generated' },
    // Shown by mail programs as an invitation, and attached for those that do not know it.
    ...(calendar && { icalEvent: { ...calendar, filename: 'reunion.ics' } }),
    ...(attachment && {
      attachments: [{ filename: oneLine(attachment.name), content: Buffer.from(attachment.bytes) }],
    }),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** 15 s to be greeted, 30 s of silence: well under the two minutes that a job of mail may last. */
const SMTP_TIMEOUTS = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 30_000 };

const isNoSuchBox = (error: unknown) => {
  const { command, responseCode } = error as { command?: string; responseCode?: number };
  return command === 'RCPT TO' && (responseCode ?? 0) >= 500;
};

/** A mailer on the server at `url` (smtp: with STARTTLS where offered, smtps: with TLS from the first byte). */
export function smtpMailer(url: string, { from, host }: { from: string; host: string }): Mailer {
  const transport = createTransport({ url, ...SMTP_TIMEOUTS });
  return {
    async send(mail) {
      try {
        await transport.sendMail(compose(mail, from, host));
      } catch (error) {
        throw isNoSuchBox(error) ? new RefusedMail('The server of this address knows no such box.') : error;
      }
    },
  };
}

/** Writes a whole file or none, also when the machine stops in the middle. */
async function writeWhole(file: string, bytes: Buffer): Promise<void> {
  const draft = `${file}.${process.pid}.tmp`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
}

/** The text as the part that it becomes, as it is: whoever opens the file in any editor must be able to copy a link from it. */
const unencoded = (text: string) => ({
  raw: `Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n${text}`,
});

/** A mailer that writes each mail as an .eml file in `folder`, made when absent; a mail sent twice is one file. */
export function folderMailer(folder: string, { from, host }: { from: string; host: string }): Mailer {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  return {
    async send(mail) {
      const composed = compose(mail, from, host);
      const { message } = await transport.sendMail({ ...composed, text: unencoded(composed.text) });
      const file = join(folder, `${mail.id.replace(/[^\w-]/g, '')}.eml`);
      await writeWhole(file, message as Buffer);
      log.info({ file }, 'no SMTP_URL is set: a mail was written to a file');
    },
  };
}

/** The mailer that the environment asks for. */
export function openMailer(settings: {
  SMTP_URL?: string | undefined;
  DATA_DIR: string;
  MAIL_FROM: string;
  PUBLIC_URL: string;
}): Mailer {
  const sender = { from: settings.MAIL_FROM, host: new URL(settings.PUBLIC_URL).hostname };
  return settings.SMTP_URL
    ? smtpMailer(settings.SMTP_URL, sender)
    : folderMailer(join(settings.DATA_DIR, 'mail'), sender);
}
