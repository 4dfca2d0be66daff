// Every noun that a program may keep a copy of: where its things stand, which of them are there, and which a viewer sees. Read by
// id for the feed, in order of id for a first copy. What a thing looks like is things.ts.
import { Prisma } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { actionsFrom, isAction } from '../follow-up/action-views.ts';
import { readsSubject, visibleConventionsSql, visibleDatasets, visiblePeople } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import type { Noun } from '../vocabulary.ts';

const { sql } = Prisma;

/** Where a thing stands: its id, and what tells blocks of one id apart (a convention, a meeting); else the id again. */
export interface Place {
  id: string;
  within: string;
}

interface Standing {
  from: Prisma.Sql;
  id: Prisma.Sql;
  within?: Prisma.Sql;
  /** Neither withdrawn nor deleted nor gone from the text. */
  isThere?: Prisma.Sql;
}

const ofConvention = (table: string, isThere?: Prisma.Sql): Standing => ({
  from: sql`${Prisma.raw(`"${table}"`)} t join "Convention" c on c.id = t."conventionId"`,
  id: sql`t.id`,
  isThere,
});

const ofMeeting = (table: string, isThere?: Prisma.Sql): Standing => ({
  from: sql`${Prisma.raw(`"${table}"`)} t join "Meeting" m on m.id = t."meetingId"
    join "Convention" c on c.id = m."conventionId"`,
  id: sql`t.id`,
  isThere,
});

const notWithdrawn = sql`t."withdrawnAt" is null`;

/** What hangs on a convention, and is seen with it. */
const standings: Record<Exclude<Noun, Loose>, Standing> = {
  Convention: { from: sql`"Convention" c`, id: sql`c.id` },
  Participant: ofConvention('Participant'),
  ProgrammeItem: {
    ...ofConvention('ProgrammeItem', sql`t."archivedAt" is null`),
    id: sql`t."blockId"`,
    within: sql`t."conventionId"`,
  },
  Action: { from: actionsFrom, id: sql`i."blockId"`, within: sql`i."conventionId"`, isThere: isAction },
  Deliverable: ofConvention('Deliverable', notWithdrawn),
  Indicator: ofConvention('Indicator', notWithdrawn),
  Obligation: ofConvention('Obligation', notWithdrawn),
  Occurrence: {
    from: sql`"Occurrence" t join "Obligation" ob on ob.id = t."obligationId" join "Convention" c on c.id = ob."conventionId"`,
    id: sql`t.id`,
    isThere: sql`ob."withdrawnAt" is null`,
  },
  Evidence: {
    from: sql`"Evidence" t join "Occurrence" o on o.id = t."occurrenceId"
      join "Obligation" ob on ob.id = o."obligationId" join "Convention" c on c.id = ob."conventionId"`,
    id: sql`t.id`,
    isThere: sql`ob."withdrawnAt" is null and t."withdrawnAt" is null`,
  },
  BudgetLine: ofConvention('BudgetLine', notWithdrawn),
  Payment: {
    from: sql`"Payment" t join "BudgetLine" l on l.id = t."budgetLineId" join "Convention" c on c.id = l."conventionId"`,
    id: sql`t.id`,
    isThere: sql`l."withdrawnAt" is null`,
  },
  Meeting: ofConvention('Meeting'),
  Invitee: ofMeeting('Invitee', sql`t."removedAt" is null`),
  Observation: ofMeeting('Observation'),
  Outcome: {
    ...ofMeeting('Outcome', sql`t."archivedAt" is null`),
    id: sql`t."blockId"`,
    within: sql`t."meetingId"`,
  },
  Thread: ofConvention(
    'Thread',
    sql`exists (select 1 from "Comment" k where k."threadId" = t.id and k."deletedAt" is null)`,
  ),
  Comment: {
    from: sql`"Comment" t join "Thread" h on h.id = t."threadId" join "Convention" c on c.id = h."conventionId"`,
    id: sql`t.id`,
    isThere: sql`t."deletedAt" is null`,
  },
  StoredFile: ofConvention('StoredFile'),
  YearReport: { ...ofConvention('YearReport'), id: sql`t."conventionId"` },
};

/** What hangs on no convention. */
type Loose = 'Organisation' | 'Unit' | 'Person' | 'ReferenceEntry' | 'Dataset';

