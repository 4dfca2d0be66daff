// Obligations as they are shown: with whom they name, where they stand in the text, and each occurrence with its state
// today. A page of them is read in a fixed number of statements. Which ones to show is obligation-lists.ts.

import { type Person, Prisma } from '#generated/prisma/client.ts';
import { rowsOf } from '#prisma/client.ts';
import { type Day, fromColumn, today } from '../calendar.ts';
import { type conventionRow, findConventions } from '../gate.ts';
import { readActors } from '../history/activity.ts';
import { type Party, type PartyIds, partyOf, readNamed } from '../organisations/parties.ts';
import type { Viewer } from '../viewers.ts';
import type { ItemKind, ObligationRole } from '../vocabulary.ts';
import { absentees, counts, type Demand, metOn, silentMonths, stateOf } from './occurrences.ts';

const partyRow = { include: { organisation: true, unit: { include: { organisation: true } } } } as const;

type ObligationRow = Prisma.ObligationGetPayload<{
  include: {
    convention: { select: typeof conventionRow };
    parties: typeof partyRow;
    pilots: { include: { person: true } };
    occurrences: {
      include: { silenced: true; evidence: { include: { file: true; attendees: typeof partyRow } } };
    };
  };
}>;
type OccurrenceRow = ObligationRow['occurrences'][number];

const { sql } = Prisma;

/** Rows as JSON, in an order; none is an empty list. */
const listed = (row: Prisma.Sql, from: Prisma.Sql) => sql`(select coalesce(json_agg(${row}), '[]') from ${from})`;

const joined = (row: string, more: Prisma.Sql) => sql`to_jsonb(${Prisma.raw(row)}) || jsonb_build_object(${more})`;

type Bare<Row> = Omit<Row, 'organisation' | 'unit'> & PartyIds;
type BareEvidence = Omit<OccurrenceRow['evidence'][number], 'attendees'> & {
  attendees: Bare<OccurrenceRow['evidence'][number]['attendees'][number]>[];
};
type BareObligation = Omit<ObligationRow, 'convention' | 'parties' | 'pilots' | 'occurrences'> & {
  parties: Bare<ObligationRow['parties'][number]>[];
  pilots: Omit<ObligationRow['pilots'][number], 'person'>[];
  occurrences: (Omit<OccurrenceRow, 'evidence'> & { evidence: BareEvidence[] })[];
};

/** Instants and days of these columns are words in JSON. */
const dated = {
  obligation: ['eventOn', 'startsOn', 'endsOn', 'createdAt', 'withdrawnAt'],
  occurrence: ['startsOn', 'dueOn', 'plannedOn', 'passedOn'],
  evidence: ['on', 'recordedAt', 'withdrawnAt'],
  file: ['createdAt'],
} as const;

function revive<Name extends string>(row: { [Column in Name]: Date | null }, names: readonly Name[]): void {
  for (const name of names) if (row[name] !== null) row[name] = new Date(row[name] as Date);
}

function reviveAll(row: BareObligation): BareObligation {
  revive(row, dated.obligation);
  for (const occurrence of row.occurrences) {
    revive(occurrence, dated.occurrence);
    for (const proof of occurrence.evidence) {
      revive(proof, dated.evidence);
      if (proof.file) revive(proof.file, dated.file);
    }
  }
  return row;
}

const evidence = listed(
  sql`${joined(
    'e',
    sql`'file', to_jsonb(f), 'attendees', ${listed(
      sql`to_jsonb(q) order by q.id`,
      sql`"EvidenceAttendee" q where q."evidenceId" = e.id`,
    )}`,
  )} order by e."on", e."recordedAt"`,
  sql`"Evidence" e left join "StoredFile" f on f.id = e."fileId" where e."occurrenceId" = o.id and e."withdrawnAt" is null`,
);

