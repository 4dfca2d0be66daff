// Meetings: with whom they name, what those invited answered, what they aim at; read and listed. What is done with them is
// meeting-mutations.ts and its neighbours.

import { comingAbsences } from '#domain/meetings/absences.ts';
import { readAimed } from '#domain/meetings/aims.ts';
import { missingFrom } from '#domain/meetings/attendance.ts';
import { findMeetingCandidates } from '#domain/meetings/candidates.ts';
import { readMeetingLists } from '#domain/meetings/meeting-lists.ts';
import {
  comesFor,
  type Invited,
  invitedTo,
  type MeetingPart,
  type MeetingView,
  missingTerritories,
  nameOf,
  partiesOf,
  readMeeting,
} from '#domain/meetings/meeting-views.ts';
import type { OccurrenceView } from '#domain/obligations/obligation-views.ts';
import type { Party } from '#domain/organisations/parties.ts';
import { can } from '#domain/permissions.ts';
import { shownAddress } from '#domain/shown-address.ts';
import { meetingAnswers, meetingAttendances, meetingKinds, meetingStates } from '#domain/vocabulary.ts';
import type { Person } from '#generated/prisma/client.ts';
import { partsAsked } from '../asked-fields.ts';
import { batched, batchedLists } from '../batched-reads.ts';
import { builder, type Context, connectionOf, listComplexity, signedIn } from '../builder.ts';
import { PartyType } from './evidence.ts';
import { ObligationConventionType, OccurrenceType } from './obligation.ts';
import { TerritoryType } from './organisation.ts';
import { PersonType } from './person.ts';

export const MeetingKindType = builder.enumType('MeetingKind', { values: meetingKinds });
export const MeetingStateType = builder.enumType('MeetingState', {
  description:
    'DRAFT : personne n’en sait rien. CALLED : les invitations sont parties. HELD : close avec les présents. CANCELLED : annulée.',
  values: meetingStates,
});
export const MeetingAnswerType = builder.enumType('MeetingAnswer', {
  description: 'NEEDS_ACTION : aucune encore, ou redemandée depuis que l’heure a changé.',
  values: meetingAnswers,
});
export const MeetingAttendanceType = builder.enumType('MeetingAttendance', { values: meetingAttendances });

const mayOrganise = (meeting: MeetingView, _args: object, context: Context) =>
  can(signedIn(context), 'meeting.organise', meeting.convention);

export const InviteeType = builder.objectRef<Invited>('Invitee').implement({
  description: 'Quelqu’un d’invité, avec un compte ou par courriel seulement.',
  fields: (t) => ({
    id: t.exposeID('id'),
    meetingId: t.exposeID('meetingId', { description: 'La réunion à laquelle elle est invitée.' }),
    name: t.string({ resolve: nameOf }),
    person: t.field({ type: PersonType, nullable: true, resolve: ({ person }) => person }),
    email: t.string({
      nullable: true,
      description: 'De quelqu’un sans compte, pour qui peut organiser la réunion.',
      resolve: (invitee, args, context) =>
        !invitee.person && mayOrganise(invitee.meeting, args, context) ? shownAddress(invitee.email) : null,
    }),
    comesFor: t.field({ type: PartyType, nullable: true, resolve: comesFor }),
    required: t.exposeBoolean('required'),
    answer: t.expose('answer', { type: MeetingAnswerType }),
    answeredAt: t.expose('answeredAt', { type: 'DateTime', nullable: true }),
    mailRefusedAt: t.expose('mailRefusedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Quand un courriel n’a pas pu lui être remis ; nul dès qu’un l’est, ou qu’un autre lien est envoyé.',
    }),
    attendance: t.expose('attendance', {
      type: MeetingAttendanceType,
      nullable: true,
      description: 'À partir du jour de la réunion ; nul pour qui était absent sans un mot.',
    }),
  }),
});

