// The only rules of who may see and do what. `visible…` are row filters for queries; `can` judges a thing already seen.
// Deny by default; tests/domain/permissions.test.ts states every cell of the table. Above 400
// lines: a rule that stands elsewhere is one that a door passes by.
import { Prisma } from '#generated/prisma/client.ts';
import type { PersonViewer, Viewer } from './viewers.ts';
import type {
  Area,
  ChangeSubject,
  ConventionState,
  DatasetAccess,
  MeetingState,
  MinutesState,
  ParticipantRole,
} from './vocabulary.ts';
import { changeSubjects, participantRoles } from './vocabulary.ts';

/** What `can` must know of a convention; load it with `conventionRights`. */
export interface ConventionThing {
  state: ConventionState;
  archivedAt: Date | null;
  participants: { organisationId: string | null; personId: string | null; role: ParticipantRole }[];
}

/** The selection that gives a ConventionThing. */
export const conventionRights = {
  state: true,
  archivedAt: true,
  participants: { select: { organisationId: true, personId: true, role: true } },
} satisfies Prisma.ConventionSelect;

/** The same inside a hand-written statement, as JSON, where `c` is the convention: its instant is words there. */
export const conventionRightsSql = Prisma.sql`json_build_object('state', c.state, 'archivedAt', c."archivedAt", 'participants', (
  select coalesce(json_agg(json_build_object('organisationId', p."organisationId", 'personId', p."personId", 'role', p.role)), '[]')
  from "Participant" p where p."conventionId" = c.id))`;

/** What `can` must know of a thread or a comment. */
export interface AuthoredThing {
  convention: ConventionThing;
  authorId: string;
}

/** What `can` must know of a meeting: its convention, and who with an account is invited. */
export interface MeetingThing {
  convention: ConventionThing;
  invitees: readonly { personId: string | null }[];
}

/** What the right to write notes is judged by at each moment of a meeting's life; load it with `notesRights`. */
export interface NotesThing extends MeetingThing {
  state: MeetingState;
  minutes: { state: MinutesState } | null;
}

/** The selection of a meeting that gives a NotesThing. */
export const notesRights = {
  state: true,
  convention: { select: conventionRights },
  invitees: { where: { removedAt: null }, select: { personId: true } },
  minutes: { select: { state: true } },
} satisfies Prisma.MeetingSelect;

/** What `can` must know of a task that a meeting decided. */
export interface TaskThing {
  convention: ConventionThing;
  /** It is entrusted to the viewer, to the service they work in or to their organisation. */
  isOwn: boolean;
}

/** What `can` must know of a dataset. */
export interface DatasetThing {
  access: DatasetAccess;
  organisationId: string;
  ownerId: string;
}

/** What `can` must know of an organisation. */
export interface OrganisationThing {
  organisationId: string;
}

/** What `can` must know of an account. */
export interface PersonThing {
  organisationId: string;
  platformAdministrator: boolean;
}

/** Each verb with the thing it is judged on. */
interface VerbThings {
  'convention.create': null;
  'convention.read': ConventionThing;
  'convention.rename': ConventionThing;
  'convention.continue': ConventionThing;
  'convention.archive': ConventionThing;
  'participant.manage': ConventionThing;
  'text.write': ConventionThing;
  'text.suggest': ConventionThing;
  'carryOver.decide': ConventionThing;
  'convention.move': ConventionThing;
  'convention.decide': ConventionThing;
  'convention.amend': ConventionThing;
  'obligation.manage': ConventionThing;
  'evidence.record': ConventionThing;
  'action.follow': ConventionThing;
  'money.manage': ConventionThing;
  'report.write': ConventionThing;
  'file.store': ConventionThing;
  'meeting.organise': ConventionThing;
  'notes.write': MeetingThing;
  'minutes.approve': ConventionThing;
  'task.finish': TaskThing;
  'thread.open': ConventionThing;
  'thread.resolve': AuthoredThing;
  'comment.post': ConventionThing;
  'comment.edit': AuthoredThing;
  'comment.delete': AuthoredThing;
  'dataset.deposit': null;
  'dataset.change': DatasetThing;
  'datasetKey.make': null;
  'datasetKey.revoke': DatasetThing & { personId: string };
  'organisation.create': null;
  'organisation.manage': OrganisationThing;
  'person.manage': PersonThing;
  'apiKey.manage': OrganisationThing;
  'webhook.manage': OrganisationThing;
  'template.use': OrganisationThing;
  'template.manage': OrganisationThing;
  'demonstration.empty': null;
}

