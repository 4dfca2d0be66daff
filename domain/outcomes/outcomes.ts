// Decisions and tasks of a meeting: rows that follow the blocks so marked in its notes. Called when edits of the notes
// settle and before minutes are approved. What is said of them besides is outcome-follow-ups.ts.

import type { Node as TextNode } from '@tiptap/pm/model';
import type { Outcome } from '#generated/prisma/client.ts';
import type { Tx } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import { type ChangeRecord, type RecordChange, transact } from '../changes.ts';
import { storable, textOf } from '../texts/live-text.ts';
import { readStoredText } from '../texts/stored-text.ts';
import { isBlockId } from '../texts/text-grammar.ts';
import { blocksOf } from '../texts/text-schema.ts';
import { outcomeKinds } from '../vocabulary.ts';
import { writePassages } from './notes-passages.ts';

/** What the notes themselves say of a decision or a task; `position` is its rank among them, from 0. */
export type MarkedOutcome = Pick<Outcome, 'blockId' | 'kind' | 'text' | 'position'>;

/** The decisions and tasks of a text in reading order. A mark on a block without words is none yet. */
export function outcomesOf(text: TextNode): MarkedOutcome[] {
  const found = new Map<string, MarkedOutcome>();
  for (const block of blocksOf(text)) {
    const kind = outcomeKinds.find((one) => one === block.outcome);
    const words = storable(block.text).trim();
    if (!kind || words === '' || !isBlockId(block.id) || found.has(block.id)) continue;
    found.set(block.id, { blockId: block.id, kind, text: words, position: found.size });
  }
  return [...found.values()];
}

/** Characters of an outcome's words that its change quotes. */
export const EXCERPT = 80;

/** A change of an outcome, as the history tells it. */
export const outcomeChange = (
  kind: 'outcome.added' | 'outcome.changed' | 'outcome.archived',
  conventionId: string,
  outcome: MarkedOutcome & { meetingId: string; version: number; fields?: string[]; authorIds?: string[] },
): ChangeRecord => ({
  kind,
  subject: 'Outcome',
  subjectId: outcome.blockId,
  version: outcome.version,
  deletion: kind === 'outcome.archived',
  conventionId,
  details: {
    meetingId: outcome.meetingId,
    kind: outcome.kind,
    // Cut first: half a pair at the end of an excerpt is not storable.
    words: storable(outcome.text.slice(0, EXCERPT)),
    ...(outcome.fields && { fields: outcome.fields }),
    ...(outcome.authorIds && { authorIds: outcome.authorIds }),
  },
});

/** Whose notes, and what they say. */
interface Projecting {
  meetingId: string;
  conventionId: string;
  text: TextNode;
  /** Who was writing since the last time. */
  authorIds?: string[];
}

/**
 * Makes the rows of a meeting, its passages too, say what its notes say. A block that leaves archives its row; back, it has what was said of
 * it before. The caller holds the meeting's row.
 */
export async function writeOutcomes(tx: Tx, record: RecordChange, projecting: Projecting): Promise<void> {
  const { meetingId, conventionId, text, authorIds } = projecting;
  await writePassages(tx, meetingId, text);
  const marked = outcomesOf(text);
  const rows = new Map((await tx.outcome.findMany({ where: { meetingId } })).map((row) => [row.blockId, row]));
  for (const outcome of marked) {
    const { blockId, ...said } = outcome;
    const row = rows.get(blockId);
    if (!row) {
      await tx.outcome.create({ data: { meetingId, ...outcome } });
      await record(outcomeChange('outcome.added', conventionId, { meetingId, ...outcome, version: 1, authorIds }));
      continue;
    }
    const fields = [
      ...(['kind', 'text'] as const).filter((field) => row[field] !== said[field]),
      ...(row.archivedAt ? ['archivedAt'] : []),
    ];
    // Its rank alone is no change of it.
    if (fields.length === 0 && row.position === said.position) continue;
    const { version } = await tx.outcome.update({
      where: { meetingId_blockId: { meetingId, blockId } },
      data: { ...said, archivedAt: null, ...(fields.length > 0 && { version: { increment: 1 } }) },
    });
    if (fields.length > 0)
      await record(
        outcomeChange('outcome.changed', conventionId, { meetingId, ...outcome, version, fields, authorIds }),
      );
  }
  const present = new Set(marked.map(({ blockId }) => blockId));
  for (const row of rows.values()) {
    if (row.archivedAt || present.has(row.blockId)) continue;
    const { version } = await tx.outcome.update({
      where: { meetingId_blockId: { meetingId, blockId: row.blockId } },
      data: { archivedAt: now(), version: { increment: 1 } },
    });
    await record(outcomeChange('outcome.archived', conventionId, { ...row, version, authorIds }));
  }
}

/**
 * Called when the edits of a document have settled: if it holds notes, their decisions and tasks follow the committed
 * text. Idempotent; an older call never overwrites what a newer one wrote.
 */
export async function projectOutcomes(documentId: string): Promise<void> {
  const stored = await readStoredText(documentId);
  if (!stored) return;
  const { sequence } = stored;
  await transact(null, async (tx, record) => {
    // The meeting's row puts this, what is said of its outcomes and its approval one after the other.
    const [notes] = await tx.$queryRaw<{ meetingId: string; conventionId: string; projected: bigint }[]>`
      select m.id as "meetingId", m."conventionId", n."projectedSequence" as projected
      from "MeetingNotes" n join "Meeting" m on m.id = n."meetingId"
      where n."documentId" = ${documentId}::uuid for no key update of m`;
    if (!notes) return;
    // Read again: the lock may have been waited for while a newer projection was made.
    const { projectedSequence } = await tx.meetingNotes.findUniqueOrThrow({ where: { documentId } });
    if (projectedSequence >= sequence) return;
    const authors = await tx.documentUpdate.findMany({
      where: { documentId, sequence: { gt: projectedSequence, lte: sequence }, authorId: { not: null } },
      distinct: ['authorId'],
      select: { authorId: true },
    });
    const authorIds = authors.flatMap(({ authorId }) => authorId ?? []);
    await writeOutcomes(tx, record, { ...notes, text: textOf(stored.doc), authorIds });
    await tx.meetingNotes.update({ where: { documentId }, data: { projectedSequence: sequence } });
  });
}
