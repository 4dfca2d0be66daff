// The requests by which Remix reads pages and sends forms, on a network that fails: the page stays, with all that was typed.
// A reading waits until the server answers; a form that got no answer is refused in words, as if the server had said so, and
// is sent again under the same key, so that it is never done twice (domain/answered-forms.ts). Installed by
// entry.client.tsx; told to people by ui/offline-notice.tsx. What a page sends by itself goes by `postOnce`.
import { sentences } from '../french.ts';

/** `page`: a reading waits. `form`: a form was not taken. `back`: nor is it yet, and the platform answers again. */
export type Trouble = 'page' | 'form' | 'back' | null;

/** Answers of the machine in front of a server that is not there. */
const ABSENT = [502, 503, 504];

/** A reading that waits tries again by itself so often, ms. */
const RETRY_MS = 3_000;

let trouble: Trouble = null;
const listeners = new Set<() => void>();
const waiting = new Set<() => void>();

/** Keys of forms whose answer has not come, by their address and what they said: the same words sent again are the same form. */
const unanswered = new Map<string, Map<string, string>>();

/** What the form said that was not taken, and the page it was on. */
let untaken: { words: string; page: string } | null = null;

function tell(next: Trouble, form: typeof untaken = null): void {
  trouble = next;
  untaken = form;
  for (const listener of listeners) listener();
}

/** For `useSyncExternalStore`. */
export const networkTrouble = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
  now: (): Trouble => trouble,
  /** What the form said that was not taken, as `wordsOf` puts it. */
  untaken: (): string | null => untaken?.words ?? null,
};

/** A form that was not taken stays the trouble of its page, whatever is read meanwhile. */
const tellOfReading = (isAnswered: boolean) =>
  untaken === null ? tell(isAnswered ? null : 'page') : tell(isAnswered ? 'back' : 'form', untaken);

/** Once the page is left, and with it the form that was not taken; a page that is gone from under it is not left. */
export function forgetUntaken(): void {
  if (untaken !== null && untaken.page !== window.location.pathname) tell(null);
}

/** Readings that wait try again now. */
export function tryAgain(): void {
  for (const wake of [...waiting]) wake();
}

/** A refusal as an action of ours would answer it, in the few words of turbo-stream that it takes. */
function refusal(message: string): Response {
  const values = [
    { _1: 2 },
    'data',
    { _3: 4, _5: 6, _7: 8, _9: 10 },
    'ok',
    false,
    'code',
    'OFFLINE',
    'message',
    message,
  ];
  return new Response(`${JSON.stringify([...values, 'fields', {}])}\n`, {
    status: 422,
    headers: { 'Content-Type': 'text/x-script', 'X-Remix-Response': 'yes' },
  });
}

/** What a form says, to know it again; files by their name and size, and lines as they end before they are sent. */
export function wordsOf(body: unknown): string {
  if (!(body instanceof FormData) && !(body instanceof URLSearchParams)) return String(body);
  const parts = [...body].map(([name, value]) => [
    name,
    value instanceof File ? [value.name, value.size] : value.replaceAll('\r\n', '\n'),
  ]);
  return JSON.stringify(parts);
}

/** Digests of files that were sent, each made once. */
const digests = new WeakMap<File, Promise<string>>();

/** What is in a file; nothing for one that cannot be read any more (it changed on the disk), which no form sends either. */
const digestOf = async (file: File): Promise<string> => {
  try {
    const bytes = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
    return String(new Uint8Array(bytes));
  } catch {
    return '';
  }
};

/** What a form says with what is in its files: two of one name and size are not the same. */
async function allOf(body: unknown): Promise<string> {
  const files = body instanceof FormData ? [...body.values()].filter((value) => value instanceof File) : [];
  for (const file of files) if (!digests.has(file)) digests.set(file, digestOf(file));
  return [wordsOf(body), ...(await Promise.all(files.map((file) => digests.get(file))))].join('\n');
}

