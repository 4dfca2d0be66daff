// The one history: a feed for programs that must miss nothing, and the activity of a convention for people.
import { actorsOf, listActivity, readActors } from '#domain/history/activity.ts';
import { type ChangePage, pageOfChanges, readChanges, readFeedHead } from '#domain/history/feed.ts';
import type { Viewer } from '#domain/viewers.ts';
import type { Change, Person } from '#generated/prisma/client.ts';
import { builder, connectionOf, listComplexity, listUpTo, signedIn } from '../builder.ts';
import { ConventionType } from './convention.ts';
import { PersonType } from './person.ts';

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

const ChangeType = builder.objectRef<Told>('Change').implement({
  description: 'Something that happened. The thing it tells of may be gone since; read it by its id to know.',
  fields: (t) => ({
    id: t.exposeID('id'),
    at: t.expose('at', { type: 'DateTime' }),
    kind: t.exposeString('kind', { description: 'Past tense: `comment.posted`, `item.changed`, `access.lost`.' }),
    subject: t.exposeString('subject', {
      description: 'The type of the thing: `Comment`, `ProgrammeItem`, `Convention`…',
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
    },
    resolve: async (_root, { after, first, conventionId }, context) => {
      const page = await readChanges(signedIn(context), {
        after,
        first,
        conventionId: conventionId ?? undefined,
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
