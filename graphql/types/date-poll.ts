// Date polls: the slots of a meeting in preparation, what was answered to each, and what speaks against it; slots that could
// be proposed. What is done with a poll is date-poll-mutations.ts.

import type { Invitation } from '#domain/meetings/answers.ts';
import type { MeetingView } from '#domain/meetings/meeting-views.ts';
import { busyAtSlots, busyWarnings, isToldOfBusy } from '#domain/scheduling/busy-invitees.ts';
import {
  bestSlot,
  countOf,
  type PollView,
  pollView,
  readPollRows,
  type SlotView,
  type SlotVote,
} from '#domain/scheduling/poll-views.ts';
import { type ProposedSlot, proposeSlots, type SlotProposals } from '#domain/scheduling/slot-proposals.ts';
import { type SlotWarning, slotChecks } from '#domain/scheduling/slot-warnings.ts';
import { voteAnswers } from '#domain/vocabulary.ts';
import { batched } from '../batched-reads.ts';
import { builder, type Context, signedIn } from '../builder.ts';
import { InvitationType } from './invitation.ts';
import { InviteeType, MeetingType } from './meeting.ts';

export const VoteAnswerType = builder.enumType('VoteAnswer', { values: voteAnswers });
const SlotCheckType = builder.enumType('SlotCheck', { values: slotChecks });

const SlotWarningType = builder.objectRef<SlotWarning>('SlotWarning').implement({
  description:
    'Quelque chose qui s’oppose à un créneau : une personne nécessaire ou toute une MDADT a dit non ou n’a pas répondu, un invité a une autre réunion (dit à qui peut organiser, tant qu’aucune date n’est retenue), ou le calendrier a quelque chose ce jour-là.',
  fields: (t) => ({
    check: t.expose('check', { type: SlotCheckType }),
    words: t.exposeString('words', { description: 'En une phrase.' }),
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
      description:
        'Vide seulement quand tous ceux dont la présence est nécessaire ont dit pouvoir venir, et que rien d’autre ne s’y oppose.',
      resolve: async ({ poll, ...slot }, _args, context) => {
        if (!isToldOfBusy(signedIn(context), poll)) return slot.warnings;
        return [...slot.warnings, ...busyWarnings(slot, (await busyOf(context, slot.id)) ?? [])];
      },
    }),
    viewerVote: t.field({
      type: VoteAnswerType,
      nullable: true,
      description: 'La réponse de qui demande.',
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
  description: 'Tant qu’il est ouvert, sa réunion est au premier créneau et ne peut être ni convoquée ni déplacée.',
  fields: (t) => ({
    answerBy: t.expose('answerBy', { type: 'Date', description: 'Le dernier jour pour répondre.' }),
    openedAt: t.expose('openedAt', { type: 'DateTime' }),
    remindedAt: t.expose('remindedAt', { type: 'DateTime', nullable: true }),
    closedAt: t.expose('closedAt', { type: 'DateTime', nullable: true }),
    version: t.exposeInt('version'),
    slots: t.field({
      type: [SlotType],
      description: 'Dans l’ordre de leurs jours.',
      resolve: (poll) => poll.slots.map((slot) => ({ ...slot, poll })),
    }),
    chosenSlot: t.field({ type: SlotType, nullable: true, resolve: (poll) => slotOf(poll, chosenOf(poll)) }),
    bestSlot: t.field({
      type: SlotType,
      nullable: true,
      description: 'Celui qui convient le mieux jusqu’ici ; nul tant que personne n’a répondu.',
      resolve: (poll) => slotOf(poll, bestSlot(poll)),
    }),
    unanswered: t.field({
      type: [InviteeType],
      description: 'Ceux qui n’ont pas répondu à chaque créneau.',
      resolve: ({ unanswered, meeting }) => unanswered.map((invitee) => ({ ...invitee, meeting })),
    }),
  }),
});

const pollRowOf = batched((ids) => readPollRows(ids));

async function pollOf(context: Context, meeting: MeetingView): Promise<PollView | null> {
  const row = meeting.poll && (await pollRowOf(context, meeting.id));
  return row ? pollView(meeting, row) : null;
}

builder.objectField(MeetingType, 'poll', (t) =>
  t.field({
    type: DatePollType,
    nullable: true,
    description: 'Les dates demandées aux invités, maintenant ou avant.',
    resolve: (meeting, _args, context) => pollOf(context, meeting),
  }),
);

interface AskedSlot {
  invitation: Invitation;
  slot: SlotView;
}

const InvitationSlotType = builder.objectRef<AskedSlot>('InvitationSlot').implement({
  description: 'Un créneau tel que le voit qui a le lien : avec sa réponse seulement.',
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
    description: 'Les dates demandées, jusqu’à la convocation.',
    resolve: async (invitation, _args, context) => {
      const { meeting } = invitation;
      const poll = meeting.state === 'DRAFT' ? await pollOf(context, meeting) : null;
      return poll ? { poll, invitation } : null;
    },
  }),
);

const ProposedSlotType = builder.objectRef<ProposedSlot>('ProposedSlot').implement({
  fields: (t) => ({
    startsAt: t.expose('startsAt', { type: 'DateTime' }),
    endsAt: t.expose('endsAt', { type: 'DateTime' }),
    schoolHoliday: t.exposeString('schoolHoliday', { nullable: true, description: 'De la zone B.' }),
    isSchoolKnown: t.exposeBoolean('isSchoolKnown', {
      description: 'Si les vacances scolaires sont publiées pour ce jour.',
    }),
    busy: t.exposeInt('busy', { description: 'Combien d’invités ont alors une autre réunion.' }),
    busyRequired: t.exposeInt('busyRequired', { description: 'Combien d’entre eux doivent être là.' }),
    busyNames: t.exposeStringList('busyNames', {
      description: 'De ceux qui doivent être là, ceux dont qui demande voit l’autre réunion.',
    }),
  }),
});

const LeftOutDayType = builder.objectRef<SlotProposals['leftOut'][number]>('LeftOutDay').implement({
  fields: (t) => ({ day: t.expose('day', { type: 'Date' }), name: t.exposeString('name') }),
});

const SlotProposalsType = builder.objectRef<SlotProposals>('SlotProposals').implement({
  fields: (t) => ({
    slots: t.field({ type: [ProposedSlotType], resolve: ({ slots }) => slots }),
    leftOut: t.field({ type: [LeftOutDayType], description: 'Les jours fériés.', resolve: ({ leftOut }) => leftOut }),
  }),
});

builder.queryField('slotProposals', (t) =>
  t.field({
    type: SlotProposalsType,
    description: 'Des jours ouvrés entre deux jours, à ces heures de Paris ; pour qui peut organiser la réunion.',
    complexity: 20,
    args: {
      meetingId: t.arg.id({ required: true }),
      from: t.arg({ type: 'Date', required: true }),
      to: t.arg({ type: 'Date', required: true }),
      minutes: t.arg.int({ required: true }),
      hours: t.arg.stringList({
        required: true,
        description: 'Par exemple 9:30 ; entre 8:00 et 19:00, fin comprise.',
      }),
    },
    resolve: (_root, args, context) => proposeSlots(signedIn(context), args),
  }),
);
