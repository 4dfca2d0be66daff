// New words for blocks of last year's text, written where the roll-over shows them: a year that goes on, a sentence put
// right. The text is changed, and the decision about the block is « adapted ».
import { prisma } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import { transact } from '../changes.ts';
import { conflict, invalid, notFound } from '../errors.ts';
import { conventionFor } from '../gate.ts';
import { live } from '../outside.ts';
import { parseInput } from '../parse.ts';
import { type Rewritten, rewriteBlock } from '../texts/block-words.ts';
import type { Viewer } from '../viewers.ts';
import { rewriteCarryOversInput } from './inputs.ts';
import { projectProgramme } from './projection.ts';

/**
 * Rewrites blocks and answers the ids of those left as they were, because somebody else had changed or taken them out since
 * they were read. Refuses when that is all of them, and when paragraphs would be cut or joined.
 */
export async function rewriteCarryOvers(viewer: Viewer, input: unknown): Promise<string[]> {
  const { conventionId, rewrites } = parseInput(rewriteCarryOversInput, input);
  const convention = await conventionFor(viewer, 'carryOver.decide', conventionId);
  const blockIds = [...new Set(rewrites.map(({ blockId }) => blockId))];
  if ((await prisma.carryOver.count({ where: { conventionId, blockId: { in: blockIds } } })) < blockIds.length)
    throw notFound();
  const came = new Map<string, Rewritten | null>();
  await live.edit(convention.documentId, viewer, (doc) => {
    for (const { blockId, before, after } of rewrites)
      if (came.get(blockId) !== 'written') came.set(blockId, rewriteBlock(doc, blockId, before, after));
  });
  const written = blockIds.filter((id) => came.get(id) === 'written');
  if (written.length === 0) {
    if ([...came.values()].includes('paragraphs'))
      throw invalid({ after: 'Les alinéas se coupent et se réunissent dans le texte\u00a0: gardez ici leur nombre.' });
    throw conflict('Ce passage a changé depuis que vous l’avez lu. Relisez-le, puis recommencez.');
  }
  await transact(viewer, async (tx, record) => {
    await tx.carryOver.updateMany({
      where: { conventionId, blockId: { in: written } },
      data: { choice: 'ADAPT', decidedById: viewer.personId, decidedAt: now() },
    });
    await record({
      kind: 'carryOver.decided',
      subject: 'Convention',
      subjectId: conventionId,
      version: convention.version,
      conventionId,
      details: { choice: 'ADAPT', blockIds: written },
    });
  });
  await projectProgramme(convention.documentId);
  return blockIds.filter((id) => came.get(id) !== 'written');
}
