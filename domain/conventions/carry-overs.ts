// What becomes of each block of last year in this year's text: kept, adapted, dropped, or not decided yet. Dropping takes
// the block out of the live text and changing one's mind puts it back; the decision is the row, the text follows it.

import type { JSONContent } from '@tiptap/core';
import type { Node as TextNode } from '@tiptap/pm/model';
import { type CarryOver, Prisma, type ProgrammeItem } from '#generated/prisma/client.ts';
import { prisma, rowsOf, type Tx } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import { transact } from '../changes.ts';
import { conflict, notFound } from '../errors.ts';
import { type Convention, conventionFor, readConvention } from '../gate.ts';
import { live } from '../outside.ts';
import { parseInput } from '../parse.ts';
import { blockIdsIn, copyBlocks, type FormerPlace, removeBlock, restoreBlock } from '../texts/live-blocks.ts';
import { mapBlocks, textOf, withoutComments } from '../texts/live-text.ts';
import { headingLevels } from '../texts/numbering.ts';
import { readStoredText } from '../texts/stored-text.ts';
import type { Viewer } from '../viewers.ts';
import type { HeadingKind } from '../vocabulary.ts';
import { decideCarryOverInput } from './inputs.ts';
import { projectProgramme } from './projection.ts';

/** A block of last year's text: its list, if it is an item, with the ids of last year. */
interface FormerBlock {
  node: TextNode;
  list: { type: string; items: string[]; parent: string | null } | null;
}

/** Every block of a text by its id. */
function formerBlocks(text: TextNode): Map<string, FormerBlock> {
  const found = new Map<string, FormerBlock>();
  const visit = (node: TextNode, parent: TextNode, parentItem: string | null) => {
    const id: unknown = node.attrs.id;
    const isItem = node.type.name === 'listItem';
    if (typeof id === 'string') {
      const items: string[] = parent.children.map((child) => child.attrs.id);
      found.set(id, { node, list: isItem ? { type: parent.type.name, items, parent: parentItem } : null });
    }
    for (const child of node.children) visit(child, node, isItem && typeof id === 'string' ? id : parentItem);
  };
  for (const child of text.children) visit(child, text, null);
  return found;
}

/** A block without the items nested in it: each of those is carried over by itself. */
function alone(json: JSONContent): JSONContent {
  const content = json.content?.filter(({ type }) => type !== 'bulletList' && type !== 'orderedList');
  return json.type === 'listItem' ? { ...json, content } : json;
}

/** For each row of a roll-over (given in last year's order), where its block goes and what it said last year. */
export function formerPlaces(previous: TextNode | null, rows: readonly CarryOver[]) {
  const former = previous ? formerBlocks(previous) : new Map<string, FormerBlock>();
  const blockOf = new Map(rows.map(({ previousBlockId, blockId }) => [previousBlockId, blockId]));
  const carried = (ids: readonly string[]) => ids.flatMap((id) => blockOf.get(id) ?? []);
  const ordered = rows.map(({ blockId }) => blockId);

  const placeOf = ({ blockId, previousBlockId }: CarryOver): FormerPlace => {
    const before = ordered.slice(0, ordered.indexOf(blockId)).reverse();
    const list = former.get(previousBlockId)?.list;
    if (!list) return { before, list: null };
    const index = list.items.indexOf(previousBlockId);
    return {
      before,
      list: {
        type: list.type,
        earlier: carried(list.items.slice(0, index)).reverse(),
        later: carried(list.items.slice(index + 1)),
        parent: carried(list.parent ? [list.parent] : [])[0] ?? null,
      },
    };
  };
  /** The block as it was copied, or null when last year's text no longer holds it. */
  const copyOf = ({ previousBlockId }: CarryOver): JSONContent | null => {
    const node = former.get(previousBlockId)?.node;
    if (!node) return null;
    return mapBlocks({ type: 'doc', content: [alone(withoutComments(node.toJSON()))] }, (attrs) => ({
      ...attrs,
      id: blockOf.get(String(attrs.id)) ?? null,
      previousId: attrs.id,
    })).content?.[0] as JSONContent;
  };
  return { placeOf, copyOf };
}

/** One block of last year with what it says in this year's text (or said, when it is no longer there). */
export interface CarriedBlock extends CarryOver {
  item: ProgrammeItem;
  decidedBy: { name: string } | null;
  year: number;
}

/** Every block of last year's text, in its order. Empty when the convention continues none. */
export async function listCarryOvers(viewer: Viewer, conventionId: string): Promise<CarriedBlock[]> {
  const { year } = await readConvention(viewer, conventionId);
  const rows = await prisma.carryOver.findMany({ where: { conventionId }, orderBy: { position: 'asc' } });
  const items = await prisma.programmeItem.findMany({
    where: { conventionId, blockId: { in: rows.map(({ blockId }) => blockId) } },
  });
  const people = await prisma.person.findMany({
    where: { id: { in: rows.flatMap(({ decidedById }) => decidedById ?? []) } },
    select: { id: true, name: true },
  });
  const itemOf = new Map(items.map((item) => [item.blockId, item]));
  const personOf = new Map(people.map(({ id, name }) => [id, { name }]));
  return rows.flatMap((row) => {
    const item = itemOf.get(row.blockId);
    return item ? [{ ...row, item, year, decidedBy: personOf.get(row.decidedById ?? '') ?? null }] : [];
  });
}

/** How many blocks each of these conventions took over, and of how many it is decided what becomes; what took none is left out. */
export async function countCarryOvers(
  conventionIds: readonly string[],
): Promise<Map<string, { total: number; decided: number }>> {
  const rows = await rowsOf<{ id: string; total: number; decided: number }>(Prisma.sql`
    select "conventionId" as id, count(*)::int as total, count(choice)::int as decided from "CarryOver"
    where "conventionId" = any(${conventionIds}::uuid[]) group by 1`);
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}

