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
  description: 'Each may do what the ones before it may.',
  values: participantRoles,
});

export const ParticipantType = builder.objectRef<Participant>('Participant').implement({
  description: 'A role in a convention, held by one person or by everybody of an organisation.',
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
    description: 'Whom a steward may add, by name, at most 50 of each.',
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
  description: 'Exactly one of the three says who.',
  fields: (t) => ({
    conventionId: t.id({ required: true }),
    personId: t.id({ description: 'Somebody the viewer may know of.' }),
    email: t.string({ description: 'The address of anybody’s account.' }),
    organisationId: t.id({ description: 'Everybody of it.' }),
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
    description: 'Gives a participant another role. A convention keeps a steward who is a person.',
    args: { input: t.arg({ type: ChangeParticipantInput, required: true }) },
    resolve: (_root, { input }, context) => changeParticipant(signedIn(context), input),
  }),
  removeParticipant: t.field({
    type: ParticipantType,
    description: 'Ends a participation and gives it as it was. A convention keeps a steward who is a person.',
    args: { input: t.arg({ type: RemoveParticipantInput, required: true }) },
    resolve: (_root, { input }, context) => removeParticipant(signedIn(context), input),
  }),
}));
