// Meetings as they are shown and judged: with whom they name, and who of them is missing. Reading one and which ones a
// viewer sees; the verbs are scheduling/meetings.ts and its neighbours.
import { Prisma } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { addDays, instantIn, now } from '../calendar.ts';
import type { RecordChange } from '../changes.ts';
import { conflict, forbidden, invalid, notFound } from '../errors.ts';
import { mdadtNames } from '../french.ts';
import { type Party, partyOf } from '../organisations/parties.ts';
import { isInstant, keyAfter, type Page, type PageRequest, pageOf, pageSize } from '../paging.ts';
import { isUuid, parseInput } from '../parse.ts';
import { can, conventionRights, isFollowed, visibleConventions, visibleConventionsSql } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import { type Territory, territories } from '../vocabulary.ts';
import { type MeetingFilter, meetingFilter } from './inputs.ts';

const { sql } = Prisma;

const unitRow = { include: { organisation: true } } as const;

/** What a meeting is read with. */
export const meetingRow = {
  convention: { select: { ...conventionRights, id: true, title: true, year: true } },
  parties: { include: { organisation: true, unit: unitRow }, orderBy: { id: 'asc' } },
  invitees: {
    where: { removedAt: null },
    include: { person: { include: { organisation: true, unit: unitRow } }, organisation: true, unit: unitRow },
    orderBy: [{ required: 'desc' }, { name: 'asc' }, { id: 'asc' }],
  },
  aims: { orderBy: { occurrenceId: 'asc' } },
  poll: true,
  agenda: { orderBy: [{ position: 'asc' }, { id: 'asc' }] },
} satisfies Prisma.MeetingInclude;

/** A meeting with its convention, its parties, those still invited, what it aims at, its agenda, and its poll without the slots. */
export type MeetingView = Prisma.MeetingGetPayload<{ include: typeof meetingRow }>;

/** Somebody still invited. */
export type InviteeView = MeetingView['invitees'][number];

/** For whom somebody comes: what was said of an outsider, else the service or organisation of the account. */
export function comesFor({ person, organisation, unit }: InviteeView): Party | null {
  if (organisation || unit) return partyOf({ organisation, unit });
  return person && partyOf({ organisation: person.organisation, unit: person.unit });
}

/** The address that mail goes to: a person's is the account's. */
export const addressOf = ({ person, email }: InviteeView): string => person?.email ?? email;

/** The name somebody goes by: a person's is the account's. */
export const nameOf = ({ person, name }: InviteeView): string => person?.name ?? name;

/** The parties in one capacity. */
export const partiesOf = ({ parties }: MeetingView, wanted: 'ORGANISER' | 'INVITED'): Party[] =>
  parties.filter(({ role }) => role === wanted).map(partyOf);

/** What the joint rule is judged by. */
export type JointThing = Pick<MeetingView, 'kind' | 'parties' | 'invitees'>;

/** The territories whose MDADT a joint exchange lacks, as such or for want of anybody of it; none for another kind. */
export function missingTerritories({ kind, parties, invitees }: JointThing): Territory[] {
  if (kind !== 'TERRITORIAL_EXCHANGE') return [];
  const comes = new Set(invitees.map((invitee) => comesFor(invitee)?.unit?.territory));
  return territories.filter(
    (territory) => !comes.has(territory) || !parties.some(({ unit }) => unit?.territory === territory),
  );
}

/** Refuses a joint exchange that lacks one of the two MDADT, or anybody of it, saying which. */
export function demandBoth(meeting: JointThing, missing: readonly Territory[] = missingTerritories(meeting)): void {
  if (missing.length === 0) return;
  const isParty = (territory: Territory) => meeting.parties.some(({ unit }) => unit?.territory === territory);
  const names = missing.map((territory) =>
    isParty(territory) ? `une personne invitée pour la ${mdadtNames[territory]}` : mdadtNames[territory],
  );
  const words = `Il manque\u00a0: ${names.join(' et ')}.`;
  throw invalid({ organiserIds: words }, `Un échange territorial réunit les deux MDADT. ${words}`);
}