/** Resolves when it is time to try again; rejects when nobody waits any more. */
const nextTry = (signal: AbortSignal | null | undefined) =>
  new Promise<void>((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      waiting.delete(wake);
      window.removeEventListener('online', wake);
      signal?.removeEventListener('abort', stop);
    };
    const wake = () => {
      end();
      resolve();
    };
    const stop = () => {
      end();
      if (waiting.size === 0 && trouble === 'page') tell(null);
      reject(signal?.reason);
    };
    const timer = setTimeout(wake, RETRY_MS);
    waiting.add(wake);
    window.addEventListener('online', wake);
    signal?.addEventListener('abort', stop);
  });

/** The server's answer, or null when there is none, or not the whole of it. */
async function answerOf(send: () => Promise<Response>, signal: AbortSignal | null | undefined) {
  try {
    const response = await send();
    // A line that breaks after the first words of an answer has brought none.
    await response.clone().arrayBuffer();
    return ABSENT.includes(response.status) && !response.headers.has('X-Remix-Response') ? null : response;
  } catch (error) {
    if (signal?.aborted) throw error;
    return null;
  }
}

/** Sends a form under a key of its own; null when nobody knows whether it was done, and the same words keep the key. */
async function underKey(plain: typeof fetch, input: RequestInfo | URL, init: RequestInit): Promise<Response | null> {
  const address = String(input);
  const words = await allOf(init.body);
  const key = unanswered.get(address)?.get(words) ?? crypto.randomUUID();
  const remember = () => unanswered.set(address, (unanswered.get(address) ?? new Map()).set(words, key));
  remember();
  const headers = { ...(init.headers as Record<string, string> | undefined), 'X-Form-Key': key };
  const response = await answerOf(() => plain(input, { ...init, headers }), init.signal);
  // Once the address has answered, the page shows what is so: « oui », « non », « oui » are three forms, whichever got lost.
  if (response) unanswered.delete(address);
  else remember();
  return response;
}

/** The first sending was taken and its answer never made: the server stopped in between. */
const isPerhapsDone = ({ status, headers }: Response) => status === 409 && !headers.has('X-Remix-Response');

/**
 * Posts what a page sends by itself, and not as a form of Remix: sent again after an answer that was lost, it is done once.
 * Rejects when no answer came; `perhapsDone` is answered as a refusal of ours.
 */
export async function postOnce(address: string, body: FormData | URLSearchParams): Promise<Response> {
  const response = await underKey(window.fetch, address, { method: 'POST', body });
  if (!response) throw new TypeError('no answer came');
  const refused = { ok: false, code: 'PERHAPS_DONE', message: sentences.perhapsDone, fields: {} };
  return isPerhapsDone(response) ? Response.json(refused, { status: 409 }) : response;
}

/** A fetch that stays with the page. */
export function steady(plain: typeof fetch): typeof fetch {
  const read = async (input: RequestInfo | URL, init: RequestInit): Promise<Response> => {
    for (;;) {
      const response = await answerOf(() => plain(input, init), init.signal);
      if (response) {
        if (trouble !== null) tellOfReading(true);
        return response;
      }
      tellOfReading(false);
      await nextTry(init.signal);
    }
  };
  const send = async (input: RequestInfo | URL, init: RequestInit): Promise<Response> => {
    const response = await underKey(plain, input, init);
    if (!response) {
      tell('form', { words: wordsOf(init.body), page: window.location.pathname });
      return refusal(navigator.onLine ? sentences.noAnswer : sentences.nothingSent);
    }
    tell(null);
    return isPerhapsDone(response) ? refusal(sentences.perhapsDone) : response;
  };
  return (input, init = {}) => {
    const { origin, pathname } = new URL(input instanceof Request ? input.url : input, window.location.href);
    const isOurs = origin === window.location.origin && (pathname.endsWith('.data') || pathname === '/__manifest');
    if (!isOurs) return plain(input, init);
    return (init.method ?? 'GET') === 'GET' ? read(input, init) : send(input, init);
  };
}
