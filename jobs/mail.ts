// The queue of mail: what a verb writes in its transaction (`queuedMail`, handed to the domain) and the job that sends it.
// A mail waits sealed, because it may hold a link that opens an account. Knows no letter's words.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { files, type Mail, type MailMessage } from '#domain/outside.ts';
import { env } from '#env.ts';
import { log } from '../log.ts';
import { enqueue, type Job } from './boss.ts';

const QUEUE = 'mail';

interface SealedMail {
  sealed: string;
}

/** A mail as it is handed to the way out: the bytes of what goes with it in place of their name. */
interface ReadyMail extends Omit<MailMessage, 'attachment'> {
  id: string;
  attachment?: { name: string; bytes: Uint8Array };
}

/** What the job needs of the way out: outside/mail.ts. */
export interface Sender {
  send(mail: ReadyMail): Promise<void>;
}

/** Bytes that may go with a mail: many servers take 10 MB, and base64 adds a third. */
const ATTACHMENT_LIMIT = 7_000_000;

/** The message with its file, or with the words that stand in for it. */
async function ready({ attachment, ...message }: MailMessage, id: string): Promise<ReadyMail> {
  if (!attachment) return { ...message, id };
  const { fileId, name, textWithout } = attachment;
  const bytes = await files.read(fileId).catch((error: unknown) => {
    log.warn({ jobId: id, fileId, error }, 'a file that should go with a mail cannot be read');
    return null;
  });
  if (!bytes || bytes.length > ATTACHMENT_LIMIT) return { ...message, text: textWithout, id };
  return { ...message, id, attachment: { name, bytes } };
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const sealingKey = () => Buffer.from(hkdfSync('sha256', env.SESSION_SECRET, '', 'queued mail', 32));

function seal(message: MailMessage): SealedMail {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, sealingKey(), nonce);
  const words = Buffer.concat([cipher.update(JSON.stringify(message)), cipher.final()]);
  return { sealed: Buffer.concat([nonce, cipher.getAuthTag(), words]).toString('base64') };
}

/** The message, or null when it was sealed with another SESSION_SECRET. */
function unseal({ sealed }: SealedMail): MailMessage | null {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv(CIPHER, sealingKey(), bytes.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    const words = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
    return JSON.parse(words.toString()) as MailMessage;
  } catch {
    return null;
  }
}

/** The domain's `Mail`: a message leaves at least once when the transaction commits, and never when it does not. */
export const queuedMail: Mail = {
  queue: (tx, message) => enqueue(tx, QUEUE, seal(message)),
};

/** The job that sends what waits. 12 tries over a day and a half: a mail server may be down for a night. */
export const mailJob = (sender: Sender): Job<SealedMail> => ({
  name: QUEUE,
  pollSeconds: 1,
  atOnce: 2,
  timeoutSeconds: 120,
  retryLimit: 12,
  retryDelaySeconds: 15,
  async run(input, { id }) {
    const message = unseal(input);
    if (!message) {
      log.error({ jobId: id }, 'a mail was queued under another SESSION_SECRET: it is given up');
      return;
    }
    try {
      await sender.send(await ready(message, id));
    } catch (error) {
      if ((error as { code?: string }).code !== 'MAIL_REFUSED') throw error;
      log.warn({ jobId: id }, 'a mail was refused for good by the server of its address');
    }
  },
});
