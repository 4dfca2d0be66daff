// Meetings: with whom they name, what those invited answered, what they aim at; read and listed. What is done with them is
// meeting-mutations.ts and its neighbours.

import { comingAbsences } from '#domain/meetings/absences.ts';
import { readAimed } from '#domain/meetings/aims.ts';
import { missingFrom } from '#domain/meetings/attendance.ts';
import { findMeetingCandidates } from '#domain/meetings/candidates.ts';
import {
  comesFor,
  type InviteeView,
  listMeetings,
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
import { batched } from '../batched-reads.ts';
import { builder, type Context, connectionOf, listComplexity, signedIn } from '../builder.ts';
import { PartyType } from './evidence.ts';
import { ObligationConventionType, OccurrenceType } from './obligation.ts';
import { TerritoryType } from './organisation.ts';
import { PersonType } from './person.ts';

export const MeetingKindType = builder.enumType('MeetingKind', { values: meetingKinds });
export const MeetingStateType = builder.enumType('MeetingState', {
  description: 'DRAFT: nobody was told. CALLED: invitations have left. HELD: closed with who was there. CANCELLED.',
  values: meetingStates,
});
export const MeetingAnswerType = builder.enumType('MeetingAnswer', {
  description: 'NEEDS_ACTION: none yet, or asked again since the hour changed.',
  values: meetingAnswers,
});
export const MeetingAttendanceType = builder.enumType('MeetingAttendance', { values: meetingAttendances });

/** An invitee with the meeting it is judged in. */
export interface Invited extends InviteeView {
  meeting: MeetingView;
}

const mayOrganise = (meeting: MeetingView, _args: object, context: Context) =>
  can(signedIn(context), 'meeting.organise', meeting.convention);

export const InviteeType = builder.objectRef<Invited>('Invitee').implement({
  description: 'Somebody invited, with an account or by e-mail alone.',
  fields: (t) => ({
    id: t.exposeID('id'),
    meetingId: t.exposeID('meetingId', { description: 'La réunion à laquelle elle est invitée.' }),
    name: t.string({ resolve: nameOf }),
    person: t.field({ type: PersonType, nullable: true, resolve: ({ person }) => person }),
    email: t.string({
      nullable: true,
      description: 'Of somebody without an account, for who may organise the meeting.',
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
      description: 'When a mail to them could not be delivered; null once one is, or another link was sent.',
    }),
    attendance: t.expose('attendance', {
      type: MeetingAttendanceType,
      nullable: true,
      description: 'From the day of the meeting on; null for who was absent without a word.',
    }),
  }),
});

const WantingAimType = builder.objectRef<{ occurrence: OccurrenceView; missing: Party[] }>('WantingAim').implement({
  fields: (t) => ({
    occurrence: t.field({ type: OccurrenceType, resolve: ({ occurrence }) => occurrence }),
    missing: t.field({
      type: [PartyType],
      description: 'For whom nobody is invited, or once it is held, nobody was there.',
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
    link: t.exposeString('link', { nullable: true, description: 'The address of the video conference.' }),
    startsAt: t.expose('startsAt', { type: 'DateTime' }),
    endsAt: t.expose('endsAt', { type: 'DateTime' }),
    state: t.expose('state', { type: MeetingStateType }),
    cancelReason: t.exposeString('cancelReason', { nullable: true }),
    uid: t.exposeString('uid', { description: 'What calendars know it by.' }),
    sequence: t.exposeInt('sequence', { description: 'Grows with each change that calendars take over.' }),
    version: t.exposeInt('version'),
    organisers: t.field({ type: [PartyType], resolve: (meeting) => partiesOf(meeting, 'ORGANISER') }),
    invited: t.field({
      type: [PartyType],
      description: 'Organisations and services invited as such.',
      resolve: (meeting) => partiesOf(meeting, 'INVITED'),
    }),
    missingTerritories: t.field({
      type: [TerritoryType],
      description: 'Whose MDADT a territorial exchange lacks: it cannot be called without both.',
      resolve: (meeting) => missingTerritories(meeting),
    }),
    invitees: t.field({
      type: [InviteeType],
      description: 'Those still invited, the required first.',
      resolve: (meeting) => meeting.invitees.map((invitee) => ({ ...invitee, meeting })),
    }),
    absences: t.stringList({
      description:
        'Which required people and whole MDADT said no, in French sentences: for who may organise, while it is to come.',
      resolve: (meeting, args, context) =>
        mayOrganise(meeting, args, context) ? comingAbsences(meeting).map(({ words }) => words) : [],
    }),
    aims: t.field({
      type: [OccurrenceType],
      description: 'What it is to discharge.',
      resolve: async ({ aims }, _args, context) => {
        const found = await Promise.all(aims.map(({ occurrenceId }) => aimOf(context, occurrenceId)));
        return found.filter((one) => one !== undefined);
      },
    }),
    wantingAims: t.field({
      type: [WantingAimType],
      description: 'What it would not discharge as it stands, because somebody who must be there is not.',
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
      description: 'What the viewer answered; null when not invited.',
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
  description: 'All that is given must hold.',
  fields: (t) => ({
    conventionId: t.id(),
    states: t.field({ type: [MeetingStateType] }),
    kind: t.field({ type: MeetingKindType }),
    territory: t.field({ type: TerritoryType, description: 'A service of it organises it or is invited.' }),
    joint: t.boolean({ description: 'Territorial exchanges to which both territories are party.' }),
    mine: t.boolean({ description: 'The viewer is invited.' }),
    unanswered: t.boolean({
      description: 'The viewer is invited, and has not answered for every date that is asked about.',
    }),
    coming: t.boolean({ description: 'It has not ended (true), or has (false).' }),
    from: t.field({ type: 'Date', description: 'It touches this day in Paris, or a later one.' }),
    to: t.field({ type: 'Date', description: 'It touches this day in Paris, or an earlier one.' }),
  }),
});

const MeetingCandidatesType = builder.objectRef<{ people: Person[]; parties: Party[] }>('MeetingCandidates').implement({
  fields: (t) => ({
    people: t.field({ type: [PersonType], resolve: ({ people }) => people }),
    parties: t.field({ type: [PartyType], resolve: ({ parties }) => parties }),
  }),
});

builder.queryFields((t) => ({
  meeting: t.field({
    type: MeetingType,
    args: { id: t.arg.id({ required: true }) },
    resolve: (_root, { id }, context) => readMeeting(signedIn(context), id),
  }),
  meetings: t.connection({
    type: MeetingType,
    description:
      'Of the conventions that the viewer sees: with `coming: true` the soonest first, else the latest first.',
    complexity: listComplexity,
    args: { filter: t.arg({ type: MeetingFilterInput }) },
    resolve: async (_root, args, context) => connectionOf(await listMeetings(signedIn(context), args)),
  }),
  meetingCandidates: t.field({
    type: MeetingCandidatesType,
    description: 'Whom a meeting of the convention may name, for who may organise one.',
    complexity: 20,
    args: { conventionId: t.arg.id({ required: true }) },
    resolve: (_root, { conventionId }, context) => findMeetingCandidates(signedIn(context), conventionId),
  }),
}));
