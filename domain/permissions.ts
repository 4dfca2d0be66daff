// The only rules of who may see and do what. `visible…` are row filters for queries; `can` judges a thing already seen.
// Deny by default; tests/domain/permissions.test.ts states every cell of the table.
import { Prisma } from '#generated/prisma/client.ts';
import type { Viewer } from './viewers.ts';
import type { Area, ChangeSubject, ConventionState, ParticipantRole } from './vocabulary.ts';
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

/** What `can` must know of a task that a meeting decided. */
export interface TaskThing {
  convention: ConventionThing;
  /** It is entrusted to the viewer, to the service they work in or to their organisation. */
  isOwn: boolean;
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
  'task.finish': TaskThing;
  'thread.open': ConventionThing;
  'thread.resolve': AuthoredThing;
  'comment.post': ConventionThing;
  'comment.edit': AuthoredThing;
  'comment.delete': AuthoredThing;
  'organisation.create': null;
  'organisation.manage': OrganisationThing;
  'person.manage': PersonThing;
  'apiKey.manage': OrganisationThing;
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
  Session: null,
  CalendarFeed: null,
  Notification: null,
  Demonstration: null,
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
  'organisation.create': isAdministrator,
  'demonstration.empty': isAdministrator,
  'organisation.manage': managesOrganisation,
  // Who runs the platform is no organisation's to put out.
  'person.manage': (viewer, person) =>
    isAdministrator(viewer) || (!person.platformAdministrator && managesOrganisation(viewer, person)),
  // A key opens what its organisation sees: the platform's administrator, who sees more, does not make one for it.
  'apiKey.manage': (viewer, { organisationId }) =>
    viewer.kind === 'person' && viewer.organisationAdministrator && viewer.organisationId === organisationId,
};

/** Whether `viewer` may do `verb` with a thing it already sees. */
export function can<Name extends Verb>(viewer: Viewer, verb: Name, thing: VerbThings[Name]): boolean {
  return rules[verb](viewer, thing);
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

/** The same rule inside a hand-written statement, where `c` is the convention; for the few reads that are one. */
export function visibleConventionsSql(viewer: Viewer): Prisma.Sql {
  if (isAdministrator(viewer)) return Prisma.sql`true`;
  const personId = viewer.kind === 'person' ? viewer.personId : null;
  return Prisma.sql`exists (
    select 1 from "Participant" p where p."conventionId" = c.id
      and (p."organisationId" = ${viewer.organisationId}::uuid or p."personId" = ${personId}::uuid))`;
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

/**
 * Changes that `viewer` may know of: those of the conventions it sees (`conventionIds`), and those addressed to its
 * organisation or to itself. What is addressed to one person is that person's alone.
 */
export function visibleChanges(viewer: Viewer, conventionIds: string[]): Prisma.ChangeWhereInput {
  if (isAdministrator(viewer)) return { OR: [{ personId: null }, { personId: viewer.personId }] };
  const speaksForOrganisation = viewer.kind === 'system' || viewer.organisationAdministrator;
  const unread = changeSubjects.filter((subject) => !readsSubject(viewer, subject));
  return {
    ...(unread.length > 0 ? { subject: { notIn: unread } } : {}),
    OR: [
      { conventionId: { in: conventionIds } },
      ...(speaksForOrganisation ? [{ conventionId: null, organisationId: viewer.organisationId }] : []),
      ...(viewer.kind === 'person' ? [{ conventionId: null, personId: viewer.personId }] : []),
    ],
  };
}
