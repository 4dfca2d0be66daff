// Who asks for data, and how a refusal is answered to a program: for every address of this door. People may send their key as
// a password too: GIS tools know no other way.
import type { Request, RequestHandler, Response } from 'express';
import { DomainError, unauthenticated } from '#domain/errors.ts';
import type { Viewer } from '#domain/viewers.ts';

/** How server.ts tells who a request comes from: a session, or a key. */
export type ViewerOf = (headers: { authorization?: string; cookie?: string }) => Promise<Viewer | null>;

/** The key in a password (« Authorization: Basic »), or null. */
function keyOfBasic(header: string | undefined): string | null {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return null;
  const [name = '', password = ''] = Buffer.from(encoded, 'base64').toString().split(/:(.*)/s);
  return password || name || null;
}

/** Who asks; null without session and key. A key that is none is refused, never taken for nobody. */
export async function askerOf(viewerOf: ViewerOf, { headers }: Request): Promise<Viewer | null> {
  const key = keyOfBasic(headers.authorization);
  const authorization = key === null ? headers.authorization : `Bearer ${key}`;
  const viewer = await viewerOf({ authorization, cookie: headers.cookie });
  if (!viewer && authorization !== undefined) throw unauthenticated();
  return viewer;
}

const statuses: Readonly<Record<string, number>> = {
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  UNAUTHENTICATED: 401,
  INVALID_INPUT: 400,
  CONFLICT: 409,
  TOO_LARGE: 413,
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
