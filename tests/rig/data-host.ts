// The addresses that take and give data (datasets/), behind all that stands before them, at a port of 127.0.0.1. Also run as a
// process of its own (data-host-child.ts): it knows no test.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { env } from '#env.ts';
import type { KeptFiles } from '#outside/files.ts';
import { createWeb } from '../../web.ts';
import { miniPages } from './mini-pages.ts';

/** Starts it; ends with `stop`. */
export async function startDataHost(files?: KeptFiles) {
  const build = miniPages({ breaksWith: null, headers: {} });
  const web = createWeb({
    build,
    assets: [],
    dev: false,
    whyNotReady: async () => null,
    demonstration: () => null,
    files,
  });
  const server: Server = createServer(web);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // Links are absolute: where this host stands is its public address.
  const former = env.PUBLIC_URL;
  Object.assign(env, { PUBLIC_URL: url });
  return {
    url,
    /** Asks for a path, or for an address that a link gave. */
    ask: (address: string, init: RequestInit = {}) => fetch(new URL(address, url), init),
    async stop() {
      Object.assign(env, { PUBLIC_URL: former });
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type DataHost = Awaited<ReturnType<typeof startDataHost>>;
