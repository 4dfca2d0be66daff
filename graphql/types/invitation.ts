// Answering an invitation: with the personal link of a mail, by whoever holds it, and signed in for oneself; and another
// personal link for somebody invited.
import { answerInvitation, answerMeeting, type Invitation, readInvitation } from '#domain/meetings/answers.ts';
import { nameOf, partiesOf } from '#domain/meetings/meeting-views.ts';
import { renewInvitationLink } from '#domain/scheduling/invitation-links.ts';
import { builder, signedIn } from '../builder.ts';
import { MeetingAnswerType, MeetingStateType, MeetingType } from './meeting.ts';

export const InvitationType = builder.objectRef<Invitation>('Invitation').implement({
  description: 'What the link of an invitation shows: the meeting, and the one person who answers with it.',
  fields: (t) => ({
    name: t.string({ description: 'Whose invitation it is.', resolve: ({ invitee }) => nameOf(invitee) }),
    answer: t.field({ type: MeetingAnswerType, resolve: ({ invitee }) => invitee.answer }),
    title: t.string({ resolve: ({ meeting }) => meeting.title }),
    purpose: t.string({ nullable: true, resolve: ({ meeting }) => meeting.purpose }),
    place: t.string({ nullable: true, resolve: ({ meeting }) => meeting.place }),
    link: t.string({ nullable: true, resolve: ({ meeting }) => meeting.link }),
    startsAt: t.field({ type: 'DateTime', resolve: ({ meeting }) => meeting.startsAt }),
    endsAt: t.field({ type: 'DateTime', resolve: ({ meeting }) => meeting.endsAt }),
    state: t.field({ type: MeetingStateType, resolve: ({ meeting }) => meeting.state }),
    cancelReason: t.string({ nullable: true, resolve: ({ meeting }) => meeting.cancelReason }),
    sequence: t.int({ description: 'To be given back with the answer.', resolve: ({ meeting }) => meeting.sequence }),
    organisers: t.stringList({
      description: 'The names of the organisations and services that call it.',
      resolve: ({ meeting }) =>
        partiesOf(meeting, 'ORGANISER').map(({ unit, organisation }) => unit?.name ?? organisation.name),
    }),
  }),
});

builder.queryField('invitation', (t) =>
  t.field({
    type: InvitationType,
    nullable: true,
    description: 'The invitation of a link while it may answer, else null. Reading changes nothing.',
    args: { token: t.arg.string({ required: true }) },
    resolve: (_root, { token }) => readInvitation(token),
  }),
);

const sequence = 'The one that was read: an answer to what has changed since is not taken.';

const AnswerInvitationInput = builder.inputType('AnswerInvitationInput', {
  fields: (t) => ({
    token: t.string({ required: true }),
    answer: t.field({ type: MeetingAnswerType, required: true }),
    sequence: t.int({ required: true, description: sequence }),
  }),
});
const AnswerMeetingInput = builder.inputType('AnswerMeetingInput', {
  fields: (t) => ({
    meetingId: t.id({ required: true }),
    answer: t.field({ type: MeetingAnswerType, required: true }),
    sequence: t.int({ required: true, description: sequence }),
  }),
});
const RenewInvitationLinkInput = builder.inputType('RenewInvitationLinkInput', {
  fields: (t) => ({ meetingId: t.id({ required: true }), inviteeId: t.id({ required: true }) }),
});

builder.mutationFields((t) => ({
  answerInvitation: t.field({
    type: InvitationType,
    description: 'Answers for the one the link was sent to; no account is needed.',
    args: { input: t.arg({ type: AnswerInvitationInput, required: true }) },
    resolve: (_root, { input }) => answerInvitation(input),
  }),
  answerMeeting: t.field({
    type: MeetingType,
    description: 'Answers one’s own invitation.',
    args: { input: t.arg({ type: AnswerMeetingInput, required: true }) },
    resolve: (_root, { input }, context) => answerMeeting(signedIn(context), input),
  }),
  renewInvitationLink: t.field({
    type: MeetingType,
    description: 'Revokes the personal links of somebody invited and mails another.',
    args: { input: t.arg({ type: RenewInvitationLinkInput, required: true }) },
    resolve: (_root, { input }, context) => renewInvitationLink(signedIn(context), input),
  }),
}));