const levelOf = ({ kind }: ProgrammeItem): number =>
  headingLevels[kind.toLowerCase() as HeadingKind] ?? Number.POSITIVE_INFINITY;

/** The carried blocks below `block`: all up to the next heading as high; for a list item those nested in it. */
export function sectionOf(blocks: readonly CarriedBlock[], block: CarriedBlock): CarriedBlock[] {
  const index = blocks.indexOf(block);
  const level = levelOf(block.item);
  if (level !== Number.POSITIVE_INFINITY) {
    const rest = blocks.slice(index + 1);
    const end = rest.findIndex(({ item }) => levelOf(item) <= level);
    return end < 0 ? rest : rest.slice(0, end);
  }
  const nested = blocks.filter(({ item }) => item.parentBlockId === block.blockId);
  return nested.flatMap((child) => [child, ...sectionOf(blocks, child)]);
}

/** The blocks of one decision, each once. Items nested in a dropped one go with it, asked for or not. */
function chosen(
  blocks: readonly CarriedBlock[],
  { blockIds, choice, withSection }: { blockIds: string[]; choice: string; withSection?: boolean | null },
): CarriedBlock[] {
  const found = blockIds.map((id) => {
    const block = blocks.find(({ blockId }) => blockId === id);
    if (!block) throw notFound();
    return block;
  });
  const withBelow = found.flatMap((block) =>
    withSection || (choice === 'DROP' && block.item.kind === 'LIST_ITEM')
      ? [block, ...sectionOf(blocks, block)]
      : [block],
  );
  const ids = new Set(withBelow.map(({ blockId }) => blockId));
  return blocks.filter(({ blockId }) => ids.has(blockId));
}

/** The words of last year's text; null when that year is gone. */
async function readPreviousText(convention: Convention): Promise<TextNode | null> {
  const previous =
    convention.previousId && (await prisma.convention.findUnique({ where: { id: convention.previousId } }));
  const stored = previous ? await readStoredText(previous.documentId) : null;
  return stored && textOf(stored.doc);
}

/** Two people who decide the same block against each other at once go round again; more than this many times is a fault. */
const MOST_ROUNDS = 5;

/** Makes the live text hold exactly those of the blocks that are not dropped, until it agrees with the rows. */
async function followDecisions(viewer: Viewer, convention: Convention, blockIds: readonly string[]): Promise<void> {
  const { id: conventionId, documentId } = convention;
  const previous = await readPreviousText(convention);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const rows = await prisma.carryOver.findMany({ where: { conventionId }, orderBy: { position: 'asc' } });
    const stored = await readStoredText(documentId);
    const present = stored ? blockIdsIn(stored.doc) : new Set<string>();
    const wrong = rows.filter(
      ({ blockId, choice }) =>
        blockIds.includes(blockId) && choice !== null && (choice === 'DROP') === present.has(blockId),
    );
    if (wrong.length === 0) return;
    const { placeOf, copyOf } = formerPlaces(previous, rows);
    const taken = new Map<string, JSONContent>();
    await live.edit(documentId, viewer, (doc) => {
      // Items before the ones they are nested in, so that each is kept by itself.
      for (const { blockId } of wrong.filter(({ choice }) => choice === 'DROP').reverse()) {
        const block = removeBlock(doc, blockId);
        if (block) taken.set(blockId, block);
      }
      for (const row of wrong.filter(({ choice }) => choice !== 'DROP')) {
        const block = (row.dropped as JSONContent | null) ?? copyOf(row);
        if (block) restoreBlock(doc, block, placeOf(row));
      }
    });
    for (const [blockId, block] of taken) await keepDropped(prisma, conventionId, blockId, block);
  }
  throw conflict('Une autre personne décide du même passage en ce moment. Rechargez la page.');
}

/** Keeps a block as it was taken out. */
const keepDropped = (client: Tx, conventionId: string, blockId: string, block: JSONContent) =>
  client.carryOver.update({
    where: { conventionId_blockId: { conventionId, blockId } },
    data: { dropped: block as Prisma.InputJsonObject },
  });

/**
 * Decides what becomes of blocks of last year, and makes the text follow. A dropped block leaves the text and is kept;
 * keeping or adapting it puts it back where it was. Answers every carried block anew.
 */
export async function decideCarryOver(viewer: Viewer, input: unknown): Promise<CarriedBlock[]> {
  const parsed = parseInput(decideCarryOverInput, input);
  const { conventionId, choice } = parsed;
  const convention = await conventionFor(viewer, 'carryOver.decide', conventionId);
  const blocks = chosen(await listCarryOvers(viewer, conventionId), parsed);
  const blockIds = blocks.map(({ blockId }) => blockId);
  const stored = choice === 'DROP' ? await readStoredText(convention.documentId) : null;
  const copies = stored ? copyBlocks(stored.doc, new Set(blockIds)) : [];
  await transact(viewer, async (tx, record) => {
    await tx.carryOver.updateMany({
      where: { conventionId, blockId: { in: blockIds } },
      data: { choice, decidedById: viewer.personId, decidedAt: now() },
    });
    // With the decision: whoever reverses it before the text has followed must find the words.
    for (const [blockId, block] of copies) await keepDropped(tx, conventionId, blockId, block);
    await record({
      kind: 'carryOver.decided',
      subject: 'Convention',
      subjectId: conventionId,
      version: convention.version,
      conventionId,
      details: { choice, blockIds },
    });
  });
  await followDecisions(viewer, convention, blockIds);
  await projectProgramme(convention.documentId);
  return listCarryOvers(viewer, conventionId);
}
