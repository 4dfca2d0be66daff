// The doors of the one HTTP port behind what http.ts asks of every request: GraphQL, the pages, and what is answered when
// one of them lets a request fall. Called by server.ts, and by the tests that need the pages without a whole server.
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { PassThrough, pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { createRequestHandler } from '@remix-run/express';
import { type AppLoadContext, createRequestHandler as createPlainHandler, type ServerBuild } from '@remix-run/node';
import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { createCatalogue } from '#datasets/catalogue.ts';
import { createDownloads } from '#datasets/downloads.ts';
import { createFeatures } from '#datasets/features.ts';
import { createUploads } from '#datasets/uploads.ts';
import { KNOWN_FOR_MS } from '#domain/accounts/known-devices.ts';
import { answerOnce, type FormAnswer } from '#domain/answered-forms.ts';
import { viewerOfLastSession } from '#domain/viewers.ts';
import { env } from '#env.ts';
import { writtenSheet } from '#formats/written-sheet.ts';
import { type Endpoint, openEndpoint } from '#graphql/endpoint.ts';
import { type Asker, createApi } from '#graphql/execute.ts';
import { exportLines } from '#graphql/export.ts';
import { schema } from '#graphql/schema.ts';
import type { KeptFiles } from '#outside/files.ts';
import { serveBuilt } from './assets.ts';
import { withFastPath } from './fast-path.ts';
import {
  createApplication,
  lastResort,
  originOf,
  pathOf,
  personOf,
  type Readiness,
  UPLOADS_PATH,
  viewerOf,
} from './http.ts';
import { withAsker } from './key-door.ts';
import { log } from './log.ts';
import { root } from './programs.ts';
import { clearedSessionCookie, deviceCookie, sessionCookie } from './session-cookie.ts';

const buildFolder = join(root, 'build');

export interface WebOptions extends Readiness {
  /** What `npm run build` made, or Vite's own in development. */
  build: ServerBuild | (() => Promise<ServerBuild>);
  dev: boolean;
  /** What comes before the pages: their scripts and styles. */
  assets: RequestHandler[];
  demonstration(): AppLoadContext['demonstration'];
  /** Where files that come in parts go; without it none can come. */
  files?: Pick<KeptFiles, 'parts' | 'settle'>;
}

/** The schema as it is committed, to generate a client from: for whoever may read it in /graphql. */
function serveSchema(application: Express) {
  const words = printSchema(lexicographicSortSchema(schema));
  const answer = withAsker((_request, response, viewer) => {
    if (viewer || env.NODE_ENV !== 'production') return response.type('text/plain; charset=utf-8').send(words);
    const message = 'Le schéma se lit avec une clé d’accès, ou une fois connecté.';
    return response.status(401).json({ errors: [{ message, extensions: { code: 'UNAUTHENTICATED' } }] });
  });
  application.get('/graphql/schema.graphql', answer);
}

/** GraphQL for programs; a browser that asks for a page gets GraphiQL, which is one of the pages. */
function serveGraphql(application: Express, endpoint: Endpoint) {
  const answer = withAsker((request, response, viewer) =>
    endpoint.answer(request, response, { viewer, from: originOf(request) }),
  );
  application.use('/graphql', (request, response, next) => {
    if (request.method === 'GET' && request.accepts(['json', 'html']) === 'html') return next();
    answer(request, response, next);
  });
}

/** What is deposited, taken away and read by programs, beside the pages that show it. */
function serveData(application: Express, { files }: WebOptions) {
  if (files) {
    const uploads = createUploads({ path: UPLOADS_PATH, viewerOf, ...files });
    application.all([UPLOADS_PATH, `${UPLOADS_PATH}/*`], uploads);
  }
  application.use(createDownloads(viewerOf), createFeatures(viewerOf), createCatalogue());
}

/** All that a key sees, as it is read: a slow reader slows the reading, and nothing piles up here. */
function serveExport(application: Express) {
  const answer = withAsker((request, response, viewer) => {
    if (viewer?.kind !== 'system') {
      const message = 'Une clé d’accès est nécessaire : Authorization: Bearer i62_…';
      return response.status(401).json({ errors: [{ message, extensions: { code: 'UNAUTHENTICATED' } }] });
    }
    response.setHeader('Content-Type', 'application/x-ndjson; charset=utf-8');
    const isGzip = request.acceptsEncodings('gzip') === 'gzip';
    if (isGzip) response.setHeader('Content-Encoding', 'gzip');
    // Named as a file, it is left alone by what compresses pages.
    response.setHeader('Content-Disposition', 'attachment; filename="ingenierie-62.ndjson"');
    const lines = Readable.from(exportLines(viewer, originOf(request)), { objectMode: false });
    const done = (error: Error | null) => {
      if (error && !response.closed) log.error({ err: error }, 'an export failed');
    };
    return isGzip ? pipeline(lines, createGzip(), response, done) : pipeline(lines, response, done);
  });
  application.get('/api/export', answer);
}

/** Node sends no body for a HEAD, whatever is written: the pages are asked as for a GET, and know of nothing else. */
const headAsGet: RequestHandler = (request, _response, next) => {
  if (request.method === 'HEAD') request.method = 'GET';
  next();
};

/** A form's own key, made by the page that sends it (app/frame/steady-fetch.ts). */
const FORM_KEY = 'x-form-key';
const isKey = (value: string | undefined) => /^[0-9a-f-]{36}$/.test(value ?? '');

/** Bytes of a form that are taken in before anybody reads them. */
const BODY_BYTES = 256 * 1024;

/** What a request carries, taken in from now on: Node drops what is not yet read when its sender goes away. */
function bodyOf(request: Request): Readable {
  const body = new PassThrough({ highWaterMark: BODY_BYTES });
  pipeline(request, body, () => {});
  return body;
}

/** A form as Remix reads it. It is done whether or not anybody waits for the answer: nothing aborts it. */
const formOf = (request: Request, body: Readable) =>
  new globalThis.Request(`${env.PUBLIC_URL}${request.originalUrl}`, {
    method: 'POST',
    headers: Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]),
    body: Readable.toWeb(body),
    duplex: 'half',
  } as RequestInit);

