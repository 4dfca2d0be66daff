// Lists that several conventions tick off (cités, terrils, grands sites, intercommunalités). How many entries a list has is
// known from the start (a migration makes the lists); names are added as they are known, never invented.

import type { Prisma, ReferenceEntry } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { transact } from '../changes.ts';
import { conflict, invalid, notFound } from '../errors.ts';
import { conventionFor } from '../gate.ts';
import { parseInput } from '../parse.ts';
import type { Viewer } from '../viewers.ts';
import { addReferenceEntryInput } from './inputs.ts';

const withEntries = { entries: { orderBy: { name: 'asc' } } } satisfies Prisma.ReferenceSetInclude;

/** A list with the entries that are named so far. */
export type ReferenceSet = Prisma.ReferenceSetGetPayload<{ include: typeof withEntries }>;

/** Every list, by title. They hold public names: whoever is signed in may know of them. */
export const listReferenceSets = (_viewer: Viewer): Promise<ReferenceSet[]> =>
  prisma.referenceSet.findMany({ include: withEntries, orderBy: { title: 'asc' } });

/** Names one more entry of a list, for a convention whose follow-up needs it; never more than the list has. */
export async function addReferenceEntry(viewer: Viewer, input: unknown): Promise<ReferenceEntry> {
  const { conventionId, setId, name, detail } = parseInput(addReferenceEntryInput, input);
  await conventionFor(viewer, 'action.follow', conventionId);
  return transact(viewer, async (tx, record) => {
    await tx.$queryRaw`select 1 from "ReferenceSet" where id = ${setId}::uuid for update`;
    const set = await tx.referenceSet.findUnique({ where: { id: setId }, include: withEntries });
    if (!set) throw notFound();
    if (set.entries.some((entry) => entry.name.localeCompare(name, 'fr', { sensitivity: 'accent' }) === 0))
      throw invalid({ name: 'Cette entrée est déjà dans la liste.' });
    if (set.entries.length >= set.size)
      throw conflict(`Cette liste compte ${set.size} entrées, et toutes sont déjà nommées.`);
    const entry = await tx.referenceEntry.create({ data: { setId, name, detail } });
    const details = { setId, title: set.title, name };
    await record({
      kind: 'referenceEntry.added',
      subject: 'ReferenceEntry',
      subjectId: entry.id,
      conventionId,
      details,
    });
    return entry;
  });
}
