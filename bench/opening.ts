// How long a text takes to open that no process has open: from the join to the client's copy being equal.
import * as Y from 'yjs';
import { quiet } from '#domain/texts/text-sequence.ts';
import { connectDocument } from '#realtime/client/document-connection.ts';
import type { ServerChild } from '#tests/realtime/server-child.ts';
import { copyStored, storeEdits, typeEdits } from './edits.ts';
import { buildBench, CONVENTION_SIZE } from './people.ts';
import { type Section, table, verdict } from './report.ts';
import { type Place, withServer } from './servers.ts';
import { spreadOf } from './statistics.ts';

/** A room at rest leaves fewer than 20 rows beside its snapshot; one that was killed while people wrote, at most 2 000. */
const RESTED = { loose: 19, name: 'closed at rest' };
const KILLED = { loose: 1_999, name: 'killed while written' };

const CASES = [
  { edits: 10_000, target: 60, ...RESTED },
  { edits: 10_000, target: null, ...KILLED },
  { edits: 100_000, target: 500, ...RESTED },
  { edits: 100_000, target: null, ...KILLED },
];

/** Texts of each case: the first shows what a first opening costs a process that has just started. */
const COPIES = 5;

/** Opens over a connection that is there already, as a page does that shows another text. */
async function timeOpening(server: ServerChild, documentId: string, bearer: string): Promise<number> {
  const startedAt = performance.now();
  const connection = connectDocument({
    url: server.url,
    documentId,
    doc: quiet(new Y.Doc()),
    credential: { bearer },
  });
  await connection.whenSynced;
  const time = performance.now() - startedAt;
  connection.destroy();
  return time;
}

/** The section « opening ». */
export async function opening(place: Place): Promise<Section> {
  const { tokens, documents } = await buildBench(1, [1_000, ...Array(CASES.length * COPIES).fill(CONVENTION_SIZE)]);
  const [bearer] = tokens as [string];
  const [warm, ...all] = documents as [string, ...string[]];
  const rows: (string | number)[][] = [];
  for (const [index, { edits, target, loose, name }] of CASES.entries()) {
    const own = all.slice(index * COPIES, (index + 1) * COPIES);
    let bytes = 0;
    for (const [copy, documentId] of own.entries()) {
      const doc = await copyStored(documentId);
      await storeEdits(documentId, typeEdits(doc, edits, copy + 1), loose);
      bytes = Y.encodeStateAsUpdate(doc).length;
    }
    const times = await withServer(place, async (server) => {
      const held = connectDocument({
        url: server.url,
        documentId: warm,
        doc: quiet(new Y.Doc()),
        credential: { bearer },
      });
      await held.whenSynced;
      const times: number[] = [];
      for (const documentId of own) times.push(await timeOpening(server, documentId, bearer));
      held.destroy();
      return times;
    });
    const [first = Number.NaN] = times;
    const { p50 } = spreadOf(times);
    rows.push([
      edits.toLocaleString('fr'),
      `${name}: snapshot and ${loose} rows`,
      `${Math.round(bytes / 1024)} KB`,
      first.toFixed(0),
      p50.toFixed(0),
      target ? `≤ ${target} ms: ${verdict(p50, target, { digits: 0 })}` : '',
    ]);
  }
  const head = ['edits', 'how the text was left', 'encoded', 'first after a start, ms', `median of ${COPIES}, ms`, ''];
  return {
    heading: 'Cold opening',
    text: `From the join to the client's copy being equal, the text in no process's memory. A text of the convention's size and
single keys after it, one in eight a deletion, in runs of 20 at changing places; compacted as production leaves it.\n\n${table(head, rows)}`,
  };
}
