// How many bytes a text takes in the database, beside the text itself.
import * as Y from 'yjs';
import { pool } from '#prisma/client.ts';
import { copyStored } from './edits.ts';
import { buildBench, CONVENTION_SIZE } from './people.ts';
import { type Section, table, verdict } from './report.ts';
import { type Place, withServer } from './servers.ts';
import { sleep } from './statistics.ts';
import { WireClient } from './wire-client.ts';

const WRITERS = 4;
const SECONDS = 12;

/** What is stored of a text, in bytes of updates and as PostgreSQL keeps them, and how many rows. */
async function storedOf(documentId: string): Promise<{ bytes: number; kept: number; rows: number }> {
  const { rows } = await pool.query<{ bytes: number; kept: number; rows: number }>(
    `select coalesce(sum(length(bytes)), 0)::float8 as bytes, coalesce(sum(pg_column_size(stored.*)), 0)::float8 as kept,
       count(*)::int as rows
     from (select bytes, sequence, "documentId" from "DocumentSnapshot" where "documentId" = $1
       union all select bytes, sequence, "documentId" from "DocumentUpdate" where "documentId" = $1) stored`,
    [documentId],
  );
  return rows[0] as { bytes: number; kept: number; rows: number };
}

/** The section « storage ». */
export async function storage(place: Place): Promise<Section> {
  const { tokens, documents } = await buildBench(WRITERS, [CONVENTION_SIZE]);
  const [documentId] = documents as [string];
  const rows: (string | number)[][] = [];
  let edits = 0;
  const add = async (name: string) => {
    const stored = await storedOf(documentId);
    const encoded = Y.encodeStateAsUpdate(await copyStored(documentId)).length;
    const share = stored.bytes / encoded;
    rows.push([
      name,
      edits,
      stored.rows,
      stored.bytes,
      encoded,
      share.toFixed(2),
      `≤ 3 ×: ${verdict(share, 3, { digits: 2 })}`,
    ]);
  };
  await withServer(place, async (server) => {
    const clients = tokens.map((bearer) => new WireClient(server.url, documentId, bearer));
    for (const client of clients) await client.join();
    let typing = true;
    const typed = clients.map(async (client, index) => {
      while (typing) await client.type(index * 7);
    });
    await sleep(SECONDS * 1_000);
    typing = false;
    await Promise.all(typed);
    edits = clients.reduce((sum, { sent }) => sum + sent, 0);
    // Past the quiet after which a text settles.
    await sleep(1_500);
    await add('settled, still open');
    for (const client of clients) client.close();
    await server.order('drain').catch(() => {});
    await add('closed at rest');
  });
  const head = ['text', 'edits made', 'rows', 'stored bytes', 'encoded bytes', 'ratio', ''];
  return {
    heading: 'Stored bytes',
    text: `A text of the convention's size, in which ${WRITERS} people type for ${SECONDS} s, each as fast as confirmations come. « Encoded »: the whole
text as one Yjs update, deleted stretches included.\n\n${table(head, rows)}`,
  };
}
