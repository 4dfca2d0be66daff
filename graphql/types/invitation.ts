// Answering an invitation: with the personal link of a mail, by whoever holds it, and signed in for oneself; and another
// personal link for somebody invited.
import { answerInvitation, answerMeeting, type Invitation, readInvitation } from '#domain/meetings/answers.ts';
import { nameOf, partiesOf } from '#domain/meetings/meeting-views.ts';
import { renewInvitationLink } from '#domain/scheduling/invitation-links.ts';
import { builder, signedIn } from '../builder.ts';
import { MeetingAnswerType, MeetingStateType, MeetingType } from './meeting.ts';

export const InvitationType = builder.objectRef<Invitation>('Invitation').implement({
  description: 'Ce que montre le lien d’une invitation : la réunion, et la personne qui répond avec lui.',
  fields: (t) => ({
    name: t.string({ description: 'De qui est l’invitation.', resolve: ({ invitee }) => nameOf(invitee) }),
    answer: t.field({ type: MeetingAnswerType, resolve: ({ invitee }) => invitee.answer }),
    title: t.string({ resolve: ({ meeting }) => meeting.title }),
    purpose: t.string({ nullable: true, resolve: ({ meeting }) => meeting.purpose }),
    place: t.string({ nullable: true, resolve: ({ meeting }) => meeting.place }),
    link: t.string({ nullable: true, resolve: ({ meeting }) => meeting.link }),
    startsAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Nul tant que sa date est demandée.',
      resolve: ({ meeting }) => meeting.startsAt,
    }),
    endsAt: t.field({ type: 'DateTime', nullable: true, resolve: ({ meeting }) => meeting.endsAt }),
    state: t.field({ type: MeetingStateType, resolve: ({ meeting }) => meeting.state }),
    cancelReason: t.string({ nullable: true, resolve: ({ meeting }) => meeting.cancelReason }),
    sequence: t.int({ description: 'À rendre avec la réponse.', resolve: ({ meeting }) => meeting.sequence }),
    organisers: t.stringList({
      description: 'Les noms des organismes et services qui convoquent.',
      resolve: ({ meeting }) =>
        partiesOf(meeting, 'ORGANISER').map(({ unit, organisation }) => unit?.name ?? organisation.name),
    }),
  }),
});

builder.queryField('invitation', (t) =>
  t.field({
    type: InvitationType,
    nullable: true,
    description: 'L’invitation d’un lien tant qu’il peut répondre, sinon nulle. La lire ne change rien.',
    args: { token: t.arg.string({ required: true }) },
    resolve: (_root, { token }) => readInvitation(token),
  }),
);

const sequence = 'Celle qui a été lue : une réponse à ce qui a changé depuis n’est pas prise.';

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
    description: 'Répond pour la personne à qui le lien a été envoyé ; aucun compte n’est nécessaire.',
    args: { input: t.arg({ type: AnswerInvitationInput, required: true }) },
    resolve: (_root, { input }) => answerInvitation(input),
  }),
  answerMeeting: t.field({
    type: MeetingType,
    description: 'Répond à sa propre invitation.',
    args: { input: t.arg({ type: AnswerMeetingInput, required: true }) },
    resolve: (_root, { input }, context) => answerMeeting(signedIn(context), input),
  }),
  renewInvitationLink: t.field({
    type: MeetingType,
    description: 'Révoque les liens personnels d’un invité et lui en envoie un autre.',
    args: { input: t.arg({ type: RenewInvitationLinkInput, required: true }) },
    resolve: (_root, { input }, context) => renewInvitationLink(signedIn(context), input),
  }),
}));