export type Verb = keyof VerbThings;

/** A key that is narrowed writes where it is said to; one that is not, wherever its mode lets it. */
const writes = (viewer: Viewer, area: Area) =>
  viewer.kind === 'person' ||
  (viewer.mode === 'READ_WRITE' && (viewer.scopes.length === 0 || viewer.scopes.includes(`${area}:write`)));

/** Whether `viewer` may read of an area at all; which conventions it sees is judged besides. */
export const reads = (viewer: Viewer, area: Area): boolean =>
  viewer.kind === 'person' ||
  viewer.scopes.length === 0 ||
  viewer.scopes.includes(`${area}:read`) ||
  viewer.scopes.includes(`${area}:write`);

/** Which area the things of a noun are of; null: whoever has come in may know of them, as far as it sees them. */
const areaOfSubject: Record<ChangeSubject, Area | null> = {
  Organisation: null,
  Unit: null,
  Person: null,
  ReferenceEntry: null,
  Convention: null,
  Participant: null,
  ProgrammeItem: 'programme',
  Action: 'followUp',
  StoredFile: 'files',
  Deliverable: 'followUp',
  Indicator: 'followUp',
  Obligation: 'followUp',
  Occurrence: 'followUp',
  Evidence: 'followUp',
  BudgetLine: 'finance',
  Payment: 'finance',
  Meeting: 'meetings',
  Invitee: 'meetings',
  Outcome: 'meetings',
  Observation: 'meetings',
  Thread: 'discussions',
  Comment: 'discussions',
  YearReport: 'followUp',
  MeetingNotes: 'meetings',
  Minutes: 'meetings',
  DatePoll: 'meetings',
  MailedReply: 'meetings',
  ApiKey: null,
  Webhook: null,
  Session: null,
  CalendarFeed: null,
  Notification: null,
  Dataset: 'datasets',
  AccessRequest: 'datasets',
  Demonstration: null,
  Template: 'programme',
};

/** Whether `viewer` may read things of this kind. */
export function readsSubject(viewer: Viewer, subject: ChangeSubject): boolean {
  const area = areaOfSubject[subject];
  return area === null || reads(viewer, area);
}

const isAdministrator = (viewer: Viewer) => viewer.kind === 'person' && viewer.platformAdministrator;

/** The highest role that the viewer holds in a convention, by name or through the organisation; null for none. */
export function roleIn(viewer: Viewer, convention: ConventionThing): ParticipantRole | null {
  const ranks = convention.participants
    .filter(
      (participant) =>
        participant.organisationId === viewer.organisationId ||
        // A key speaks for its organisation, never with the personal rights of who made it.
        (viewer.kind === 'person' && participant.personId === viewer.personId),
    )
    .map((participant) => participantRoles.indexOf(participant.role));
  return ranks.length === 0 ? null : (participantRoles[Math.max(...ranks)] ?? null);
}

const holds = (viewer: Viewer, convention: ConventionThing, least: ParticipantRole) => {
  const role = roleIn(viewer, convention);
  return role !== null && participantRoles.indexOf(role) >= participantRoles.indexOf(least);
};

/** The roles of who may do more than comment and suggest. */
export const writingRoles: readonly ParticipantRole[] = participantRoles.slice(participantRoles.indexOf('EDITOR'));

/** Whether words of the text may still change. Adopted and later, only an amendment may. */
const openStates: readonly ConventionState[] = ['DRAFT', 'IN_REVIEW', 'OPINION_GIVEN'];
const isOpen = ({ archivedAt, state }: ConventionThing) => archivedAt === null && openStates.includes(state);

