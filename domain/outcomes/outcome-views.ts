// Decisions and tasks as they are shown: with their meeting, and who is to do them. Reading one and which ones a viewer
// sees; the verbs are outcome-follow-ups.ts.

import { type Outcome, Prisma } from '#generated/prisma/client.ts';
import { prisma, rowsOf } from '#prisma/client.ts';
import { type Day, fromColumn, toColumn, today } from '../calendar.ts';
import { readActors } from '../history/activity.ts';
import { readNamed } from '../organisations/parties.ts';
import { keyAfter, type Page, type PageRequest, pageOf, pageSize } from '../paging.ts';
import { parseInput } from '../parse.ts';
import {
  can,
  conventionRights,
  conventionRightsSql,
  visibleConventions,
  visibleConventionsSql,
} from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import { type OutcomeFilter, outcomeFilter } from './inputs.ts';

const { sql } = Prisma;

const outcomeRow = {
  person: { include: { organisation: true } },
  organisation: true,
  unit: { include: { organisation: true } },
  meeting: {
    select: {
      id: true,
      title: true,
      kind: true,
      startsAt: true,
      conventionId: true,
      minutes: { select: { state: true } },
      convention: { select: conventionRights },
    },
  },
} satisfies Prisma.OutcomeInclude;

type Row = Prisma.OutcomeGetPayload<{ include: typeof outcomeRow }>;

/** A decision or a task as it stands today. */
export interface OutcomeView extends Omit<Row, 'dueOn' | 'doneOn'> {
  dueOn: Day | null;
  doneOn: Day | null;
  /** A task that is not done, and whose day is over. */
  isLate: boolean;
  /** The minutes that it stands in are approved. */
  isApproved: boolean;
}

function viewOf({ dueOn, doneOn, ...row }: Row): OutcomeView {
  const due = dueOn && fromColumn(dueOn);
  return {
    ...row,
    dueOn: due,
    doneOn: doneOn && fromColumn(doneOn),
    isLate: row.kind === 'TASK' && !doneOn && due !== null && due < today(),
    isApproved: row.meeting.minutes?.state === 'APPROVED',
  };
}

