// Obligations as they are shown: with whom they name, where they stand in the text, and each occurrence with its state
// today. A page of them is read in a fixed number of statements. Which ones to show is obligation-lists.ts.

import { type Obligation, type Person, Prisma, type StoredFile } from '#generated/prisma/client.ts';
import { rowsOf } from '#prisma/client.ts';
import { type Day, today } from '../calendar.ts';
import { type Convention, findConventions } from '../gate.ts';
import { readActors } from '../history/activity.ts';
import { type Party, type PartyIds, partyOf, readNamed } from '../organisations/parties.ts';
import { grouped, type Parts, withoutParts } from '../parts.ts';
import type { Viewer } from '../viewers.ts';
import type { ItemKind, ObligationRole, ProofKind } from '../vocabulary.ts';
import { absentees, counts, type Demand, metOn, silentMonths, stateOf } from './occurrences.ts';

const { sql } = Prisma;

/** What of an obligation is read besides its row and whom it names. `proofs`: of its occurrences, what was shown and by whom. */
const obligationParts = ['convention', 'block', 'pilots', 'occurrences', 'proofs'] as const;

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

interface OccurrenceRow {
  id: string;
  obligationId: string;
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

/** What of a proof says whether it counts. */
interface ProofFacts {
  id: string;
  occurrenceId: string;
  proof: ProofKind;
  on: Day;
}

interface ProofRow extends ProofFacts {
  title: string;
  url: string | null;
  datasetVersionId: string | null;
  meetingId: string | null;
  recordedAt: Date;
  recordedById: string | null;
  file: StoredFile | null;
}

const readParties = (ids: readonly string[]) =>
  rowsOf<PartyIds & { obligationId: string; role: ObligationRole }>(sql`
    select q."obligationId", q.role, q."organisationId", q."unitId" from "ObligationParty" q
    where q."obligationId" = any(${ids}::uuid[]) order by q.id`);

const readPilots = (ids: readonly string[]) =>
  rowsOf<{ obligationId: string; personId: string }>(sql`
    select l."obligationId", l."personId" from "ObligationPilot" l
    where l."obligationId" = any(${ids}::uuid[]) order by l."personId"`);

const readOccurrences = (viewer: Viewer, ids: readonly string[]) =>
  rowsOf<OccurrenceRow>(sql`
    select o.id, o."obligationId", o.rank, o."startsOn"::text as "startsOn", o."dueOn"::text as "dueOn",
      o."plannedOn"::text as "plannedOn", o.occasion, o.piece, o."notApplicableReason", o.version,
      exists (select 1 from "SilencedReminder" l where l."occurrenceId" = o.id and l."personId" = ${viewer.personId}::uuid) as silenced
    from "Occurrence" o where o."obligationId" = any(${ids}::uuid[]) order by o.rank`);

/** The proofs of obligations that were not withdrawn, the oldest first; without `whole` only what says whether each counts. */
async function readProofs(ids: readonly string[], whole: boolean): Promise<ProofRow[]> {
  const facts = sql`e.id, e."occurrenceId", e.proof, e."on"::text as "on"`;
  const more = sql`, e.title, e.url, e."datasetVersionId", e."meetingId", e."recordedAt", e."recordedById", to_jsonb(f) as file`;
  const rows = await rowsOf<ProofRow>(sql`
    select ${facts}${whole ? more : Prisma.empty}
    from "Occurrence" o join "Evidence" e on e."occurrenceId" = o.id
      ${whole ? sql`left join "StoredFile" f on f.id = e."fileId"` : Prisma.empty}
    where o."obligationId" = any(${ids}::uuid[]) and e."withdrawnAt" is null order by e."on", e."recordedAt"`);
  // Instants are words in JSON.
  for (const { file } of rows) if (file) file.createdAt = new Date(file.createdAt);
  return rows;
}

const readAttendees = (ids: readonly string[]) =>
  rowsOf<PartyIds & { evidenceId: string }>(sql`
    select q."evidenceId", q."organisationId", q."unitId"
    from "Occurrence" o join "Evidence" e on e."occurrenceId" = o.id join "EvidenceAttendee" q on q."evidenceId" = e.id
    where o."obligationId" = any(${ids}::uuid[]) and e."withdrawnAt" is null order by q.id`);

/** What is theirs alone, as rows: a statement for each kind of it, at once. */
async function readRowsOf(viewer: Viewer, ids: readonly string[], parts: ObligationParts) {
  const isDue = parts.has('occurrences');
  const [parties, pilots, occurrences, proofs, attendees] = await Promise.all([
    readParties(ids),
    parts.has('pilots') ? readPilots(ids) : [],
    isDue ? readOccurrences(viewer, ids) : [],
    isDue ? readProofs(ids, parts.has('proofs')) : [],
    isDue ? readAttendees(ids) : [],
  ]);
  return { parties, pilots, occurrences, proofs, attendees };
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

interface Shared {
  day: Day;
  demand: Demand & { attendees: readonly Party[] };
  invited: readonly Party[];
  people: Map<string | null, Person>;
  attendeesOf(evidenceId: string): Party[];
}

const evidenceView = (row: ProofRow, span: { startsOn: Day }, shared: Shared) => {
  const { proof, recordedById, ...kept } = row;
  const attendees = shared.attendeesOf(row.id);
  const shown = { proof, on: row.on, attendees };
  return {
    ...kept,
    ...shown,
    recordedBy: shared.people.get(recordedById) ?? null,
    missing: proof === 'MEETING' ? absentees(shared.demand.attendees, attendees) : [],
    excused: proof === 'MEETING' ? absentees(shared.invited, attendees) : [],
    counts: counts(shared.demand, span, shown, shared.day),
  };
};

const occurrenceView = ({ obligationId: _, ...row }: OccurrenceRow, proofs: readonly ProofRow[], shared: Shared) => {
  const evidence = proofs.map((one) => evidenceView(one, row, shared));
  const facts = { ...row, evidence };
  return { ...facts, state: stateOf(shared.demand, facts, shared.day), metOn: metOn(shared.demand, facts, shared.day) };
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

/** What these rows of obligations are shown with, each of it read once for all of them. */
async function readAround(viewer: Viewer, rows: readonly ObligationRow[], parts: ObligationParts) {
  const own = await readRowsOf(
    viewer,
    rows.map(({ id }) => id),
    parts,
  );
  const { parties, pilots, occurrences, proofs, attendees } = own;
  const conventionIds = [...new Set(rows.map(({ conventionId }) => conventionId))];
  const personIds = [
    ...pilots.map(({ personId }) => personId),
    ...proofs.flatMap(({ recordedById }) => recordedById ?? []),
  ];
  const [named, people, conventions, blocks] = await Promise.all([
    readNamed([...parties, ...attendees]),
    readActors(personIds),
    parts.has('convention') ? findConventions(viewer, conventionIds) : [],
    parts.has('block') ? readBlocks(rows) : null,
  ]);
  const party = (ids: PartyIds) => partyOf(named(ids));
  const attendeesOf = grouped(attendees, ({ evidenceId }) => evidenceId);
  return {
    day: today(),
    party,
    people: people as Map<string | null, Person>,
    conventionOf: new Map(conventions.map((one) => [one.id, one])),
    blockOf: ({ conventionId, blockId }: ObligationRow) => blocks?.get(`${conventionId} ${blockId}`) ?? null,
    partiesOf: grouped(parties, ({ obligationId }) => obligationId),
    pilotsOf: grouped(pilots, ({ obligationId }) => obligationId),
    occurrencesOf: grouped(occurrences, ({ obligationId }) => obligationId),
    proofsOf: grouped(proofs, ({ occurrenceId }) => occurrenceId),
    attendeesOf: (evidenceId: string) => attendeesOf(evidenceId).map(party),
  };
}

type Around = Awaited<ReturnType<typeof readAround>>;

/** What each part is in a view. */
const partFields = {
  convention: ['convention'],
  block: ['block'],
  pilots: ['pilots'],
  occurrences: ['occurrences', 'silentMonths'],
  proofs: [],
} as const satisfies Record<ObligationPart, readonly (keyof ObligationView)[]>;

function viewOf(row: ObligationRow, parts: ObligationParts, around: Around): ObligationView {
  const parties = around.partiesOf(row.id);
  const as = (role: ObligationRole) => parties.filter((one) => one.role === role).map(around.party);
  const [attendees, invited] = [as('ATTENDEE'), as('INVITED')];
  const view: ObligationView = {
    ...row,
    // What is not seen was left out before.
    convention: around.conventionOf.get(row.conventionId) as Convention,
    block: around.blockOf(row),
    debtors: as('DEBTOR'),
    creditors: as('CREDITOR'),
    attendees,
    invited,
    // A pilot is a foreign key: the row is there.
    pilots: around.pilotsOf(row.id).map(({ personId }) => around.people.get(personId) as Person),
    occurrences: [],
    silentMonths: null,
  };
  const { proof, degree } = row;
  const { day, people, attendeesOf } = around;
  const shared = { day, people, attendeesOf, invited, demand: { proof, degree, attendees } };
  const occurrences = around.occurrencesOf(row.id).map((one) => occurrenceView(one, around.proofsOf(one.id), shared));
  const shown = occurrences.flatMap(({ evidence }) => evidence.filter((one) => one.counts));
  view.silentMonths = silentMonths(
    view,
    shown.map(({ on }) => on),
    day,
  );
  view.occurrences = occurrences.map((one) => {
    const occurrence = Object.assign(one, { obligation: view });
    return parts.has('proofs') ? occurrence : withoutParts(occurrence, ['evidence']);
  });
  return withoutParts(
    view,
    obligationParts.flatMap((part) => (parts.has(part) ? [] : partFields[part])),
  );
}

/**
 * Obligations of these rows as they stand today. The viewer was judged by who found them; what stands in a convention that the
 * viewer does not see is left out all the same where conventions are read. `parts`: what of them is asked for.
 */
export async function viewsOf(
  viewer: Viewer,
  rows: readonly ObligationRow[],
  parts: ObligationParts = allParts,
): Promise<ObligationView[]> {
  if (rows.length === 0) return [];
  const around = await readAround(viewer, rows, parts);
  const seen = rows.filter(({ conventionId }) => !parts.has('convention') || around.conventionOf.has(conventionId));
  return seen.map((row) => viewOf(row, parts, around));
}

/** The obligations with these ids, in that order, as they stand today; judged as in `viewsOf`. */
export async function readViews(
  viewer: Viewer,
  ids: readonly string[],
  parts: ObligationParts = allParts,
): Promise<ObligationView[]> {
  if (ids.length === 0) return [];
  const rows = await rowsOf<ObligationRow>(sql`
    select ${obligationColumns} from unnest(${ids}::uuid[]) with ordinality as wanted(id, rank) join "Obligation" ob on ob.id = wanted.id
    order by wanted.rank`);
  return viewsOf(viewer, rows, parts);
}
