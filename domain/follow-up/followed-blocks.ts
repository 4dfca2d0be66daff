// Which blocks of a text the facts of the follow-up may hang on. Called by the verbs of actions, deliverables and
// indicators before they write.
import { prisma } from '#prisma/client.ts';
import { wasEverInText } from '../discussions/thread-places.ts';
import { invalid } from '../errors.ts';

/** Refuses, at the field `blockId`, a block that is not in the text of the convention, or no more. */
export async function demandBlock(
  { id: conventionId, documentId }: { id: string; documentId: string },
  blockId: string,
): Promise<void> {
  const item = await prisma.programmeItem.findUnique({ where: { conventionId_blockId: { conventionId, blockId } } });
  if (item?.archivedAt) throw invalid({ blockId: 'Ce passage a été supprimé du texte.' });
  // A block that was just written has no row yet.
  if (!item && !(await wasEverInText(conventionId, documentId, blockId)))
    throw invalid({ blockId: 'Ce passage n’est pas dans le texte de la convention.' });
}
