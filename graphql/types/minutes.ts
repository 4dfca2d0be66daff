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
  description: 'OBSERVATIONS : envoyé aux invités, qui peuvent encore dire quelque chose. APPROVED : gardé tel quel.',
  values: minutesStates,
});

/** Minutes with the meeting they are judged in. */
interface Judged {
  meeting: MeetingView;
  minutes: MinutesView;
}

export const ObservationType = builder.objectRef<ObservationView>('Observation').implement({
  description: 'Ce qu’un invité a dit d’un compte rendu avant son approbation.',
  fields: (t) => ({
    id: t.exposeID('id'),
    meetingId: t.exposeID('meetingId', { description: 'La réunion dont le compte rendu est observé.' }),
    author: t.string({ resolve: ({ invitee }) => invitee.person?.name ?? invitee.name }),
    blockId: t.exposeID('blockId', { nullable: true, description: 'Celui des notes ; nul pour le tout.' }),
    body: t.exposeString('body'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    reply: t.exposeString('reply', { nullable: true, description: 'Ce que les organisateurs en ont fait.' }),
    settledAt: t.expose('settledAt', { type: 'DateTime', nullable: true }),
  }),
});

const personOf = batched((ids) => readActors(ids));

const MinutesType = builder.objectRef<Judged>('Minutes').implement({
  description: 'Le compte rendu d’une réunion tenue, à partir du jour où il est soumis aux observations.',
  fields: (t) => ({
    state: t.field({ type: MinutesStateType, resolve: ({ minutes }) => minutes.state }),
    version: t.int({ resolve: ({ minutes }) => minutes.version }),
    sentAt: t.field({ type: 'DateTime', resolve: ({ minutes }) => minutes.sentAt }),
    observationsUntil: t.field({
      type: 'Date',
      description: 'Le dernier jour pour observer.',
      resolve: ({ minutes }) => minutes.observationsUntil,
    }),
    observations: t.field({ type: [ObservationType], resolve: ({ minutes }) => minutes.observations }),
    consenting: t.field({
      type: [InviteeType],
      description: 'Qui a dit n’avoir pas d’observation.',
      resolve: ({ meeting }) =>
        meeting.invitees.filter(({ consentedAt }) => consentedAt).map((invitee) => ({ ...invitee, meeting })),
    }),
    silent: t.field({
      type: [InviteeType],
      description: 'Qui était là et n’en a rien dit.',
      resolve: ({ meeting, minutes }) =>
        standingOf(meeting, minutes).silent.map((invitee) => ({ ...invitee, meeting })),
    }),
    isOver: t.boolean({
      description: 'Le dernier jour pour observer est passé.',
      resolve: ({ meeting, minutes }) => standingOf(meeting, minutes).isOver,
    }),
    viewerHasConsented: t.boolean({
      nullable: true,
      description: 'Nul quand qui demande n’est pas invité.',
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
      description: 'De `canonical` en UTF-8, en hexadécimal.',
      resolve: ({ minutes }) => minutes.sha256,
    }),
    canonical: t.string({
      nullable: true,
      complexity: 20,
      description: 'Réunion, présences, décisions et texte en JSON canonique (RFC 8785).',
      resolve: ({ minutes }) => minutes.canonical,
    }),
    hashRule: t.int({
      description:
        'Ce que dit `canonical` : 1 avec les identifiants des passages, 2 ce que voit un lecteur seulement (docs/signed-text.md).',
      resolve: ({ minutes }) => minutes.hashRule,
    }),
    pdf: t.field({ type: StoredFileType, nullable: true, resolve: ({ minutes }) => minutes.pdf }),
    check: t.field({
      type: FrozenTextCheckType,
      nullable: true,
      complexity: 50,
      description: 'D’un compte rendu approuvé : recalcule tout et compare.',
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
    description: 'Nul avant l’envoi aux observations.',
    resolve: async (meeting, _args, context) => {
      const minutes = await minutesOf(context, meeting.id);
      return minutes ? { meeting, minutes } : null;
    },
  }),
  minutesText: t.field({
    type: 'Json',
    nullable: true,
    complexity: 20,
    description:
      'Le texte de son compte rendu, qui est celui de ses notes, en JSON de ProseMirror ; nul tant qu’il n’y en a pas.',
    resolve: async ({ id }, _args, context) => (await minutesTextOf(context, id))?.text ?? null,
  }),
  minutesTextSequence: t.int({
    nullable: true,
    complexity: 20,
    description: 'De quel état de ce texte il s’agit, à rendre avec l’approbation.',
    resolve: async ({ id }, _args, context) => (await minutesTextOf(context, id))?.sequence ?? null,
  }),
}));

const SendMinutesInput = builder.inputType('SendMinutesInput', {
  fields: (t) => ({
    meetingId: t.id({ required: true }),
    version: t.int({ description: 'De la réunion, telle qu’elle a été lue.' }),
    observationsUntil: t.field({ type: 'Date', required: true, description: 'Le dernier jour pour observer.' }),
  }),
});
const ProlongObservationsInput = builder.inputType('ProlongObservationsInput', {
  fields: (t) => ({
    meetingId: t.id({ required: true }),
    version: t.int({ description: 'Du compte rendu, tel qu’il a été lu.' }),
    observationsUntil: t.field({ type: 'Date', required: true, description: 'Le nouveau dernier jour pour observer.' }),
  }),
});
const MakeObservationInput = builder.inputType('MakeObservationInput', {
  fields: (t) => ({
    meetingId: t.id({ required: true }),
    blockId: t.id({ description: 'Le passage dont elle parle ; rien pour le tout.' }),
    body: t.string({ required: true }),
  }),
});
const SettleObservationInput = builder.inputType('SettleObservationInput', {
  fields: (t) => ({
    observationId: t.id({ required: true }),
    reply: t.string({ required: true, description: 'Ce qu’elle est devenue.' }),
  }),
});
const ConsentToMinutesInput = builder.inputType('ConsentToMinutesInput', {
  fields: (t) => ({ meetingId: t.id({ required: true }) }),
});
const ApproveMinutesInput = builder.inputType('ApproveMinutesInput', {
  fields: (t) => ({
    meetingId: t.id({ required: true }),
    version: t.int({ description: 'Du compte rendu, tel qu’il a été lu.' }),
    textSequence: t.int({ description: 'Du texte, tel qu’il a été lu (`minutesTextSequence`).' }),
    isWarned: t.boolean({ description: 'Il est approuvé quoique des présents n’en aient rien dit.' }),
  }),
});

builder.mutationFields((t) => ({
  sendMinutes: t.field({
    type: MeetingType,
    description: 'Envoie les notes d’une réunion tenue à tous les invités, à relire jusqu’à un jour.',
    args: { input: t.arg({ type: SendMinutesInput, required: true }) },
    resolve: (_root, { input }, context) => sendMinutes(signedIn(context), input),
  }),
  prolongObservations: t.field({
    type: MeetingType,
    description: 'Donne plus de temps ; qui n’a rien dit est relancé.',
    args: { input: t.arg({ type: ProlongObservationsInput, required: true }) },
    resolve: (_root, { input }, context) => prolongObservations(signedIn(context), input),
  }),
  makeObservation: t.field({
    type: MeetingType,
    description: 'Au nom de qui demande, qui est invité.',
    args: { input: t.arg({ type: MakeObservationInput, required: true }) },
    resolve: (_root, { input }, context) => makeObservation(signedIn(context), input),
  }),
  consentToMinutes: t.field({
    type: MeetingType,
    description: 'Dit que qui demande, qui est invité, n’a pas d’observation.',
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
    description: 'Garde le texte pour de bon, l’envoie en PDF, et prouve ce que visait la réunion.',
    complexity: 200,
    args: { input: t.arg({ type: ApproveMinutesInput, required: true }) },
    resolve: (_root, { input }, context) => approveMinutes(signedIn(context), input),
  }),
}));
