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
  description: 'L’un de `personId` et `email`.',
  fields: (t) => ({
    meetingId: t.id({ required: true }),
    personId: t.id(),
    email: t.string({ description: 'De quelqu’un sans compte.' }),
    name: t.string({ description: 'Le sien.' }),
    comesForId: t.id({ description: 'L’organisme ou le service pour lequel la personne est venue.' }),
  }),
});
const RemindInviteesInput = builder.inputType('RemindInviteesInput', {
  fields: (t) => ({ meetingId: t.id({ required: true }) }),
});

builder.mutationFields((t) => ({
  changeInvitee: t.field({
    type: MeetingType,
    description: 'Dit si quelqu’un doit venir ; personne n’est prévenu.',
    args: { input: t.arg({ type: ChangeInviteeInput, required: true }) },
    resolve: (_root, { input }, context) => changeInvitee(signedIn(context), input),
  }),
  addAttendee: t.field({
    type: MeetingType,
    description:
      'Relève que quelqu’un est venu sans être invité, du jour de la réunion jusqu’à l’approbation du compte rendu.',
    args: { input: t.arg({ type: AddAttendeeInput, required: true }) },
    resolve: (_root, { input }, context) => addAttendee(signedIn(context), input),
  }),
  remindInvitees: t.field({
    type: MeetingType,
    description: 'Relance ceux qui n’ont pas répondu : à l’invitation, ou au compte rendu une fois soumis.',
    args: { input: t.arg({ type: RemindInviteesInput, required: true }) },
    resolve: (_root, { input }, context) => remindInvitees(signedIn(context), input),
  }),
}));
