// The one history: a feed for programs that must miss nothing, and the activity of a convention for people.
import { actorsOf, listActivity, readActors } from '#domain/history/activity.ts';
import { type ChangePage, pageOfChanges, readChanges, readFeedHead } from '#domain/history/feed.ts';
import type { Viewer } from '#domain/viewers.ts';
import { type ChangeKind, type ChangeSubject, changeKinds, changeSubjects, nameOfKind } from '#domain/vocabulary.ts';
import type { Change, Person } from '#generated/prisma/client.ts';
import { builder, connectionOf, listComplexity, listUpTo, signedIn } from '../builder.ts';
import { kindWords, subjectWords } from '../change-words.ts';
import { ConventionType } from './convention.ts';
import { PersonType } from './person.ts';
import { AbsenceType, absenceOf, ThingType, thingOf } from './thing.ts';

/** A change with those who made it. */
type Told = Change & { actors: Person[] };

/** A page of the activity of a convention, with its actors. */
async function activityOf(viewer: Viewer, request: Parameters<typeof listActivity>[1]) {
  const page = await listActivity(viewer, request);
  const told = await withActors(page.nodes.map(({ node }) => node));
  return connectionOf({
    ...page,
    nodes: page.nodes.map(({ cursor }, index) => ({ cursor, node: told[index] as Told })),
  });
}

/** The actors of a whole page, in one read. */
async function withActors(changes: readonly Change[]): Promise<Told[]> {
  const people = await readActors(changes.flatMap(actorsOf));
  return changes.map((change) => ({ ...change, actors: actorsOf(change).flatMap((id) => people.get(id) ?? []) }));
}

const ChangeSubjectType = builder.enumType('ChangeSubject', {
  description: 'De quoi parle une entrée du journal.',
  values: Object.fromEntries(changeSubjects.map((one) => [one, { value: one, description: subjectWords[one] }])) as {
    [Name in ChangeSubject]: { value: Name; description: string };
  },
});

const ChangeKindType = builder.enumType('ChangeKind', {
  description:
    'Ce que dit une entrée du journal. D’autres valeurs viendront : passez celles que vous ne connaissez pas.',
  values: Object.fromEntries(
    changeKinds.map((kind) => [nameOfKind(kind), { value: kind, description: kindWords[kind] }]),
  ) as Record<string, { value: ChangeKind; description: string }>,
});

const ChangeType = builder.objectRef<Told>('Change').implement({
  description: 'Something that happened. The thing it tells of may be gone since; read it by its id to know.',
  fields: (t) => ({
    id: t.exposeID('id'),
    at: t.expose('at', { type: 'DateTime' }),
    kind: t.field({
      type: ChangeKindType,
      description: 'Ce qui s’est passé.',
      resolve: ({ kind }) => kind as ChangeKind,
    }),
    subject: t.field({
      type: ChangeSubjectType,
      description: 'La sorte de chose dont il s’agit.',
      resolve: ({ subject }) => subject as ChangeSubject,
    }),
    thing: t.field({
      type: ThingType,
      nullable: true,
      description:
        'La chose telle qu’elle est maintenant ; nulle après un départ (`deletion`), et quand elle n’est plus visible. ' +
        'Les parties d’une réunion (notes, compte rendu, sondage) donnent la réunion.',
      resolve: (change, _args, context) => thingOf(change, context),
    }),
    thingAbsence: t.field({
      type: AbsenceType,
      nullable: true,
      description: 'Pourquoi `thing` est nulle.',
      resolve: (change, _args, context) => absenceOf(change, context),
    }),
    subjectId: t.exposeID('subjectId'),
    version: t.exposeInt('version', { description: 'The thing’s version after it: keep a copy only if it is newer.' }),
    deletion: t.exposeBoolean('deletion', { description: 'The thing no longer exists for the viewer after it.' }),
    conventionId: t.exposeID('conventionId', { nullable: true }),
    actors: t.field({
      type: [PersonType],
      description: 'Who did it; for words of the text, who was writing. Empty for the platform itself.',
      resolve: ({ actors }) => actors,
    }),
    apiKeyId: t.exposeID('apiKeyId', { nullable: true, description: 'The key of the program that did it.' }),
    details: t.field({ type: 'Json', resolve: ({ details }) => details }),
  }),
});

const ChangePageType = builder.objectRef<Omit<ChangePage, 'changes'> & { changes: Told[] }>('ChangePage').implement({
  fields: (t) => ({
    changes: t.field({ type: [ChangeType], resolve: ({ changes }) => changes }),
    endCursor: t.exposeString('endCursor', { description: 'Where to go on, also after an empty page.' }),
    hasNextPage: t.exposeBoolean('hasNextPage'),
  }),
});

builder.queryFields((t) => ({
  changes: t.field({
    type: ChangePageType,
    description:
      'What happened after a cursor, in order of commit, of what the viewer may see; deletions and lost access included. ' +
      'CURSOR_EXPIRED means: read everything again, from `changesHead`.',
    complexity: listUpTo(pageOfChanges),
    args: {
      after: t.arg.string({ description: 'From `endCursor` or `changesHead`; the oldest kept when not given.' }),
      first: t.arg.int(),
      conventionId: t.arg.id({ description: 'Only those of one convention.' }),
      types: t.arg({
        type: [ChangeSubjectType],
        description:
          'Seulement ce qui est de ces choses, et de celles qui les portent (une action vient et part avec son passage, une ' +
          'échéance avec son obligation). Les accès gagnés et perdus et les archivages passent toujours : ils emportent ' +
          'ce qui est de la convention.',
      }),
    },
    resolve: async (_root, { after, first, conventionId, types }, context) => {
      const page = await readChanges(signedIn(context), {
        after,
        first,
        conventionId: conventionId ?? undefined,
        subjects: types ?? undefined,
      });
      return { ...page, changes: await withActors(page.changes) };
    },
  }),
  changesHead: t.string({
    description: 'The cursor of this moment: take it before a first full read, then follow from it.',
    resolve: async (_root, _args, context) => {
      signedIn(context);
      return readFeedHead();
    },
  }),
}));

builder.objectField(ConventionType, 'activity', (t) =>
  t.connection({
    type: ChangeType,
    description: 'What happened in it, latest first.',
    complexity: listComplexity,
    resolve: ({ id }, { first, after }, context) => activityOf(signedIn(context), { conventionId: id, first, after }),
  }),
);