const WantingAimType = builder.objectRef<{ occurrence: OccurrenceView; missing: Party[] }>('WantingAim').implement({
  fields: (t) => ({
    occurrence: t.field({ type: OccurrenceType, resolve: ({ occurrence }) => occurrence }),
    missing: t.field({
      type: [PartyType],
      description: 'Pour qui personne n’est invité, ou, une fois tenue, personne n’était là.',
      resolve: ({ missing }) => missing,
    }),
  }),
});

const aimOf = batched((ids, context) => readAimed(signedIn(context), ids));

export const MeetingType = builder.objectRef<MeetingView>('Meeting').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    convention: t.field({ type: ObligationConventionType, resolve: ({ convention }) => convention }),
    kind: t.expose('kind', { type: MeetingKindType }),
    title: t.exposeString('title'),
    purpose: t.exposeString('purpose', { nullable: true }),
    place: t.exposeString('place', { nullable: true }),
    link: t.exposeString('link', { nullable: true, description: 'L’adresse de la visioconférence.' }),
    startsAt: t.expose('startsAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'Nul tant qu’elle n’a pas de date, comme pendant que les invités sont sondés ; convoquée, elle en a toujours une.',
    }),
    endsAt: t.expose('endsAt', { type: 'DateTime', nullable: true, description: 'Nul tant que `startsAt` l’est.' }),
    state: t.expose('state', { type: MeetingStateType }),
    cancelReason: t.exposeString('cancelReason', { nullable: true }),
    uid: t.exposeString('uid', { description: 'Ce par quoi les agendas la connaissent.' }),
    sequence: t.exposeInt('sequence', { description: 'Croît à chaque changement que reprennent les agendas.' }),
    version: t.exposeInt('version'),
    organisers: t.field({ type: [PartyType], resolve: (meeting) => partiesOf(meeting, 'ORGANISER') }),
    invited: t.field({
      type: [PartyType],
      description: 'Les organismes et services invités comme tels.',
      resolve: (meeting) => partiesOf(meeting, 'INVITED'),
    }),
    missingTerritories: t.field({
      type: [TerritoryType],
      description: 'Les MDADT qui manquent à un échange territorial : il ne peut être convoqué sans les deux.',
      resolve: (meeting) => missingTerritories(meeting),
    }),
    invitees: t.field({
      type: [InviteeType],
      description: 'Ceux qui sont encore invités, les nécessaires d’abord.',
      resolve: invitedTo,
    }),
    absences: t.stringList({
      description:
        'Quelles personnes nécessaires et quelles MDADT entières ont dit non, en phrases : pour qui peut organiser, tant qu’elle est à venir.',
      resolve: (meeting, args, context) =>
        mayOrganise(meeting, args, context) ? comingAbsences(meeting).map(({ words }) => words) : [],
    }),
    aims: t.field({
      type: [OccurrenceType],
      description: 'Ce qu’elle doit satisfaire.',
      resolve: async ({ aims }, _args, context) => {
        const found = await Promise.all(aims.map(({ occurrenceId }) => aimOf(context, occurrenceId)));
        return found.filter((one) => one !== undefined);
      },
    }),
    wantingAims: t.field({
      type: [WantingAimType],
      description: 'Ce qu’elle ne satisferait pas telle qu’elle est, parce que quelqu’un qui doit être là n’y est pas.',
      resolve: async (meeting, _args, context) => {
        const found = await Promise.all(meeting.aims.map(({ occurrenceId }) => aimOf(context, occurrenceId)));
        return found
          .filter((one) => one !== undefined)
          .map((occurrence) => ({ occurrence, missing: missingFrom(meeting, occurrence.obligation.attendees) }))
          .filter(({ missing }) => missing.length > 0);
      },
    }),
    viewerAnswer: t.field({
      type: MeetingAnswerType,
      nullable: true,
      description: 'Ce qu’a répondu qui demande ; nul s’il n’est pas invité.',
      resolve: ({ invitees }, _args, context) => {
        const viewer = signedIn(context);
        const own = invitees.find(({ personId }) => viewer.kind === 'person' && personId === viewer.personId);
        return own?.answer ?? null;
      },
    }),
    viewerMayOrganise: t.boolean({ resolve: mayOrganise }),
  }),
});

