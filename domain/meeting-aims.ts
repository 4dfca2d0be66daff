// What meetings are to discharge: occurrences of the same convention. A called meeting plans them for its day; what a
// held one proves is written by minutes-approval.ts.
import { prisma, type Tx } from '#prisma/client.ts';
import type { Day } from './calendar.ts';
import type { RecordChange } from './changes.ts';
import { invalid } from './errors.ts';
import { type OccurrenceView, readViews } from './obligation-views.ts';
import { planFor, type SeenOccurrence } from './occurrence-plans.ts';
import { visibleConventions } from './permissions.ts';
import type { Viewer } from './viewers.ts';

async function findAims(viewer: Viewer, where: { conventionId: string; ids: readonly string[] }) {
  const { conventionId, ids } = where;
  const found = await prisma.occurrence.findMany({
    where: {
      id: { in: [...ids] },
      obligation: { conventionId, withdrawnAt: null, convention: visibleConventions(viewer) },
    },
    include: { obligation: true },
    // Always in one order: two meetings that aim at the same do not wait for each other.
    orderBy: [{ obligationId: 'asc' }, { id: 'asc' }],
  });
  return found.map(({ id, obligation }): SeenOccurrence => ({ occurrenceId: id, obligation }));
}

/** What a meeting aims at now and is still owed. The viewer was judged on the meeting. */
export const readAims = (
  viewer: Viewer,
  { conventionId, aims }: { conventionId: string; aims: readonly { occurrenceId: string }[] },
): Promise<SeenOccurrence[]> => findAims(viewer, { conventionId, ids: aims.map(({ occurrenceId }) => occurrenceId) });

/** What a meeting shall aim at; refuses what is not owed in its convention. */
export async function chosenAims(
  viewer: Viewer,
  { conventionId, occurrenceIds }: { conventionId: string; occurrenceIds: readonly string[] },
): Promise<SeenOccurrence[]> {
  const found = await findAims(viewer, { conventionId, ids: occurrenceIds });
  if (found.length < occurrenceIds.length)
    throw invalid({ occurrenceIds: 'Une des échéances choisies n’existe plus. Rechargez la page.' });
  return found;
}

/** Plans what a meeting aims at for its day, where nothing else was decided; `former` is the day it was on. */
export async function planAims(
  tx: Tx,
  record: RecordChange,
  { aims, day, former }: { aims: readonly SeenOccurrence[]; day: Day | null; former: Day | null },
): Promise<void> {
  for (const seen of aims) await planFor(tx, record, { seen, day, former });
}

/** Occurrences by id as they stand today. The viewer was judged by who gives the ids. */
export async function readAimed(viewer: Viewer, ids: readonly string[]): Promise<Map<string, OccurrenceView>> {
  const rows = await prisma.occurrence.findMany({ where: { id: { in: [...ids] } }, select: { obligationId: true } });
  const views = await readViews(viewer, [...new Set(rows.map(({ obligationId }) => obligationId))]);
  return new Map(views.flatMap(({ occurrences }) => occurrences.map((one) => [one.id, one])));
}
