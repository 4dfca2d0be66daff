// Minutes of a meeting: their text, what was said of them, their approval; signed in, and with the personal link of a mail.
import { readActors } from '#domain/history/activity.ts';
import type { MeetingView } from '#domain/meetings/meeting-views.ts';
import { approveMinutes, checkMinutes } from '#domain/minutes/approval.ts';
import { prolongObservations, sendMinutes } from '#domain/minutes/minutes.ts';
import {
  type MinutesView,
  type ObservationView,
  readMinutes,
  readMinutesText,
  standingOf,
} from '#domain/minutes/minutes-views.ts';
import { consentToMinutes, makeObservation, settleObservation } from '#domain/minutes/observations.ts';
import { minutesStates } from '#domain/vocabulary.ts';
import { batched } from '../batched-reads.ts';
import { builder, signedIn } from '../builder.ts';
import { FrozenTextCheckType } from './frozen-text.ts';
import { InviteeType, MeetingType } from './meeting.ts';
import { PersonType } from './person.ts';
import { StoredFileType } from './stored-file.ts';

export const MinutesStateType = builder.enumType('MinutesState', {
  description: 'OBSERVATIONS: sent to those invited, who may still say something. APPROVED: kept as they are.',
  values: minutesStates,
});

/** Minutes with the meeting they are judged in. */
interface Judged {
  meeting: MeetingView;
  minutes: MinutesView;
}

