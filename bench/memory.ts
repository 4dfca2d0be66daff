// What an open text costs the server's memory.
import * as Y from 'yjs';
import type { Report, ServerChild } from '#tests/realtime/server-child.ts';
import { copyStored, storeEdits, typeEdits } from './edits.ts';
import { buildBench, CONVENTION_SIZE } from './people.ts';
import { type Section, table, verdict } from './report.ts';
import { type Place, withServer } from './servers.ts';
import { sleep } from './statistics.ts';
import { WireClient } from './wire-client.ts';

const DOCUMENTS = 60;
const EDITS = 10_000;
const TARGET_KB = 1_024;

const CASES = [
  { edits: 0, writes: false, name: 'as imported, being read' },
  { edits: 0, writes: true, name: 'as imported, being written' },
  { edits: EDITS, writes: false, name: '10 000 edits later, being read' },
  { edits: EDITS, writes: true, name: '10 000 edits later, being written' },
];

const kilobytes = (bytes: number) => bytes / 1024 / DOCUMENTS;
const heapOf = ({ heapUsed, external }: Report) => heapUsed + external;

/** After garbage collection, once what follows an opening (projection, compaction) has had its time. */
async function measure(server: ServerChild): Promise<Report> {
  await sleep(1_000);
  await server.order('measure');
  return server.order('measure');
}

/** Memory with one connection a text, before and after each has joined its own and, with `writes`, typed in it. */
async function measureOpen(server: ServerChild, documents: string[], bearer: string, writes: boolean) {
  const clients = documents.map((documentId) => new WireClient(server.url, documentId, bearer));
  await Promise.all(clients.map((client) => client.connected));
  const before = await measure(server);
  for (const client of clients) {
    await client.join();
    if (writes) await client.type(3);
  }
  const after = await measure(server);
  for (const client of clients) client.close();
  return { heap: kilobytes(heapOf(after) - heapOf(before)), rss: kilobytes(after.rss - before.rss) };
}

/** The section « memory ». */
export async function memory(place: Place): Promise<Section> {
  const rows: (string | number)[][] = [];
  for (const { edits, writes, name } of CASES) {
    const { tokens, documents } = await buildBench(1, Array(DOCUMENTS + 1).fill(CONVENTION_SIZE));
    let encoded = 0;
    for (const documentId of documents) {
      const doc = await copyStored(documentId);
      if (edits > 0) await storeEdits(documentId, typeEdits(doc, edits, 1), 0);
      encoded = Y.encodeStateAsUpdate(doc).length;
    }
    const [bearer] = tokens as [string];
    const [warm, ...all] = documents as [string, ...string[]];
    const { heap, rss } = await withServer(place, async (server) => {
      // What the process needs for its first text at all is no text's cost.
      await measureOpen(server, [warm], bearer, true);
      return measureOpen(server, all, bearer, writes);
    });
    const size = `${Math.round(encoded / 1024)} KB`;
    rows.push([name, size, Math.round(heap), Math.round(rss), `≤ 1 MB: ${verdict(heap, TARGET_KB, { digits: 0 })}`]);
  }
  return {
    heading: 'Memory of an open text',
    text: `${DOCUMENTS} texts of the convention's size (40 000 characters), one connection each, made before; the difference after garbage
collection, a text. The verdict is on heap and buffers; resident memory also has what the process keeps for later.

${table(['text', 'encoded', 'heap and buffers, KB', 'resident, KB', ''], rows)}`,
  };
}
