// The demonstration that fills an empty platform, for the platform's administrators: what of it is here, and its removal.
import {
  type DemonstrationHere,
  type EmptiedDemonstration,
  emptyDemonstration,
  readDemonstration,
} from '#domain/demonstrations/demonstrations.ts';
import { builder, signedIn } from '../builder.ts';

const DemonstrationConventionType = builder
  .objectRef<DemonstrationHere['conventions'][number]>('DemonstrationConvention')
  .implement({
    fields: (t) => ({
      id: t.exposeID('id'),
      title: t.exposeString('title'),
      year: t.exposeInt('year'),
    }),
  });

const DemonstrationType = builder.objectRef<DemonstrationHere>('Demonstration').implement({
  description: 'What was put on this platform to try it out.',
  fields: (t) => ({
    madeAt: t.expose('madeAt', { type: 'DateTime' }),
    emptiedAt: t.expose('emptiedAt', { type: 'DateTime', nullable: true }),
    conventions: t.field({
      type: [DemonstrationConventionType],
      description: 'They go with it, whatever was done in them since.',
      resolve: ({ conventions }) => conventions,
    }),
    accounts: t.exposeInt('accounts', { description: 'Accounts of it that are here, open or closed.' }),
    changesByOthers: t.exposeInt('changesByOthers', {
      description: 'Changes made in these conventions by accounts that are not of the demonstration.',
    }),
  }),
});

const EmptiedDemonstrationType = builder.objectRef<EmptiedDemonstration>('EmptiedDemonstration').implement({
  description: 'What went. An account or an organisation that something else names stays, the account closed.',
  fields: (t) => ({
    conventions: t.exposeInt('conventions'),
    accounts: t.exposeInt('accounts'),
    organisations: t.exposeInt('organisations'),
    closedAccounts: t.exposeInt('closedAccounts'),
    keptOrganisations: t.exposeInt('keptOrganisations'),
  }),
});

builder.queryFields((t) => ({
  demonstration: t.field({
    type: DemonstrationType,
    nullable: true,
    description: 'For the platform’s administrators; null where there never was one.',
    resolve: (_root, _args, context) => readDemonstration(signedIn(context)),
  }),
}));

builder.mutationFields((t) => ({
  emptyDemonstration: t.field({
    type: EmptiedDemonstrationType,
    description: 'Removes the demonstration for good. What people made elsewhere stays.',
    resolve: (_root, _args, context) => emptyDemonstration(signedIn(context)),
  }),
}));