/** Forms that carry a key are done once; those of nobody in particular (signing in) are not told apart. */
function doOnce(build: WebOptions['build'], mode: string, contextFor: ContextOf): RequestHandler {
  const handle = createPlainHandler(build, mode);
  return (request, response, next) => {
    const key = request.get(FORM_KEY);
    if (request.method !== 'POST' || !isKey(key)) return next();
    const body = bodyOf(request);
    const act = async (context: AppLoadContext): Promise<FormAnswer> => {
      const answer = await handle(formOf(request, body), context);
      // A form that was cut on its way was not done: who sends it again is not given the refusal of this half.
      if (!request.complete) throw new Error('a form broke off');
      return { status: answer.status, headers: [...answer.headers], body: await answer.text() };
    };
    contextFor(request, response)
      .then((context) => {
        const { viewer } = context;
        return viewer ? answerOnce(viewer.personId, key as string, () => act(context)) : act(context);
      })
      .then((answer) => {
        if (!answer) return void response.status(409).type('text/plain').send('unknown');
        response.status(answer.status);
        for (const [name, value] of answer.headers) response.append(name, value);
        response.end(answer.body);
      })
      .catch(next);
  };
}

type ContextOf = (request: Request, response: Response) => Promise<AppLoadContext>;

interface PageAsked extends Pick<AppLoadContext, 'nonce' | 'demonstration'> {
  asker: Asker & Pick<AppLoadContext, 'viewer'>;
  method: string;
  originalUrl: string;
}

/** What a page gets of the request that asks for it. */
const contextOf = ({ asker, method, originalUrl, ...given }: PageAsked): AppLoadContext => ({
  ...given,
  viewer: asker.viewer,
  api: createApi(asker, `/connexion?suite=${encodeURIComponent(method === 'GET' ? originalUrl : '/')}`),
  sessionCookie,
  clearedSessionCookie,
  deviceCookie: (device) => deviceCookie(device, KNOWN_FOR_MS),
  writtenSheet,
  mapTiles: env.MAP_TILES_URL ?? null,
  failed: (error) => log.error({ err: error, method, path: pathOf(originalUrl) }, 'a page failed'),
});

/** Those that people open first, or most. */
const FIRST_PAGES = ['/', '/conventions', '/reunions', '/notifications', '/donnees', '/recherche?q=convention'];

/**
 * Makes the pages that people open first, as whoever came last sees them: the first who comes does not wait for their code to be
 * compiled and their documents to be checked. Nothing is shown or kept.
 */
export async function warmPages(build: ServerBuild): Promise<void> {
  const handle = createPlainHandler(build, 'production');
  const make = async (viewer: AppLoadContext['viewer'], originalUrl: string) => {
    const asker = { viewer, from: { ip: 'unknown', userAgent: null, device: null } };
    const context = contextOf({ asker, method: 'GET', originalUrl, nonce: '', demonstration: null });
    const answer = await handle(new globalThis.Request(`${env.PUBLIC_URL}${originalUrl}`), context);
    await answer.text();
  };
  await make(null, '/connexion');
  const viewer = await viewerOfLastSession();
  if (!viewer) return;
  for (const page of FIRST_PAGES) await make(viewer, page);
}

function servePages(application: Express, { build, dev, demonstration }: WebOptions) {
  const getLoadContext = async (request: Request, response: Response): Promise<AppLoadContext> => {
    const { method, originalUrl } = request;
    const asker = { viewer: await personOf(request.headers.cookie), from: originOf(request) };
    return contextOf({ asker, method, originalUrl, nonce: response.locals.nonce, demonstration: demonstration() });
  };
  const mode = dev ? 'development' : 'production';
  application.all(
    '*',
    headAsGet,
    doOnce(build, mode, getLoadContext),
    createRequestHandler({ build, getLoadContext, mode }),
  );
}

/** The whole application. */
export function createWeb(options: WebOptions): RequestListener {
  const { dev, whyNotReady, whyDegraded } = options;
  const application = createApplication({ dev, whyNotReady, whyDegraded });
  const endpoint = openEndpoint();
  serveSchema(application);
  serveGraphql(application, endpoint);
  serveData(application, options);
  serveExport(application);
  for (const asset of options.assets) application.use(asset);
  servePages(application, options);
  application.use(lastResort);
  return withFastPath(application, endpoint);
}

/** What `npm run build` made: the pages, and their scripts and styles. */
export async function builtPages(): Promise<Pick<WebOptions, 'build' | 'assets'>> {
  const files = join(buildFolder, 'client');
  const assets = express.Router();
  assets.use('/assets', serveBuilt(join(files, 'assets')));
  assets.use(express.static(files, { maxAge: '1h' }));
  return { build: (await import(join(buildFolder, 'server/index.js'))) as ServerBuild, assets: [assets] };
}