/** Public bodies and public names: whoever has come in may know of all of them. */
const publicTables: Record<Exclude<Loose, 'Person' | 'Dataset'>, Prisma.Sql> = {
  Organisation: sql`"Organisation"`,
  Unit: sql`"Unit"`,
  ReferenceEntry: sql`"ReferenceEntry"`,
};

/** Which things are meant: those with these ids, or so many after a place. */
export type Wanted = { ids: readonly string[] } | { after: Place | null; take: number };

const chosen = (wanted: Wanted, id: Prisma.Sql, within: Prisma.Sql): Prisma.Sql => {
  if ('ids' in wanted) return sql`${id} = any(${[...wanted.ids]}::uuid[])`;
  const { after } = wanted;
  return after ? sql`(${id}, ${within}) > (${after.id}::uuid, ${after.within}::uuid)` : sql`true`;
};

const limitOf = (wanted: Wanted) => ('take' in wanted ? sql`limit ${wanted.take}` : sql``);

async function peopleSeen(viewer: Viewer, wanted: Wanted): Promise<Place[]> {
  const id = 'ids' in wanted ? { in: [...wanted.ids] } : wanted.after ? { gt: wanted.after.id } : {};
  const found = await prisma.person.findMany({
    where: { AND: [visiblePeople(viewer), { id, deactivatedAt: null }] },
    select: { id: true },
    orderBy: { id: 'asc' },
    ...('take' in wanted ? { take: wanted.take } : {}),
  });
  return found.map(({ id }) => ({ id, within: id }));
}

async function datasetsSeen(viewer: Viewer, wanted: Wanted): Promise<Place[]> {
  const id = 'ids' in wanted ? { in: [...wanted.ids] } : wanted.after ? { gt: wanted.after.id } : {};
  const found = await prisma.dataset.findMany({
    where: { AND: [visibleDatasets(viewer), { id }] },
    select: { id: true },
    orderBy: { id: 'asc' },
    ...('take' in wanted ? { take: wanted.take } : {}),
  });
  return found.map(({ id }) => ({ id, within: id }));
}

/** The things of a noun that are there and that `viewer` sees, in order of id; those of archived conventions are not there. */
export async function placesSeen(viewer: Viewer, noun: Noun, wanted: Wanted): Promise<Place[]> {
  if (!readsSubject(viewer, noun)) return [];
  if (noun === 'Person') return peopleSeen(viewer, wanted);
  if (noun === 'Dataset') return datasetsSeen(viewer, wanted);
  if (noun in publicTables) {
    const table = publicTables[noun as keyof typeof publicTables];
    return prisma.$queryRaw<Place[]>`
      select t.id, t.id as within from ${table} t where ${chosen(wanted, sql`t.id`, sql`t.id`)}
      order by 1 ${limitOf(wanted)}`;
  }
  const { from, id, within = id, isThere = sql`true` } = standings[noun as keyof typeof standings];
  return prisma.$queryRaw<Place[]>`
    select ${id} as id, ${within} as within from ${from}
    where c."archivedAt" is null and ${visibleConventionsSql(viewer)} and ${isThere} and ${chosen(wanted, id, within)}
    order by 1, 2 ${limitOf(wanted)}`;
}

/** Of these ids, those of things of a noun that are there, whoever sees them. */
export async function idsThere(noun: Noun, ids: readonly string[]): Promise<Set<string>> {
  if (noun === 'Person') {
    const found = await prisma.person.findMany({ where: { id: { in: [...ids] }, deactivatedAt: null } });
    return new Set(found.map(({ id }) => id));
  }
  if (noun === 'Dataset') {
    const found = await prisma.dataset.findMany({ where: { id: { in: [...ids] }, withdrawnAt: null } });
    return new Set(found.map(({ id }) => id));
  }
  const {
    from,
    id,
    isThere = sql`true`,
  } = noun in publicTables
    ? { from: sql`${publicTables[noun as keyof typeof publicTables]} t`, id: sql`t.id` }
    : { ...standings[noun as keyof typeof standings] };
  const living = noun in publicTables ? sql`true` : sql`c."archivedAt" is null`;
  const rows = await prisma.$queryRaw<{ id: string }[]>`
    select ${id} as id from ${from} where ${living} and ${isThere} and ${id} = any(${[...ids]}::uuid[])`;
  return new Set(rows.map((row) => row.id));
}
