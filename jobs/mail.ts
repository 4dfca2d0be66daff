// The queue of mail: what a verb writes in its transaction (`queuedMail`, handed to the domain) and the job that sends it.
// A mail waits sealed, because it may hold a link that opens an account. Knows no letter's words.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { noteDelivered, noteUndelivered } from '#domain/meetings/undelivered-mail.ts';
import { files, type Mail, type MailMessage } from '#domain/outside.ts';
import { env } from '#env.ts';
import { log } from '#log.ts';
import { enqueue, type Job } from './boss.ts';

const QUEUE = 'mail';

interface SealedMail {
  sealed: string;
  /** Not sealed: whose invitation it was must be known also of a mail that can no longer be read. */
  inviteeId?: string;
}

/** What of a message is sealed: all that leaves. */
type Sealable = Omit<MailMessage, 'inviteeId'>;

/** A mail as it is handed to the way out: the bytes of what goes with it in place of their name. */
interface ReadyMail extends Omit<Sealable, 'attachment'> {
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
async function ready({ attachment, ...message }: Sealable, id: string): Promise<ReadyMail> {
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

function seal({ inviteeId, ...message }: MailMessage): SealedMail {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, sealingKey(), nonce);
  const words = Buffer.concat([cipher.update(JSON.stringify(message)), cipher.final()]);
  return {
    sealed: Buffer.concat([nonce, cipher.getAuthTag(), words]).toString('base64'),
    ...(inviteeId && { inviteeId }),
  };
}

/** The message, or null when it was sealed with another SESSION_SECRET. */
function unseal({ sealed }: SealedMail): Sealable | null {
  const bytes = Buffer.from(sealed, 'base64');
  const decipher = createDecipheriv(CIPHER, sealingKey(), bytes.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    const words = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
    return JSON.parse(words.toString()) as Sealable;
  } catch {
    return null;
  }
}

/** The domain's `Mail`: a message leaves at least once when the transaction commits, and never when it does not. */
export const queuedMail: Mail = {
  queue: (tx, message) => enqueue(tx, QUEUE, seal(message)),
};

/** Notes what became of a mail, where it was about an invitation. */
const noteOn = (input: SealedMail, note: typeof noteUndelivered): Promise<void> =>
  input.inviteeId ? note({ inviteeId: input.inviteeId, to: unseal(input)?.to ?? null }) : Promise.resolve();

async function send(sender: Sender, message: Sealable, id: string): Promise<'SENT' | 'REFUSED'> {
  try {
    await sender.send(await ready(message, id));
    return 'SENT';
  } catch (error) {
    if ((error as { code?: string }).code !== 'MAIL_REFUSED') throw error;
    log.warn({ jobId: id }, 'a mail was refused for good by the server of its address');
    return 'REFUSED';
  }
}

/**
 * Sends each mail once in the life of this process: a try that begins while the one before still waits for its server, or
 * because its end could not be recorded, takes over what that one did.
 */
class OnceEach {
  readonly #begun = new Map<string, Promise<'SENT' | 'REFUSED'>>();
  readonly #sender: Sender;

  constructor(sender: Sender) {
    this.#sender = sender;
  }

  send(message: Sealable, id: string): Promise<'SENT' | 'REFUSED'> {
    const begun = this.#begun.get(id);
    if (begun) return begun;
    const sending = send(this.#sender, message, id);
    this.#begun.set(id, sending);
    sending.catch(() => this.forget(id));
    return sending;
  }

  forget(id: string): void {
    this.#begun.delete(id);
  }
}

/**
 * The job that sends what waits. 12 tries over a day and a half: a mail server may be down for a night. That a mail has left
 * is recorded before anything else is done: what remains is the moment between the server's word and ours, which SMTP
 * leaves open, and a mail that leaves twice there has the same Message-ID.
 */
export const mailJob = (sender: Sender): Job<SealedMail> => {
  const once = new OnceEach(sender);
  return {
    name: QUEUE,
    pollSeconds: 1,
    atOnce: 2,
    timeoutSeconds: 120,
    retryLimit: 12,
    retryDelaySeconds: 15,
    async run(input, { id, finish }) {
      const message = unseal(input);
      if (!message) log.error({ jobId: id }, 'a mail was queued under another SESSION_SECRET: it is given up');
      const outcome = message ? await once.send(message, id) : 'REFUSED';
      if (outcome === 'SENT') await finish();
      once.forget(id);
      if (outcome === 'REFUSED') return noteOn(input, noteUndelivered);
      await noteOn(input, noteDelivered).catch((err: unknown) => {
        // The mail has left: to fail here would send it again.
        log.error({ err, jobId: id }, 'that a mail arrived could not be noted');
      });
    },
    giveUp: (input) => noteOn(input, noteUndelivered),
  };
};