/** Nothing happens any more in a convention that is over; its successor, if any, goes on. */
const overStates: readonly ConventionState[] = ['CLOSED', 'REJECTED', 'AMENDED', 'TERMINATED'];
export const isFollowed = ({ archivedAt, state }: Pick<ConventionThing, 'archivedAt' | 'state'>): boolean =>
  archivedAt === null && !overStates.includes(state);

/** Conventions that are not over, as a row filter. */
export const followedConventions: Prisma.ConventionWhereInput = { archivedAt: null, state: { notIn: [...overStates] } };

/** From signature on, an amendment may change what was agreed, and only it. */
const amendableStates: readonly ConventionState[] = ['SIGNED', 'RUNNING'];

const managesOrganisation = (viewer: Viewer, { organisationId }: OrganisationThing) =>
  isAdministrator(viewer) ||
  (viewer.kind === 'person' && viewer.organisationAdministrator && viewer.organisationId === organisationId);

/** Whether `viewer` may let programs see what its organisation sees. */
const opensOrganisation = (viewer: Viewer, { organisationId }: OrganisationThing) =>
  viewer.kind === 'person' && viewer.organisationAdministrator && viewer.organisationId === organisationId;

const rules: { [Name in Verb]: (viewer: Viewer, thing: VerbThings[Name]) => boolean } = {
  'convention.create': (viewer) =>
    writes(viewer, 'programme') &&
    (viewer.organisationKind === 'DEPARTMENT' || viewer.organisationKind === 'ASSOCIATION' || isAdministrator(viewer)),
  'convention.read': (viewer, convention) => holds(viewer, convention, 'READER') || isAdministrator(viewer),
  'convention.rename': (viewer, convention) =>
    writes(viewer, 'programme') && isOpen(convention) && holds(viewer, convention, 'STEWARD'),
  'convention.continue': (viewer, convention) => writes(viewer, 'programme') && holds(viewer, convention, 'STEWARD'),
  'convention.archive': (viewer, convention) =>
    writes(viewer, 'programme') &&
    isOpen(convention) &&
    (holds(viewer, convention, 'STEWARD') || isAdministrator(viewer)),
  // The administrator may hand a convention to somebody when its steward has left, and does not write in it.
  'participant.manage': (viewer, convention) =>
    writes(viewer, 'programme') && (holds(viewer, convention, 'STEWARD') || isAdministrator(viewer)),
  'text.write': (viewer, convention) =>
    writes(viewer, 'programme') && isOpen(convention) && holds(viewer, convention, 'EDITOR'),
  // Whose changes wait for a decision: realtime/server/ holds them to it.
  'text.suggest': (viewer, convention) =>
    writes(viewer, 'programme') && isOpen(convention) && holds(viewer, convention, 'SUGGESTER'),
  'carryOver.decide': (viewer, convention) =>
    writes(viewer, 'programme') && isOpen(convention) && holds(viewer, convention, 'EDITOR'),
  // Opinions, votes and signatures are recorded by who answers for the convention.
  'convention.move': (viewer, convention) =>
    writes(viewer, 'programme') && isFollowed(convention) && holds(viewer, convention, 'APPROVER'),
  // What binds or ends a convention, and passing over a warning, is decided by its steward alone.
  'convention.decide': (viewer, convention) =>
    writes(viewer, 'programme') && isFollowed(convention) && holds(viewer, convention, 'STEWARD'),
  'convention.amend': (viewer, convention) =>
    writes(viewer, 'programme') &&
    convention.archivedAt === null &&
    amendableStates.includes(convention.state) &&
    holds(viewer, convention, 'STEWARD'),
  // What is owed is agreed with the text; once that is adopted, only its steward states it anew.
  'obligation.manage': (viewer, convention) =>
    writes(viewer, 'followUp') &&
    isFollowed(convention) &&
    holds(viewer, convention, isOpen(convention) ? 'EDITOR' : 'STEWARD'),
  'evidence.record': (viewer, convention) =>
    writes(viewer, 'followUp') && isFollowed(convention) && holds(viewer, convention, 'EDITOR'),
  'action.follow': (viewer, convention) =>
    writes(viewer, 'followUp') && isFollowed(convention) && holds(viewer, convention, 'EDITOR'),
  'money.manage': (viewer, convention) =>
    writes(viewer, 'finance') && isFollowed(convention) && holds(viewer, convention, 'APPROVER'),
  'report.write': (viewer, convention) =>
    writes(viewer, 'followUp') && isFollowed(convention) && holds(viewer, convention, 'EDITOR'),
  'file.store': (viewer, convention) =>
    writes(viewer, 'files') && isFollowed(convention) && holds(viewer, convention, 'EDITOR'),
  'meeting.organise': (viewer, convention) =>
    writes(viewer, 'meetings') && isFollowed(convention) && holds(viewer, convention, 'EDITOR'),
  // Whoever is invited takes part in the notes, with whatever role; so does who organises.
  'notes.write': (viewer, { convention, invitees }) =>
    writes(viewer, 'meetings') &&
    isFollowed(convention) &&
    (holds(viewer, convention, 'EDITOR') ||
      (viewer.kind === 'person' &&
        holds(viewer, convention, 'READER') &&
        invitees.some(({ personId }) => personId === viewer.personId))),
  // Who calls a meeting answers for what is kept of it.
  'minutes.approve': (viewer, convention) =>
    writes(viewer, 'meetings') && isFollowed(convention) && holds(viewer, convention, 'EDITOR'),
  // Who does it says that it is done, with whatever role; a key's maker is not who it is entrusted to.
  'task.finish': (viewer, { convention, isOwn }) =>
    writes(viewer, 'meetings') &&
    isFollowed(convention) &&
    (holds(viewer, convention, 'EDITOR') || (viewer.kind === 'person' && isOwn && holds(viewer, convention, 'READER'))),
  'thread.open': (viewer, convention) =>
    writes(viewer, 'discussions') && isOpen(convention) && holds(viewer, convention, 'COMMENTER'),
  'thread.resolve': (viewer, { convention, authorId }) =>
    writes(viewer, 'discussions') &&
    isOpen(convention) &&
    (holds(viewer, convention, 'EDITOR') || (authorId === viewer.personId && holds(viewer, convention, 'COMMENTER'))),
  'comment.post': (viewer, convention) =>
    writes(viewer, 'discussions') && isOpen(convention) && holds(viewer, convention, 'COMMENTER'),
  'comment.edit': (viewer, { convention, authorId }) =>
    writes(viewer, 'discussions') &&
    isOpen(convention) &&
    viewer.kind === 'person' &&
    authorId === viewer.personId &&
    holds(viewer, convention, 'COMMENTER'),
  'comment.delete': (viewer, { convention, authorId }) =>
    writes(viewer, 'discussions') &&
    isOpen(convention) &&
    viewer.kind === 'person' &&
    holds(viewer, convention, authorId === viewer.personId ? 'COMMENTER' : 'STEWARD'),
  'dataset.deposit': (viewer) => writes(viewer, 'datasets'),
  // What was deposited is the organisation's to keep up, as long as it is not somebody's alone.
  'dataset.change': (viewer, { access, organisationId, ownerId }) =>
    writes(viewer, 'datasets') &&
    (access === 'MINE'
      ? viewer.kind === 'person' && viewer.personId === ownerId
      : viewer.organisationId === organisationId),
  // Whoever may open data may have an address of theirs for it; who keeps the data up may close anybody's.
  'datasetKey.make': (viewer) => viewer.kind === 'person',
  'datasetKey.revoke': (viewer, { personId, ...dataset }) =>
    viewer.kind === 'person' && (viewer.personId === personId || rules['dataset.change'](viewer, dataset)),
  'organisation.create': isAdministrator,
  'demonstration.empty': isAdministrator,
  'organisation.manage': managesOrganisation,
  // Who runs the platform is no organisation's to put out.
  'person.manage': (viewer, person) =>
    isAdministrator(viewer) || (!person.platformAdministrator && managesOrganisation(viewer, person)),
  // A key opens what its organisation sees: the platform's administrator, who sees more, does not make one for it.
  'apiKey.manage': opensOrganisation,
  'webhook.manage': opensOrganisation,
  'template.use': (viewer, { organisationId }) =>
    viewer.organisationId === organisationId && reads(viewer, 'programme'),
  'template.manage': managesOrganisation,
};

