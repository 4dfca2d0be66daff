// Which blocks of a text the facts of the follow-up may hang on. Called by the verbs of actions, deliverables and
// indicators before they write.
import { Prisma } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { wasEverInText } from '../discussions/thread-places.ts';
import { invalid } from '../errors.ts';
import { conventionWith } from '../gate.ts';
import type { Viewer } from '../viewers.ts';

/** The block of a convention as its row has it; null while it has none. */
type Row = { archivedAt: unknown } | null;

/** Refuses, at the field `blockId`, a block that is not in the text of the convention, or no more. */
async function judgeBlock(conventionId: string, documentId: string, blockId: string, row: Row): Promise<void> {
  if (row?.archivedAt) throw invalid({ blockId: 'Ce passage a été supprimé du texte.' });
  // A block that was just written has no row yet.
  if (!row && !(await wasEverInText(conventionId, documentId, blockId)))
    throw invalid({ blockId: 'Ce passage n’est pas dans le texte de la convention.' });
}

/** The same, of a convention that was judged. */
export async function demandBlock(
  { id: conventionId, documentId }: { id: string; documentId: string },
  blockId: string,
): Promise<void> {
  const row = await prisma.programmeItem.findUnique({ where: { conventionId_blockId: { conventionId, blockId } } });
  await judgeBlock(conventionId, documentId, blockId, row);
}

/** Which action: a block of a convention. */
export interface Place {
  conventionId: string;
  blockId: string;
}

/** The convention and the block of an input, judged in one statement: seen, allowed, and in the text. */
export const placeFor = async (viewer: Viewer, place: Place): Promise<Place> =>
  (await placeWith(viewer, place, Prisma.sql`null as nothing`)).place;

/** The same with what `besides` reads of it, in the same statement. */
export async function placeWith<Besides>(
  viewer: Viewer,
  { conventionId, blockId }: Place,
  besides: Prisma.Sql,
): Promise<{ place: Place; besides: Besides }> {
  const block = Prisma.sql`(select json_build_object('archivedAt', i."archivedAt") from "ProgrammeItem" i
    where i."conventionId" = c.id and i."blockId" = ${blockId}::uuid) as block`;
  const asked = { conventionId, besides: Prisma.sql`${block}, ${besides}` };
  const found = await conventionWith<{ block: Row } & Besides>(viewer, 'action.follow', asked);
  await judgeBlock(conventionId, found.documentId, blockId, found.block);
  return { place: { conventionId, blockId }, besides: found };
}
