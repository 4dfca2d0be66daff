// The scripts and styles that `npm run build` makes: compressed once, at the end of the build, as small as they can be, and
// served so to whoever reads it. Called by vite.config.ts and web.ts.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import express, { type RequestHandler, Router } from 'express';

const codings = [
  { name: 'br', suffix: '.br', compress: promisify(brotliCompress) as (bytes: Buffer) => Promise<Buffer> },
  { name: 'gzip', suffix: '.gz', compress: promisify(gzip) as (bytes: Buffer) => Promise<Buffer> },
] as const;

/** Fonts and pictures are compressed already. */
const COMPRESSIBLE = /\.(js|css|svg|json)$/;

/** Below this an answer is one packet of the network anyhow. */
const WORTH_BYTES = 1024;

/** Writes beside each script and style of a folder, but the tiny ones, what it becomes in each coding. */
export async function precompress(folder: string): Promise<void> {
  const files = readdirSync(folder).filter((name) => COMPRESSIBLE.test(name));
  for (const name of files) {
    const bytes = readFileSync(join(folder, name));
    if (bytes.length < WORTH_BYTES) continue;
    await Promise.all(
      codings.map(async ({ suffix, compress }) => writeFile(join(folder, `${name}${suffix}`), await compress(bytes))),
    );
  }
}

/** Asks, in the place of a file, for its smallest form that the browser reads. Part of a file is a part of the plain one. */
function smallest(folder: string): RequestHandler {
  const kept = new Set(existsSync(folder) ? readdirSync(folder) : []);
  return (request, response, next) => {
    const name = request.path.slice(1);
    const made = codings.filter(({ suffix }) => COMPRESSIBLE.test(name) && kept.has(`${name}${suffix}`));
    if (made.length > 0) response.vary('Accept-Encoding');
    const coding = request.headers.range ? undefined : made.find((one) => request.acceptsEncodings(one.name));
    if (coding) {
      response.setHeader('Content-Encoding', coding.name);
      response.type(extname(name));
      request.url = `/${name}${coding.suffix}`;
    }
    next();
  };
}

/** Serves a folder whose files are named by their content, so that each may be kept for a year. */
export function serveBuilt(folder: string): Router {
  const router = Router();
  router.use(smallest(folder), express.static(folder, { immutable: true, maxAge: '365d' }));
  return router;
}