/** Whether `viewer` may do `verb` with a thing it already sees. */
export function can<Name extends Verb>(viewer: Viewer, verb: Name, thing: VerbThings[Name]): boolean {
  return rules[verb](viewer, thing);
}

/**
 * Whether `viewer` may write in the notes of a meeting it sees: who takes part, until the minutes are sent for
 * observations; from then on who organises, until they are approved.
 */
export function mayWriteNotes(viewer: Viewer, meeting: NotesThing): boolean {
  if (meeting.state === 'CANCELLED' || meeting.minutes?.state === 'APPROVED') return false;
  return meeting.minutes ? can(viewer, 'meeting.organise', meeting.convention) : can(viewer, 'notes.write', meeting);
}

/** Whether `viewer` may know the address of somebody it sees: colleagues and administrators; a program has no use for it. */
export function maySeeAddress(viewer: Viewer, person: { id: string; organisationId: string }): boolean {
  const { organisationId } = person;
  return (
    viewer.kind === 'person' &&
    (viewer.personId === person.id ||
      viewer.organisationId === organisationId ||
      can(viewer, 'organisation.manage', { organisationId }))
  );
}

/** An account, signed in or not. */
interface Account {
  id: string;
  organisationId: string;
  platformAdministrator: boolean;
}

/** Conventions that the person of an account may know of: what is made for them while they are away is bound by it. */
export function conventionsSeenBy({ id, organisationId, platformAdministrator }: Account): Prisma.ConventionWhereInput {
  return platformAdministrator ? {} : { participants: { some: { OR: [{ organisationId }, { personId: id }] } } };
}

