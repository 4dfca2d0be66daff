// What is done with a date poll: opened, stated anew, answered signed in or by a link, asked again, closed.

import { changeDatePoll, closeDatePoll, openDatePoll } from '#domain/scheduling/date-polls.ts';
import { answerDatePoll, answerDatePollByLink, remindDatePoll } from '#domain/scheduling/poll-answers.ts';
import { builder, signedIn } from '../builder.ts';
import { VoteAnswerType } from './date-poll.ts';
import { InvitationType } from './invitation.ts';
import { MeetingType } from './meeting.ts';

const SlotInput = builder.inputType('SlotInput', {
  fields: (t) => ({
    startsAt: t.field({ type: 'DateTime', required: true }),
    endsAt: t.field({ type: 'DateTime', required: true }),
  }),
});
const OpenDatePollInput = builder.inputType('OpenDatePollInput', {
  fields: (t) => ({
    meetingId: t.id({ required: true }),
    version: t.int({ required: true, description: 'De la réunion telle qu’elle a été lue.' }),
    answerBy: t.field({ type: 'Date', required: true, description: 'Avant le jour du premier créneau.' }),
    slots: t.field({ type: [SlotInput], required: true, description: 'Deux au moins, vingt au plus.' }),
  }),
});
const ChangeDatePollInput = builder.inputType('ChangeDatePollInput', {
  fields: (t) => ({
    meetingId: t.id({ required: true }),
    version: t.int({ required: true, description: 'Celle du sondage tel qu’il a été lu.' }),
    answerBy: t.field({ type: 'Date', required: true }),
    slots: t.field({
      type: [SlotInput],
      required: true,
      description: 'Tous : ceux qui restent gardent leurs réponses.',
    }),
  }),
});
const CloseDatePollInput = builder.inputType('CloseDatePollInput', {
  fields: (t) => ({
    meetingId: t.id({ required: true }),
    version: t.int({ required: true, description: 'Celle du sondage tel qu’il a été lu.' }),
    slotId: t.id({ description: 'La date retenue ; rien : le sondage est abandonné et les invités l’apprennent.' }),
    isWarned: t.boolean({ description: 'Ce qui s’oppose au créneau est connu.' }),
  }),
});
const VoteInput = builder.inputType('VoteInput', {
  fields: (t) => ({
    slotId: t.id({ required: true }),
    answer: t.field({ type: VoteAnswerType, required: true }),
  }),
});
const AnswerDatePollInput = builder.inputType('AnswerDatePollInput', {
  fields: (t) => ({
    meetingId: t.id({ required: true }),
    votes: t.field({ type: [VoteInput], required: true }),
  }),
});
const AnswerDatePollByLinkInput = builder.inputType('AnswerDatePollByLinkInput', {
  fields: (t) => ({
    token: t.string({ required: true }),
    votes: t.field({ type: [VoteInput], required: true }),
  }),
});
const RemindDatePollInput = builder.inputType('RemindDatePollInput', {
  fields: (t) => ({ meetingId: t.id({ required: true }) }),
});

builder.mutationFields((t) => ({
  openDatePoll: t.field({
    type: MeetingType,
    description: 'Demande par courriel aux invités d’une réunion en préparation quelles dates leur conviennent.',
    args: { input: t.arg({ type: OpenDatePollInput, required: true }) },
    resolve: (_root, { input }, context) => openDatePoll(signedIn(context), input),
  }),
  changeDatePoll: t.field({
    type: MeetingType,
    description: 'Redit les créneaux et le dernier jour ; ceux dont la réponse manque alors sont prévenus.',
    args: { input: t.arg({ type: ChangeDatePollInput, required: true }) },
    resolve: (_root, { input }, context) => changeDatePoll(signedIn(context), input),
  }),
  closeDatePoll: t.field({
    type: MeetingType,
    description:
      'Retient une date, ou aucune. Les réponses pour elle deviennent celles de l’invitation à la convocation.',
    args: { input: t.arg({ type: CloseDatePollInput, required: true }) },
    resolve: (_root, { input }, context) => closeDatePoll(signedIn(context), input),
  }),
  remindDatePoll: t.field({
    type: MeetingType,
    description: 'Relance ceux qui n’ont pas répondu, et personne d’autre.',
    args: { input: t.arg({ type: RemindDatePollInput, required: true }) },
    resolve: (_root, { input }, context) => remindDatePoll(signedIn(context), input),
  }),
  answerDatePoll: t.field({
    type: MeetingType,
    description: 'Répond pour soi.',
    args: { input: t.arg({ type: AnswerDatePollInput, required: true }) },
    resolve: (_root, { input }, context) => answerDatePoll(signedIn(context), input),
  }),
  answerDatePollByLink: t.field({
    type: InvitationType,
    description: 'Répond pour la personne à qui le lien a été envoyé ; aucun compte n’est nécessaire.',
    args: { input: t.arg({ type: AnswerDatePollByLinkInput, required: true }) },
    resolve: (_root, { input }) => answerDatePollByLink(input),
  }),
}));
