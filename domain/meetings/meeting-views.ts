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
import { jsonList, noList } from '../json-lists.ts';
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
 * What of a meeting is read besides its row and its parties. `invitedHow`: of those invited, the address, and what they wrote and
 * when.
 */
export const meetingParts = ['convention', 'invitees', 'invitedHow', 'aims', 'poll', 'agenda'] as const;

export type MeetingPart = (typeof meetingParts)[number];

export type MeetingParts = Parts<MeetingPart>;

const allParts: MeetingParts = new Set(meetingParts);

type Bare<Row> = Omit<Row, 'person' | 'organisation' | 'unit'> & PartyIds;

/** The rows of a table that belong to meetings, in an order. */
const listed = <Row extends object>(table: string, ids: readonly string[], order: Prisma.Sql) =>
  rowsOf<Row>(sql`
    select x.* from "${Prisma.raw(table)}" x where x."meetingId" = any(${ids}::uuid[]) order by ${order}`);

type Own = Omit<MeetingView, 'convention' | 'parties' | 'invitees' | 'aims' | 'poll' | 'agenda'> & {
  parties: Bare<MeetingView['parties'][number]>[];
  invitees: Bare<InviteeView>[];
};

const partiesSql = jsonList(sql`p.*`, {
  from: sql`"MeetingParty" p where p."meetingId" = m.id`,
  order: sql`p.id`,
});

const inviteeInstants = ['answeredAt', 'mailRefusedAt', 'removedAt', 'consentedAt'] as const;

/** What « invitedHow » is of somebody invited. */
const howFields = ['email', 'answerWords', 'replyRound', ...inviteeInstants] as const;

const inviteesSql = (parts: MeetingParts) =>
  jsonList(
    parts.has('invitedHow')
      ? sql`v.*`
      : sql`v.id, v."meetingId", v."personId", v.name, v.required, v."organisationId", v."unitId", v.answer, v.attendance`,
    {
      from: sql`"Invitee" v where v."meetingId" = m.id and v."removedAt" is null`,
      order: sql`v.required desc, v.name, v.id`,
    },
  );

/** The rows of meetings in the order of their ids, and of what is theirs alone. */
async function readRows(ids: readonly string[], parts: MeetingParts) {
  const [meetings, aims, polls, agenda] = await Promise.all([
    rowsOf<Own>(sql`
      select m.*, ${partiesSql} as parties, ${parts.has('invitees') ? inviteesSql(parts) : noList} as invitees
      from unnest(${ids}::uuid[]) with ordinality as wanted(id, rank) join "Meeting" m on m.id = wanted.id order by wanted.rank`),
    parts.has('aims') ? listed<MeetingView['aims'][number]>('MeetingAim', ids, sql`x."occurrenceId"`) : [],
    parts.has('poll') ? listed<NonNullable<MeetingView['poll']>>('DatePoll', ids, sql`x."meetingId"`) : [],
    parts.has('agenda') ? listed<MeetingView['agenda'][number]>('AgendaItem', ids, sql`x.position, x.id`) : [],
  ]);
  return { meetings, aims, polls, agenda };
}

/** Puts to those invited whom they are and for whom they come. Filled in where they are: copies of rows cost more than reading them. */
function nameInvitees(
  invitees: readonly Bare<InviteeView>[],
  { people, named, parts }: { people: Map<string, Actor>; named: (row: PartyIds) => PartyRow; parts: MeetingParts },
): InviteeView[] {
  const unread = parts.has('invitedHow') ? [] : howFields;
  return invitees.map((invitee) => {
    // Instants are words in JSON; those that were not read are none.
    for (const name of inviteeInstants) if (invitee[name]) invitee[name] = new Date(invitee[name]);
    const person = people.get(invitee.personId ?? '') ?? null;
    return withoutParts(Object.assign(invitee, named(invitee), { person }) as InviteeView, unread);
  });
}

/**
 * The meetings with these ids in that order, of conventions that the viewer sees, in a fixed number of statements: one for them, one
 * each for the people, services and organisations that they name, and one for each further part. `parts`: what of them is
 * asked for; who reads them without their conventions has judged that the viewer sees these.
 */
export async function readMeetings(
  viewer: Viewer,
  ids: readonly string[],
  parts: MeetingParts = allParts,
): Promise<MeetingView[]> {
  if (ids.length === 0) return [];
  const own = await readRows(ids, parts);
  const invited = own.meetings.flatMap(({ invitees }) => invitees);
  const [conventions, people, named] = await Promise.all([
    parts.has('convention')
      ? findConventions(viewer, [...new Set(own.meetings.map(({ conventionId }) => conventionId))])
      : [],
    readActors(invited.flatMap(({ personId }) => personId ?? [])),
    readNamed([...own.meetings.flatMap(({ parties }) => parties), ...invited]),
  ]);
  const conventionOf = new Map(conventions.map((one) => [one.id, one]));
  const of = <Row extends { meetingId: string }>(rows: readonly Row[]) => grouped(rows, ({ meetingId }) => meetingId);
  const [aims, polls, agenda] = [of(own.aims), of(own.polls), of(own.agenda)];
  // Each part is a field of its name, but for what is a part of each invitee.
  const unread = meetingParts.filter((part) => part !== 'invitedHow').filter((part) => !parts.has(part));
  return own.meetings.flatMap(({ parties, invitees, ...meeting }) => {
    const convention = conventionOf.get(meeting.conventionId);
    if (!convention && parts.has('convention')) return [];
    const { id } = meeting;
    const view = meeting as MeetingView;
    view.parties = parties.map((party) => Object.assign(party, named(party)));
    if (convention) view.convention = convention;
    if (parts.has('invitees')) view.invitees = nameInvitees(invitees, { people, named, parts });
    if (parts.has('aims')) view.aims = aims(id);
    if (parts.has('poll')) view.poll = polls(id)[0] ?? null;
    if (parts.has('agenda')) view.agenda = agenda(id);
    return [withoutParts(view, unread)];
  });
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