/** Meetings as outcomes show them and are judged by, by id; one statement. */
async function readMeetings(ids: readonly string[]): Promise<Map<string, Row['meeting']>> {
  const rows = await rowsOf<Row['meeting']>(sql`
    select m.id, m.title, m.kind, m."startsAt", m."conventionId",
      (select json_build_object('state', u.state) from "Minutes" u where u."meetingId" = m.id) as minutes,
      ${conventionRightsSql} as convention
    from "Meeting" m join "Convention" c on c.id = m."conventionId" where m.id = any(${ids}::uuid[])`);
  for (const { convention } of rows) convention.archivedAt &&= new Date(convention.archivedAt);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Living outcomes, in the order of the notes of each meeting. The viewer was judged by who asks. */
export const readOutcomes = async (where: Prisma.OutcomeWhereInput): Promise<OutcomeView[]> =>
  viewsOf(
    await prisma.outcome.findMany({
      where: { ...where, archivedAt: null },
      orderBy: [{ meeting: { startsAt: 'desc' } }, { meetingId: 'asc' }, { position: 'asc' }, { blockId: 'asc' }],
    }),
  );

/** Rows with whom they name and their meetings, in the same order. */
async function viewsOf(rows: readonly Outcome[]): Promise<OutcomeView[]> {
  if (rows.length === 0) return [];
  const [meetings, people, named] = await Promise.all([
    readMeetings([...new Set(rows.map(({ meetingId }) => meetingId))]),
    readActors(rows.flatMap(({ personId }) => personId ?? [])),
    readNamed(rows),
  ]);
  return rows.map((row) => {
    // Foreign keys: the rows are there.
    const meeting = meetings.get(row.meetingId);
    return viewOf({ ...row, ...named(row), meeting, person: people.get(row.personId ?? '') ?? null } as Row);
  });
}

function grouped(
  outcomes: readonly OutcomeView[],
  keyOf: (outcome: OutcomeView) => string,
): Map<string, OutcomeView[]> {
  const groups = new Map<string, OutcomeView[]>();
  for (const outcome of outcomes) groups.set(keyOf(outcome), [...(groups.get(keyOf(outcome)) ?? []), outcome]);
  return groups;
}

/** The outcomes of meetings that were judged, by meeting. */
export async function outcomesOfMeetings(meetingIds: readonly string[]): Promise<Map<string, OutcomeView[]>> {
  const found = await readOutcomes({ meetingId: { in: [...meetingIds] } });
  return grouped(found, ({ meetingId }) => meetingId);
}

/** The place of a block in a convention, as a key. */
export const placeKey = (conventionId: string, blockId: string): string => `${conventionId} ${blockId}`;

/** The outcomes that concern blocks of conventions that the viewer sees, by `placeKey`; the latest meeting first. */
export async function outcomesOfBlocks(viewer: Viewer, places: readonly string[]): Promise<Map<string, OutcomeView[]>> {
  const [conventionIds, blockIds] = [0, 1].map((part) => [
    ...new Set(places.map((place) => place.split(' ')[part] ?? '')),
  ]);
  const found = await readOutcomes({
    programmeBlockId: { in: blockIds },
    meeting: {
      conventionId: { in: conventionIds },
      state: { not: 'CANCELLED' },
      convention: visibleConventions(viewer),
    },
  });
  return grouped(found, ({ meeting, programmeBlockId }) => placeKey(meeting.conventionId, programmeBlockId ?? ''));
}

/** A task is somebody's own who is named, or who works where it is entrusted to. */
const ownSql = (viewer: Viewer) =>
  viewer.kind === 'person'
    ? sql`(o."personId" = ${viewer.personId}::uuid or o."organisationId" = ${viewer.organisationId}::uuid
        or o."unitId" = (select h."unitId" from "Person" h where h.id = ${viewer.personId}::uuid))`
    : sql`o."organisationId" = ${viewer.organisationId}::uuid`;

/** What the filter asks of the outcome `o`, its meeting `m` and its convention `c`. */
function asked(viewer: Viewer, filter: OutcomeFilter): Prisma.Sql {
  const { conventionId, meetingId, programmeBlockId, kind, mine, open, late } = filter;
  const conditions = [
    sql`o."archivedAt" is null and m.state <> 'CANCELLED'`,
    visibleConventionsSql(viewer),
    conventionId ? sql`c.id = ${conventionId}::uuid` : sql`c."archivedAt" is null`,
    ...(meetingId ? [sql`m.id = ${meetingId}::uuid`] : []),
    ...(programmeBlockId ? [sql`o."programmeBlockId" = ${programmeBlockId}::uuid`] : []),
    ...(kind ? [sql`o.kind::text = ${kind}`] : []),
    ...(mine ? [sql`o.kind = 'TASK' and ${ownSql(viewer)}`] : []),
    ...(open == null ? [] : [sql`o.kind = 'TASK' and (o."doneOn" is null) = ${open}`]),
    ...(late ? [sql`o.kind = 'TASK' and o."doneOn" is null and o."dueOn" < ${today()}::date`] : []),
  ];
  return Prisma.join(conditions, ' and ');
}

/** Sorts as text: by due day with those without one last, or the latest meeting first; then as in the notes. */
const keySql = ({ open, late }: OutcomeFilter) =>
  sql`(${
    open || late
      ? sql`coalesce(o."dueOn"::text, '9999-12-31')`
      : sql`lpad((99999999999 - floor(extract(epoch from coalesce(m."startsAt", m."createdAt"))))::bigint::text, 11, '0')`
  } || ' ' || m.id || ' ' || lpad(o.position::text, 6, '0')) collate "C"`;

type Listed = Omit<Outcome, 'dueOn' | 'doneOn'> & { dueOn: Day | null; doneOn: Day | null; sortKey: string };

/** Decisions and tasks that the viewer sees: what is to be done by its day, the rest with the latest meeting first. */
export async function listOutcomes(
  viewer: Viewer,
  request: PageRequest & { filter?: unknown },
): Promise<Page<OutcomeView>> {
  const filter = parseInput(outcomeFilter, request.filter ?? {});
  const list = filter.open || filter.late ? 'outcomes to do' : 'outcomes';
  const after = keyAfter(list, request);
  const size = pageSize(request);
  const key = keySql(filter);
  // Days as words: a driver reads them as midnights of the machine.
  const found = await rowsOf<Listed>(sql`
    select o.*, o."dueOn"::text as "dueOn", o."doneOn"::text as "doneOn", ${key} as "sortKey"
    from "Outcome" o join "Meeting" m on m.id = o."meetingId" join "Convention" c on c.id = m."conventionId"
    where ${asked(viewer, filter)}
      and ${after ? sql`(${key}, o."blockId") > (${after.sortKey}, ${after.id}::uuid)` : sql`true`}
    order by ${key}, o."blockId" limit ${size + 1}`);
  const page = pageOf(list, found, size, ({ sortKey, blockId }) => ({ sortKey, id: blockId }));
  const views = await viewsOf(
    page.nodes.map(({ node: { sortKey, dueOn, doneOn, ...row } }) => ({
      ...row,
      dueOn: dueOn === null ? null : toColumn(dueOn),
      doneOn: doneOn === null ? null : toColumn(doneOn),
    })),
  );
  const nodes = page.nodes.map(({ cursor }, index) => ({ cursor, node: views[index] as OutcomeView }));
  return { nodes, hasNextPage: page.hasNextPage };
}

/** The service that each person works in, if any. */
export async function unitsOfPeople(personIds: readonly string[]): Promise<Map<string, string | null>> {
  const people = await prisma.person.findMany({
    where: { id: { in: [...personIds] } },
    select: { id: true, unitId: true },
  });
  return new Map(people.map(({ id, unitId }) => [id, unitId]));
}

/** Whether the viewer, who works in the service `unitId`, may say that a task is done; a decision is not. */
export function mayFinish(
  viewer: Viewer,
  task: Pick<OutcomeView, 'kind' | 'personId' | 'unitId' | 'organisationId'> & {
    meeting: Pick<Row['meeting'], 'convention'>;
  },
  unitId: string | null,
): boolean {
  const isOwn =
    task.personId === viewer.personId ||
    task.organisationId === viewer.organisationId ||
    (task.unitId !== null && task.unitId === unitId);
  return task.kind === 'TASK' && can(viewer, 'task.finish', { convention: task.meeting.convention, isOwn });
}
