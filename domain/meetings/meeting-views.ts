// Meetings as they are shown and judged: with whom they name, and who of them is missing. Reading one and which ones a
// viewer sees; the verbs are scheduling/meetings.ts and its neighbours.
import { Prisma } from '#generated/prisma/client.ts';
import { rowsOf, type Tx } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import type { RecordChange } from '../changes.ts';
import { conflict, forbidden, invalid, notFound } from '../errors.ts';
import { mdadtNames } from '../french.ts';
import { findConventions } from '../gate.ts';
import { type Actor, readActors } from '../history/activity.ts';
import { columnsOf, jsonListsOf } from '../json-lists.ts';
import { type Party, type PartyIds, type PartyRow, partyOf, readNamed } from '../organisations/parties.ts';
import { isUuid } from '../parse.ts';
import { grouped, type Parts, withoutParts } from '../parts.ts';
import { can, conventionRights, isFollowed } from '../permissions.ts';
import { sharedRead } from '../shared-reads.ts';
import type { Viewer } from '../viewers.ts';
import { type Territory, territories } from '../vocabulary.ts';

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

/** From when to when. */
export interface DatedSpan {
  startsAt: Date;
  endsAt: Date;
}

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

/** When a meeting is, or CONFLICT while it has no date. One that is called or held has one: the database sees to it. */
export function demandDates({ startsAt, endsAt }: Pick<MeetingView, 'startsAt' | 'endsAt'>): DatedSpan {
  if (!startsAt || !endsAt) throw conflict('Cette réunion n’a pas encore de date : trouvez-en une, ou fixez-la.');
  return { startsAt, endsAt };
}

/** Whether its end has passed; what has no date is still to be. */
export const isPast = ({ endsAt }: Pick<MeetingView, 'endsAt'>): boolean => endsAt !== null && endsAt <= now();

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

/**
 * What of a meeting is read besides what it is, when and where, and its parties. `details`: the rest of its row; `invitees`: who they are
 * and what they answer; `invitedFor`: for whom they come, and whether they must and did; `invitedHow`: the address, and what they
 * wrote and when.
 */
export const meetingParts = [
  'convention',
  'details',
  'invitees',
  'invitedFor',
  'invitedHow',
  'aims',
  'poll',
  'agenda',
] as const;

export type MeetingPart = (typeof meetingParts)[number];

export type MeetingParts = Parts<MeetingPart>;

const allParts: MeetingParts = new Set(meetingParts);

type Bare<Row> = Omit<Row, 'person' | 'organisation' | 'unit'> & PartyIds;

/** The rows of a table that belong to meetings, in an order. */
const listed = <Row extends object>(table: string, ids: readonly string[], order: Prisma.Sql) =>
  rowsOf<Row>(sql`
    select x.* from "${Prisma.raw(table)}" x where x."meetingId" = any(${ids}::uuid[]) order by ${order}`);

const ownColumns = ['id', 'conventionId', 'kind', 'title', 'place', 'startsAt', 'endsAt', 'state', 'version'] as const;

/** What « details » is of a meeting's row. */
const detailColumns = [
  ...(['purpose', 'link', 'cancelReason', 'uid', 'sequence', 'movedSequence'] as const),
  ...(['seriesId', 'rank', 'createdById', 'createdAt', 'updatedAt'] as const),
];

/** A meeting's row with what is its alone, as far as it is asked for, and where it stands in which list. */
export type MeetingListed = Omit<MeetingView, 'convention' | 'parties' | 'invitees' | 'aims' | 'poll' | 'agenda'> & {
  list: number;
  sortKey: string;
  parties: Bare<MeetingView['parties'][number]>[] | null;
  invitees?: Bare<InviteeView>[] | null;
};

const ofWanted = sql`"meetingId" in (select id from wanted)`;

const partiesSql = jsonListsOf('meetingId', sql`p.id, p.role, p."organisationId", p."unitId"`, {
  from: sql`"MeetingParty" p where p.${ofWanted}`,
  order: sql`p.id`,
});

const inviteeInstants = ['answeredAt', 'mailRefusedAt', 'removedAt', 'consentedAt'] as const;

