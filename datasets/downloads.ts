// Taking data away: a version's file as it was deposited, in parts where asked for, a selection of its table, and the windows
// that the pages show. Nothing runs or renders from here, whatever the file is.
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import express, { type Request, type Response, type Router } from 'express';
import { recordDownload, takeFile } from '#domain/datasets/downloads.ts';
import { columnInput, mapInput, selectionInput, windowInput } from '#domain/datasets/inputs.ts';
import { readPage } from '#domain/datasets/pages.ts';
import { countColumn, readMap, readTable, takeSelection } from '#domain/datasets/table-windows.ts';
import { notFound } from '#domain/errors.ts';
import { attachmentNamed } from '#domain/files/inputs.ts';
import { parseInput } from '#domain/parse.ts';
import type { Viewer } from '#domain/viewers.ts';
import { answering, askerByAddress, type ViewerOf } from './asking.ts';

/** The version that an address names: a number, or the latest. */
const askedIn = ({ params }: Request) => {
  const { id = '', number } = params;
  if (number !== undefined && !/^[1-9]\d{0,5}$/.test(number)) throw notFound();
  return { datasetId: id, number: number === undefined ? null : Number(number) };
};

function setDownloadHeaders(response: Response, name: string, mediaType: string): void {
  response.setHeader('Content-Type', mediaType);
  response.setHeader('Content-Disposition', attachmentNamed(name));
  response.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
}

/** One range of bytes, both ends included; null for none, and 'unsatisfiable' for one that is not in the file. */
export function rangeIn(
  header: string | undefined,
  size: number,
): { start: number; end: number } | 'unsatisfiable' | null {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return null;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return start > end || start >= size ? 'unsatisfiable' : { start, end };
}

/** Sends a version's file, or the part of it that is asked for. */
async function sendFile(viewerOf: ViewerOf, request: Request, response: Response): Promise<void> {
  const [viewer, asked] = [await askerByAddress(viewerOf, request), askedIn(request)];
  const { version, stream } = await takeFile(viewer, asked);
  const size = Number(version.size);
  const range = rangeIn(request.headers.range, size);
  if (range === 'unsatisfiable') return void response.status(416).setHeader('Content-Range', `bytes */${size}`).end();
  setDownloadHeaders(response, version.fileName, version.mediaType ?? 'application/octet-stream');
  response.setHeader('Accept-Ranges', 'bytes');
  response.setHeader('Content-Length', range ? range.end - range.start + 1 : size);
  if (version.sha256) response.setHeader('ETag', `"${version.sha256}"`);
  if (range) response.status(206).setHeader('Content-Range', `bytes ${range.start}-${range.end}/${size}`);
  if (request.method === 'HEAD') return void response.end();
  // What goes on where it broke off was counted when it began.
  if (!range || range.start === 0) await recordDownload(viewer, version, 'FILE');
  await pour(await stream(range ?? undefined), response);
}

/** A reader who leaves is no fault of anybody's. */
async function pour(bytes: Readable, response: Response): Promise<void> {
  try {
    await pipeline(bytes, response);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

const forms = {
  csv: ['CSV', 'text/csv; charset=utf-8'],
  xlsx: ['XLSX', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  geojson: ['GEOJSON', 'application/geo+json'],
} as const;

async function sendSelection(viewerOf: ViewerOf, request: Request, response: Response): Promise<void> {
  const [viewer, asked] = [await askerByAddress(viewerOf, request), askedIn(request)];
  const extension = request.params.form as keyof typeof forms;
  const [form, mediaType] = forms[extension];
  const selection = parseInput(selectionInput, request.query);
  const { version, bytes } = await takeSelection(viewer, asked, selection, form);
  setDownloadHeaders(response, `${version.fileName.replace(/\.[^.]*$/, '')} (sélection).${extension}`, mediaType);
  await pour(bytes, response);
}

/** A page of a PDF as a drawing: ours, of what is in the file; it may fetch and run nothing. */
async function sendPage(viewerOf: ViewerOf, request: Request, response: Response): Promise<void> {
  const viewer = await askerByAddress(viewerOf, request);
  const { tag, draw } = await readPage(viewer, { ...askedIn(request), page: Number(request.params.page) });
  response.setHeader('Cache-Control', 'private, no-cache');
  response.setHeader('ETag', tag);
  if (request.headers['if-none-match'] === tag) return void response.status(304).end();
  const words = await draw();
  response.setHeader(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
  );
  response.type('image/svg+xml').send(words);
}

type Asked = ReturnType<typeof askedIn>;

/** The handlers, for an application that has judged Origin already. */
export function createDownloads(viewerOf: ViewerOf): Router {
  const router = express.Router({ caseSensitive: true });
  const version = '/donnees/:id/versions/:number';
  router.get(
    ['/donnees/:id/fichier', `${version}/fichier`],
    answering((request, response) => sendFile(viewerOf, request, response)),
  );
  const selection = 'selection.:form(csv|xlsx|geojson)';
  router.get(
    // Without a number, an address that stays: whoever asks again has the latest.
    [`/donnees/:id/${selection}`, `${version}/${selection}`],
    answering((request, response) => sendSelection(viewerOf, request, response)),
  );
  router.get(
    `${version}/pages/:page`,
    answering((request, response) => sendPage(viewerOf, request, response)),
  );
  const window = (path: string, read: (viewer: Viewer | null, asked: Asked, query: unknown) => Promise<unknown>) =>
    router.get(
      `${version}/${path}`,
      answering(async (request, response) => {
        response.json(await read(await askerByAddress(viewerOf, request), askedIn(request), request.query));
      }),
    );
  window('lignes', (viewer, asked, query) => readTable(viewer, asked, parseInput(windowInput, query)));
  window('carte', (viewer, asked, query) => readMap(viewer, asked, parseInput(mapInput, query)));
  window('colonne', (viewer, asked, query) => countColumn(viewer, asked, parseInput(columnInput, query).colonne));
  return router;
}
