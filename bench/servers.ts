// The processes that a section of the bench measures: the product's server, and the bare relay beside it. Both are of
// their own, so that the clients' work is not counted as theirs.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type ServerChild, startServer } from '#tests/realtime/server-child.ts';

/** Where a section measures: a fresh migrated database, known also to this process. */
export interface Place {
  databaseUrl: string;
}

/** Runs `use` with a server that has no text open. */
export async function withServer<Result>(place: Place, use: (server: ServerChild) => Promise<Result>): Promise<Result> {
  const server = await startServer(place.databaseUrl);
  try {
    return await use(server);
  } finally {
    await server.kill();
  }
}

/** Runs `use` with so many nodes on one database and the Redis at `redis`; with one alone, nobody tells it of Redis. */
export async function withNodes<Result>(
  place: Place,
  { count, redis }: { count: number; redis: string },
  use: (servers: ServerChild[]) => Promise<Result>,
): Promise<Result> {
  const options = count > 1 ? { redis } : {};
  const servers = await Promise.all(Array.from({ length: count }, () => startServer(place.databaseUrl, options)));
  try {
    return await use(servers);
  } finally {
    await Promise.all(servers.map((server) => server.kill()));
  }
}

/** A relay with our parser or socket.io's own; with a database's URL it shows what is committed there, else what it was sent. */
export interface RelayKind {
  parser: 'ours' | 'default';
  databaseUrl?: string;
}

export async function withRelays<Result>(
  kinds: readonly RelayKind[],
  use: (urls: string[]) => Promise<Result>,
): Promise<Result> {
  const children = kinds.map(({ parser, databaseUrl }) =>
    fork(join(import.meta.dirname, 'relay-process.ts'), [parser, ...(databaseUrl === undefined ? [] : [databaseUrl])], {
      execArgv: ['--import', 'tsx'],
    }),
  );
  try {
    const started = await Promise.all(children.map((child) => once(child, 'message') as Promise<[{ port: number }]>));
    return await use(started.map(([{ port }]) => `http://127.0.0.1:${port}`));
  } finally {
    for (const child of children) child.kill();
  }
}