/** The columns of somebody invited that are of a part of their own. */
const inviteeColumns = {
  invitedFor: ['organisationId', 'unitId', 'required', 'attendance'],
  invitedHow: ['email', 'answerWords', 'replyRound', ...inviteeInstants],
} as const;

/** The fields that are. */
const inviteeFields = {
  invitedFor: [...inviteeColumns.invitedFor, 'organisation', 'unit'],
  invitedHow: inviteeColumns.invitedHow,
} as const satisfies Partial<Record<MeetingPart, readonly (keyof InviteeView)[]>>;

const inviteeParts = ['invitedFor', 'invitedHow'] as const;

/** The fields of a meeting that are of a part. */
const meetingFields: Record<MeetingPart, readonly (keyof MeetingView)[]> = {
  convention: ['convention'],
  details: detailColumns,
  invitees: ['invitees'],
  invitedFor: [],
  invitedHow: [],
  aims: ['aims'],
  poll: ['poll'],
  agenda: ['agenda'],
};

const inviteesSql = (parts: MeetingParts) =>
  jsonListsOf(
    'meetingId',
    columnsOf('v', [
      ...['id', 'personId', 'name', 'answer'],
      ...inviteeParts.flatMap((part) => (parts.has(part) ? inviteeColumns[part] : [])),
    ]),
    { from: sql`"Invitee" v where v.${ofWanted} and v."removedAt" is null`, order: sql`v.required desc, v.name, v.id` },
  );

/**
 * The rows of meetings, in the order of the lists that `listed` is the statement of: of each its `id`, its `list`, its `rank` and its
 * `sortKey` in it. One statement.
 */
export const readListed = (listed: Prisma.Sql, parts: MeetingParts = allParts): Promise<MeetingListed[]> =>
  rowsOf<MeetingListed>(sql`
    with wanted as materialized (${listed})
    select w.list, w."sortKey", ${columnsOf('m', parts.has('details') ? [...ownColumns, ...detailColumns] : ownColumns)},
      parties.list as parties${parts.has('invitees') ? sql`, invitees.list as invitees` : Prisma.empty}
    from wanted w join "Meeting" m on m.id = w.id left join ${partiesSql} parties on parties."meetingId" = m.id
      ${parts.has('invitees') ? sql`left join ${inviteesSql(parts)} invitees on invitees."meetingId" = m.id` : Prisma.empty}
    order by w.list, w.rank`);

/** What those invited are named with, and the fields of them that were not read. */
interface Naming {
  people: Map<string, Actor>;
  named: (row: PartyIds) => PartyRow;
  parts: MeetingParts;
  unread: readonly (keyof InviteeView)[];
}

/** Somebody invited with the meeting it is judged in. */
export interface Invited extends InviteeView {
  meeting: MeetingView;
}

/**
 * Those invited, each with the meeting it is judged in, whichever read gave them. In place: a page has hundreds, and a copy of each
 * would cost more than its reading.
 */
export function invitedTo(meeting: MeetingView): Invited[] {
  const invitees = meeting.invitees as Invited[];
  // Those of viewsOf have it: what is put in a view that says what was not read makes it slow.
  for (const invitee of invitees) if (!Object.hasOwn(invitee, 'meeting')) invitee.meeting = meeting;
  return invitees;
}

/** Whom somebody is and for whom they come. Filled in where it is: copies of rows cost more than reading them. */
function invitedOf(row: Bare<InviteeView>, meeting: MeetingView, { people, named, parts, unread }: Naming): Invited {
  const view = row as Invited;
  view.person = people.get(row.personId ?? '') ?? null;
  view.meeting = meeting;
  if (parts.has('invitedFor')) Object.assign(view, named(row));
  // Instants are words in JSON.
  if (parts.has('invitedHow')) for (const name of inviteeInstants) if (view[name]) view[name] = new Date(view[name]);
  return withoutParts(view, unread);
}

/**
 * The meetings of these rows, of conventions that the viewer sees, in a fixed number of statements: one each for the people and for the
 * services and organisations that they name, and one for each further part. `parts`: what of them is asked for, and was read; who
 * reads them without their conventions has judged that the viewer sees these. Filled in where they are.
 */