/** The obligations with these ids and what is theirs alone; one statement. */
async function readBare(viewer: Viewer, ids: readonly string[]): Promise<BareObligation[]> {
  const silenced = listed(
    sql`to_jsonb(l)`,
    sql`"SilencedReminder" l where l."occurrenceId" = o.id and l."personId" = ${viewer.personId}::uuid`,
  );
  const occurrences = listed(
    sql`${joined('o', sql`'evidence', ${evidence}, 'silenced', ${silenced}`)} order by o.rank`,
    sql`"Occurrence" o where o."obligationId" = ob.id`,
  );
  const parties = listed(sql`to_jsonb(q) order by q.id`, sql`"ObligationParty" q where q."obligationId" = ob.id`);
  const pilots = listed(
    sql`to_jsonb(l) order by l."personId"`,
    sql`"ObligationPilot" l where l."obligationId" = ob.id`,
  );
  const rows = await rowsOf<{ obligation: BareObligation }>(sql`
    select (${joined('ob', sql`'parties', ${parties}, 'pilots', ${pilots}, 'occurrences', ${occurrences}`)}) as obligation
    from "Obligation" ob where ob.id = any(${ids}::uuid[])`);
  return rows.map(({ obligation }) => reviveAll(obligation));
}

/** The same with whom they name: each person, service and organisation is read once, and is one object. */
async function readRows(viewer: Viewer, ids: readonly string[]) {
  const rows = await readBare(viewer, ids);
  const proofs = rows.flatMap(({ occurrences }) => occurrences.flatMap((one) => one.evidence));
  const [conventions, people, named] = await Promise.all([
    findConventions(viewer, [...new Set(rows.map(({ conventionId }) => conventionId))]),
    readActors([
      ...rows.flatMap(({ pilots }) => pilots.map(({ personId }) => personId)),
      ...proofs.flatMap(({ recordedById }) => recordedById ?? []),
    ]),
    readNamed([...rows.flatMap(({ parties }) => parties), ...proofs.flatMap(({ attendees }) => attendees)]),
  ]);
  const conventionOf = new Map(conventions.map((one) => [one.id, one]));
  // Filled in where they are: rows of a page are many, and copies of them cost more than reading them.
  const withNames = (list: readonly PartyIds[]) => {
    for (const row of list) Object.assign(row, named(row));
  };
  const found = rows.flatMap((row): ObligationRow[] => {
    const convention = conventionOf.get(row.conventionId);
    if (!convention) return [];
    withNames(row.parties);
    for (const { evidence } of row.occurrences) for (const { attendees } of evidence) withNames(attendees);
    // A pilot is a foreign key: the row is there.
    for (const pilot of row.pilots) Object.assign(pilot, { person: people.get(pilot.personId) as Person });
    return [Object.assign(row, { convention }) as unknown as ObligationRow];
  });
  return { rows: found, people: people as Map<string | null, Person> };
}

/** A heading above a block, or the block itself. */
export interface Heading {
  blockId: string;
  kind: ItemKind;
  number: string | null;
  title: string;
}

/** The block an obligation stands on. */
export interface ObligationBlock extends Heading {
  conventionId: string;
  text: string;
  position: number;
  /** It has left the text. */
  archived: boolean;
  /** The headings it stands under, the outermost first; itself when it is one. */
  headings: Heading[];
}

/** A proof as it counts today, with who was missing. */
export type EvidenceView = ReturnType<typeof evidenceView>;

/** An occurrence as it stands today. */
export type OccurrenceView = ReturnType<typeof occurrenceView> & { obligation: ObligationView };

/** An obligation as it stands today. */
export type ObligationView = ReturnType<typeof obligationView> & {
  occurrences: OccurrenceView[];
  /** For how many months nothing was shown of what is regular; null while its rhythm is kept. */
  silentMonths: number | null;
};

interface Shared {
  day: Day;
  demand: Demand & { attendees: readonly Party[] };
  invited: readonly Party[];
  people: Map<string | null, Person>;
}

const evidenceView = (row: OccurrenceRow['evidence'][number], span: { startsOn: Day }, shared: Shared) => {
  const { id, occurrenceId, proof, title, url, file, datasetVersionId, meetingId, recordedAt, recordedById } = row;
  const attendees = row.attendees.map(partyOf);
  const shown = { proof, on: fromColumn(row.on), attendees };
  return {
    id,
    occurrenceId,
    title,
    url,
    file,
    datasetVersionId,
    meetingId,
    recordedAt,
    ...shown,
    recordedBy: shared.people.get(recordedById) ?? null,
    missing: proof === 'MEETING' ? absentees(shared.demand.attendees, attendees) : [],
    excused: proof === 'MEETING' ? absentees(shared.invited, attendees) : [],
    counts: counts(shared.demand, span, shown, shared.day),
  };
};

