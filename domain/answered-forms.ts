// A form is done once: whoever sends it again, because the answer was lost on the way or a button was pressed twice, gets the
// answer of the first time. Called by web.ts around every form of the pages, and by graphql/answered-once.ts around every write of
// a program that says so; knows neither.
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { prisma } from '#prisma/client.ts';
import { now } from './calendar.ts';
import { DomainError } from './errors.ts';

/** What was answered, as it goes over the wire. */
export interface FormAnswer {
  status: number;
  headers: [name: string, value: string][];
  body: string;
}

/** A form that is sent again later than this is another form, ms. */
const KEPT_MS = 24 * 3_600_000;

/** An answer that is not there after so long is no longer being made: whoever made it was stopped, ms. */
const MAKING_MS = 60_000;

/** Forms whose answer is being made here. */
const makingHere = new Set<string>();

/**
 * How long another process may be making an answer, ms. One server alone has no other than the one before it, which finishes what
 * it had begun as it stops; killed, it has left a form behind of which the next one says at once that nobody knows.
 */
let elsewhereMs = 2_000;

/** There are other nodes, at any of which a form may be under way. */
export function expectAnswersOfOtherNodes(): void {
  elsewhereMs = MAKING_MS;
}

/** How often one looks whether the first sending has been answered, ms. */
const LOOK_MS = 150;

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

const hashOf = (words: string) => createHash('sha256').update(words).digest('hex');

/** An answer may hold what is shown once (a key, a link): without the form's own key nobody reads it again. */
const sealingKey = (key: string) => Buffer.from(hkdfSync('sha256', key, '', 'answered form', 32));

function seal(answer: FormAnswer, key: string): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, sealingKey(key), iv);
  const bytes = Buffer.concat([cipher.update(JSON.stringify(answer)), cipher.final()]);
  return new Uint8Array(Buffer.concat([iv, cipher.getAuthTag(), bytes]));
}

function unseal(sealed: Uint8Array, key: string): FormAnswer {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv(CIPHER, sealingKey(key), bytes.subarray(0, IV_BYTES));
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const words = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
  return JSON.parse(words.toString()) as FormAnswer;
}

/** Whether this form is sent for the first time: the sender has it from now on. */
async function reserve(row: { id: string; personId: string; fingerprint: string | null }): Promise<boolean> {
  const { count } = await prisma.answeredForm.createMany({ data: [row], skipDuplicates: true });
  return count === 1;
}

/** The key was used for something else: answered as that, the sender would believe this done. */
const reusedKey = () =>
  new DomainError(
    'IDEMPOTENCY_KEY_REUSED',
    'Cette clé d’idempotence a servi à une autre demande depuis moins de 24 heures : choisissez-en une autre.',
  );

async function makeAnswer(id: string, key: string, act: () => Promise<FormAnswer>): Promise<FormAnswer> {
  const forget = () => prisma.answeredForm.deleteMany({ where: { id } });
  makingHere.add(id);
  try {
    const answer = await act();
    // What failed here may be tried again, and is done then.
    if (answer.status >= 500) await forget();
    else await prisma.answeredForm.updateMany({ where: { id }, data: { answer: seal(answer, key) } });
    return answer;
  } catch (error) {
    await forget();
    throw error;
  } finally {
    makingHere.delete(id);
  }
}

/**
 * Runs `act` for the first of the forms that this person sends under `key`, and gives its answer to all of them, also to those
 * that come while it is being made. Null: the first was taken and its answer never came (the server was stopped meanwhile),
 * so that nobody knows whether it was done. `by`: who sends it, when it is not the person themself but a key of theirs; `words`:
 * what is sent, so that something else under the same key is refused.
 */
export async function answerOnce(
  personId: string,
  key: string,
  act: () => Promise<FormAnswer>,
  { by = personId, words }: { by?: string; words?: string } = {},
): Promise<FormAnswer | null> {
  const id = hashOf(`${by}\n${key}`);
  const fingerprint = words === undefined ? null : hashOf(words);
  for (;;) {
    if (await reserve({ id, personId, fingerprint })) return makeAnswer(id, key, act);
    const kept = await prisma.answeredForm.findUnique({ where: { id } });
    if (kept && kept.fingerprint !== fingerprint) throw reusedKey();
    if (kept?.answer) return unseal(kept.answer, key);
    const longest = makingHere.has(id) ? MAKING_MS : elsewhereMs;
    if (kept && now().getTime() - kept.createdAt.getTime() > longest) return null;
    await pause(LOOK_MS);
  }
}

/** Forgets the forms of before yesterday; the clock calls it. */
export async function forgetAnsweredForms(): Promise<void> {
  await prisma.answeredForm.deleteMany({ where: { createdAt: { lt: new Date(now().getTime() - KEPT_MS) } } });
}
