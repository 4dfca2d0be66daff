// What happens to an HTTP request before a door answers it: who is asking, security headers, Origin. Called by server.ts.
import { randomBytes } from 'node:crypto';
import express, { type Request, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';
import { pinoHttp } from 'pino-http';
import { type PersonViewer, type Viewer, viewerOfApiKey, viewerOfSession } from '#domain/viewers.ts';
import { env } from './env.ts';
import { log } from './log.ts';
import { readSessionToken } from './session-cookie.ts';

const isPublic = env.PUBLIC_URL.startsWith('https:');

/** Origins of our own pages. Tried out on one machine, it answers by name and by number. */
export const allowedOrigins: readonly string[] = isPublic
  ? [env.PUBLIC_URL]
  : [env.PUBLIC_URL, ...['localhost', '127.0.0.1', '[::1]'].map((host) => `http://${host}:${env.PORT}`)];

const YEAR_SECONDS = 31_536_000;

/** The page's security headers. Scripts run by nonce alone; a style attribute cannot run anything, so it may stand. */
function securityHeaders(dev: boolean): RequestHandler[] {
  const nonce: RequestHandler = (_request, response, next) => {
    response.locals.nonce = randomBytes(16).toString('base64url');
    next();
  };
  const withNonce = (_request: unknown, response: unknown) => `'nonce-${(response as Response).locals.nonce}'`;
  return [
    nonce,
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          // Vite's development client injects scripts of its own.
          scriptSrc: dev ? ["'self'", "'unsafe-inline'"] : ["'self'", withNonce],
          styleSrcElem: dev ? ["'self'", "'unsafe-inline'"] : ["'self'", withNonce],
          styleSrcAttr: ["'unsafe-inline'"],
          imgSrc: ["'self'", 'data:'],
          fontSrc: ["'self'", 'data:'],
          connectSrc: dev ? ["'self'", 'ws:'] : ["'self'"],
          objectSrc: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
        },
      },
      strictTransportSecurity: isPublic ? { maxAge: YEAR_SECONDS, includeSubDomains: false } : false,
      referrerPolicy: { policy: 'same-origin' },
    }),
  ];
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A write that carries a session must come from one of our own pages; a program with a key sends no cookie. */
const ownPagesOnly: RequestHandler = (request, response, next) => {
  const { origin, cookie } = request.headers;
  const isOurs = origin === undefined ? readSessionToken(cookie) === null : allowedOrigins.includes(origin);
  if (safeMethods.has(request.method) || isOurs) return next();
  response.status(403).type('text/plain').send('Cette demande ne vient pas d’une page de la plate-forme.');
};

/** The bearer credential of an Authorization header, or null. */
export const bearerOf = (header: string | undefined): string | null =>
  /^Bearer (\S+)$/i.exec(header ?? '')?.[1] ?? null;

/** The person whose session a `Cookie` header carries. */
export async function personOf(cookie: string | undefined): Promise<PersonViewer | null> {
  const token = readSessionToken(cookie);
  return token === null ? null : viewerOfSession(token);
}

/** Who asks at the API: a key when one is given (never both), else the session. */
export async function viewerOf(headers: { authorization?: string; cookie?: string }): Promise<Viewer | null> {
  const bearer = bearerOf(headers.authorization);
  return bearer === null ? personOf(headers.cookie) : viewerOfApiKey(bearer);
}

/** Where a request comes from, as the nearest trusted proxy tells. */
export const originOf = (request: Request) => ({
  ip: request.ip ?? 'unknown',
  userAgent: request.headers['user-agent'] ?? null,
});

/** An address as the log may hold it: no query, and no token of a mail's link or a calendar's, which opens something. */
const pathOf = (url: string) =>
  url.replace(/[?#].*$/s, '').replace(/^(\/(?:lien|invitation|compte-rendu|agenda)\/)[^/]+/, '$1…');

/** The application before its doors: log, headers, Origin. `whyNotReady` says in a word why no work is taken. */
export function createApplication({ dev, whyNotReady }: { dev: boolean; whyNotReady: () => Promise<string | null> }) {
  const application = express();
  application.disable('x-powered-by');
  application.set('trust proxy', 'loopback');
  application.get('/healthz', (_request, response) => void response.type('text/plain').send('ok'));
  application.get('/readyz', (_request, response, next) => {
    whyNotReady().then(
      (reason) =>
        response.status(reason === null ? 200 : 503).json(reason === null ? { ready: true } : { ready: false, reason }),
      next,
    );
  });
  application.use(
    pinoHttp({
      logger: log,
      // A person's address and the words of a search stay out of the log.
      serializers: {
        req: ({ id, method, url }) => ({ id, method, path: pathOf(url) }),
        res: ({ statusCode }) => ({ statusCode }),
      },
      customLogLevel: (_request, response, error) => (error || response.statusCode >= 500 ? 'error' : 'debug'),
    }),
  );
  application.use(securityHeaders(dev), ownPagesOnly);
  return application;
}
