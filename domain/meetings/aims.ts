// What meetings are to discharge: occurrences of the same convention. A called meeting plans them for its day; what a
// held one proves is written by minutes/approval.ts.
import { prisma, type Tx } from '#prisma/client.ts';
import { type Day, toColumn } from '../calendar.ts';
import type { RecordChange } from '../changes.ts';
import { invalid } from '../errors.ts';
import { type OccurrenceView, readViews } from '../obligations/obligation-views.ts';
import { planFor, type SeenOccurrence } from '../obligations/occurrence-plans.ts';
import { visibleConventions } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';

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
  const twice = found.find(({ obligation }, at) => found[at - 1]?.obligation.id === obligation.id);
  if (twice)
    throw invalid({
      occurrenceIds: `Une réunion satisfait une seule échéance de « ${twice.obligation.title} » : choisissez laquelle.`,
    });
  return found;
}

/**
 * Of what a meeting aims at, what it proves on its day: one occurrence of each obligation, whose period has begun and that
 * nobody has set aside since.
 */
export async function provedAims(tx: Tx, aims: readonly SeenOccurrence[], day: Day): Promise<SeenOccurrence[]> {
  const ids = aims.map(({ occurrenceId }) => occurrenceId);
  const rows = await tx.occurrence.findMany({
    where: { id: { in: ids }, startsOn: { lte: toColumn(day) }, notApplicableReason: null },
    select: { id: true, evidence: { where: { withdrawnAt: null }, select: { id: true }, take: 1 } },
    orderBy: [{ dueOn: 'asc' }, { id: 'asc' }],
  });
  // Of two of one obligation, as rows of before the rule have it, the one that nothing proves yet.
  rows.sort((one, other) => one.evidence.length - other.evidence.length);
  const chosen = new Map<string, SeenOccurrence>();
  for (const { id } of rows) {
    const seen = aims.find(({ occurrenceId }) => occurrenceId === id);
    if (seen && !chosen.has(seen.obligation.id)) chosen.set(seen.obligation.id, seen);
  }
  // In the order of `aims`: two meetings that prove at the same moment do not wait for each other.
  return aims.filter((seen) => chosen.get(seen.obligation.id) === seen);
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
