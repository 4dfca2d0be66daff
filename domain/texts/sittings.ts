// Who wrote which part of a text, and when: from the rows of its log, and from what was noted of those that a snapshot has
// replaced. A sitting is what one person wrote in one go. Called where a log is compacted, and where somebody asks.
import { parseUpdateMeta } from 'yjs';
import { prisma, type Tx } from '#prisma/client.ts';

/** Yjs clocks of one client id: [client, from, to[. */
type ClockStretch = [client: number, from: number, to: number];

/** What one person wrote in one go. */
export interface Sitting {
  firstSequence: number;
  lastSequence: number;
  /** Null: the platform itself. */
  personId: string | null;
  startedAt: Date;
  endedAt: Date;
  clocks: ClockStretch[];
}

/** A row of a text's log. */
interface LogRow {
  sequence: bigint;
  bytes: Uint8Array;
  authorId: string | null;
  createdAt: Date;
}

/** A pause after which somebody sits down anew. */
const PAUSE_MS = 10 * 60_000;

function addClocks(clocks: ClockStretch[], bytes: Uint8Array): void {
  const { from, to } = parseUpdateMeta(bytes);
  for (const [client, end] of to) {
    const start = from.get(client) ?? 0;
    const last = clocks.find(([known, , until]) => known === client && until === start);
    if (last) last[2] = end;
    else clocks.push([client, start, end]);
  }
}

/** The sittings that rows of a log are, in their order. What was only deleted is in one too, without clocks. */
export function sittingsOf(rows: readonly LogRow[]): Sitting[] {
  const sittings: Sitting[] = [];
  const open = new Map<string | null, Sitting>();
  for (const { sequence, bytes, authorId: personId, createdAt } of rows) {
    let sitting = open.get(personId);
    if (!sitting || createdAt.getTime() - sitting.endedAt.getTime() > PAUSE_MS) {
      const place = Number(sequence);
      sitting = {
        firstSequence: place,
        lastSequence: place,
        personId,
        startedAt: createdAt,
        endedAt: createdAt,
        clocks: [],
      };
      open.set(personId, sitting);
      sittings.push(sitting);
    }
    sitting.lastSequence = Number(sequence);
    sitting.endedAt = createdAt;
    addClocks(sitting.clocks, bytes);
  }
  return sittings;
}

/** The sittings of the log's rows of a text up to `sequence`: to be kept when a snapshot replaces them. */
export async function sittingsUpTo(documentId: string, sequence: number): Promise<Sitting[]> {
  const rows = await prisma.documentUpdate.findMany({
    where: { documentId, sequence: { lte: sequence } },
    orderBy: { sequence: 'asc' },
  });
  return sittingsOf(rows);
}

/** Every sitting of a text that ended after `sequence`. */
export async function listSittings(client: Tx, documentId: string, sequence = 0): Promise<Sitting[]> {
  const kept = await client.textSitting.findMany({
    where: { documentId, lastSequence: { gt: sequence } },
    orderBy: { firstSequence: 'asc' },
  });
  const rows = await client.documentUpdate.findMany({
    where: { documentId, sequence: { gt: sequence } },
    orderBy: { sequence: 'asc' },
  });
  return [
    ...kept.map(({ documentId: _, firstSequence, lastSequence, clocks, ...sitting }) => ({
      ...sitting,
      firstSequence: Number(firstSequence),
      lastSequence: Number(lastSequence),
      clocks: clocks as ClockStretch[],
    })),
    ...sittingsOf(rows),
  ];
}

/** The people who wrote in a text after `sequence`, in the order in which they came. */
export async function writersSince(client: Tx, documentId: string, sequence: number): Promise<string[]> {
  const sittings = await listSittings(client, documentId, sequence);
  return [...new Set(sittings.flatMap(({ personId }) => personId ?? []))];
}