const occurrenceView = (row: OccurrenceRow, shared: Shared) => {
  const { id, rank, occasion, piece, notApplicableReason, version } = row;
  const span = { startsOn: fromColumn(row.startsOn), dueOn: fromColumn(row.dueOn) };
  const evidence = row.evidence.map((one) => evidenceView(one, span, shared));
  const facts = { ...span, plannedOn: row.plannedOn && fromColumn(row.plannedOn), notApplicableReason, evidence };
  return {
    ...facts,
    id,
    rank,
    occasion,
    piece,
    version,
    silenced: row.silenced.length > 0,
    state: stateOf(shared.demand, facts, shared.day),
    metOn: metOn(shared.demand, facts, shared.day),
  };
};

const obligationView = (row: ObligationRow, block: ObligationBlock | null) => {
  const { parties, pilots, startsOn, endsOn, eventOn, occurrences: _, ...kept } = row;
  const named = (as: ObligationRole) => parties.filter(({ role }) => role === as).map(partyOf);
  return {
    ...kept,
    block,
    startsOn: fromColumn(startsOn),
    endsOn: fromColumn(endsOn),
    eventOn: eventOn && fromColumn(eventOn),
    debtors: named('DEBTOR'),
    creditors: named('CREDITOR'),
    attendees: named('ATTENDEE'),
    invited: named('INVITED'),
    pilots: pilots.map(({ person }) => person),
  };
};

interface UpRow extends Heading {
  conventionId: string;
  origin: string;
  text: string;
  position: number;
  archivedAt: Date | null;
  depth: number;
}

const headingKinds: readonly ItemKind[] = ['ARTICLE', 'AXIS', 'OBJECTIVE', 'SUBHEADING'];

/** The blocks with the headings above them, by convention and block; one statement. */
async function readBlocks(places: readonly { conventionId: string; blockId: string }[]) {
  const rows = await rowsOf<UpRow>(sql`
    with recursive up as (
      select i."conventionId", i."blockId" as origin, i."blockId", i."parentBlockId", i.kind::text as kind, i.number,
        i.title, i.text, i.position, i."archivedAt", 0 as depth
      from "ProgrammeItem" i
      join (select distinct * from unnest(${places.map(({ conventionId }) => conventionId)}::uuid[],
        ${places.map(({ blockId }) => blockId)}::uuid[]) as t("conventionId", "blockId")) wanted
        on wanted."conventionId" = i."conventionId" and wanted."blockId" = i."blockId"
      union all
      select p."conventionId", up.origin, p."blockId", p."parentBlockId", p.kind::text, p.number, p.title, '',
        p.position, p."archivedAt", up.depth + 1
      from up join "ProgrammeItem" p on p."conventionId" = up."conventionId" and p."blockId" = up."parentBlockId"
      where up.depth < 20
    )
    select * from up order by depth desc`);
  const blocks = new Map<string, ObligationBlock>();
  const above = new Map<string, Heading[]>();
  for (const { conventionId, origin, blockId, kind, number, title, text, position, archivedAt, depth } of rows) {
    const key = `${conventionId} ${origin}`;
    const headings = above.get(key) ?? [];
    above.set(key, headings);
    const heading = { blockId, kind, number, title };
    if (headingKinds.includes(kind)) headings.push(heading);
    if (depth === 0) blocks.set(key, { ...heading, conventionId, text, position, archived: !!archivedAt, headings });
  }
  return blocks;
}

/** The obligations with these ids, in that order, as they stand today. The viewer was judged by who found the ids. */
export async function readViews(viewer: Viewer, ids: readonly string[]): Promise<ObligationView[]> {
  if (ids.length === 0) return [];
  const { rows, people } = await readRows(viewer, ids);
  const blocks = await readBlocks(rows);
  const day = today();
  const views = rows.map((row) => {
    const view = obligationView(row, blocks.get(`${row.conventionId} ${row.blockId}`) ?? null);
    const { proof, degree, attendees, invited } = view;
    const shared = { day, people, invited, demand: { proof, degree, attendees } };
    const obligation: ObligationView = { ...view, occurrences: [], silentMonths: null };
    obligation.occurrences = row.occurrences.map((one) => ({ ...occurrenceView(one, shared), obligation }));
    const shown = obligation.occurrences.flatMap(({ evidence }) => evidence.filter((one) => one.counts));
    obligation.silentMonths = silentMonths(
      view,
      shown.map(({ on }) => on),
      day,
    );
    return obligation;
  });
  const byId = new Map(views.map((view) => [view.id, view]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
