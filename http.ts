// What happens to an HTTP request before a door answers it: who is asking, at which address, Origin. Called by
// server.ts and web.ts.

import type { IncomingMessage, ServerResponse } from 'node:http';
import express, { type ErrorRequestHandler, type Request, type RequestHandler } from 'express';
import proxyAddr from 'proxy-addr';
import {
  type PersonViewer,
  type Viewer,
  viewerOfApiKey,
  viewerOfSession,
  viewerOfUnusedSession,
} from '#domain/viewers.ts';
import { readWebAddress } from '#domain/web-address.ts';
import { env } from '#env.ts';
import { compressed } from './compressed.ts';
import { noStore, securityHeaders } from './headers.ts';
import { log } from './log.ts';
import { readDevice, readSessionToken } from './session-cookie.ts';

const isPublic = env.PUBLIC_URL.startsWith('https:');

/** Origins of our own pages. Tried out on one machine, it answers by name and by number. */
export const allowedOrigins: readonly string[] = isPublic
  ? [env.PUBLIC_URL]
  : [env.PUBLIC_URL, ...['localhost', '127.0.0.1', '[::1]'].map((host) => `http://${host}:${env.PORT}`)];

const codes: Record<number, string> = { 403: 'FORBIDDEN', 405: 'METHOD_NOT_ALLOWED', 500: 'INTERNAL' };

/** The address that was asked for, whatever a door made of it on the way. */
const targetOf = ({ originalUrl, url = '' }: IncomingMessage & { originalUrl?: string }): string => originalUrl ?? url;

/** Says why a request is not taken, before any door could: to a person in a sentence, to a program at the API with a code. */
function refuse(request: IncomingMessage, response: ServerResponse, status: number, message: string): void {
  const isOfApi = /^\/graphql([/?]|$)/.test(targetOf(request));
  const words = isOfApi
    ? JSON.stringify({ errors: [{ message, extensions: { code: codes[status] ?? 'BAD_REQUEST' } }] })
    : message;
  response.setHeader('Content-Type', `${isOfApi ? 'application/json' : 'text/plain'}; charset=utf-8`);
  response.writeHead(status).end(words);
}

/**
 * Whether an address can be read at all: a path of ours, whose every `%` is one, without a null
 * character or a line’s end. `_data` is how
 * pages of an older framework were read; ours never ask so.
 */
function isReadable(target: string): boolean {
  const address = target.startsWith('/') ? readWebAddress(`${env.PUBLIC_URL}${target}`) : null;
  if (!address) return false;
  const { pathname, searchParams } = address;
  try {
    return !/[\0\u2028\u2029]/.test(decodeURIComponent(pathname)) && !searchParams.has('_data');
  } catch {
    return false;
  }
}

/** Where files are sent in parts, as tus 1.0 says; its requests have methods of their own. */
export const UPLOADS_PATH = '/depots';

const pageMethods = ['GET', 'HEAD', 'POST'];
const uploadMethods = ['OPTIONS', 'HEAD', 'POST', 'PATCH', 'DELETE'];

const methodsOf = ({ path }: Request) =>
  path === UPLOADS_PATH || path.startsWith(`${UPLOADS_PATH}/`) ? uploadMethods : pageMethods;

/** What is malformed is said so before a door would stumble over it. Pages know GET and POST, and HEAD as a GET unseen. */
const readableOnly: RequestHandler = (request, response, next) => {
  const methods = methodsOf(request);
  if (!methods.includes(request.method)) {
    response.setHeader('Allow', methods.join(', '));
    return refuse(request, response, 405, 'Cette méthode n’existe pas à cette adresse.');
  }
  return isReadable(request.originalUrl)
    ? next()
    : refuse(request, response, 400, 'Cette adresse ne peut pas être lue.');
};

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A write that carries a session must come from one of our own pages; a program with a key sends no cookie. */
const ownPagesOnly: RequestHandler = (request, response, next) => {
  const { origin, cookie } = request.headers;
  const isOurs = origin === undefined ? readSessionToken(cookie) === null : allowedOrigins.includes(origin);
  if (safeMethods.has(request.method) || isOurs) return next();
  refuse(request, response, 403, 'Cette demande ne vient pas d’une page de la plate-forme.');
};

const publicHost = new URL(env.PUBLIC_URL).host;

/**
 * The public address is PUBLIC_URL, whatever a proxy made of Host or anybody wrote into X-Forwarded-*. What follows judges
 * Origin by Host, which a proxy rewrites: Origin was judged above, by PUBLIC_URL, and is taken away.
 */
const atPublicAddress: RequestHandler = (request, _response, next) => {
  request.headers.host = publicHost;
  for (const name of ['origin', 'forwarded', 'x-forwarded-host', 'x-forwarded-port', 'x-forwarded-proto'])
    delete request.headers[name];
  next();
};

