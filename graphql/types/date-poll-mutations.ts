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
    version: t.int({ required: true, description: 'The meeting’s that was read.' }),
    answerBy: t.field({ type: 'Date', required: true, description: 'Before the day of the first slot.' }),
    slots: t.field({ type: [SlotInput], required: true, description: 'Two at least, twenty at most.' }),
  }),
});
const ChangeDatePollInput = builder.inputType('ChangeDatePollInput', {
  fields: (t) => ({
    meetingId: t.id({ required: true }),
    version: t.int({ required: true, description: 'The poll’s that was read.' }),
    answerBy: t.field({ type: 'Date', required: true }),
    slots: t.field({
      type: [SlotInput],
      required: true,
      description: 'All of them: those that stay keep their votes.',
    }),
  }),
});
const CloseDatePollInput = builder.inputType('CloseDatePollInput', {
  fields: (t) => ({
    meetingId: t.id({ required: true }),
    version: t.int({ required: true, description: 'The poll’s that was read.' }),
    slotId: t.id({ description: 'The date that is kept; left out, the poll is given up and those invited are told.' }),
    isWarned: t.boolean({ description: 'What speaks against the slot is known.' }),
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
    description: 'Asks those invited to a meeting in preparation which dates suit them, by mail.',
    args: { input: t.arg({ type: OpenDatePollInput, required: true }) },
    resolve: (_root, { input }, context) => openDatePoll(signedIn(context), input),
  }),
  changeDatePoll: t.field({
    type: MeetingType,
    description: 'States the slots and the last day anew; those whose answer is then missing are told.',
    args: { input: t.arg({ type: ChangeDatePollInput, required: true }) },
    resolve: (_root, { input }, context) => changeDatePoll(signedIn(context), input),
  }),
  closeDatePoll: t.field({
    type: MeetingType,
    description: 'Keeps a date, or none. Votes for it become answers when the meeting is called.',
    args: { input: t.arg({ type: CloseDatePollInput, required: true }) },
    resolve: (_root, { input }, context) => closeDatePoll(signedIn(context), input),
  }),
  remindDatePoll: t.field({
    type: MeetingType,
    description: 'Asks again those who have not answered, and nobody else.',
    args: { input: t.arg({ type: RemindDatePollInput, required: true }) },
    resolve: (_root, { input }, context) => remindDatePoll(signedIn(context), input),
  }),
  answerDatePoll: t.field({
    type: MeetingType,
    description: 'Answers as oneself.',
    args: { input: t.arg({ type: AnswerDatePollInput, required: true }) },
    resolve: (_root, { input }, context) => answerDatePoll(signedIn(context), input),
  }),
  answerDatePollByLink: t.field({
    type: InvitationType,
    description: 'Answers for the one the link was sent to; no account is needed.',
    args: { input: t.arg({ type: AnswerDatePollByLinkInput, required: true }) },
    resolve: (_root, { input }) => answerDatePollByLink(input),
  }),
}));
