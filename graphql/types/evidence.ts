// Proofs that something owed was done, and whom obligations and meetings name.
import { type NamedVersion, nameVersions } from '#domain/datasets/dataset-views.ts';
import type { EvidenceView } from '#domain/obligations/obligation-views.ts';
import type { Party } from '#domain/organisations/parties.ts';
import { proofKinds } from '#domain/vocabulary.ts';
import { batched } from '../batched-reads.ts';
import { builder, signedIn } from '../builder.ts';
import { OrganisationType, UnitType } from './organisation.ts';
import { PersonType } from './person.ts';
import { StoredFileType } from './stored-file.ts';

/** One or two names: what they hang on has paid for them. */
export const NESTED = { field: 1, multiplier: 1 };

export const PartyType = builder.objectRef<Party>('Party').implement({
  description: 'Un organisme, ou un de ses services.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Du service, ou de l’organisme : ce que prennent les écritures.' }),
    name: t.string({ resolve: ({ unit, organisation }) => unit?.name ?? organisation.name }),
    shortName: t.string({ resolve: ({ unit, organisation }) => unit?.shortName ?? organisation.shortName }),
    organisation: t.field({ type: OrganisationType, resolve: ({ organisation }) => organisation }),
    unit: t.field({
      type: UnitType,
      nullable: true,
      description: 'Nul quand il s’agit de tout l’organisme.',
      resolve: ({ unit }) => unit,
    }),
  }),
});

export const ProofKindType = builder.enumType('ProofKind', {
  description: 'Une réunion tenue, un document déposé, une déclaration.',
  values: proofKinds,
});

const NamedVersionType = builder.objectRef<NamedVersion>('NamedDatasetVersion').implement({
  description: 'Une version de données que quelque chose nomme.',
  fields: (t) => ({
    datasetId: t.exposeID('datasetId'),
    title: t.exposeString('title'),
    number: t.exposeInt('number'),
  }),
});

const versionOf = batched((ids, context) => nameVersions(signedIn(context), ids));

export const EvidenceType = builder.objectRef<EvidenceView>('Evidence').implement({
  description: 'Ce qui a été montré pour une échéance ; elle compte ou non, et est gardée dans les deux cas.',
  fields: (t) => ({
    id: t.exposeID('id'),
    occurrenceId: t.exposeID('occurrenceId', { description: 'L’échéance qu’elle prouve.' }),
    proof: t.expose('proof', { type: ProofKindType }),
    on: t.expose('on', { type: 'Date', description: 'Le jour de la réunion, du dépôt ou de la déclaration.' }),
    title: t.exposeString('title'),
    url: t.exposeString('url', { nullable: true }),
    file: t.field({ type: StoredFileType, nullable: true, resolve: ({ file }) => file }),
    dataset: t.field({
      type: NamedVersionType,
      nullable: true,
      description: 'Ce qui a été montré de ce que partagent les partenaires, quand qui demande le voit.',
      resolve: async ({ datasetVersionId }, _args, context) =>
        datasetVersionId === null ? null : ((await versionOf(context, datasetVersionId)) ?? null),
    }),
    meetingId: t.exposeID('meetingId', { nullable: true, description: 'La réunion dont elle vient.' }),
    attendees: t.field({ type: [PartyType], complexity: NESTED, resolve: ({ attendees }) => attendees }),
    missing: t.field({
      type: [PartyType],
      complexity: NESTED,
      description: 'Qui devait être à la réunion et n’y était pas.',
      resolve: ({ missing }) => missing,
    }),
    excused: t.field({
      type: [PartyType],
      complexity: NESTED,
      description: 'Qui était convié à la réunion et n’y était pas ; elle compte tout de même.',
      resolve: ({ excused }) => excused,
    }),
    counts: t.exposeBoolean('counts', { description: 'Si elle satisfait ce qui est dû.' }),
    recordedBy: t.field({ type: PersonType, nullable: true, resolve: ({ recordedBy }) => recordedBy }),
    recordedAt: t.expose('recordedAt', { type: 'DateTime' }),
  }),
});
