// The headers that every answer carries: what a page may do, who may frame it, that nobody keeps it. Called by http.ts.
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
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

/** Where the nonce of an answer stands in a policy that was made before there was one. */
const NONCE = '{nonce}';

/** What helmet makes of its options: the headers, once for all answers, for it would make the same for each. */
function headersOf(helmeted: ReturnType<typeof helmet>): [name: string, value: string][] {
  const headers: [string, string][] = [];
  const response = {
    setHeader: (name: string, value: string) => headers.push([name, value]),
    removeHeader: () => undefined,
  };
  helmeted({} as IncomingMessage, response as unknown as ServerResponse, (error) => {
    if (error) throw error;
  });
  return headers;
}

const transportSecurity = () =>
  env.PUBLIC_URL.startsWith('https:') ? { maxAge: YEAR_SECONDS, includeSubDomains: false } : false;

/** Those of an answer that is no page: nothing of it is run, shown in a frame, or kept. Once for all. */
export const programHeaders = (): [name: string, value: string][] => [
  ...headersOf(
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
      strictTransportSecurity: transportSecurity(),
      xFrameOptions: { action: 'deny' },
      referrerPolicy: { policy: 'same-origin' },
      // What these say is of pages and their windows.
      crossOriginOpenerPolicy: false,
      originAgentCluster: false,
      xDnsPrefetchControl: false,
      xDownloadOptions: false,
      xPermittedCrossDomainPolicies: false,
      xXssProtection: false,
    }),
  ),
  ['Cache-Control', 'no-store'],
];

/** The page's security headers. Scripts run by nonce alone; a style attribute cannot run anything, so it may stand. */
export function securityHeaders(dev: boolean): RequestHandler {
  const own = ["'self'", dev ? "'unsafe-inline'" : `'nonce-${NONCE}'`];
  const headers = headersOf(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          // Vite's development client injects scripts of its own.
          scriptSrc: own,
          styleSrcElem: own,
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
      strictTransportSecurity: transportSecurity(),
      referrerPolicy: { policy: 'same-origin' },
    }),
  );
  const said = [...headers, ['Permissions-Policy', PERMISSIONS] as const].map(
    ([name, value]) => [name, value.split(NONCE)] as const,
  );
  return (_request, response, next) => {
    const nonce = randomBytes(16).toString('base64url');
    response.locals.nonce = nonce;
    for (const [name, parts] of said) response.setHeader(name, parts.join(nonce));
    next();
  };
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
