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
  description: 'An organisation, or one of its services.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Of the service, or of the organisation: what inputs take.' }),
    name: t.string({ resolve: ({ unit, organisation }) => unit?.name ?? organisation.name }),
    shortName: t.string({ resolve: ({ unit, organisation }) => unit?.shortName ?? organisation.shortName }),
    organisation: t.field({ type: OrganisationType, resolve: ({ organisation }) => organisation }),
    unit: t.field({
      type: UnitType,
      nullable: true,
      description: 'Null when the whole organisation is meant.',
      resolve: ({ unit }) => unit,
    }),
  }),
});

export const ProofKindType = builder.enumType('ProofKind', {
  description: 'A meeting held, a document deposited, a statement.',
  values: proofKinds,
});

const NamedVersionType = builder.objectRef<NamedVersion>('NamedDatasetVersion').implement({
  description: 'A version of a dataset that something names.',
  fields: (t) => ({
    datasetId: t.exposeID('datasetId'),
    title: t.exposeString('title'),
    number: t.exposeInt('number'),
  }),
});

const versionOf = batched((ids, context) => nameVersions(signedIn(context), ids));

export const EvidenceType = builder.objectRef<EvidenceView>('Evidence').implement({
  description: 'What was shown for an occurrence; it counts or not, and is kept either way.',
  fields: (t) => ({
    id: t.exposeID('id'),
    occurrenceId: t.exposeID('occurrenceId', { description: 'L’échéance qu’elle prouve.' }),
    proof: t.expose('proof', { type: ProofKindType }),
    on: t.expose('on', { type: 'Date', description: 'The day of the meeting, the deposit or the statement.' }),
    title: t.exposeString('title'),
    url: t.exposeString('url', { nullable: true }),
    file: t.field({ type: StoredFileType, nullable: true, resolve: ({ file }) => file }),
    dataset: t.field({
      type: NamedVersionType,
      nullable: true,
      description: 'What was shown of what partners share, where the viewer sees it.',
      resolve: async ({ datasetVersionId }, _args, context) =>
        datasetVersionId === null ? null : ((await versionOf(context, datasetVersionId)) ?? null),
    }),
    meetingId: t.exposeID('meetingId', { nullable: true, description: 'The meeting that it comes from.' }),
    attendees: t.field({ type: [PartyType], complexity: NESTED, resolve: ({ attendees }) => attendees }),
    missing: t.field({
      type: [PartyType],
      complexity: NESTED,
      description: 'Who had to be at the meeting and was not.',
      resolve: ({ missing }) => missing,
    }),
    excused: t.field({
      type: [PartyType],
      complexity: NESTED,
      description: 'Who was asked to the meeting and was not there; it counts all the same.',
      resolve: ({ excused }) => excused,
    }),
    counts: t.exposeBoolean('counts', { description: 'Whether it meets what is owed.' }),
    recordedBy: t.field({ type: PersonType, nullable: true, resolve: ({ recordedBy }) => recordedBy }),
    recordedAt: t.expose('recordedAt', { type: 'DateTime' }),
  }),
});
