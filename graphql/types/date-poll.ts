// Date polls: the slots of a meeting in preparation, what was answered to each, and what speaks against it; slots that could
// be proposed. What is done with a poll is date-poll-mutations.ts.

import type { Invitation } from '#domain/meetings/answers.ts';
import { busyAtSlots, busyWarnings, isToldOfBusy } from '#domain/scheduling/busy-invitees.ts';
import {
  bestSlot,
  countOf,
  type PollView,
  readPolls,
  type SlotView,
  type SlotVote,
} from '#domain/scheduling/poll-views.ts';
import { type ProposedSlot, proposeSlots, type SlotProposals } from '#domain/scheduling/slot-proposals.ts';
import { type SlotWarning, slotChecks } from '#domain/scheduling/slot-warnings.ts';
import { voteAnswers } from '#domain/vocabulary.ts';
import { batched } from '../batched-reads.ts';
import { builder, signedIn } from '../builder.ts';
import { InvitationType } from './invitation.ts';
import { InviteeType, MeetingType } from './meeting.ts';

export const VoteAnswerType = builder.enumType('VoteAnswer', { values: voteAnswers });
const SlotCheckType = builder.enumType('SlotCheck', { values: slotChecks });

const SlotWarningType = builder.objectRef<SlotWarning>('SlotWarning').implement({
  description:
    'Something that speaks against a slot: a required person or a whole MDADT said no or has not answered, somebody invited has another meeting (told to who may organise, until a date is kept), or the calendar has something on that day.',
  fields: (t) => ({
    check: t.expose('check', { type: SlotCheckType }),
    words: t.exposeString('words', { description: 'In a French sentence.' }),
  }),
});

/** A thing of a poll with the poll it belongs to. */
type Of<Thing> = Thing & { poll: PollView };

const SlotVoteType = builder.objectRef<Of<SlotVote>>('SlotVote').implement({
  fields: (t) => ({
    invitee: t.field({ type: InviteeType, resolve: ({ invitee, poll }) => ({ ...invitee, meeting: poll.meeting }) }),
    answer: t.expose('answer', { type: VoteAnswerType }),
    at: t.expose('at', { type: 'DateTime' }),
  }),
});

const busyOf = batched((slotIds, context) => busyAtSlots(signedIn(context), slotIds));

const SlotType = builder.objectRef<Of<SlotView>>('Slot').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    startsAt: t.expose('startsAt', { type: 'DateTime' }),
    endsAt: t.expose('endsAt', { type: 'DateTime' }),
    yes: t.int({ resolve: (slot) => countOf(slot, 'YES') }),
    ifNeedBe: t.int({ resolve: (slot) => countOf(slot, 'IF_NEED_BE') }),
    no: t.int({ resolve: (slot) => countOf(slot, 'NO') }),
    votes: t.field({ type: [SlotVoteType], resolve: ({ votes, poll }) => votes.map((vote) => ({ ...vote, poll })) }),
    warnings: t.field({
      type: [SlotWarningType],
      description: 'None only when all who are required said that they can come, and nothing else is known against it.',
      resolve: async ({ poll, ...slot }, _args, context) => {
        if (!isToldOfBusy(signedIn(context), poll)) return slot.warnings;
        return [...slot.warnings, ...busyWarnings(slot, (await busyOf(context, slot.id)) ?? [])];
      },
    }),
    viewerVote: t.field({
      type: VoteAnswerType,
      nullable: true,
      description: 'The viewer’s own.',
      resolve: ({ votes }, _args, context) => {
        const viewer = signedIn(context);
        if (viewer.kind !== 'person') return null;
        return votes.find(({ invitee }) => invitee.personId === viewer.personId)?.answer ?? null;
      },
    }),
  }),
});

const slotOf = (poll: PollView, slot: SlotView | null | undefined) => (slot ? { ...slot, poll } : null);
const chosenOf = ({ slots, chosenSlotId }: PollView) => slots.find(({ id }) => id === chosenSlotId);

const DatePollType = builder.objectRef<PollView>('DatePoll').implement({
  description: 'While it is open, its meeting stands at the first slot and can be neither called nor moved.',
  fields: (t) => ({
    answerBy: t.expose('answerBy', { type: 'Date', description: 'The last day to answer.' }),
    openedAt: t.expose('openedAt', { type: 'DateTime' }),
    remindedAt: t.expose('remindedAt', { type: 'DateTime', nullable: true }),
    closedAt: t.expose('closedAt', { type: 'DateTime', nullable: true }),
    version: t.exposeInt('version'),
    slots: t.field({
      type: [SlotType],
      description: 'In the order of their days.',
      resolve: (poll) => poll.slots.map((slot) => ({ ...slot, poll })),
    }),
    chosenSlot: t.field({ type: SlotType, nullable: true, resolve: (poll) => slotOf(poll, chosenOf(poll)) }),
    bestSlot: t.field({
      type: SlotType,
      nullable: true,
      description: 'The one that suits best so far; null while nobody has answered.',
      resolve: (poll) => slotOf(poll, bestSlot(poll)),
    }),
    unanswered: t.field({
      type: [InviteeType],
      description: 'Those who have not answered for every slot.',
      resolve: ({ unanswered, meeting }) => unanswered.map((invitee) => ({ ...invitee, meeting })),
    }),
  }),
});