/** Conventions that `viewer` may know of. */
export function visibleConventions(viewer: Viewer): Prisma.ConventionWhereInput {
  if (viewer.kind === 'person') return conventionsSeenBy({ ...viewer, id: viewer.personId });
  return { participants: { some: { organisationId: viewer.organisationId } } };
}

/**
 * People that `viewer` may know of: its colleagues, and whoever holds a role in a convention it sees, by name or through
 * an organisation. Organisations themselves are public bodies: whoever is signed in may know of all of them.
 */
export function visiblePeople(viewer: Viewer): Prisma.PersonWhereInput {
  if (isAdministrator(viewer)) return {};
  const shared = { some: { convention: visibleConventions(viewer) } };
  return {
    OR: [
      { organisationId: viewer.organisationId },
      { participants: shared },
      { organisation: { participants: shared } },
    ],
  };
}

/** Uploads that `viewer` may look at: a person's own. A key never sees what is its maker's alone. */
export function visibleImportDrafts(viewer: Viewer): Prisma.ImportDraftWhereInput {
  return viewer.kind === 'person' ? { personId: viewer.personId } : { id: { in: [] } };
}

/** Word files that `viewer` may look at: those that they brought back themselves. */
export function visibleWordReturns(viewer: Viewer): Prisma.WordReturnWhereInput {
  return viewer.kind === 'person' ? { personId: viewer.personId } : { id: { in: [] } };
}

/** The same rule inside a hand-written statement, where `c` is the convention; for the few reads that are one. */
export function visibleConventionsSql(viewer: Viewer): Prisma.Sql {
  if (isAdministrator(viewer)) return Prisma.sql`true`;
  const personId = viewer.kind === 'person' ? viewer.personId : null;
  return Prisma.sql`exists (
    select 1 from "Participant" p where p."conventionId" = c.id
      and (p."organisationId" = ${viewer.organisationId}::uuid or p."personId" = ${personId}::uuid))`;
}

/** `visiblePeople` inside a hand-written statement, where `h` is the person. */
function visiblePeopleSql(viewer: Viewer): Prisma.Sql {
  if (isAdministrator(viewer)) return Prisma.sql`true`;
  return Prisma.sql`(h."organisationId" = ${viewer.organisationId}::uuid or exists (
    select 1 from "Participant" s join "Convention" c on c.id = s."conventionId"
    where (s."personId" = h.id or s."organisationId" = h."organisationId") and ${visibleConventionsSql(viewer)}))`;
}

