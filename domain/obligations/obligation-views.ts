// Obligations as they are shown: with whom they name, where they stand in the text, and each occurrence with its state
// today. A page of them is read in a fixed number of statements. Which ones to show is obligation-lists.ts.

import { type Obligation, type Person, Prisma, type StoredFile } from '#generated/prisma/client.ts';
import { rowsOf } from '#prisma/client.ts';
import { type Day, today } from '../calendar.ts';
import { type Convention, findConventions } from '../gate.ts';
import { readActors } from '../history/activity.ts';
import { columnsOf, jsonList, jsonListsOf } from '../json-lists.ts';
import { type Party, type PartyIds, readParties } from '../organisations/parties.ts';
import { type Parts, withoutParts } from '../parts.ts';
import type { Viewer } from '../viewers.ts';
import type { ItemKind, ObligationRole, OccurrenceState, ProofKind } from '../vocabulary.ts';
import { stateSql } from './occurrence-sql.ts';
import { absentees, counts, metOn, silentMonths, stateOf } from './occurrences.ts';

const { sql } = Prisma;

/**
 * What of an obligation is read besides its row and whom it names. `occurrences`: when it falls due, and in which state that is;
 * `details`: the rest of their rows; `met`: of its occurrences, what was shown and when, as far as it counts; `proofs`: all that was
 * shown, and by whom. Without either, the database says in which state an occurrence is.
 */
const obligationParts = ['convention', 'block', 'pilots', 'occurrences', 'details', 'met', 'proofs'] as const;

export type ObligationPart = (typeof obligationParts)[number];

export type ObligationParts = Parts<ObligationPart>;

const allParts: ObligationParts = new Set(obligationParts);

type DayColumn = 'startsOn' | 'endsOn' | 'eventOn';

/** An obligation's own row. */
export type ObligationRow = Omit<Obligation, DayColumn | 'createdAt' | 'withdrawnAt'> & {
  startsOn: Day;
  endsOn: Day;
  eventOn: Day | null;
};

/** Its columns in a statement, where `ob` is the obligation. */
export const obligationColumns = sql`ob.id, ob."conventionId", ob."blockId", ob.title, ob.periodicity, ob.times, ob.months, ob.event,
  ob."eventOn"::text as "eventOn", ob.proof, ob.pieces, ob."startsOn"::text as "startsOn", ob."endsOn"::text as "endsOn", ob.degree,
  ob.version`;

/** What of a proof says whether it counts. */
interface ProofFacts {
  id: string;
  occurrenceId: string;
  proof: ProofKind;
  on: Day;
  attendees: PartyIds[];
}

interface ProofRow extends ProofFacts {
  title: string;
  url: string | null;
  datasetVersionId: string | null;
  meetingId: string | null;
  /** An instant in words. */
  recordedAt: string;
  recordedById: string | null;
  file: StoredFile | null;
}

interface OccurrenceRow {
  id: string;
  rank: number;
  startsOn: Day;
  dueOn: Day;
  plannedOn: Day | null;
  occasion: string | null;
  piece: string | null;
  notApplicableReason: string | null;
  version: number;
  silenced: boolean;
}

/** With what was shown for it, not withdrawn, the oldest first; whole where proofs are asked for. */
interface ShownRow extends OccurrenceRow {
  evidence: (ProofFacts & Partial<ProofRow>)[];
}

/** With its state as the database has it. */
interface StatedRow extends OccurrenceRow {
  state: OccurrenceState;
}

/** An obligation's row with what is its alone, as far as it is asked for. */
export interface WholeRow extends ObligationRow {
  parties: (PartyIds & { role: ObligationRole })[] | null;
  pilots?: { personId: string }[] | null;
  occurrences?: (ShownRow | StatedRow)[] | null;
}

const partiesSql = jsonListsOf('obligationId', sql`q.role, q."organisationId", q."unitId"`, {
  from: sql`"ObligationParty" q where q."obligationId" in (select id from ob)`,
  order: sql`q.id`,
});

const pilotsSql = jsonListsOf('obligationId', sql`l."personId"`, {
  from: sql`"ObligationPilot" l where l."obligationId" in (select id from ob)`,
  order: sql`l."personId"`,
});

const proofAttendees = jsonList(sql`q."organisationId", q."unitId"`, {
  from: sql`"EvidenceAttendee" q where q."evidenceId" = e.id`,
  order: sql`q.id`,
});

function proofsSql(whole: boolean): Prisma.Sql {
  const more = sql`, e.title, e.url, e."datasetVersionId", e."meetingId", e."recordedAt", e."recordedById",
    (select to_jsonb(f) from "StoredFile" f where f.id = e."fileId") as file`;
  return jsonList(
    sql`e.id, e."occurrenceId", e.proof, e."on", ${proofAttendees} as attendees${whole ? more : Prisma.empty}`,
    {
      from: sql`"Evidence" e where e."occurrenceId" = o.id and e."withdrawnAt" is null`,
      order: sql`e."on", e."recordedAt"`,
    },
  );
}