export const ObservationType = builder.objectRef<ObservationView>('Observation').implement({
  description: 'What somebody invited said of minutes before they were approved.',
  fields: (t) => ({
    id: t.exposeID('id'),
    meetingId: t.exposeID('meetingId', { description: 'La réunion dont le compte rendu est observé.' }),
    author: t.string({ resolve: ({ invitee }) => invitee.person?.name ?? invitee.name }),
    blockId: t.exposeID('blockId', { nullable: true, description: 'Of the notes; null for the whole.' }),
    body: t.exposeString('body'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    reply: t.exposeString('reply', { nullable: true, description: 'What the organisers made of it.' }),
    settledAt: t.expose('settledAt', { type: 'DateTime', nullable: true }),
  }),
});

const personOf = batched((ids) => readActors(ids));

const MinutesType = builder.objectRef<Judged>('Minutes').implement({
  description: 'The minutes of a held meeting, from the day they are sent for observations.',
  fields: (t) => ({
    state: t.field({ type: MinutesStateType, resolve: ({ minutes }) => minutes.state }),
    version: t.int({ resolve: ({ minutes }) => minutes.version }),
    sentAt: t.field({ type: 'DateTime', resolve: ({ minutes }) => minutes.sentAt }),
    observationsUntil: t.field({
      type: 'Date',
      description: 'The last day for observations.',
      resolve: ({ minutes }) => minutes.observationsUntil,
    }),
    observations: t.field({ type: [ObservationType], resolve: ({ minutes }) => minutes.observations }),
    consenting: t.field({
      type: [InviteeType],
      description: 'Who has said that they have no observation.',
      resolve: ({ meeting }) =>
        meeting.invitees.filter(({ consentedAt }) => consentedAt).map((invitee) => ({ ...invitee, meeting })),
    }),
    silent: t.field({
      type: [InviteeType],
      description: 'Who was there and has said nothing of them.',
      resolve: ({ meeting, minutes }) =>
        standingOf(meeting, minutes).silent.map((invitee) => ({ ...invitee, meeting })),
    }),
    isOver: t.boolean({
      description: 'The last day for observations is over.',
      resolve: ({ meeting, minutes }) => standingOf(meeting, minutes).isOver,
    }),
    viewerHasConsented: t.boolean({
      nullable: true,
      description: 'Null when the viewer is not invited.',
      resolve: ({ meeting }, _args, context) => {
        const viewer = signedIn(context);
        const own = meeting.invitees.find(({ personId }) => viewer.kind === 'person' && personId === viewer.personId);
        return own ? own.consentedAt !== null : null;
      },
    }),
    approvedAt: t.field({ type: 'DateTime', nullable: true, resolve: ({ minutes }) => minutes.approvedAt }),
    approvedBy: t.field({
      type: PersonType,
      nullable: true,
      resolve: async ({ minutes: { approvedById } }, _args, context) =>
        (approvedById && (await personOf(context, approvedById))) || null,
    }),
    sha256: t.string({
      nullable: true,
      description: 'Of `canonical` in UTF-8, hexadecimal.',
      resolve: ({ minutes }) => minutes.sha256,
    }),
    canonical: t.string({
      nullable: true,
      complexity: 20,
      description: 'Meeting, attendance, outcomes and text as canonical JSON (RFC 8785).',
      resolve: ({ minutes }) => minutes.canonical,
    }),
    pdf: t.field({ type: StoredFileType, nullable: true, resolve: ({ minutes }) => minutes.pdf }),
    check: t.field({
      type: FrozenTextCheckType,
      nullable: true,
      complexity: 50,
      description: 'Of approved minutes: computes everything anew and compares.',
      resolve: ({ meeting, minutes }, _args, context) =>
        minutes.state === 'APPROVED' ? checkMinutes(signedIn(context), meeting.id) : null,
    }),
  }),
});

const minutesOf = batched((ids) => readMinutes(ids));

// One read for both fields: the text and its sequence are of the same moment.
const minutesTextOf = batched(
  async (ids) => new Map(await Promise.all(ids.map(async (id) => [id, await readMinutesText(id)] as const))),
);

builder.objectFields(MeetingType, (t) => ({
  minutes: t.field({
    type: MinutesType,
    nullable: true,
    description: 'Null before they are sent for observations.',
    resolve: async (meeting, _args, context) => {
      const minutes = await minutesOf(context, meeting.id);
      return minutes ? { meeting, minutes } : null;
    },
  }),
  minutesText: t.field({
    type: 'Json',
    nullable: true,
    complexity: 20,
    description: 'The text of its minutes, which is that of its notes, as ProseMirror JSON; null while there are none.',
    resolve: async ({ id }, _args, context) => (await minutesTextOf(context, id))?.text ?? null,
  }),
  minutesTextSequence: t.int({
    nullable: true,
    complexity: 20,
    description: 'Which state of that text it is, to be given back with the approval.',
    resolve: async ({ id }, _args, context) => (await minutesTextOf(context, id))?.sequence ?? null,
  }),
}));

const SendMinutesInput = builder.inputType('SendMinutesInput', {
  fields: (t) => ({
    meetingId: t.id({ required: true }),
    version: t.int({ description: 'Of the meeting, as it was read.' }),
    observationsUntil: t.field({ type: 'Date', required: true, description: 'The last day for observations.' }),
  }),
});
const ProlongObservationsInput = builder.inputType('ProlongObservationsInput', {
  fields: (t) => ({
    meetingId: t.id({ required: true }),
    version: t.int({ description: 'Of the minutes, as they were read.' }),
    observationsUntil: t.field({ type: 'Date', required: true, description: 'The new last day for observations.' }),
  }),
});
const MakeObservationInput = builder.inputType('MakeObservationInput', {
  fields: (t) => ({
    meetingId: t.id({ required: true }),
    blockId: t.id({ description: 'The passage it is about; none for the whole.' }),
    body: t.string({ required: true }),
  }),
});
const SettleObservationInput = builder.inputType('SettleObservationInput', {
  fields: (t) => ({
    observationId: t.id({ required: true }),
    reply: t.string({ required: true, description: 'What it became.' }),
  }),
});
const ConsentToMinutesInput = builder.inputType('ConsentToMinutesInput', {
  fields: (t) => ({ meetingId: t.id({ required: true }) }),
});
const ApproveMinutesInput = builder.inputType('ApproveMinutesInput', {
  fields: (t) => ({
    meetingId: t.id({ required: true }),
    version: t.int({ description: 'Of the minutes, as they were read.' }),
    textSequence: t.int({ description: 'Of the text, as it was read (`minutesTextSequence`).' }),
    isWarned: t.boolean({ description: 'They are approved although some of who was there said nothing of them.' }),
  }),
});

builder.mutationFields((t) => ({
  sendMinutes: t.field({
    type: MeetingType,
    description: 'Sends the notes of a held meeting to everybody invited, to be read again until a day.',
    args: { input: t.arg({ type: SendMinutesInput, required: true }) },
    resolve: (_root, { input }, context) => sendMinutes(signedIn(context), input),
  }),
  prolongObservations: t.field({
    type: MeetingType,
    description: 'Gives more time; who has said nothing is asked again.',
    args: { input: t.arg({ type: ProlongObservationsInput, required: true }) },
    resolve: (_root, { input }, context) => prolongObservations(signedIn(context), input),
  }),
  makeObservation: t.field({
    type: MeetingType,
    description: 'In the viewer’s own name, who is invited.',
    args: { input: t.arg({ type: MakeObservationInput, required: true }) },
    resolve: (_root, { input }, context) => makeObservation(signedIn(context), input),
  }),
  consentToMinutes: t.field({
    type: MeetingType,
    description: 'Says that the viewer, who is invited, has no observation.',
    args: { input: t.arg({ type: ConsentToMinutesInput, required: true }) },
    resolve: (_root, { input }, context) => consentToMinutes(signedIn(context), input),
  }),
  settleObservation: t.field({
    type: MeetingType,
    args: { input: t.arg({ type: SettleObservationInput, required: true }) },
    resolve: (_root, { input }, context) => settleObservation(signedIn(context), input),
  }),
  approveMinutes: t.field({
    type: MeetingType,
    description: 'Keeps the text for good, sends it as PDF, and proves what the meeting aimed at.',
    complexity: 200,
    args: { input: t.arg({ type: ApproveMinutesInput, required: true }) },
    resolve: (_root, { input }, context) => approveMinutes(signedIn(context), input),
  }),
}));
