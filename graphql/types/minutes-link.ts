// The personal link of the mails about minutes: who it was sent to reads them, says something of them or nothing against
// them, without an account.

import { today } from '#domain/calendar.ts';
import { readFileBytes } from '#domain/files/files.ts';
import { demandDates, nameOf } from '#domain/meetings/meeting-views.ts';
import { readMinutesText } from '#domain/minutes/minutes-views.ts';
import {
  consentByLink,
  type MinutesInvitation,
  makeObservationByLink,
  readMinutesInvitation,
} from '#domain/minutes/observations.ts';
import { builder } from '../builder.ts';
import { MinutesStateType, ObservationType } from './minutes.ts';

const MinutesInvitationType = builder.objectRef<MinutesInvitation>('MinutesInvitation').implement({
  description: 'Ce que montre le lien d’un courriel sur un compte rendu, à la personne à qui il a été envoyé.',
  fields: (t) => ({
    name: t.string({ description: 'De qui est le lien.', resolve: ({ invitee }) => nameOf(invitee) }),
    title: t.string({ resolve: ({ meeting }) => meeting.title }),
    place: t.string({ nullable: true, resolve: ({ meeting }) => meeting.place }),
    startsAt: t.field({ type: 'DateTime', resolve: ({ meeting }) => demandDates(meeting).startsAt }),
    endsAt: t.field({ type: 'DateTime', resolve: ({ meeting }) => demandDates(meeting).endsAt }),
    state: t.field({ type: MinutesStateType, resolve: ({ minutes }) => minutes.state }),
    text: t.field({
      type: 'Json',
      nullable: true,
      complexity: 20,
      resolve: async ({ meeting }) => (await readMinutesText(meeting.id))?.text ?? null,
    }),
    observationsUntil: t.field({ type: 'Date', resolve: ({ minutes }) => minutes.observationsUntil }),
    mayObserve: t.boolean({
      description: 'Les observations sont encore prises.',
      resolve: ({ minutes }) => minutes.state === 'OBSERVATIONS' && today() <= minutes.observationsUntil,
    }),
    hasConsented: t.boolean({ resolve: ({ invitee }) => invitee.consentedAt !== null }),
    observations: t.field({
      type: [ObservationType],
      description: 'Celles de la personne à qui le lien a été envoyé.',
      resolve: ({ minutes, invitee }) => minutes.observations.filter(({ inviteeId }) => inviteeId === invitee.id),
    }),
    approvedAt: t.field({ type: 'DateTime', nullable: true, resolve: ({ minutes }) => minutes.approvedAt }),
    sha256: t.string({ nullable: true, resolve: ({ minutes }) => minutes.sha256 }),
    pdfName: t.string({ nullable: true, resolve: ({ minutes }) => minutes.pdf?.name ?? null }),
    pdf: t.field({
      type: 'Bytes',
      nullable: true,
      complexity: 100,
      description: 'Une fois approuvé.',
      resolve: ({ minutes }) => minutes.pdf && readFileBytes(minutes.pdf),
    }),
  }),
});

builder.queryField('minutesInvitation', (t) =>
  t.field({
    type: MinutesInvitationType,
    nullable: true,
    description: 'Le compte rendu qu’ouvre un lien tant qu’il est valable, sinon nul. Le lire ne change rien.',
    args: { token: t.arg.string({ required: true }) },
    resolve: (_root, { token }) => readMinutesInvitation(token),
  }),
);

const MakeObservationByLinkInput = builder.inputType('MakeObservationByLinkInput', {
  fields: (t) => ({
    token: t.string({ required: true }),
    blockId: t.id({ description: 'Le passage dont elle parle ; rien pour le tout.' }),
    body: t.string({ required: true }),
  }),
});
const ConsentByLinkInput = builder.inputType('ConsentByLinkInput', {
  fields: (t) => ({ token: t.string({ required: true }) }),
});

builder.mutationFields((t) => ({
  makeObservationByLink: t.field({
    type: MinutesInvitationType,
    nullable: true,
    description: 'Pour la personne à qui le lien a été envoyé ; aucun compte n’est nécessaire.',
    args: { input: t.arg({ type: MakeObservationByLinkInput, required: true }) },
    resolve: (_root, { input }) => makeObservationByLink(input),
  }),
  consentByLink: t.field({
    type: MinutesInvitationType,
    nullable: true,
    description: 'Dit que la personne à qui le lien a été envoyé n’a pas d’observation.',
    args: { input: t.arg({ type: ConsentByLinkInput, required: true }) },
    resolve: (_root, { input }) => consentByLink(input),
  }),
}));
