// Who wrote these words, and when: each character knows the Yjs client it came from, and the log knows whose that client
// was at that clock. Called by the API; changes nothing.
import { ContentString, type Item, type Text as YText } from 'yjs';
import type { Person } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { notFound } from '../errors.ts';
import { readActors } from '../history/activity.ts';
import { parseInput } from '../parse.ts';
import { findBlock } from '../texts/live-text.ts';
import { listSittings } from '../texts/sittings.ts';
import { readStoredText } from '../texts/stored-text.ts';
import { shownTable } from '../texts/text-sequence.ts';
import type { Viewer } from '../viewers.ts';
import { writersInput } from './inputs.ts';
import { readOwnedText } from './text-owners.ts';

/** Words of one hand, written in one go. */
export interface WrittenWords {
  text: string;
  blockId: string;
  /** Null: the platform (an import, what was carried over from last year), or somebody who is gone. */
  writer: Person | null;
  /** When; null for words of before that was noted. */
  writtenAt: Date | null;
}

export interface Hand {
  personId: string | null;
  writtenAt: Date | null;
}

/** Whose a clock of a client is. */
export async function readHands(documentId: string): Promise<(client: number, clock: number) => Hand> {
  const sittings = await listSittings(prisma, documentId);
  const owners = await prisma.documentClient.findMany({ where: { documentId } });
  const ownerOf = new Map(owners.map(({ clientId, personId }) => [Number(clientId), personId]));
  const stretches = new Map<number, { from: number; to: number; hand: Hand }[]>();
  for (const { personId, endedAt, clocks } of sittings)
    for (const [client, from, to] of clocks)
      stretches.set(client, [...(stretches.get(client) ?? []), { from, to, hand: { personId, writtenAt: endedAt } }]);
  return (client, clock) =>
    stretches.get(client)?.find(({ from, to }) => from <= clock && clock < to)?.hand ?? {
      personId: ownerOf.get(client) ?? null,
      writtenAt: null,
    };
}

/** The items of words of a sequence between two of its places, as far as they are in it. */
function* itemsBetween(
  sequence: YText,
  from: number,
  to: number,
): Generator<{ item: Item; text: string; skip: number }> {
  let place = 0;
  for (let item = sequence._start; item && place < to; item = item.right) {
    if (item.deleted || !item.countable) continue;
    const [start, end] = [Math.max(from, place), Math.min(to, place + item.length)];
    if (start < end && item.content instanceof ContentString)
      yield { item, text: item.content.str.slice(start - place, end - place), skip: start - place };
    place += item.length;
  }
}

/** The stretches of sequences that a stretch of a block is; of a table, all that its cells hold. */
function stretchesOf(found: ReturnType<typeof findBlock>, from: number, to: number): [YText, number, number][] {
  if (!found) throw notFound();
  const { sequence, block } = found;
  if (block.facts.kind !== 'table' || !block.marker)
    return [[sequence, block.start + from, block.start + Math.min(to, block.length)]];
  const { grid, text } = shownTable(block.marker);
  return grid.flat().flatMap(({ row, column }): [YText, number, number][] => {
    const words = text(row, column);
    return words ? [[words, 0, words.length]] : [];
  });
}

/** Stretches that one answer tells: of a whole text by many hands, nobody reads more. */
const MOST_WORDS = 500;

/** Who wrote these stretches of a text that `viewer` may read, in reading order; words of one hand and day are one. */
export async function readWriters(viewer: Viewer, input: unknown): Promise<WrittenWords[]> {
  const { documentId, stretches } = parseInput(writersInput, input);
  await readOwnedText(viewer, documentId);
  const stored = await readStoredText(documentId);
  if (!stored) throw notFound();
  const handOf = await readHands(documentId);
  const written: (Hand & { text: string; blockId: string })[] = [];
  for (const { blockId, from, to } of stretches)
    for (const [sequence, start, end] of stretchesOf(findBlock(stored.doc, blockId), from, to))
      for (const { item, text, skip } of itemsBetween(sequence, start, end)) {
        const hand = handOf(item.id.client, item.id.clock + skip);
        const last = written.at(-1);
        const isSame = last?.blockId === blockId && last.personId === hand.personId;
        if (isSame && last.writtenAt?.getTime() === hand.writtenAt?.getTime()) last.text += text;
        else written.push({ ...hand, text, blockId });
      }
  const people = await readActors(written.flatMap(({ personId }) => personId ?? []));
  return written
    .slice(0, MOST_WORDS)
    .map(({ personId, ...words }) => ({ ...words, writer: people.get(personId ?? '') ?? null }));
}