const pollOf = batched((ids) => readPolls(ids));

builder.objectField(MeetingType, 'poll', (t) =>
  t.field({
    type: DatePollType,
    nullable: true,
    description: 'The dates that those invited are, or were, asked about.',
    resolve: async ({ id, poll }, _args, context) => (poll ? ((await pollOf(context, id)) ?? null) : null),
  }),
);

interface AskedSlot {
  invitation: Invitation;
  slot: SlotView;
}

const InvitationSlotType = builder.objectRef<AskedSlot>('InvitationSlot').implement({
  description: 'A slot as whoever holds the link sees it: with their own answer alone.',
  fields: (t) => ({
    id: t.id({ resolve: ({ slot }) => slot.id }),
    startsAt: t.field({ type: 'DateTime', resolve: ({ slot }) => slot.startsAt }),
    endsAt: t.field({ type: 'DateTime', resolve: ({ slot }) => slot.endsAt }),
    answer: t.field({
      type: VoteAnswerType,
      nullable: true,
      resolve: ({ slot, invitation }) =>
        slot.votes.find(({ invitee }) => invitee.id === invitation.invitee.id)?.answer ?? null,
    }),
  }),
});

const InvitationPollType = builder.objectRef<{ poll: PollView; invitation: Invitation }>('InvitationPoll').implement({
  fields: (t) => ({
    answerBy: t.field({ type: 'Date', resolve: ({ poll }) => poll.answerBy }),
    isOpen: t.boolean({ resolve: ({ poll }) => poll.closedAt === null }),
    isDateChosen: t.boolean({ resolve: ({ poll }) => poll.chosenSlotId !== null }),
    slots: t.field({
      type: [InvitationSlotType],
      resolve: ({ poll, invitation }) => poll.slots.map((slot) => ({ slot, invitation })),
    }),
  }),
});

builder.objectField(InvitationType, 'poll', (t) =>
  t.field({
    type: InvitationPollType,
    nullable: true,
    description: 'The dates that are asked about, until the meeting is called.',
    resolve: async (invitation, _args, context) => {
      const { id, state, poll: asked } = invitation.meeting;
      const poll = asked && state === 'DRAFT' ? await pollOf(context, id) : undefined;
      return poll ? { poll, invitation } : null;
    },
  }),
);

const ProposedSlotType = builder.objectRef<ProposedSlot>('ProposedSlot').implement({
  fields: (t) => ({
    startsAt: t.expose('startsAt', { type: 'DateTime' }),
    endsAt: t.expose('endsAt', { type: 'DateTime' }),
    schoolHoliday: t.exposeString('schoolHoliday', { nullable: true, description: 'Of zone B.' }),
    isSchoolKnown: t.exposeBoolean('isSchoolKnown', {
      description: 'Whether school holidays are published for that day.',
    }),
    busy: t.exposeInt('busy', { description: 'How many of those invited have another meeting then.' }),
    busyRequired: t.exposeInt('busyRequired', { description: 'How many of them must be there.' }),
    busyNames: t.exposeStringList('busyNames', {
      description: 'Of those who must be there, the ones whose other meeting the viewer sees.',
    }),
  }),
});

const LeftOutDayType = builder.objectRef<SlotProposals['leftOut'][number]>('LeftOutDay').implement({
  fields: (t) => ({ day: t.expose('day', { type: 'Date' }), name: t.exposeString('name') }),
});

const SlotProposalsType = builder.objectRef<SlotProposals>('SlotProposals').implement({
  fields: (t) => ({
    slots: t.field({ type: [ProposedSlotType], resolve: ({ slots }) => slots }),
    leftOut: t.field({ type: [LeftOutDayType], description: 'Public holidays.', resolve: ({ leftOut }) => leftOut }),
  }),
});

builder.queryField('slotProposals', (t) =>
  t.field({
    type: SlotProposalsType,
    description: 'Working days between two days, at these hours of Paris; for who may organise the meeting.',
    complexity: 20,
    args: {
      meetingId: t.arg.id({ required: true }),
      from: t.arg({ type: 'Date', required: true }),
      to: t.arg({ type: 'Date', required: true }),
      minutes: t.arg.int({ required: true }),
      hours: t.arg.stringList({
        required: true,
        description: 'For example 9:30; between 8:00 and 19:00, the end included.',
      }),
    },
    resolve: (_root, args, context) => proposeSlots(signedIn(context), args),
  }),
);
