// The headers that every answer carries: what a page may do, who may frame it, that nobody keeps it. Called by http.ts.
import { randomBytes } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';
import { env } from '#env.ts';

const YEAR_SECONDS = 31_536_000;

/** What no page of ours asks a browser for. Copying an address to the clipboard is what one does. */
const REFUSED_FEATURES = [
  'accelerometer',
  'autoplay',
  'camera',
  'display-capture',
  'encrypted-media',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'usb',
  'xr-spatial-tracking',
];

const PERMISSIONS = REFUSED_FEATURES.map((feature) => `${feature}=()`).join(', ');

const nonceAndPermissions: RequestHandler = (_request, response, next) => {
  response.locals.nonce = randomBytes(16).toString('base64url');
  response.setHeader('Permissions-Policy', PERMISSIONS);
  next();
};

/** The page's security headers. Scripts run by nonce alone; a style attribute cannot run anything, so it may stand. */
export function securityHeaders(dev: boolean): RequestHandler[] {
  const withNonce = (_request: unknown, response: unknown) => `'nonce-${(response as Response).locals.nonce}'`;
  const isHttps = env.PUBLIC_URL.startsWith('https:');
  return [
    nonceAndPermissions,
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          // Vite's development client injects scripts of its own.
          scriptSrc: dev ? ["'self'", "'unsafe-inline'"] : ["'self'", withNonce],
          styleSrcElem: dev ? ["'self'", "'unsafe-inline'"] : ["'self'", withNonce],
          styleSrcAttr: ["'unsafe-inline'"],
          imgSrc: ["'self'", 'data:', ...(env.MAP_TILES_URL ? [new URL(env.MAP_TILES_URL).origin] : [])],
          fontSrc: ["'self'", 'data:'],
          connectSrc: dev ? ["'self'", 'ws:'] : ["'self'"],
          objectSrc: ["'none'"],
          baseUri: ["'none'"],
          formAction: ["'self'"],
          frameAncestors: ["'none'"],
        },
      },
      // The same for browsers that know no frame-ancestors: one policy, said twice.
      xFrameOptions: { action: 'deny' },
      strictTransportSecurity: isHttps ? { maxAge: YEAR_SECONDS, includeSubDomains: false } : false,
      referrerPolicy: { policy: 'same-origin' },
    }),
  ];
}

/** What a build names by its content, or says of the build alone, is the same for everybody and may be kept. */
const isSameForAll = (cacheControl: unknown) => String(cacheControl ?? '').startsWith('public');

/**
 * No cache keeps an answer to somebody with a session, nor one that says nothing of keeping; a page's own word holds for
 * strangers alone (a calendar that asks whether its feed has changed). `hasSession` judges the request.
 */
export const noStore =
  (hasSession: (cookie: string | undefined) => boolean): RequestHandler =>
  (request, response, next) => {
    const writeHead = response.writeHead.bind(response) as (...head: unknown[]) => Response;
    // Once the door has said all it says, and before anything leaves.
    response.writeHead = (...head: unknown[]) => {
      const said = response.getHeader('Cache-Control');
      if (!isSameForAll(said) && (said === undefined || hasSession(request.headers.cookie)))
        response.setHeader('Cache-Control', 'no-store');
      return writeHead(...head);
    };
    next();
  };