/** Whoever is signed in, in the access of what is searched. */
const ANYBODY = '00000000-0000-0000-0000-000000000000';

/** Which area the kinds of what is searched are of; the others are of none. */
const areaOfEntry: Record<string, Area> = {
  ITEM: 'programme',
  ACTION: 'programme',
  ACTION_NOTE: 'followUp',
  DELIVERABLE: 'followUp',
  OBLIGATION: 'followUp',
  COMMENT: 'discussions',
  MEETING: 'meetings',
  AGENDA: 'meetings',
  NOTES: 'meetings',
  DECISION: 'meetings',
  TASK: 'meetings',
  FILE: 'files',
  DATASET: 'datasets',
};

/**
 * Entries `e` of the search that `viewer` may know of. What is in an archived convention is found only by who asks for
 * that one. Written as one overlap of ids, which the index of the words answers together with them.
 */
export function visibleEntriesSql(viewer: Viewer, conventionId: string | null): Prisma.Sql {
  const unread = Object.keys(areaOfEntry).filter((kind) => !reads(viewer, areaOfEntry[kind] as Area));
  const personId = viewer.kind === 'person' ? viewer.personId : null;
  return Prisma.sql`e.access && array(
      select c.id from "Convention" c
      where (c."archivedAt" is null or c.id = ${conventionId}::uuid) and ${visibleConventionsSql(viewer)}
      union all values (${ANYBODY}::uuid), (${viewer.organisationId}::uuid), (${personId}::uuid)
      union all select me."unitId" from "Person" me where me.id = ${personId}::uuid)
    and e.kind <> all(${unread}::text[])
    and (e.source <> 'person' or exists (
      select 1 from "Person" h where h.id = e."subjectId" and ${visiblePeopleSql(viewer)}))`;
}

/** Living accounts of the people who see a convention: `visibleConventions` read the other way round. */
export function peopleWhoSee(conventionId: string): Prisma.PersonWhereInput {
  return {
    deactivatedAt: null,
    OR: [
      { participants: { some: { conventionId } } },
      { organisation: { participants: { some: { conventionId } } } },
      { platformAdministrator: true },
    ],
  };
}

/** Datasets that are open to `viewer` (null: somebody without an account), withdrawn ones too. */
export function openDatasets(viewer: Viewer | null): Prisma.DatasetWhereInput {
  // A key that is kept from data reads of them what the public may.
  if (!viewer || !reads(viewer, 'datasets')) return { access: 'EVERYONE' };
  const { personId, organisationId } = viewer;
  const only = viewer.kind === 'system' ? viewer.datasetId : null;
  const isPerson = viewer.kind === 'person' || only !== null;
  const grants: Prisma.DatasetGrantWhereInput[] = [
    { organisationId },
    // A key speaks for its organisation, never for one of its services or people; the key of one dataset, for its maker.
    ...(isPerson ? [{ personId }, { unit: { people: { some: { id: personId } } } }] : []),
  ];
  return {
    ...(only === null ? {} : { id: only }),
    OR: [
      { access: { in: ['EVERYONE', 'PARTNERS'] } },
      { access: 'CHOSEN', OR: [{ organisationId }, { grants: { some: { OR: grants } } }] },
      ...(isPerson ? [{ access: 'MINE' as const, ownerId: personId }] : []),
    ],
  };
}

/** Datasets that `viewer` may know of: until one of its versions can be read, only its depositor's organisation does. */
export function visibleDatasets(viewer: Viewer | null): Prisma.DatasetWhereInput {
  const readable: Prisma.DatasetWhereInput = { versions: { some: { state: 'READY' } } };
  return {
    withdrawnAt: null,
    AND: [openDatasets(viewer), viewer ? { OR: [readable, { organisationId: viewer.organisationId }] } : readable],
  };
}

