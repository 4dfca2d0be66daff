// What happens to a program's request before a door answers it: its key, and how many requests a minute it may make. Called by
// web.ts before /graphql and /api; knows no GraphQL.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Request, RequestHandler, Response } from 'express';
import type { Viewer } from '#domain/viewers.ts';
import { env } from '#env.ts';
import { addressOf, viewerOf } from './http.ts';

const WINDOW_MS = 60_000;

/** Requests of one key since its minute began. */
interface Counted {
  since: number;
  requests: number;
}

/** Of this node alone: what counts as long as no other node is heard of. */
const countedOf = new Map<string, Counted>();

/** Counts one more at all nodes together; null when that cannot be asked. */
export type CountTogether = (key: string, windowMs: number) => Promise<{ count: number; leftMs: number } | null>;

let countTogether: CountTogether = async () => null;

/** Has the requests of a key counted at all nodes together, as far as `count` answers. */
export function countEverywhere(count: CountTogether): void {
  countTogether = count;
}

function countedNow(apiKeyId: string, now: number): Counted {
  const counted = countedOf.get(apiKeyId);
  if (counted && now - counted.since < WINDOW_MS) return counted;
  // What is over is dropped as others begin: keys are few, but come and go for years.
  for (const [id, { since }] of countedOf) if (now - since >= WINDOW_MS) countedOf.delete(id);
  const fresh = { since: now, requests: 0 };
  countedOf.set(apiKeyId, fresh);
  return fresh;
}

/** Requests of a key in its minute with this one, and how long the minute still is. Counted here too: Redis may go any moment. */
async function countRequest(apiKeyId: string): Promise<{ count: number; leftMs: number }> {
  const now = Date.now();
  const counted = countedNow(apiKeyId, now);
  counted.requests += 1;
  const here = { count: counted.requests, leftMs: counted.since + WINDOW_MS - now };
  const together = await countTogether(`key:${apiKeyId}`, WINDOW_MS);
  return together && together.count > here.count ? together : here;
}

/** What a program is answered instead of what it asked for. */
export interface Refusal {
  status: number;
  code: string;
  message: string;
}

/** Who asks, or why nobody may; `headers`: what the answer says of the key either way. */
export interface Admission {
  viewer: Viewer | null;
  refusal: Refusal | null;
  headers: [name: string, value: string][];
}

/** A key that is none is never a stranger: a program would read what nobody may see as empty. */
const unknownKey: Admission = {
  viewer: null,
  refusal: {
    status: 401,
    code: 'INVALID_KEY',
    message:
      'Cette clé d’accès n’ouvre rien\u00a0: elle est inconnue, révoquée ou périmée, ou n’est pas admise de cette adresse.',
  },
  headers: [['WWW-Authenticate', 'Bearer error="invalid_token"']],
};

/** Counts a request of a key; one too many is refused. */
async function withinRate(viewer: Viewer & { apiKeyId: string }): Promise<Admission> {
  const limit = env.KEY_REQUESTS_PER_MINUTE;
  const { count, leftMs } = await countRequest(viewer.apiKeyId);
  const seconds = String(Math.max(1, Math.ceil(leftMs / 1000)));
  const headers: Admission['headers'] = [
    ['RateLimit-Limit', String(limit)],
    ['RateLimit-Remaining', String(Math.max(0, limit - count))],
    ['RateLimit-Reset', seconds],
  ];
  if (count <= limit) return { viewer, refusal: null, headers };
  const message = `Cette clé a fait ses ${limit} demandes de la minute. Réessayez dans ${seconds} s.`;
  return {
    viewer: null,
    refusal: { status: 429, code: 'TOO_MANY_REQUESTS', message },
    headers: [...headers, ['Retry-After', seconds]],
  };
}

/** Those that were admitted and then handed on by one door to another: a request is counted once. */
const admitted = new WeakMap<IncomingMessage, Admission>();

/** Hands a request that was admitted on to `door`, which will not count it again. */
export function handOn(
  door: (request: IncomingMessage, response: ServerResponse) => void,
  request: IncomingMessage,
  response: ServerResponse,
  admission: Admission,
): void {
  admitted.set(request, admission);
  door(request, response);
}

/** Who asks at a door for programs, and whether they may come in. */
export async function admit(request: IncomingMessage): Promise<Admission> {
  const known = admitted.get(request);
  if (known) return known;
  const viewer = await viewerOf(request.headers, addressOf(request));
  if (viewer?.kind === 'system') return withinRate(viewer);
  const isStranger = !/^Bearer\b/i.test(request.headers.authorization ?? '');
  return isStranger ? { viewer, refusal: null, headers: [] } : unknownKey;
}

/** What a refusal is answered with. */
export const refusalWords = ({ message, code }: Refusal) => ({ errors: [{ message, extensions: { code } }] });

/** A door that is told who asks; a key that may not come in is answered here. */
export const withAsker =
  (door: (request: Request, response: Response, viewer: Viewer | null) => unknown): RequestHandler =>
  (request, response, next) => {
    admit(request)
      .then(({ viewer, refusal, headers }) => {
        for (const [name, value] of headers) response.setHeader(name, value);
        return refusal ? response.status(refusal.status).json(refusalWords(refusal)) : door(request, response, viewer);
      })
      .catch(next);
  };