const MeetingFilterInput = builder.inputType('MeetingFilter', {
  description: 'Tout ce qui est donné doit être vrai.',
  fields: (t) => ({
    conventionId: t.id(),
    states: t.field({ type: [MeetingStateType] }),
    kind: t.field({ type: MeetingKindType }),
    territory: t.field({ type: TerritoryType, description: 'Un de ses services l’organise ou est invité.' }),
    joint: t.boolean({ description: 'Les échanges territoriaux dont les deux territoires sont parties.' }),
    mine: t.boolean({ description: 'Qui demande est invité.' }),
    unanswered: t.boolean({
      description: 'Qui demande est invité et n’a pas répondu à chaque date demandée.',
    }),
    coming: t.boolean({ description: 'Elle n’est pas finie (vrai), ou l’est (faux).' }),
    from: t.field({ type: 'Date', description: 'Elle touche ce jour, à Paris, ou un jour d’après.' }),
    to: t.field({ type: 'Date', description: 'Elle touche ce jour, à Paris, ou un jour d’avant.' }),
  }),
});

const MeetingCandidatesType = builder.objectRef<{ people: Person[]; parties: Party[] }>('MeetingCandidates').implement({
  fields: (t) => ({
    people: t.field({ type: [PersonType], resolve: ({ people }) => people }),
    parties: t.field({ type: [PartyType], resolve: ({ parties }) => parties }),
  }),
});

const meetingsOf = batchedLists(readMeetingLists);

/** What hands the whole meeting on, to things that look at whatever they need of it. */
const wholly = ['Meeting.agenda', 'Meeting.minutes', 'Meeting.waitingReplies'];

/** What asks for each part of a meeting that is read only then. */
const parts: Record<MeetingPart, readonly string[]> = {
  convention: [
    ...wholly,
    ...['convention', 'absences', 'poll', 'viewerMayOrganise'].map((name) => `Meeting.${name}`),
    ...['Invitee.email', 'Invitee.answerWords'],
  ],
  details: [
    ...wholly,
    ...['purpose', 'link', 'cancelReason', 'uid', 'sequence', 'series', 'absences', 'poll'].map(
      (name) => `Meeting.${name}`,
    ),
  ],
  invitees: [
    ...wholly,
    ...['invitees', 'missingTerritories', 'absences', 'wantingAims', 'poll', 'viewerAnswer'].map(
      (name) => `Meeting.${name}`,
    ),
  ],
  invitedFor: [
    ...wholly,
    ...['missingTerritories', 'absences', 'wantingAims', 'poll'].map((name) => `Meeting.${name}`),
    ...['comesFor', 'required', 'attendance'].map((name) => `Invitee.${name}`),
  ],
  invitedHow: [
    ...[...wholly, 'Meeting.poll'],
    ...['email', 'answeredAt', 'answerWords', 'mailRefusedAt'].map((name) => `Invitee.${name}`),
  ],
  aims: [...wholly, 'Meeting.aims', 'Meeting.wantingAims'],
  poll: [...wholly, 'Meeting.poll'],
  agenda: [...wholly, 'Meeting.agendaMinutes'],
};

builder.queryFields((t) => ({
  meeting: t.field({
    type: MeetingType,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) => readMeeting(signedIn(context), id),
  }),
  meetings: t.connection({
    type: MeetingType,
    description:
      'Des conventions que voit qui demande : avec `coming: true` la plus proche d’abord, sinon la dernière d’abord.',
    complexity: listComplexity,
    args: { filter: t.arg({ type: MeetingFilterInput }) },
    resolve: async (_root, args, context, info) =>
      connectionOf(await meetingsOf(context, { ...args, parts: partsAsked(info, parts) })),
  }),
  meetingCandidates: t.field({
    type: MeetingCandidatesType,
    description: 'Qui une réunion de la convention peut nommer, pour qui peut en organiser une.',
    complexity: 20,
    args: { conventionId: t.arg.id({ required: true }) },
    resolve: (_root, { conventionId }, context) => findMeetingCandidates(signedIn(context), conventionId),
  }),
}));
