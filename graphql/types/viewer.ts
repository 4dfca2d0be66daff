// Who is asking, as the asker sees it: `viewer` is null when nobody is signed in.
import type { Viewer } from '#domain/viewers.ts';
import { builder } from '../builder.ts';

const ViewerKind = builder.enumType('ViewerKind', { values: ['PERSON', 'SYSTEM'] as const });

export const ViewerType = builder.objectRef<Viewer>('Viewer').implement({
  description: 'La personne connectée, ou le logiciel dont la clé a été donnée.',
  fields: (t) => ({
    kind: t.field({ type: ViewerKind, resolve: ({ kind }) => (kind === 'person' ? 'PERSON' : 'SYSTEM') }),
    personId: t.exposeID('personId', { description: 'D’un logiciel, la personne qui répond de sa clé.' }),
    name: t.exposeString('name'),
    organisationId: t.exposeID('organisationId'),
    organisationName: t.exposeString('organisationName'),
    platformAdministrator: t.boolean({
      resolve: (viewer) => viewer.kind === 'person' && viewer.platformAdministrator,
    }),
    organisationAdministrator: t.boolean({
      resolve: (viewer) => viewer.kind === 'person' && viewer.organisationAdministrator,
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({ type: ViewerType, nullable: true, resolve: (_root, _args, { viewer }) => viewer }),
);
