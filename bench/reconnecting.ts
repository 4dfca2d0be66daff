// How long it takes until everybody is back after the network or the server was gone.
import * as Y from 'yjs';
import { quiet } from '#domain/texts/text-sequence.ts';
import { connectDocument, type DocumentConnection } from '#realtime/client/document-connection.ts';
import { type ServerChild, startServer } from '#tests/realtime/server-child.ts';
import { buildBench, CONVENTION_SIZE } from './people.ts';
import { type Section, table, verdict } from './report.ts';
import { type Place, withServer } from './servers.ts';
import { sleep, spreadOf } from './statistics.ts';

const CLIENTS = 200;
const ROUNDS = 3;
const TARGET_MS = 1_500;

/** Milliseconds until each is equal to the server again, counted from now; all of them must have been cut off. */
async function timeReturn(connections: DocumentConnection[]): Promise<number[]> {
  const startedAt = performance.now();
  return Promise.all(
    connections.map(
      (connection) =>
        new Promise<number>((resolve) => {
          connection.once('synced', () => resolve(performance.now() - startedAt));
        }),
    ),
  );
}

async function openAll(server: ServerChild, documents: string[], tokens: string[]): Promise<DocumentConnection[]> {
  const connections = tokens.map((bearer, index) =>
    connectDocument({
      url: server.url,
      documentId: documents[index % documents.length] as string,
      doc: quiet(new Y.Doc()),
      credential: { bearer },
      alone: true,
    }),
  );
  await Promise.all(connections.map(({ whenSynced }) => whenSynced));
  await sleep(1_000);
  return connections;
}

/** Every connection breaks at once; each client comes back by itself. Also gives the server's CPU seconds. */
async function timeCut(server: ServerChild, connections: DocumentConnection[]): Promise<[number[], number]> {
  const { cpuSeconds } = await server.order('report');
  const returned = timeReturn(connections);
  await server.order('cut');
  const times = await returned;
  return [times, (await server.order('report')).cpuSeconds - cpuSeconds];
}

/** The server is killed and started again on its port; counted from when it listens. */
async function timeRestart(place: Place, server: ServerChild, connections: DocumentConnection[]) {
  await server.kill();
  const next = await startServer(place.databaseUrl, { port: server.port });
  const times = await timeReturn(connections);
  await next.kill();
  return times;
}

/** The section « reconnecting ». */
export async function reconnecting(place: Place): Promise<Section> {
  const { tokens, documents } = await buildBench(CLIENTS, Array(20).fill(CONVENTION_SIZE));
  const rows: (string | number)[][] = [];
  const add = (name: string, times: number[][], cpu: number[]) => {
    const last = times.map((round) => Math.max(...round));
    const worst = Math.max(...last);
    const half = spreadOf(times.flat()).p50;
    rows.push([
      name,
      half.toFixed(0),
      last.map((time) => time.toFixed(0)).join(', '),
      cpu.map((seconds) => seconds.toFixed(1)).join(', '),
      `all in ≤ 1.5 s: ${verdict(worst, TARGET_MS, { digits: 0 })}`,
    ]);
  };
  for (const [name, own] of [
    [`${CLIENTS} in one text, connections cut`, documents.slice(0, 1)],
    [`${CLIENTS} in 20 texts, connections cut`, documents],
  ] as const)
    await withServer(place, async (server) => {
      const connections = await openAll(server, own, tokens);
      const rounds: [number[], number][] = [];
      for (let round = 0; round < ROUNDS; round++) rounds.push(await timeCut(server, connections));
      add(
        name,
        rounds.map(([times]) => times),
        rounds.map(([, cpu]) => cpu),
      );
      for (const connection of connections) connection.destroy();
    });
  await withServer(place, async (server) => {
    const connections = await openAll(server, documents, tokens);
    add(
      `${CLIENTS} in 20 texts, server killed, from when it listens again`,
      [await timeRestart(place, server, connections)],
      [],
    );
    for (const connection of connections) connection.destroy();
  });
  return {
    heading: 'Everybody back at once',
    text: `From the cut to every client's copy being equal again, with the product's own pauses (100 to 300 ms before the first try,
growing to 800 ms at most while nobody answers). All clients share one process.

${table(['what', 'half of them, ms', 'all of them, ms', 'server CPU, s', ''], rows)}`,
  };
}
