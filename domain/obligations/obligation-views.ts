// Obligations as they are shown: with whom they name, where they stand in the text, and each occurrence with its state
// today. A page of them is read in a fixed number of statements. Which ones to show is obligation-lists.ts.

import type { Person, Prisma } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { type Day, fromColumn, today } from '../calendar.ts';
import { type Party, partyOf } from '../organisations/parties.ts';
import { conventionRights } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import type { ItemKind, ObligationRole } from '../vocabulary.ts';
import { absentees, counts, type Demand, metOn, silentMonths, stateOf } from './occurrences.ts';

const partyRow = { include: { organisation: true, unit: { include: { organisation: true } } } } as const;

const obligationRow = (viewer: Viewer) =>
  ({
    convention: { select: { ...conventionRights, id: true, title: true, year: true } },
    parties: { ...partyRow, orderBy: { id: 'asc' } },
    pilots: { include: { person: true }, orderBy: { personId: 'asc' } },
    occurrences: {
      orderBy: { rank: 'asc' },
      include: {
        silenced: { where: { personId: viewer.personId } },
        evidence: {
          where: { withdrawnAt: null },
          orderBy: [{ on: 'asc' }, { recordedAt: 'asc' }],
          include: { file: true, attendees: { ...partyRow, orderBy: { id: 'asc' } } },
        },
      },
    },
  }) satisfies Prisma.ObligationInclude;

type ObligationRow = Prisma.ObligationGetPayload<{ include: ReturnType<typeof obligationRow> }>;
type OccurrenceRow = ObligationRow['occurrences'][number];

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
  const rows = await prisma.$queryRaw<UpRow[]>`
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
    select * from up order by depth desc`;
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
  const rows = await prisma.obligation.findMany({ where: { id: { in: [...ids] } }, include: obligationRow(viewer) });
  const blocks = await readBlocks(rows);
  const recorders = rows.flatMap(({ occurrences }) =>
    occurrences.flatMap(({ evidence }) => evidence.flatMap(({ recordedById }) => recordedById ?? [])),
  );
  const found = recorders.length > 0 ? await prisma.person.findMany({ where: { id: { in: recorders } } }) : [];
  const people = new Map<string | null, Person>(found.map((person) => [person.id, person]));
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
