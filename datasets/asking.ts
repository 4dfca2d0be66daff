// Who asks for data, and how a refusal is answered to a program: for every address of this door. People may send their key as
// a password too: GIS tools know no other way.
import type { Request, RequestHandler, Response } from 'express';
import { ADDRESS_KEY_MARK } from '#domain/datasets/address-keys.ts';
import { DomainError, invalid, unauthenticated } from '#domain/errors.ts';
import { type Viewer, viewerOfDatasetKey } from '#domain/viewers.ts';

/** How web.ts tells who a request comes from: a session, or a key, which may be bound to an address. */
export type ViewerOf = (
  headers: { authorization?: string; cookie?: string },
  address?: string,
) => Promise<Viewer | null>;

/** The key in a password (« Authorization: Basic »), or null. */
function keyOfBasic(header: string | undefined): string | null {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return null;
  const [name = '', password = ''] = Buffer.from(encoded, 'base64').toString().split(/:(.*)/s);
  return password || name || null;
}

const keyOfBearer = (header: string | undefined): string | null => /^Bearer (\S+)$/i.exec(header ?? '')?.[1] ?? null;

/** Whom a key stands for: that of one dataset opens at this door alone. Null for a key that is none. */
async function askerWith(viewerOf: ViewerOf, key: string, address: string | undefined): Promise<Viewer | null> {
  if (!/^\S+$/.test(key)) return null;
  if (key.startsWith(ADDRESS_KEY_MARK)) return viewerOfDatasetKey(key);
  return viewerOf({ authorization: `Bearer ${key}` }, address);
}

/** Who asks; null without session and key. A key that is none is refused, never taken for nobody. */
export async function askerOf(viewerOf: ViewerOf, { headers, ip }: Request): Promise<Viewer | null> {
  const { authorization, cookie } = headers;
  const key = keyOfBasic(authorization) ?? keyOfBearer(authorization);
  const viewer = key === null ? await viewerOf({ authorization, cookie }, ip) : await askerWith(viewerOf, key, ip);
  if (!viewer && authorization !== undefined) throw unauthenticated();
  return viewer;
}

/**
 * Who asks; an address may bear the key as `cle`: GIS tools and spreadsheets are told an address and nothing else. Addresses
 * end in histories and in the logs of proxies: a key that writes is not taken from one.
 */
export async function askerByAddress(viewerOf: ViewerOf, request: Request): Promise<Viewer | null> {
  const key = new URLSearchParams(request.originalUrl.split('?')[1]).get('cle');
  if (key === null) return askerOf(viewerOf, request);
  const viewer = await askerWith(viewerOf, key, request.ip);
  if (!viewer) throw unauthenticated();
  if (viewer.kind === 'system' && viewer.mode !== 'READ')
    throw invalid({ cle: 'Une clé qui écrit ne se met pas dans une adresse : créez une clé de lecture.' });
  return viewer;
}

const statuses: Readonly<Record<string, number>> = {
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  UNAUTHENTICATED: 401,
  INVALID_INPUT: 400,
  CONFLICT: 409,
  TOO_LARGE: 413,
  NO_SPACE: 507,
};

/** The status of a refusal, with what is said of it: the first field at fault, where there is one. */
export function answerOf(error: DomainError): { status: number; message: string } {
  return { status: statuses[error.code] ?? 400, message: Object.values(error.fields)[0] ?? error.message };
}

/** A handler whose refusals are answered as JSON: `{code, description}`. What is no refusal is ours, and goes on. */
export const answering =
  (handle: (request: Request, response: Response) => Promise<void>): RequestHandler =>
  (request, response, next) => {
    handle(request, response).catch((error: unknown) => {
      if (!(error instanceof DomainError) || response.headersSent) return next(error);
      const { status, message } = answerOf(error);
      if (status === 401) response.setHeader('WWW-Authenticate', 'Basic realm="Ingenierie 62", charset="UTF-8"');
      response.status(status).json({ code: error.code, description: message });
    });
  };