/** Those that a change took from it: what lacked one before, as when its only agent has left, is not refused for it. */
export function newlyMissing(before: JointThing, after: JointThing): Territory[] {
  const lacked = new Set(missingTerritories(before));
  return missingTerritories(after).filter((territory) => before.kind !== after.kind || !lacked.has(territory));
}

/** Refuses what would write in a convention that is over. */
export function demandFollowed({ convention }: Pick<MeetingView, 'convention'>): void {
  if (!isFollowed(convention))
    throw conflict('La convention de cette réunion est close\u00a0: plus rien ne s’y ajoute.');
}

/** A meeting as it is in a transaction, locked until its end: who decides on it decides alone. */
export async function lockMeeting(tx: Tx, meetingId: string): Promise<MeetingView> {
  await tx.$queryRaw`select 1 from "Meeting" where id = ${meetingId}::uuid for update`;
  return tx.meeting.findUniqueOrThrow({ where: { id: meetingId }, include: meetingRow });
}

/** A meeting of a convention that the viewer sees, or NOT_FOUND. */
export async function readMeeting(viewer: Viewer, meetingId: string): Promise<MeetingView> {
  const where = { id: meetingId, convention: visibleConventions(viewer) };
  const meeting = isUuid(meetingId) ? await prisma.meeting.findFirst({ where, include: meetingRow }) : null;
  if (!meeting) throw notFound();
  return meeting;
}

/** Of these meetings, those of conventions that the viewer sees, by id. */
export async function findMeetings(viewer: Viewer, ids: readonly string[]): Promise<Map<string, MeetingView>> {
  const where = { id: { in: [...ids] }, convention: visibleConventions(viewer) };
  const meetings = await prisma.meeting.findMany({ where, include: meetingRow });
  return new Map(meetings.map((meeting) => [meeting.id, meeting]));
}

/** A meeting that the viewer may organise; NOT_FOUND when unseen, FORBIDDEN when not allowed. */
export async function meetingToOrganise(viewer: Viewer, meetingId: string): Promise<MeetingView> {
  const meeting = await readMeeting(viewer, meetingId);
  if (!can(viewer, 'meeting.organise', meeting.convention)) throw forbidden();
  return meeting;
}

const hasParty = (territory: string) => sql`exists (
  select 1 from "MeetingParty" p join "Unit" u on u.id = p."unitId"
  where p."meetingId" = m.id and u.territory::text = ${territory})`;

/** What the filter asks of the meeting `m` and its convention `c`. */
function asked(viewer: Viewer, filter: MeetingFilter): Prisma.Sql {
  const { conventionId, states, kind, territory, joint, mine, unanswered, coming, from, to } = filter;
  const personId = viewer.kind === 'person' ? viewer.personId : null;
  const conditions = [
    visibleConventionsSql(viewer),
    conventionId ? sql`c.id = ${conventionId}::uuid` : sql`c."archivedAt" is null`,
    ...(states ? [sql`m.state::text = any(${states}::text[])`] : []),
    ...(kind ? [sql`m.kind::text = ${kind}`] : []),
    ...(territory ? [hasParty(territory)] : []),
    ...(joint ? [sql`m.kind = 'TERRITORIAL_EXCHANGE'`, ...territories.map(hasParty)] : []),
    ...(mine
      ? [
          sql`exists (select 1 from "Invitee" v where v."meetingId" = m.id and v."removedAt" is null
            and v."personId" = ${personId}::uuid)`,
        ]
      : []),
    ...(unanswered
      ? [
          sql`m.state = 'DRAFT' and exists (
            select 1 from "Invitee" v join "DatePoll" p on p."meetingId" = v."meetingId" and p."closedAt" is null
            join "Slot" s on s."meetingId" = p."meetingId"
            where v."meetingId" = m.id and v."removedAt" is null and v."personId" = ${personId}::uuid
              and not exists (select 1 from "Vote" a where a."slotId" = s.id and a."inviteeId" = v.id))`,
        ]
      : []),
    ...(from ? [sql`m."endsAt" > ${instantIn(from, 0)}`] : []),
    ...(to ? [sql`m."startsAt" < ${instantIn(addDays(to, 1), 0)}`] : []),
    ...(coming == null ? [] : [coming ? sql`m."endsAt" > ${now()}` : sql`m."endsAt" <= ${now()}`]),
  ];
  return Prisma.join(conditions, ' and ');
}

