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
    startsAt: t.field({ type: 'DateTime', required: true }),
    endsAt: t.field({ type: 'DateTime', required: true }),
    organiserIds: t.idList({ description: 'Organisations or services; the people of services are invited.' }),
    occurrenceIds: t.idList({ description: 'What it is to discharge.' }),
  }),
});
const ChangeMeetingInput = builder.inputType('ChangeMeetingInput', {
  fields: (t) => ({
    meetingId: t.id({ required: true }),
    version: t.int({ required: true, description: 'The one that was read.' }),
    kind: t.field({ type: MeetingKindType, required: true }),
    title: t.string({ required: true }),
    purpose: t.string(),
    place: t.string(),
    link: t.string(),
    startsAt: t.field({ type: 'DateTime', required: true }),
    endsAt: t.field({ type: 'DateTime', required: true }),
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
    reason: t.string({ description: 'Told to those invited.' }),
  }),
});
const InviteInput = builder.inputType('InviteInput', {
  description: 'One of `personId`, `partyId` and `email`.',
  fields: (t) => ({
    meetingId: t.id({ required: true }),
    personId: t.id(),
    partyId: t.id({ description: 'An organisation or a service, with whoever has an account there.' }),
    email: t.string({ description: 'Of somebody without an account.' }),
    name: t.string({ description: 'Theirs.' }),
    comesForId: t.id({ description: 'The organisation or service that they come for.' }),
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
  description: 'One of `inviteeId` and `partyId`.',
  fields: (t) => ({
    meetingId: t.id({ required: true }),
    inviteeId: t.id(),
    partyId: t.id({ description: 'With its people.' }),
  }),
});

builder.mutationFields((t) => ({
  createMeeting: t.field({
    type: MeetingType,
    description: 'Prepares one; nobody is told before it is called.',
    args: { input: t.arg({ type: CreateMeetingInput, required: true }) },
    resolve: (_root, { input }, context) => createMeeting(signedIn(context), input),
  }),
  changeMeeting: t.field({
    type: MeetingType,
    description: 'States all of it anew. Once called, those invited are told; a new hour is asked again.',
    args: { input: t.arg({ type: ChangeMeetingInput, required: true }) },
    resolve: (_root, { input }, context) => changeMeeting(signedIn(context), input),
  }),
  callMeeting: t.field({
    type: MeetingType,
    description: 'Sends the invitations.',
    args: { input: t.arg({ type: CallMeetingInput, required: true }) },
    resolve: (_root, { input }, context) => callMeeting(signedIn(context), input),
  }),
  cancelMeeting: t.field({
    type: MeetingType,
    description: 'Those who were invited are told, and their calendars drop it.',
    args: { input: t.arg({ type: CancelMeetingInput, required: true }) },
    resolve: (_root, { input }, context) => cancelMeeting(signedIn(context), input),
  }),
  invite: t.field({
    type: MeetingType,
    description: 'Of a meeting that was called, the mail leaves at once.',
    args: { input: t.arg({ type: InviteInput, required: true }) },
    resolve: (_root, { input }, context) => invite(signedIn(context), input),
  }),
  inviteByAddresses: t.field({
    type: MeetingType,
    description: 'All of these people, or nobody when one address cannot be read. Who is invited already stays.',
    args: { input: t.arg({ type: InviteByAddressesInput, required: true }) },
    resolve: (_root, { input }, context) => inviteByAddresses(signedIn(context), input),
  }),
  uninvite: t.field({
    type: MeetingType,
    args: { input: t.arg({ type: UninviteInput, required: true }) },
    resolve: (_root, { input }, context) => uninvite(signedIn(context), input),
  }),
}));
