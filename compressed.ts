// What is compressed on its way out, and what never is: see docs/decisions/2026-11-29-light-on-the-wire.md. Called by http.ts
// and fast-path.ts.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { constants } from 'node:zlib';
import compression from 'compression';
import type { Request, RequestHandler, Response } from 'express';

/** Pages at an address that opens something by itself. */
const SECRET_ADDRESS = /^\/(lien|invitation|compte-rendu|agenda)\//;

/** Beyond this a page costs the server more time than it saves on the wire. */
const BROTLI_QUALITY = 5;

const isOfApi = ({ originalUrl }: Request) => /^\/graphql([/?]|$)/.test(originalUrl);

/**
 * Whether an answer may hold what somebody typed beside a secret: its length, once compressed, would tell whether the one is
 * like the other (BREACH). Those are the answers to a form (a key just made), the pages at a secret address, and what a door
 * says of its own answer in `locals.holdsSecret` (a mutation).
 */
function mayHoldSecret(request: Request, response: Response): boolean {
  const isForm = request.method === 'POST' && !isOfApi(request);
  return isForm || SECRET_ADDRESS.test(request.originalUrl) || response.locals.holdsSecret === true;
}

/** A file to keep is asked for in parts, and its length is told. */
const isDownload = (request: Request, response: Response) =>
  request.headers.range !== undefined || response.hasHeader('Content-Disposition') || response.statusCode === 206;

const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } };

/** Compresses pages, data and GraphQL as they leave. */
export const compressed: RequestHandler = compression({
  brotli,
  filter: (request, response) =>
    !mayHoldSecret(request as Request, response as Response) &&
    !isDownload(request as Request, response as Response) &&
    compression.filter(request, response),
});

/** Compresses an answer that holds no secret, as its door knows. */
export const compressedAnyway = compression({ brotli }) as unknown as (
  request: IncomingMessage,
  response: ServerResponse,
  next: () => void,
) => void;
