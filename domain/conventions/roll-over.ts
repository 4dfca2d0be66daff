// The next year's convention out of this year's: the text is copied block by block, each block knowing the one it
// continues, and every block waits for somebody to decide what becomes of it (carry-overs.ts).
import { randomUUID } from 'node:crypto';
import type { JSONContent } from '@tiptap/core';
import type { Tx } from '#prisma/client.ts';
import { transact } from '../changes.ts';
import { conflict, invalid } from '../errors.ts';
import { type Convention, conventionFor, readConvention } from '../gate.ts';
import { parseInput } from '../parse.ts';
import { mapBlocks, parseText, repairBlockIds, textOf, withoutComments } from '../texts/live-text.ts';
import { readStoredText } from '../texts/stored-text.ts';
import type { Viewer } from '../viewers.ts';
import { firstParticipants, writeConvention } from './conventions.ts';
import { continueConventionInput } from './inputs.ts';
import { type Item, itemsOf } from './projection.ts';

/** A copy of a text in which every block has an id of its own and the id of the block it continues. */
export const copyOf = (json: JSONContent): JSONContent =>
  mapBlocks(withoutComments(json), (attrs) => ({ ...attrs, id: randomUUID(), previousId: attrs.id ?? null }));

/** The committed text of a document, every block with an id. */
export async function readTextToContinue(documentId: string): Promise<JSONContent> {
  const stored = await readStoredText(documentId);
  if (!stored) throw new Error('A convention without its document.');
  repairBlockIds(stored.doc);
  return textOf(stored.doc).toJSON();
}

/** Those who take part now, accounts that are closed left out; whoever continues stays in charge. */
export async function participantsToCopy(tx: Tx, viewer: Viewer, conventionId: string) {
  const current = await tx.participant.findMany({
    where: { conventionId, OR: [{ personId: null }, { person: { deactivatedAt: null } }] },
    select: { personId: true, organisationId: true, role: true },
  });
  const copied = current.filter(({ personId }) => personId !== viewer.personId);
  const own = current.find(({ personId }) => personId === viewer.personId);
  const stewardStays = copied.some(({ personId, role }) => personId !== null && role === 'STEWARD');
  const [first] = firstParticipants(viewer);
  if (own && (stewardStays || own.role === 'STEWARD')) return [...copied, own];
  return stewardStays || !first ? copied : [...copied, first];
}

/** One undecided row for each block that continues one of last year; one statement whatever their number. */
async function waitForDecisions(tx: Tx, conventionId: string, items: readonly Item[]): Promise<void> {
  const rows = items.map(({ blockId, previousBlockId, position }) => ({ blockId, previousBlockId, position }));
  await tx.$executeRaw`
    insert into "CarryOver" ("conventionId", "previousBlockId", "blockId", position)
    select ${conventionId}::uuid, "previousBlockId", "blockId", position
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as block("blockId" uuid, "previousBlockId" uuid, position int)
    where "previousBlockId" is not null`;
}

/** Refuses when the year has its convention already; two at once wait for each other here. */
async function demandNoContinuation(tx: Tx, previousId: string, year: number): Promise<void> {
  await tx.$queryRaw`select 1 from "Convention" where id = ${previousId}::uuid for no key update`;
  const existing = await tx.convention.count({ where: { previousId, year, archivedAt: null } });
  if (existing > 0) throw conflict(`La convention ${year} a déjà été préparée à partir de celle-ci.`);
}

/**
 * Makes the convention of a later year out of one: the whole text with marks and degrees, who takes part, and one
 * undecided carry-over per block. CONFLICT when that year's was already made from it.
 */
export async function continueConvention(viewer: Viewer, input: unknown): Promise<Convention> {
  const { conventionId, title, year } = parseInput(continueConventionInput, input);
  const previous = await conventionFor(viewer, 'convention.continue', conventionId);
  if (year <= previous.year)
    throw invalid({ year: `L’année doit suivre celle de la convention reprise (${previous.year}).` });
  const text = copyOf(await readTextToContinue(previous.documentId));
  const id = await transact(viewer, async (tx, record) => {
    await demandNoContinuation(tx, previous.id, year);
    const made = await writeConvention(tx, record, {
      title,
      year,
      text,
      previousId: previous.id,
      participants: await participantsToCopy(tx, viewer, previous.id),
      kind: 'convention.continued',
    });
    await waitForDecisions(tx, made, itemsOf(parseText(text)));
    return made;
  });
  return readConvention(viewer, id);
}
