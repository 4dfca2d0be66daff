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
  description: 'Ce qui a été mis sur cette plate-forme pour l’essayer.',
  fields: (t) => ({
    madeAt: t.expose('madeAt', { type: 'DateTime' }),
    emptiedAt: t.expose('emptiedAt', { type: 'DateTime', nullable: true }),
    conventions: t.field({
      type: [DemonstrationConventionType],
      description: 'Elles partent avec elle, quoi qu’on y ait fait depuis.',
      resolve: ({ conventions }) => conventions,
    }),
    accounts: t.exposeInt('accounts', { description: 'Ses comptes qui sont ici, ouverts ou fermés.' }),
    changesByOthers: t.exposeInt('changesByOthers', {
      description: 'Les changements faits dans ces conventions par des comptes qui n’en sont pas.',
    }),
  }),
});

const EmptiedDemonstrationType = builder.objectRef<EmptiedDemonstration>('EmptiedDemonstration').implement({
  description: 'Ce qui est parti. Un compte ou un organisme que quelque chose d’autre nomme reste, le compte fermé.',
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
    description: 'Pour les administrateurs de la plate-forme ; nulle où il n’y en a jamais eu.',
    resolve: (_root, _args, context) => readDemonstration(signedIn(context)),
  }),
}));

builder.mutationFields((t) => ({
  emptyDemonstration: t.field({
    type: EmptiedDemonstrationType,
    description: 'Retire la démonstration pour de bon. Ce que des personnes ont fait ailleurs reste.',
    resolve: (_root, _args, context) => emptyDemonstration(signedIn(context)),
  }),
}));
