// Files that come in parts, as tus 1.0 says: what broke off goes on where it stopped, after a lost network, a closed tab or a
// killed server. Whether one may is asked of domain/datasets/uploads.ts at each request; nothing is read of the bytes.
import type { IncomingMessage } from 'node:http';
import { type DataStore, Server } from '@tus/server';
import type { RequestHandler } from 'express';
import { DEPOSIT_LIMIT } from '#domain/datasets/bounds.ts';
import { noteArrival, openUpload, readUpload } from '#domain/datasets/uploads.ts';
import { DomainError, noSpace, unauthenticated } from '#domain/errors.ts';
import type { Viewer } from '#domain/viewers.ts';
import { log } from '#log.ts';
import { answerOf, askerOf, type ViewerOf } from './asking.ts';

interface Options {
  /** Where these handlers stand: « /depots ». */
  path: string;
  viewerOf: ViewerOf;
  parts: DataStore;
  settle(id: string): Promise<void>;
}

/** Refusals of the domain and of the disk, said as tus says them; anything else is a fault of ours and logged. */
function refusalOf(error: unknown): { status_code: number; body: string } | undefined {
  const { code, status_code: status } = error as { code?: string; status_code?: number };
  const refusal = code === 'ENOSPC' ? noSpace() : error;
  if (refusal instanceof DomainError) {
    const said = answerOf(refusal);
    return { status_code: said.status, body: said.message };
  }
  if (status !== undefined) return undefined;
  log.error({ err: error }, 'an upload failed');
  return { status_code: 500, body: 'Une erreur est survenue de notre côté. Elle a été enregistrée.' };
}

type Asking = { runtime?: { node?: { req: IncomingMessage } } };

/** The handlers of uploads. Whoever sends the parts is who began. */
export function createUploads({ path, viewerOf, parts, settle }: Options): RequestHandler {
  const viewers = new WeakMap<IncomingMessage, Viewer>();
  const viewerIn = (request: unknown): Viewer => {
    const node = (request as Asking).runtime?.node?.req;
    const viewer = node && viewers.get(node);
    if (!viewer) throw unauthenticated();
    return viewer;
  };
  const begun = new WeakSet<IncomingMessage>();
  const tus = new Server({
    path,
    datastore: parts,
    maxSize: DEPOSIT_LIMIT,
    relativeLocation: true,
    // Other origins were refused before; nothing is opened to them here.
    allowedOrigins: () => false,
    async namingFunction(request, metadata) {
      const size = Number(request.headers.get('upload-length') ?? -1);
      const { id } = await openUpload(viewerIn(request), { fileName: metadata?.filename ?? '', size });
      begun.add((request as Asking).runtime?.node?.req as IncomingMessage);
      return id;
    },
    async onIncomingRequest(request, id) {
      const node = (request as Asking).runtime?.node?.req;
      if (!node || !begun.has(node)) await readUpload(viewerIn(request), id);
    },
    async onUploadFinish(_request, { id }) {
      await settle(id);
      await noteArrival(id);
      return {};
    },
    onResponseError: (_request, error) => refusalOf(error),
  });
  return (request, response, next) => {
    // The tus server would give the file to whoever sends a GET; downloads.ts does.
    if (request.method === 'GET') return void response.status(405).end();
    askerOf(viewerOf, request)
      .then((viewer) => {
        if (!viewer) throw unauthenticated();
        viewers.set(request, viewer);
        return tus.handle(request, response);
      })
      .catch((error: unknown) => {
        if (!(error instanceof DomainError)) return next(error);
        const { status, message } = answerOf(error);
        response.status(status).type('text/plain').send(message);
      });
  };
}
