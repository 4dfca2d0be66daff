// What is done for those invited to a meeting besides inviting them: whether they must come, who came, asking again.
import { addAttendee, changeInvitee, remindInvitees } from '#domain/scheduling/invitees.ts';
import { builder, signedIn } from '../builder.ts';
import { MeetingType } from './meeting.ts';

const ChangeInviteeInput = builder.inputType('ChangeInviteeInput', {
  fields: (t) => ({
    meetingId: t.id({ required: true }),
    inviteeId: t.id({ required: true }),
    required: t.boolean({ required: true }),
  }),
});
const AddAttendeeInput = builder.inputType('AddAttendeeInput', {
  description: 'One of `personId` and `email`.',
  fields: (t) => ({
    meetingId: t.id({ required: true }),
    personId: t.id(),
    email: t.string({ description: 'Of somebody without an account.' }),
    name: t.string({ description: 'Theirs.' }),
    comesForId: t.id({ description: 'The organisation or service that they came for.' }),
  }),
});
const RemindInviteesInput = builder.inputType('RemindInviteesInput', {
  fields: (t) => ({ meetingId: t.id({ required: true }) }),
});

builder.mutationFields((t) => ({
  changeInvitee: t.field({
    type: MeetingType,
    description: 'Says whether somebody must come; nobody is told.',
    args: { input: t.arg({ type: ChangeInviteeInput, required: true }) },
    resolve: (_root, { input }, context) => changeInvitee(signedIn(context), input),
  }),
  addAttendee: t.field({
    type: MeetingType,
    description: 'Records that somebody came whom nobody had invited, from the day on until the minutes are approved.',
    args: { input: t.arg({ type: AddAttendeeInput, required: true }) },
    resolve: (_root, { input }, context) => addAttendee(signedIn(context), input),
  }),
  remindInvitees: t.field({
    type: MeetingType,
    description: 'Asks again those who have not answered: the invitation, or the minutes once they were sent.',
    args: { input: t.arg({ type: RemindInviteesInput, required: true }) },
    resolve: (_root, { input }, context) => remindInvitees(signedIn(context), input),
  }),
}));
