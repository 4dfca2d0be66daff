// What is done with meetings: prepared, stated anew, called, cancelled; who is invited. Answering by the link of a mail is
// invitation.ts; who was there, and closing, attendance.ts.
import { invite, inviteByAddresses, uninvite } from '#domain/scheduling/invitations.ts';
import { callMeeting, cancelMeeting, changeMeeting, createMeeting } from '#domain/scheduling/meetings.ts';
import { builder, signedIn } from '../builder.ts';
import { MeetingKindType, MeetingType } from './meeting.ts';

const CreateMeetingInput = builder.inputType('CreateMeetingInput', {
  fields: (t) => ({
    conventionId: t.id({ required: true }),
    kind: t.field({ type: MeetingKindType, required: true }),
    title: t.string({ required: true }),
    purpose: t.string(),
    place: t.string(),
    link: t.string(),
    startsAt: t.field({
      type: 'DateTime',
      description: 'Absent, comme sa fin, tant qu’une date se cherche.',
    }),
    endsAt: t.field({ type: 'DateTime' }),
    organiserIds: t.idList({
      description: 'Des organismes ou des services ; les personnes des services sont invitées.',
    }),
    occurrenceIds: t.idList({ description: 'Ce qu’elle doit satisfaire.' }),
  }),
});
const ChangeMeetingInput = builder.inputType('ChangeMeetingInput', {
  fields: (t) => ({
    meetingId: t.id({ required: true }),
    version: t.int({ required: true, description: 'Celle qui a été lue.' }),
    kind: t.field({ type: MeetingKindType, required: true }),
    title: t.string({ required: true }),
    purpose: t.string(),
    place: t.string(),
    link: t.string(),
    startsAt: t.field({ type: 'DateTime', description: 'Rien, comme sa fin, tant qu’une date est cherchée.' }),
    endsAt: t.field({ type: 'DateTime' }),
    organiserIds: t.idList(),
    occurrenceIds: t.idList(),
  }),
});
const CallMeetingInput = builder.inputType('CallMeetingInput', {
  fields: (t) => ({ meetingId: t.id({ required: true }), version: t.int({ required: true }) }),
});
const CancelMeetingInput = builder.inputType('CancelMeetingInput', {
  fields: (t) => ({
    meetingId: t.id({ required: true }),
    version: t.int({ required: true }),
    reason: t.string({ description: 'Dite aux invités.' }),
  }),
});
const InviteInput = builder.inputType('InviteInput', {
  description: 'L’un de `personId`, `partyId` et `email`.',
  fields: (t) => ({
    meetingId: t.id({ required: true }),
    personId: t.id(),
    partyId: t.id({ description: 'Un organisme ou un service, avec ceux qui y ont un compte.' }),
    email: t.string({ description: 'De quelqu’un sans compte.' }),
    name: t.string({ description: 'Le sien.' }),
    comesForId: t.id({ description: 'L’organisme ou le service pour lequel la personne vient.' }),
    required: t.boolean({ defaultValue: true }),
  }),
});
const InviteByAddressesInput = builder.inputType('InviteByAddressesInput', {
  fields: (t) => ({
    meetingId: t.id({ required: true }),
    addresses: t.string({
      required: true,
      description: 'As pasted: on lines or between « ; » or « , », each alone or behind a name in brackets.',
    }),
    required: t.boolean({ defaultValue: true }),
  }),
});
const UninviteInput = builder.inputType('UninviteInput', {
  description: 'L’un de `inviteeId` et `partyId`.',
  fields: (t) => ({
    meetingId: t.id({ required: true }),
    inviteeId: t.id(),
    partyId: t.id({ description: 'Avec ses personnes.' }),
  }),
});

builder.mutationFields((t) => ({
  createMeeting: t.field({
    type: MeetingType,
    description: 'En prépare une ; personne n’en sait rien avant la convocation.',
    args: { input: t.arg({ type: CreateMeetingInput, required: true }) },
    resolve: (_root, { input }, context) => createMeeting(signedIn(context), input),
  }),
  changeMeeting: t.field({
    type: MeetingType,
    description: 'Redit tout d’elle. Convoquée, les invités sont prévenus ; une nouvelle heure est redemandée.',
    args: { input: t.arg({ type: ChangeMeetingInput, required: true }) },
    resolve: (_root, { input }, context) => changeMeeting(signedIn(context), input),
  }),
  callMeeting: t.field({
    type: MeetingType,
    description: 'Envoie les invitations.',
    args: { input: t.arg({ type: CallMeetingInput, required: true }) },
    resolve: (_root, { input }, context) => callMeeting(signedIn(context), input),
  }),
  cancelMeeting: t.field({
    type: MeetingType,
    description: 'Les invités l’apprennent, et leurs agendas la retirent.',
    args: { input: t.arg({ type: CancelMeetingInput, required: true }) },
    resolve: (_root, { input }, context) => cancelMeeting(signedIn(context), input),
  }),
  invite: t.field({
    type: MeetingType,
    description: 'D’une réunion convoquée, le courriel part aussitôt.',
    args: { input: t.arg({ type: InviteInput, required: true }) },
    resolve: (_root, { input }, context) => invite(signedIn(context), input),
  }),
  inviteByAddresses: t.field({
    type: MeetingType,
    description: 'Toutes ces personnes, ou aucune quand une adresse ne se lit pas. Qui est invité déjà le reste.',
    args: { input: t.arg({ type: InviteByAddressesInput, required: true }) },
    resolve: (_root, { input }, context) => inviteByAddresses(signedIn(context), input),
  }),
  uninvite: t.field({
    type: MeetingType,
    args: { input: t.arg({ type: UninviteInput, required: true }) },
    resolve: (_root, { input }, context) => uninvite(signedIn(context), input),
  }),
}));
