// What happens to a program's request before a door answers it: its key, and how many requests a minute it may make. Called by
// web.ts before /graphql and /api; knows no GraphQL.
import type { Request, RequestHandler, Response } from 'express';
import type { Viewer } from '#domain/viewers.ts';
import { env } from '#env.ts';
import { viewerOf } from './http.ts';

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

function refuse(response: Response, status: number, code: string, message: string): void {
  response.status(status).json({ errors: [{ message, extensions: { code } }] });
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

/** Counts a request of a key and says so in its headers; false when it was one too many, and is answered. */
async function isWithinRate(apiKeyId: string, response: Response): Promise<boolean> {
  const limit = env.KEY_REQUESTS_PER_MINUTE;
  const { count, leftMs } = await countRequest(apiKeyId);
  const seconds = Math.max(1, Math.ceil(leftMs / 1000));
  response.setHeader('RateLimit-Limit', limit);
  response.setHeader('RateLimit-Remaining', Math.max(0, limit - count));
  response.setHeader('RateLimit-Reset', seconds);
  if (count <= limit) return true;
  response.setHeader('Retry-After', seconds);
  const words = `Cette clé a fait ses ${limit} demandes de la minute. Réessayez dans ${seconds} s.`;
  refuse(response, 429, 'TOO_MANY_REQUESTS', words);
  return false;
}

/** Who asks, once a key that is none and a key that asks too often have been answered: null then. */
async function askerOf(request: Request, response: Response): Promise<{ viewer: Viewer | null } | null> {
  const viewer = await viewerOf(request.headers, request.ip);
  if (viewer?.kind === 'system') return (await isWithinRate(viewer.apiKeyId, response)) ? { viewer } : null;
  if (!/^Bearer\b/i.test(request.headers.authorization ?? '')) return { viewer };
  // A key that is none is never a stranger: a program would read what nobody may see as empty.
  response.setHeader('WWW-Authenticate', 'Bearer error="invalid_token"');
  const words =
    'Cette clé d’accès n’ouvre rien\u00a0: elle est inconnue, révoquée ou périmée, ou n’est pas admise de cette adresse.';
  refuse(response, 401, 'INVALID_KEY', words);
  return null;
}

/** A door that is told who asks; a key that may not come in is answered here. */
export const withAsker =
  (door: (request: Request, response: Response, viewer: Viewer | null) => unknown): RequestHandler =>
  (request, response, next) => {
    askerOf(request, response)
      .then((asker) => asker && door(request, response, asker.viewer))
      .catch(next);
  };
