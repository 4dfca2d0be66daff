// A signed text as it was signed, and whether it still is.
import { checkFrozenText, type FrozenTextCheck, readFrozenText } from '#domain/conventions/frozen-texts.ts';
import { builder, signedIn } from '../builder.ts';
import { ConventionType } from './convention.ts';
import { StoredFileType } from './stored-file.ts';

type Frozen = NonNullable<Awaited<ReturnType<typeof readFrozenText>>>;

export const FrozenTextCheckType = builder.objectRef<FrozenTextCheck>('FrozenTextCheck').implement({
  description: 'All true: the text is what was signed.',
  fields: (t) => ({
    hashHolds: t.exposeBoolean('hashHolds', { description: 'The kept text still has the kept hash.' }),
    textHolds: t.exposeBoolean('textHolds', { description: 'The document says what the kept text says.' }),
    pdfHolds: t.exposeBoolean('pdfHolds', { description: 'The PDF’s bytes are those that were kept.' }),
    checkedAt: t.expose('checkedAt', { type: 'DateTime' }),
  }),
});

const FrozenTextType = builder.objectRef<Frozen>('FrozenText').implement({
  description: 'A signed text as it was signed.',
  fields: (t) => ({
    sha256: t.exposeString('sha256', { description: 'Of `canonical` in UTF-8, hexadecimal.' }),
    canonical: t.exposeString('canonical', {
      complexity: 20,
      description: 'Title, year and text as canonical JSON (RFC 8785).',
    }),
    hashRule: t.exposeInt('hashRule', {
      description:
        'What `canonical` says of the text: 1 with the ids of its blocks, 2 what a reader sees alone (docs/signed-text.md).',
    }),
    frozenAt: t.expose('frozenAt', { type: 'DateTime' }),
    pdf: t.field({ type: StoredFileType, resolve: ({ pdf }) => pdf }),
    check: t.field({
      type: FrozenTextCheckType,
      complexity: 50,
      description: 'Computes everything anew and compares.',
      resolve: ({ conventionId }, _args, context) => checkFrozenText(signedIn(context), conventionId),
    }),
  }),
});

builder.objectField(ConventionType, 'frozenText', (t) =>
  t.field({
    type: FrozenTextType,
    nullable: true,
    description: 'Null as long as it is not signed.',
    resolve: ({ id }, _args, context) => readFrozenText(signedIn(context), id),
  }),
);
