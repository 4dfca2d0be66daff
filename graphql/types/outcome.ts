// Decisions and tasks that meetings' notes hold: who does what by when, and which passage of the convention each concerns.

import { findItems, type Item } from '#domain/conventions/programmes.ts';
import { findMeetings, type MeetingView } from '#domain/meetings/meeting-views.ts';
import { followOutcome } from '#domain/outcomes/outcome-follow-ups.ts';
import {
  listOutcomes,
  mayFinish,
  type OutcomeView,
  outcomesOfBlocks,
  outcomesOfMeetings,
  placeKey,
  unitsOfPeople,
} from '#domain/outcomes/outcome-views.ts';
import { outcomeKinds } from '#domain/vocabulary.ts';
import { batched } from '../batched-reads.ts';
import { builder, connectionOf, listComplexity, signedIn } from '../builder.ts';
import { ActionType } from './action.ts';
import { MeetingType } from './meeting.ts';
import { OrganisationType, UnitType } from './organisation.ts';
import { PersonType } from './person.ts';
import { ProgrammeItemType } from './programme.ts';

const OutcomeKindType = builder.enumType('OutcomeKind', { values: outcomeKinds });

const meetingOf = batched<MeetingView>((ids, context) => findMeetings(signedIn(context), ids));
const itemOf = batched<Item>((places, context) => findItems(signedIn(context), places));
const unitOf = batched<string | null>((ids) => unitsOfPeople(ids));

export const OutcomeType = builder.objectRef<OutcomeView>('Outcome').implement({
  description: 'A decision or a task. Its kind and words follow the notes of its meeting.',
  fields: (t) => ({
    id: t.exposeID('blockId', { description: 'Celui de son passage dans les notes.' }),
    blockId: t.exposeID('blockId', {
      description: 'Of its block in the notes; with the meeting, it names the outcome.',
    }),
    meeting: t.field({
      type: MeetingType,
      resolve: async ({ meetingId }, _args, context) => (await meetingOf(context, meetingId)) as MeetingView,
    }),
    conventionId: t.id({ resolve: ({ meeting }) => meeting.conventionId }),
    kind: t.expose('kind', { type: OutcomeKindType }),
    text: t.exposeString('text'),
    position: t.exposeInt('position', { description: 'Rank among the outcomes of its meeting, from 0.' }),
    person: t.field({ type: PersonType, nullable: true, resolve: ({ person }) => person }),
    organisation: t.field({ type: OrganisationType, nullable: true, resolve: ({ organisation }) => organisation }),
    unit: t.field({ type: UnitType, nullable: true, resolve: ({ unit }) => unit }),
    dueOn: t.expose('dueOn', { type: 'Date', nullable: true }),
    doneOn: t.expose('doneOn', { type: 'Date', nullable: true }),
    isLate: t.exposeBoolean('isLate', { description: 'A task that is not done, and whose day is over.' }),
    isApproved: t.exposeBoolean('isApproved', { description: 'The minutes of its meeting are approved.' }),
    programmeItem: t.field({
      type: ProgrammeItemType,
      nullable: true,
      description: 'The passage of the convention that it concerns.',
      resolve: ({ meeting, programmeBlockId }, _args, context) =>
        programmeBlockId ? itemOf(context, placeKey(meeting.conventionId, programmeBlockId)) : null,
    }),
    viewerMayFinish: t.boolean({
      description: 'The viewer may say that it is done.',
      resolve: async (outcome, _args, context) => {
        const viewer = signedIn(context);
        return mayFinish(viewer, outcome, (await unitOf(context, viewer.personId)) ?? null);
      },
    }),
    version: t.exposeInt('version'),
  }),
});

const ofMeeting = batched((ids) => outcomesOfMeetings(ids));
const ofBlock = batched((places, context) => outcomesOfBlocks(signedIn(context), places));

builder.objectField(MeetingType, 'outcomes', (t) =>
  t.field({
    type: [OutcomeType],
    description: 'The decisions and tasks of its notes, in reading order.',
    resolve: async ({ id }, _args, context) => (await ofMeeting(context, id)) ?? [],
  }),
);

const concerning = 'What meetings decided about it, the latest first.';

builder.objectField(ProgrammeItemType, 'outcomes', (t) =>
  t.field({
    type: [OutcomeType],
    description: concerning,
    resolve: async ({ conventionId, blockId }, _args, context) =>
      (await ofBlock(context, placeKey(conventionId, blockId))) ?? [],
  }),
);

builder.objectField(ActionType, 'outcomes', (t) =>
  t.field({
    type: [OutcomeType],
    description: concerning,
    resolve: async ({ conventionId, blockId }, _args, context) =>
      (await ofBlock(context, placeKey(conventionId, blockId))) ?? [],
  }),
);

const OutcomeFilterInput = builder.inputType('OutcomeFilter', {
  description: 'All that is given must hold.',
  fields: (t) => ({
    conventionId: t.id(),
    meetingId: t.id(),
    programmeBlockId: t.id({ description: 'The passage of the convention that it concerns.' }),
    kind: t.field({ type: OutcomeKindType }),
    mine: t.boolean({ description: 'Tasks of the viewer, of their service or of their whole organisation.' }),
    open: t.boolean({ description: 'Tasks that are not done (true), or are (false).' }),
    late: t.boolean({ description: 'Tasks that are not done and whose day is over.' }),
  }),
});

builder.queryField('outcomes', (t) =>
  t.connection({
    type: OutcomeType,
    description:
      'Of the meetings that the viewer sees: with `open` or `late` by due day, else the latest meeting first.',
    complexity: listComplexity,
    args: { filter: t.arg({ type: OutcomeFilterInput }) },
    resolve: async (_root, args, context) => connectionOf(await listOutcomes(signedIn(context), args)),
  }),
);

const FollowOutcomeInput = builder.inputType('FollowOutcomeInput', {
  description: 'What is left out stays; null takes it away. At most one of `personId` and `partyId`.',
  fields: (t) => ({
    meetingId: t.id({ required: true }),
    blockId: t.id({ required: true, description: 'Of the notes.' }),
    personId: t.id({ description: 'Who does the task.' }),
    partyId: t.id({ description: 'The organisation or service that does it.' }),
    dueOn: t.field({ type: 'Date' }),
    doneOn: t.field({ type: 'Date' }),
    programmeBlockId: t.id({ description: 'The passage of the convention that it concerns.' }),
  }),
});

builder.mutationField('followOutcome', (t) =>
  t.field({
    type: OutcomeType,
    description:
      'Says what goes with a decision or a task of the notes. Once the minutes are approved, only that a task is done.',
    args: { input: t.arg({ type: FollowOutcomeInput, required: true }) },
    resolve: (_root, { input }, context) => followOutcome(signedIn(context), input),
  }),
);