/** Meetings that the viewer sees: those to come the soonest first, others the latest first. */
export async function listMeetings(
  viewer: Viewer,
  request: PageRequest & { filter?: unknown },
): Promise<Page<MeetingView>> {
  const filter = parseInput(meetingFilter, request.filter ?? {});
  const list = filter.coming ? 'meetings to come' : 'meetings';
  const after = keyAfter(list, request, isInstant);
  const size = pageSize(request);
  const [beyond, order] = filter.coming ? [sql`>`, sql`asc`] : [sql`<`, sql`desc`];
  const key = sql`to_char(m."startsAt" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  const found = await prisma.$queryRaw<{ id: string; sortKey: string }[]>`
    select m.id, ${key} as "sortKey" from "Meeting" m join "Convention" c on c.id = m."conventionId"
    where ${asked(viewer, filter)}
      and ${after ? sql`(m."startsAt", m.id) ${beyond} (${after.sortKey}::timestamptz, ${after.id}::uuid)` : sql`true`}
    order by m."startsAt" ${order}, m.id ${order} limit ${size + 1}`;
  const page = pageOf(list, found, size, (row) => row);
  const ids = page.nodes.map(({ node }) => node.id);
  const rows = await prisma.meeting.findMany({ where: { id: { in: ids } }, include: meetingRow });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const nodes = page.nodes.flatMap(({ cursor, node: { id } }) => {
    const node = byId.get(id);
    return node ? [{ cursor, node }] : [];
  });
  return { nodes, hasNextPage: page.hasNextPage };
}

/** Whether those invited are still asked when they can come. */
export const isPolled = ({ poll }: MeetingView): boolean => poll !== null && poll.closedAt === null;

/** Those who are invited as coming for an organiser, and who prepared it. Of whole organisations, each service counts. */
export function organisingPeople(meeting: MeetingView): Prisma.PersonWhereInput {
  const organisers = new Set(partiesOf(meeting, 'ORGANISER').map(({ id }) => id));
  const ids = meeting.invitees.flatMap((invitee) => {
    const { unitId, organisationId } = comesFor(invitee) ?? {};
    const organises = organisers.has(unitId ?? '') || organisers.has(organisationId ?? '');
    return organises && invitee.personId ? [invitee.personId] : [];
  });
  return { id: { in: meeting.createdById ? [...ids, meeting.createdById] : ids } };
}

/** Refuses what cannot be done while those invited are asked when they can come. */
export function demandNoPoll(meeting: MeetingView): void {
  if (isPolled(meeting))
    throw conflict('Un sondage de dates est ouvert pour cette réunion\u00a0: retenez d’abord une date, ou fermez-le.');
}

/** Refuses a change to a meeting that somebody else changed meanwhile. */
export function demandVersion(meeting: MeetingView, version: number): void {
  if (meeting.version !== version)
    throw conflict('Cette réunion a été modifiée entre-temps. Rechargez la page pour voir ce qui a changé.');
}

const over = { HELD: 'Cette réunion a été tenue.', CANCELLED: 'Cette réunion est annulée.' } as const;

/** Refuses what is done only to a meeting that is still to be. */
export function demandOpen({ state }: MeetingView): void {
  if (state === 'HELD' || state === 'CANCELLED') throw conflict(over[state]);
}

/** Records what happened to a meeting, with what whoever sees its convention may read. */
export const recordMeeting = (
  record: RecordChange,
  kind: 'meeting.created' | 'meeting.changed' | 'meeting.called' | 'meeting.cancelled' | 'meeting.held',
  { id, version, conventionId, title, startsAt, endsAt }: MeetingView,
): Promise<string> =>
  record({
    kind,
    subject: 'Meeting',
    subjectId: id,
    version,
    conventionId,
    details: { title, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
  });
