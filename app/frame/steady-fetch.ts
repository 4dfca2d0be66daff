// The requests by which Remix reads pages and sends forms, on a network that fails: the page stays, with all that was typed.
// A reading waits until the server answers; a form that got no answer is refused in words, as if the server had said so, and
// is sent again under the same key, so that it is never done twice (domain/answered-forms.ts). Installed by
// entry.client.tsx; told to people by ui/offline-notice.tsx.
import { sentences } from '../french.ts';

/** `page`: a reading waits. `form`: a form was not taken. */
export type Trouble = 'page' | 'form' | null;

/** Answers of the machine in front of a server that is not there. */
const ABSENT = [502, 503, 504];

/** A reading that waits tries again by itself so often, ms. */
const RETRY_MS = 3_000;

let trouble: Trouble = null;
const listeners = new Set<() => void>();
const waiting = new Set<() => void>();

/** Keys of forms whose answer never came, by what they said: the same words sent again are the same form. */
const unanswered = new Map<string, string>();

function tell(next: Trouble): void {
  trouble = next;
  for (const listener of listeners) listener();
}

/** For `useSyncExternalStore`. */
export const networkTrouble = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
  now: (): Trouble => trouble,
};

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

/** What a form says, to know it again; files by their name and size. */
function wordsOf(body: unknown): string {
  if (!(body instanceof FormData)) return String(body);
  const parts = [...body].map(([name, value]) => [name, value instanceof File ? [value.name, value.size] : value]);
  return JSON.stringify(parts);
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
      if (waiting.size === 0) tell(null);
      reject(signal?.reason);
    };
    const timer = setTimeout(wake, RETRY_MS);
    waiting.add(wake);
    window.addEventListener('online', wake);
    signal?.addEventListener('abort', stop);
  });

/** The server's answer, or null when there is none. */
async function answerOf(send: () => Promise<Response>, signal: AbortSignal | null | undefined) {
  try {
    const response = await send();
    return ABSENT.includes(response.status) && !response.headers.has('X-Remix-Response') ? null : response;
  } catch (error) {
    if (signal?.aborted) throw error;
    return null;
  }
}

/** A fetch that stays with the page. */
export function steady(plain: typeof fetch): typeof fetch {
  const read = async (input: RequestInfo | URL, init: RequestInit): Promise<Response> => {
    for (;;) {
      const response = await answerOf(() => plain(input, init), init.signal);
      if (response) {
        if (trouble !== null) tell(null);
        return response;
      }
      tell('page');
      await nextTry(init.signal);
    }
  };
  const send = async (input: RequestInfo | URL, init: RequestInit): Promise<Response> => {
    const form = `${String(input)}\n${wordsOf(init.body)}`;
    const key = unanswered.get(form) ?? crypto.randomUUID();
    unanswered.set(form, key);
    const headers = { ...(init.headers as Record<string, string> | undefined), 'X-Form-Key': key };
    const response = await answerOf(() => plain(input, { ...init, headers }), init.signal);
    if (!response) {
      tell('form');
      return refusal(navigator.onLine ? sentences.noAnswer : sentences.nothingSent);
    }
    unanswered.delete(form);
    tell(null);
    return response.status === 409 && !response.headers.has('X-Remix-Response')
      ? refusal(sentences.perhapsDone)
      : response;
  };
  return (input, init = {}) => {
    const { origin, pathname } = new URL(input instanceof Request ? input.url : input, window.location.href);
    const isOurs = origin === window.location.origin && (pathname.endsWith('.data') || pathname === '/__manifest');
    if (!isOurs) return plain(input, init);
    return (init.method ?? 'GET') === 'GET' ? read(input, init) : send(input, init);
  };
}
