// A process that writes secrets into its log by every way there is, for tests/log.test.ts, which reads what came out. Knows
// of each way by its own name; the secrets come as the one argument.
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { publicError } from '#graphql/errors.ts';
import { log } from '#log.ts';
import { createWeb } from '../../web.ts';
import { type Doing, miniPages } from './mini-pages.ts';

const canaries = JSON.parse(process.argv[2] ?? '{}') as Record<string, string>;
const doing: Doing = { breaksWith: null, headers: {} };
const whyNotReady = async () => null;
const server = createServer(
  createWeb({ build: miniPages(doing), assets: [], dev: false, whyNotReady, demonstration: () => null }),
);
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
const { port } = server.address() as AddressInfo;

const ask = (path: string, headers: Record<string, string>) =>
  new Promise<void>((resolve) => {
    get({ host: '127.0.0.1', port, path, headers }, (response) => {
      response.resume();
      response.on('end', resolve);
    });
  });

const secrets = Object.values(canaries);

// What the product says by itself, at every level.
log.info({ secrets }, `said: ${secrets.join(' ')}`);
log.child({ canaries }).warn({ nested: { deep: { er: secrets } } }, 'said by a child');
// An error of ours, with what caused it.
const cause = new Error(`because of\n${secrets.join('\n')}`);
log.error({ err: new Error(`failed: ${secrets.join(', ')}`, { cause }) }, 'failed');
// A resolver that failed.
publicError(new Error(`resolver: ${secrets.join(' ')}`));
// Requests, served and failed, with the secrets in their address and headers; pages that break with them.
for (const secret of secrets) {
  const headers = { cookie: `session=${secret}`, authorization: `Bearer ${secret}`, 'user-agent': secret };
  const part = encodeURIComponent(secret);
  for (const breaksWith of [null, `page: ${secret}`]) {
    doing.breaksWith = breaksWith;
    for (const path of [`/lien/${part}`, `/lien/${part}.data`, `/page?jeton=${part}`, `/agenda/${part}.ics`])
      await ask(path, headers);
  }
}
server.closeAllConnections();
server.close();
// And what nobody caught.
process.on('uncaughtException', (error) => {
  log.fatal({ err: error }, 'the server stops');
  process.exitCode = 3;
});
setImmediate(() => {
  throw new Error(`nobody caught ${secrets.join(' ')}`);
});