/** The bearer credential of an Authorization header, or null. */
export const bearerOf = (header: string | undefined): string | null =>
  /^Bearer (\S+)$/i.exec(header ?? '')?.[1] ?? null;

/** The person whose session a `Cookie` header carries; `isUse`: which is thereby used, and lives on. */
export async function personOf(cookie: string | undefined, isUse = true): Promise<PersonViewer | null> {
  const token = readSessionToken(cookie);
  return token === null ? null : isUse ? viewerOfSession(token) : viewerOfUnusedSession(token);
}

/** Who asks at the API: a key when one is given (never both), else the session. `address`: where from, which a key may be bound to. */
export async function viewerOf(
  headers: { authorization?: string; cookie?: string },
  address?: string,
  isUse = true,
): Promise<Viewer | null> {
  const bearer = bearerOf(headers.authorization);
  return bearer === null ? personOf(headers.cookie, isUse) : viewerOfApiKey(bearer, address);
}

const trusted = proxyAddr.compile(['loopback', ...env.TRUSTED_PROXIES]);

/** Which address a request comes from, as the nearest trusted proxy tells. */
export const addressOf = (request: IncomingMessage): string | undefined => proxyAddr(request, trusted);

/** Where a request comes from, as that and the device's own cookie tell. */
export const originOf = (request: IncomingMessage) => ({
  ip: addressOf(request) ?? 'unknown',
  userAgent: request.headers['user-agent'] ?? null,
  device: readDevice(request.headers.cookie),
});

/** An address as the log may hold it: no query. What opens something in the rest, log.ts strikes out. */
export const pathOf = (url: string) => url.replace(/[?#].*$/s, '');

/** What whoever watches over a server asks of it. */
export interface Readiness {
  /** In a word, why no work is taken; null when it is. */
  whyNotReady(): Promise<string | null>;
  /** In a word each, what is missing while work is taken. */
  whyDegraded?(): Promise<string[]>;
}

async function readiness({
  whyNotReady,
  whyDegraded,
}: Readiness): Promise<{ ready: boolean; [detail: string]: unknown }> {
  const reason = await whyNotReady();
  if (reason !== null) return { ready: false, reason };
  const degraded = (await whyDegraded?.()) ?? [];
  return degraded.length > 0 ? { ready: true, degraded } : { ready: true };
}

let requests = 0;

/**
 * One line for an answer, once it has left: an error's where one of ours failed, else for who looks closely (`debug`). Nothing is made
 * of a request whose line nobody writes. A person's address and the words of a search stay out of it.
 */
export function logAnswer(request: IncomingMessage, response: ServerResponse): void {
  const [id, startedAt] = [++requests, Date.now()];
  let failed: Error | null = null;
  response.on('error', (error) => {
    failed = error;
  });
  response.once('close', () => {
    const { statusCode, writableFinished } = response;
    const isFault = failed !== null || statusCode >= 500;
    if (!isFault && !log.isLevelEnabled('debug')) return;
    const req = { id, method: request.method, path: pathOf(targetOf(request)) };
    const said = { req, res: { statusCode }, responseTime: Date.now() - startedAt };
    if (isFault)
      log.error({ ...said, err: failed ?? new Error(`failed with status code ${statusCode}`) }, 'request errored');
    else log.debug(said, writableFinished ? 'request completed' : 'request aborted');
  });
}

/** The application before its doors: log, headers, Origin. */
export function createApplication({ dev, ...watched }: Readiness & { dev: boolean }) {
  const application = express();
  application.disable('x-powered-by');
  application.set('trust proxy', trusted);
  application.get('/healthz', (_request, response) => void response.type('text/plain').send('ok'));
  application.get('/readyz', (_request, response, next) => {
    readiness(watched).then((said) => response.status(said.ready ? 200 : 503).json(said), next);
  });
  application.use(
    (request, response, next) => {
      logAnswer(request, response);
      next();
    },
    securityHeaders(dev),
    noStore((cookie) => readSessionToken(cookie) !== null),
    readableOnly,
    ownPagesOnly,
    atPublicAddress,
    compressed,
  );
  return application;
}

/** Answers what failed. The caller's own fault is answered as such, ours is logged and told without its insides. */
export function answerFailure(error: unknown, request: IncomingMessage, response: ServerResponse): void {
  const status = Number((error as { status?: unknown } | null)?.status);
  const isCallers = status >= 400 && status < 500;
  if (!isCallers)
    log.error({ err: error, method: request.method, path: pathOf(targetOf(request)) }, 'a request failed');
  // Half an answer cannot become another one.
  if (response.headersSent) response.destroy();
  else if (isCallers) refuse(request, response, status, 'Cette demande ne peut pas être lue.');
  else refuse(request, response, 500, 'Une erreur est survenue de notre côté. Elle a été enregistrée.');
}

/** The last of all: what a door let fall. */
export const lastResort: ErrorRequestHandler = (error, request, response, next) => {
  void next;
  answerFailure(error, request, response);
};
