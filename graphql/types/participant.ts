// Who takes part in a convention and as what.
import {
  addParticipant,
  changeParticipant,
  findCandidates,
  type Participant,
  removeParticipant,
} from '#domain/conventions/participants.ts';
import { participantRoles } from '#domain/vocabulary.ts';
import { builder, signedIn } from '../builder.ts';
import { OrganisationType } from './organisation.ts';
import { PersonType } from './person.ts';

export const ParticipantRoleType = builder.enumType('ParticipantRole', {
  description: 'Chacun peut ce que peuvent ceux qui le précèdent.',
  values: participantRoles,
});

export const ParticipantType = builder.objectRef<Participant>('Participant').implement({
  description: 'Un rôle dans une convention, tenu par une personne ou par tous ceux d’un organisme.',
  fields: (t) => ({
    id: t.exposeID('id'),
    conventionId: t.exposeID('conventionId'),
    role: t.expose('role', { type: ParticipantRoleType }),
    person: t.field({ type: PersonType, nullable: true, resolve: ({ person }) => person }),
    organisation: t.field({ type: OrganisationType, nullable: true, resolve: ({ organisation }) => organisation }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
  }),
});

const CandidatesType = builder
  .objectRef<Awaited<ReturnType<typeof findCandidates>>>('ParticipantCandidates')
  .implement({
    description: 'Qui un responsable peut ajouter, par nom, 50 au plus de chaque.',
    fields: (t) => ({
      people: t.field({ type: [PersonType], resolve: ({ people }) => people }),
      organisations: t.field({ type: [OrganisationType], resolve: ({ organisations }) => organisations }),
    }),
  });

builder.queryField('participantCandidates', (t) =>
  t.field({
    type: CandidatesType,
    args: { conventionId: t.arg.id({ required: true }), words: t.arg.string({ defaultValue: '' }) },
    resolve: (_root, { conventionId, words }, context) =>
      findCandidates(signedIn(context), { conventionId, words: words ?? '' }),
  }),
);

const AddParticipantInput = builder.inputType('AddParticipantInput', {
  description: 'Exactement un des trois dit qui.',
  fields: (t) => ({
    conventionId: t.id({ required: true }),
    personId: t.id({ description: 'Quelqu’un que qui demande peut connaître.' }),
    email: t.string({ description: 'L’adresse d’un compte, quel qu’il soit.' }),
    organisationId: t.id({ description: 'Toutes ses personnes.' }),
    role: t.field({ type: ParticipantRoleType, required: true }),
  }),
});
const ChangeParticipantInput = builder.inputType('ChangeParticipantInput', {
  fields: (t) => ({
    participantId: t.id({ required: true }),
    role: t.field({ type: ParticipantRoleType, required: true }),
  }),
});
const RemoveParticipantInput = builder.inputType('RemoveParticipantInput', {
  fields: (t) => ({ participantId: t.id({ required: true }) }),
});

builder.mutationFields((t) => ({
  addParticipant: t.field({
    type: ParticipantType,
    args: { input: t.arg({ type: AddParticipantInput, required: true }) },
    resolve: (_root, { input }, context) => addParticipant(signedIn(context), input),
  }),
  changeParticipant: t.field({
    type: ParticipantType,
    description: 'Donne un autre rôle à un participant. Une convention garde un responsable qui est une personne.',
    args: { input: t.arg({ type: ChangeParticipantInput, required: true }) },
    resolve: (_root, { input }, context) => changeParticipant(signedIn(context), input),
  }),
  removeParticipant: t.field({
    type: ParticipantType,
    description:
      'Met fin à une participation et la rend telle qu’elle était. Une convention garde un responsable qui est une personne.',
    args: { input: t.arg({ type: RemoveParticipantInput, required: true }) },
    resolve: (_root, { input }, context) => removeParticipant(signedIn(context), input),
  }),
}));
