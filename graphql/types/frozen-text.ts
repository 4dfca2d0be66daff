// A signed text as it was signed, and whether it still is.
import { checkFrozenText, type FrozenTextCheck, readFrozenText } from '#domain/conventions/frozen-texts.ts';
import { builder, signedIn } from '../builder.ts';
import { ConventionType } from './convention.ts';
import { StoredFileType } from './stored-file.ts';

type Frozen = NonNullable<Awaited<ReturnType<typeof readFrozenText>>>;

export const FrozenTextCheckType = builder.objectRef<FrozenTextCheck>('FrozenTextCheck').implement({
  description: 'Tout est vrai : le texte est ce qui a été signé.',
  fields: (t) => ({
    hashHolds: t.exposeBoolean('hashHolds', { description: 'Le texte gardé a encore l’empreinte gardée.' }),
    textHolds: t.exposeBoolean('textHolds', { description: 'Le document dit ce que dit le texte gardé.' }),
    pdfHolds: t.exposeBoolean('pdfHolds', { description: 'Les octets du PDF sont ceux qui ont été gardés.' }),
    checkedAt: t.expose('checkedAt', { type: 'DateTime' }),
  }),
});

const FrozenTextType = builder.objectRef<Frozen>('FrozenText').implement({
  description: 'Un texte signé, tel qu’il a été signé.',
  fields: (t) => ({
    sha256: t.exposeString('sha256', { description: 'De `canonical` en UTF-8, en hexadécimal.' }),
    canonical: t.exposeString('canonical', {
      complexity: 20,
      description: 'Titre, année et texte en JSON canonique (RFC 8785).',
    }),
    hashRule: t.exposeInt('hashRule', {
      description:
        'Ce que `canonical` dit du texte : 1 avec les identifiants de ses passages, 2 ce que voit un lecteur seulement (docs/signed-text.md).',
    }),
    frozenAt: t.expose('frozenAt', { type: 'DateTime' }),
    pdf: t.field({ type: StoredFileType, resolve: ({ pdf }) => pdf }),
    check: t.field({
      type: FrozenTextCheckType,
      complexity: 50,
      description: 'Recalcule tout et compare.',
      resolve: ({ conventionId }, _args, context) => checkFrozenText(signedIn(context), conventionId),
    }),
  }),
});

builder.objectField(ConventionType, 'frozenText', (t) =>
  t.field({
    type: FrozenTextType,
    nullable: true,
    description: 'Nul tant qu’elle n’est pas signée.',
    resolve: ({ id }, _args, context) => readFrozenText(signedIn(context), id),
  }),
);