export async function viewsOf(
  viewer: Viewer,
  rows: readonly MeetingListed[],
  parts: MeetingParts = allParts,
): Promise<MeetingView[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const invited = rows.flatMap(({ invitees }) => invitees ?? []);
  const [conventions, people, named, aims, polls, agenda] = await Promise.all([
    parts.has('convention') ? findConventions(viewer, [...new Set(rows.map(({ conventionId }) => conventionId))]) : [],
    readActors(invited.flatMap(({ personId }) => personId ?? [])),
    readNamed([...rows.flatMap(({ parties }) => parties ?? []), ...(parts.has('invitedFor') ? invited : [])]),
    parts.has('aims') ? listed<MeetingView['aims'][number]>('MeetingAim', ids, sql`x."occurrenceId"`) : [],
    parts.has('poll') ? listed<NonNullable<MeetingView['poll']>>('DatePoll', ids, sql`x."meetingId"`) : [],
    parts.has('agenda') ? listed<MeetingView['agenda'][number]>('AgendaItem', ids, sql`x.position, x.id`) : [],
  ]);
  const conventionOf = new Map(conventions.map((one) => [one.id, one]));
  const of = <Row extends { meetingId: string }>(rows: readonly Row[]) => grouped(rows, ({ meetingId }) => meetingId);
  const [aimsOf, pollsOf, agendaOf] = [of(aims), of(polls), of(agenda)];
  const unread = meetingParts.filter((part) => !parts.has(part)).flatMap((part) => meetingFields[part]);
  const unreadOfInvited = inviteeParts.filter((part) => !parts.has(part)).flatMap((part) => inviteeFields[part]);
  const naming = { people, named, parts, unread: unreadOfInvited };
  return rows.flatMap((row) => {
    const convention = conventionOf.get(row.conventionId);
    if (!convention && parts.has('convention')) return [];
    const { id, parties, invitees } = row;
    const view = row as unknown as MeetingView;
    view.parties = (parties ?? []).map((party) => Object.assign(party, named(party)));
    if (convention) view.convention = convention;
    if (parts.has('invitees')) view.invitees = (invitees ?? []).map((one) => invitedOf(one, view, naming));
    if (parts.has('aims')) view.aims = aimsOf(id);
    if (parts.has('poll')) view.poll = pollsOf(id)[0] ?? null;
    if (parts.has('agenda')) view.agenda = agendaOf(id);
    return [withoutParts(view, unread)];
  });
}

/** The meetings with these ids in that order, whole, of conventions that the viewer sees. */
export async function readMeetings(viewer: Viewer, ids: readonly string[]): Promise<MeetingView[]> {
  if (ids.length === 0) return [];
  const wanted = sql`
    select 0 as list, rank, id, '' as "sortKey" from unnest(${ids}::uuid[]) with ordinality as wanted(id, rank)`;
  return viewsOf(viewer, await readListed(wanted));
}

/** A meeting of a convention that the viewer sees, or NOT_FOUND. */
export const readMeeting = sharedRead(async (viewer: Viewer, meetingId: string): Promise<MeetingView> => {
  const [meeting] = await readMeetings(viewer, isUuid(meetingId) ? [meetingId] : []);
  if (!meeting) throw notFound();
  return meeting;
});

/** Of these meetings, those of conventions that the viewer sees, by id. */
export async function findMeetings(viewer: Viewer, ids: readonly string[]): Promise<Map<string, MeetingView>> {
  const meetings = await readMeetings(viewer, ids);
  return new Map(meetings.map((meeting) => [meeting.id, meeting]));
}

/** A meeting that the viewer may organise; NOT_FOUND when unseen, FORBIDDEN when not allowed. */
export async function meetingToOrganise(viewer: Viewer, meetingId: string): Promise<MeetingView> {
  const meeting = await readMeeting(viewer, meetingId);
  if (!can(viewer, 'meeting.organise', meeting.convention)) throw forbidden();
  return meeting;
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
    throw conflict('Cette réunion a été modifiée entre-temps. Relisez ce qui a changé, puis recommencez.');
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
    details: { title, ...(startsAt && endsAt && { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() }) },
  });