/** Whether what was shown is read: it says when an occurrence was met. */
const readsShown = (parts: ObligationParts) => parts.has('met') || parts.has('proofs');

/** Whether an occurrence's row is read whole: what was shown is judged by it. */
const readsDetails = (parts: ObligationParts) => parts.has('details') || readsShown(parts);

const detailColumns = ['startsOn', 'plannedOn', 'occasion', 'piece', 'notApplicableReason', 'version'] as const;

const detailFields = [...detailColumns, 'silenced'] as const;

const detailsSql = (viewer: Viewer) => sql`${columnsOf('o', detailColumns)},
  o.id in (select l."occurrenceId" from "SilencedReminder" l where l."personId" = ${viewer.personId}::uuid) as silenced,`;

const occurrencesSql = (viewer: Viewer, parts: ObligationParts) =>
  jsonListsOf(
    'obligationId',
    sql`o.id, o.rank, o."dueOn", ${readsDetails(parts) ? detailsSql(viewer) : Prisma.empty}
      ${readsShown(parts) ? sql`${proofsSql(parts.has('proofs'))} as evidence` : sql`(${stateSql()}) as state`}`,
    { from: sql`"Occurrence" o join ob on ob.id = o."obligationId"`, order: sql`o.rank` },
  );

/** The statement of whole rows of the obligations that `page` is the statement of, with their columns; `order` is of `ob`. */
export function wholeRows(
  viewer: Viewer,
  page: Prisma.Sql,
  { order, parts = allParts }: { order: Prisma.Sql; parts?: ObligationParts | undefined },
): Prisma.Sql {
  const lists: [name: string, rows: Prisma.Sql][] = [
    ['parties', partiesSql],
    ...(parts.has('pilots') ? [['pilots', pilotsSql] as [string, Prisma.Sql]] : []),
    ...(parts.has('occurrences') ? [['occurrences', occurrencesSql(viewer, parts)] as [string, Prisma.Sql]] : []),
  ];
  const listed = lists.map(([name]) => Prisma.raw(`${name}.list as ${name}`));
  const joined = lists.map(([name, rows]) => {
    const as = Prisma.raw(name);
    return sql`left join ${rows} ${as} on ${as}."obligationId" = ob.id`;
  });
  return sql`with ob as materialized (${page}) select ob.*, ${Prisma.join(listed)} from ob ${Prisma.join(joined, ' ')} order by ${order}`;
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
export interface EvidenceView extends Omit<ProofRow, 'attendees' | 'recordedAt' | 'recordedById'> {
  attendees: Party[];
  recordedAt: Date;
  recordedBy: Person | null;
  missing: Party[];
  excused: readonly Party[];
  counts: boolean;
}

/** An occurrence as it stands today. */
export interface OccurrenceView extends StatedRow {
  evidence: EvidenceView[];
  metOn: Day | null;
  obligation: ObligationView;
}

/** An obligation as it stands today. */
export interface ObligationView extends ObligationRow {
  convention: Convention;
  block: ObligationBlock | null;
  debtors: Party[];
  creditors: Party[];
  attendees: Party[];
  invited: Party[];
  pilots: Person[];
  occurrences: OccurrenceView[];
  /** For how many months nothing was shown of what is regular; null while its rhythm is kept. */
  silentMonths: number | null;
}

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

/** What each part is in a view. */
const partFields = {
  convention: ['convention'],
  block: ['block'],
  pilots: ['pilots'],
  occurrences: ['occurrences'],
  details: [],
  met: ['silentMonths'],
  proofs: [],
} as const satisfies Record<ObligationPart, readonly (keyof ObligationView)[]>;

const shownFor = (row: ShownRow | StatedRow) => ('evidence' in row ? row.evidence : []);

/** What these obligations are shown with, each of it read once for all of them. */
async function readAround(viewer: Viewer, rows: readonly WholeRow[], parts: ObligationParts) {
  const proofs = rows.flatMap(({ occurrences }) => (occurrences ?? []).flatMap(shownFor));
  const personIds = [
    ...rows.flatMap(({ pilots }) => (pilots ?? []).map(({ personId }) => personId)),
    ...proofs.flatMap(({ recordedById }) => recordedById ?? []),
  ];
  const [partyNamed, people, conventions, blocks] = await Promise.all([
    readParties([...rows.flatMap(({ parties }) => parties ?? []), ...proofs.flatMap(({ attendees }) => attendees)]),
    readActors(personIds),
    parts.has('convention') ? findConventions(viewer, [...new Set(rows.map(({ conventionId }) => conventionId))]) : [],
    parts.has('block') ? readBlocks(rows) : null,
  ]);
  return {
    day: today(),
    parts,
    unread: obligationParts.filter((part) => !parts.has(part)).flatMap((part) => partFields[part]),
    partyNamed,
    people: people as Map<string | null | undefined, Person>,
    conventionOf: new Map(conventions.map((one) => [one.id, one])),
    blockOf: ({ conventionId, blockId }: ObligationRow) => blocks?.get(`${conventionId} ${blockId}`) ?? null,
  };
}

type Around = Awaited<ReturnType<typeof readAround>>;

/** A proof of an occurrence that begins on `startsOn`; of one that was not read whole, what says whether it counts. */
function evidenceView(
  row: ShownRow['evidence'][number],
  { startsOn }: OccurrenceRow,
  of: ObligationView,
  around: Around,
) {
  const attendees = row.attendees.map(around.partyNamed);
  const isMeeting = row.proof === 'MEETING';
  if (row.file) row.file.createdAt = new Date(row.file.createdAt);
  return Object.assign(row, {
    attendees,
    recordedAt: new Date(row.recordedAt ?? 0),
    recordedBy: around.people.get(row.recordedById) ?? null,
    missing: isMeeting ? absentees(of.attendees, attendees) : [],
    excused: isMeeting ? absentees(of.invited, attendees) : [],
    counts: counts(of, { startsOn }, { proof: row.proof, on: row.on, attendees }, around.day),
  }) as EvidenceView;
}

const unshown = ['evidence', 'metOn'] as const;
const bare = [...unshown, ...detailFields] as const;
const unproven = ['evidence'] as const;

// Views are the rows themselves, filled in: a page has hundreds, and copies of them cost more than reading them.
function shownView(
  { evidence: _, ...row }: ShownRow,
  proofs: EvidenceView[],
  obligation: ObligationView,
  { day, parts }: Around,
): OccurrenceView {
  const met = metOn(proofs);
  const state = stateOf(obligation, { ...row, metOn: met }, day);
  const view = Object.assign(row, { obligation, metOn: met, state }) as OccurrenceView;
  if (!parts.has('proofs')) return withoutParts(view, unproven);
  view.evidence = proofs;
  return view;
}

/** Fills in what falls due with what was shown for it, and whether its rhythm is kept. */
function addShown(view: ObligationView, rows: readonly ShownRow[], around: Around): void {
  const proofs = rows.map((row) => row.evidence.map((one) => evidenceView(one, row, view, around)));
  const shownOn = proofs.flatMap((ones) => ones.filter((one) => one.counts).map(({ on }) => on));
  view.silentMonths = silentMonths(view, shownOn, around.day);
  view.occurrences = rows.map((row, index) => shownView(row, proofs[index] ?? [], view, around));
}

/** Fills in what falls due, in the state that the database says. */
function addStated(obligation: ObligationView, rows: readonly StatedRow[], { parts }: Around): void {
  const unread = readsDetails(parts) ? unshown : bare;
  obligation.occurrences = rows.map((row) => {
    const view = row as OccurrenceView;
    view.obligation = obligation;
    return withoutParts(view, unread);
  });
}

function viewOf({ parties, pilots, occurrences, ...row }: WholeRow, around: Around): ObligationView {
  const { parts, partyNamed, people } = around;
  const as = (role: ObligationRole) => (parties ?? []).filter((one) => one.role === role).map(partyNamed);
  const view = Object.assign(row, {
    debtors: as('DEBTOR'),
    creditors: as('CREDITOR'),
    attendees: as('ATTENDEE'),
    invited: as('INVITED'),
  }) as ObligationView;
  // What is not seen was left out before.
  if (parts.has('convention')) view.convention = around.conventionOf.get(row.conventionId) as Convention;
  if (parts.has('block')) view.block = around.blockOf(row);
  // A pilot is a foreign key: the row is there.
  if (parts.has('pilots')) view.pilots = (pilots ?? []).map(({ personId }) => people.get(personId) as Person);
  if (parts.has('occurrences')) {
    if (readsShown(parts)) addShown(view, (occurrences ?? []) as ShownRow[], around);
    else addStated(view, (occurrences ?? []) as StatedRow[], around);
  }
  return withoutParts(view, around.unread);
}

/**
 * Obligations of these rows as they stand today. The viewer was judged by who found them; what stands in a convention that the
 * viewer does not see is left out all the same where conventions are read. `parts`: what of them is asked for, and was read.
 */
export async function viewsOf(
  viewer: Viewer,
  rows: readonly WholeRow[],
  parts: ObligationParts = allParts,
): Promise<ObligationView[]> {
  if (rows.length === 0) return [];
  const around = await readAround(viewer, rows, parts);
  const seen = rows.filter(({ conventionId }) => !parts.has('convention') || around.conventionOf.has(conventionId));
  return seen.map((row) => viewOf(row, around));
}

/** The obligations with these ids, in that order, as they stand today; judged as in `viewsOf`. */
export async function readViews(viewer: Viewer, ids: readonly string[]): Promise<ObligationView[]> {
  if (ids.length === 0) return [];
  const page = sql`
    select ${obligationColumns}, wanted.rank
    from unnest(${ids}::uuid[]) with ordinality as wanted(id, rank) join "Obligation" ob on ob.id = wanted.id`;
  return viewsOf(viewer, await rowsOf<WholeRow>(wholeRows(viewer, page, { order: sql`ob.rank` })));
}
