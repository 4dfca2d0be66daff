// To which organisations a dataset is open, and what their programs are told when that changes: the feed says nothing else of what one no
// longer sees. Who sees what is judged in permissions.ts.
import type { Dataset } from '#generated/prisma/client.ts';
import type { Tx } from '#prisma/client.ts';
import type { ChangeRecord, RecordChange } from '../changes.ts';

/** The organisations whose programs see a dataset; null: all of them. */
export async function openedTo(tx: Tx, { id, access, organisationId }: Dataset): Promise<ReadonlySet<string> | null> {
  if (access === 'EVERYONE' || access === 'PARTNERS') return null;
  // A program speaks for no person.
  if (access === 'MINE') return new Set();
  const grants = await tx.datasetGrant.findMany({ where: { datasetId: id, organisationId: { not: null } } });
  return new Set([organisationId, ...grants.flatMap(({ organisationId: granted }) => granted ?? [])]);
}

/** Tells each organisation that has won or lost sight of a dataset since `before`. */
export async function tellOpenings(
  tx: Tx,
  record: RecordChange,
  dataset: Dataset,
  before: ReadonlySet<string> | null,
): Promise<void> {
  const after = await openedTo(tx, dataset);
  if (before === null && after === null) return;
  const all = before && after ? [...new Set([...before, ...after])] : await tx.organisation.findMany().then(idsOf);
  const sees = (set: ReadonlySet<string> | null, organisationId: string) => set === null || set.has(organisationId);
  const { id: subjectId, version, title } = dataset;
  const changes = all.flatMap((organisationId): ChangeRecord[] => {
    const [did, does] = [sees(before, organisationId), sees(after, organisationId)];
    if (did === does) return [];
    const kind = does ? 'access.granted' : 'access.lost';
    return [{ kind, subject: 'Dataset', subjectId, version, deletion: !does, organisationId, details: { title } }];
  });
  if (changes.length > 0) await record.all(changes);
}

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);