/** The same people the other way round: living accounts to whom a dataset is open. */
export function peopleWhoMayOpen(dataset: DatasetThing & { id: string }): Prisma.PersonWhereInput {
  const alive = { deactivatedAt: null };
  if (dataset.access === 'EVERYONE' || dataset.access === 'PARTNERS') return alive;
  if (dataset.access === 'MINE') return { ...alive, id: dataset.ownerId };
  const granted = { some: { datasetId: dataset.id } };
  return {
    ...alive,
    OR: [
      { organisationId: dataset.organisationId },
      { datasetGrants: granted },
      { unit: { datasetGrants: granted } },
      { organisation: { datasetGrants: granted } },
    ],
  };
}

/** `openDatasets` of somebody inside a hand-written statement, where `d` is the dataset. */
function openDatasetsSql(viewer: Viewer): Prisma.Sql {
  if (!reads(viewer, 'datasets')) return Prisma.sql`d.access = 'EVERYONE'`;
  const personId = viewer.kind === 'person' ? viewer.personId : null;
  return Prisma.sql`(d.access in ('EVERYONE', 'PARTNERS')
    or d.access = 'MINE' and d."ownerId" = ${personId}::uuid
    or d.access = 'CHOSEN' and (d."organisationId" = ${viewer.organisationId}::uuid or exists (
      select 1 from "DatasetGrant" g where g."datasetId" = d.id and (g."organisationId" = ${viewer.organisationId}::uuid
        or g."personId" = ${personId}::uuid
        or g."unitId" = (select me."unitId" from "Person" me where me.id = ${personId}::uuid)))))`;
}

/** `visibleDatasets` of a person inside a hand-written statement, where `d` is the dataset. */
export const visibleDatasetsSql = (viewer: PersonViewer): Prisma.Sql => Prisma.sql`d."withdrawnAt" is null
  and ${openDatasetsSql(viewer)} and (d."organisationId" = ${viewer.organisationId}::uuid
    or exists (select 1 from "DatasetVersion" v where v."datasetId" = d.id and v.state = 'READY'))`;

/** What `viewer` may read of changes `h` in a convention that it sees, inside a hand-written statement. */
export function visibleChangesSql(viewer: Viewer): Prisma.Sql {
  if (isAdministrator(viewer)) return Prisma.sql`(h."personId" is null or h."personId" = ${viewer.personId}::uuid)`;
  const unread = changeSubjects.filter((subject) => !readsSubject(viewer, subject));
  return Prisma.sql`h.subject <> all(${unread}::text[])`;
}

/** Some of those to whom changes `h` are addressed: `ids` are what is in `column` of theirs, which has an index. */
export interface Audience {
  column: Prisma.Sql;
  ids: Prisma.Sql;
  besides: Prisma.Sql;
}

/**
 * To whom the changes are addressed that `viewer` may know of: whoever sees a convention or a dataset that it sees, its
 * organisation, itself. What is addressed to one person is that person's alone. Null: all of them, as far as
 * `visibleChangesSql` goes.
 */
export function audiencesOf(viewer: Viewer): Audience[] | null {
  if (isAdministrator(viewer)) return null;
  const speaksForOrganisation = viewer.kind === 'system' || viewer.organisationAdministrator;
  const conventions: Audience = {
    column: Prisma.sql`h."conventionId"`,
    ids: Prisma.sql`select c.id from "Convention" c where ${visibleConventionsSql(viewer)}`,
    besides: Prisma.sql`true`,
  };
  // What was taken back is told as gone to those who could see it.
  const datasets: Audience = {
    column: Prisma.sql`h."datasetId"`,
    ids: Prisma.sql`select d.id from "Dataset" d where ${openDatasetsSql(viewer)}`,
    besides: Prisma.sql`true`,
  };
  const organisation: Audience = {
    column: Prisma.sql`h."organisationId"`,
    ids: Prisma.sql`select ${viewer.organisationId}::uuid as id`,
    besides: Prisma.sql`h."conventionId" is null and h."datasetId" is null`,
  };
  const person: Audience = {
    column: Prisma.sql`h."personId"`,
    ids: Prisma.sql`select ${viewer.personId}::uuid as id`,
    besides: Prisma.sql`h."conventionId" is null`,
  };
  return [
    conventions,
    datasets,
    ...(speaksForOrganisation ? [organisation] : []),
    ...(viewer.kind === 'person' ? [person] : []),
  ];
}
