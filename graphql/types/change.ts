// The one history: a feed for programs that must miss nothing, and the activity of a convention for people.
import { actorsOf, findActivity, readActors } from '#domain/history/activity.ts';
import { type ChangePage, pageOfChanges, type ReadChange, readChanges, readFeedHead } from '#domain/history/feed.ts';
import { followChanges } from '#domain/history/following.ts';
import type { Page, PageRequest } from '#domain/paging.ts';
import type { Viewer } from '#domain/viewers.ts';
import { type ChangeKind, type ChangeSubject, changeKinds, changeSubjects, nameOfKind } from '#domain/vocabulary.ts';
import type { Person } from '#generated/prisma/client.ts';
import { batched } from '../batched-reads.ts';
import { builder, type Context, connectionOf, listComplexity, listUpTo, signedIn } from '../builder.ts';
import { kindWords, subjectWords } from '../change-words.ts';
import { ConventionType } from './convention.ts';
import { PersonType } from './person.ts';
import { AbsenceType, absenceOf, ThingType, thingOf } from './thing.ts';

/** A change with those who made it. */
type Told = ReadChange & { actors: Person[] };

/** Pages of the activity of conventions, with their actors, by convention. */
async function activityOf(viewer: Viewer, request: Parameters<typeof findActivity>[1]) {
  const pages = await findActivity(viewer, request);
  const told = await withActors([...pages.values()].flatMap(({ nodes }) => nodes.map(({ node }) => node)));
  const byId = new Map(told.map((change) => [change.id, change]));
  const toldOf = ({ nodes, ...page }: Page<ReadChange>): Page<Told> => ({
    ...page,
    nodes: nodes.map(({ cursor, node }) => ({ cursor, node: byId.get(node.id) as Told })),
  });
  return new Map([...pages].map(([id, page]) => [id, toldOf(page)]));
}

/** First pages of as many, by « as many convention »: those of all conventions of an answer at once. */
const latestOf = batched(async (keys, context) => {
  const places = keys.map((key) => key.split(' ') as [string, string]);
  const pages = await Promise.all(
    [...new Set(places.map(([first]) => first))].map(async (first) => {
      const conventionIds = places.flatMap(([own, id]) => (own === first ? [id] : []));
      const found = await activityOf(signedIn(context), { conventionIds, first: first === '' ? null : Number(first) });
      return [...found].map(([id, page]) => [`${first} ${id}`, page] as const);
    }),
  );
  return new Map(pages.flat());
});

async function activityPage(context: Context, id: string, { first, after }: PageRequest): Promise<Page<Told>> {
  const page =
    after == null
      ? await latestOf(context, `${first ?? ''} ${id}`)
      : (await activityOf(signedIn(context), { conventionIds: [id], first, after })).get(id);
  return page ?? { nodes: [], hasNextPage: false };
}

/** The actors of a whole page, in one read. */
async function withActors(changes: readonly ReadChange[]): Promise<Told[]> {
  const people = await readActors(changes.flatMap(actorsOf));
  // Filled in where they are: a page has hundreds, and copies of them cost as much as reading them.
  return changes.map((change) =>
    Object.assign(change, { actors: actorsOf(change).flatMap((id) => people.get(id) ?? []) }),
  );
}

export const ChangeSubjectType = builder.enumType('ChangeSubject', {
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
  description:
    'Quelque chose s’est passé. La chose dont il s’agit a pu disparaître depuis : lisez-la par son identifiant pour le savoir.',
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
    version: t.exposeInt('version', {
      description: 'La version de la chose ensuite : n’en gardez une copie que si elle est plus récente.',
    }),
    deletion: t.exposeBoolean('deletion', { description: 'La chose n’existe plus ensuite pour qui lit.' }),
    conventionId: t.exposeID('conventionId', { nullable: true }),
    actors: t.field({
      type: [PersonType],
      description: 'Qui l’a fait ; des mots du texte, qui écrivait. Personne quand c’est la plate-forme d’elle-même.',
      resolve: ({ actors }) => actors,
    }),
    apiKeyId: t.exposeID('apiKeyId', { nullable: true, description: 'La clé du logiciel qui l’a fait.' }),
    details: t.field({ type: 'Json', resolve: ({ details }) => details }),
  }),
});

const feedWords = {
  after: 'Un curseur de `endCursor` ou de `changesHead`\u00a0; rien\u00a0: depuis le plus ancien changement gardé.',
  conventionId: 'Seulement ce qui est d’une convention.',
  types:
    'Seulement ce qui est de ces choses, et de celles qui les portent (une action vient et part avec son passage, une ' +
    'échéance avec son obligation). Les accès gagnés et perdus et les archivages passent toujours : ils emportent ' +
    'ce qui est de la convention.',
};

const ChangePageType = builder.objectRef<Omit<ChangePage, 'changes'> & { changes: Told[] }>('ChangePage').implement({
  fields: (t) => ({
    changes: t.field({ type: [ChangeType], resolve: ({ changes }) => changes }),
    endCursor: t.exposeString('endCursor', { description: 'Où continuer, même après une page vide.' }),
    hasNextPage: t.exposeBoolean('hasNextPage'),
  }),
});

builder.queryFields((t) => ({
  changes: t.field({
    type: ChangePageType,
    description:
      'Ce qui s’est passé après un curseur, dans l’ordre des validations, de ce que voit qui demande ; suppressions et accès perdus compris. CURSOR_EXPIRED veut dire : tout relire, à partir de `changesHead`.',
    complexity: listUpTo(pageOfChanges),
    args: {
      after: t.arg.string({ description: feedWords.after }),
      first: t.arg.int(),
      conventionId: t.arg.id({ description: feedWords.conventionId }),
      types: t.arg({ type: [ChangeSubjectType], description: feedWords.types }),
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
    description: 'Le curseur de ce moment : à prendre avant une première lecture entière, puis à suivre.',
    resolve: async (_root, _args, context) => {
      signedIn(context);
      return readFeedHead();
    },
  }),
}));

builder.subscriptionField('changes', (t) =>
  t.field({
    type: ChangePageType,
    description:
      'Le journal à mesure qu’il s’écrit, par SSE (`Accept: text/event-stream`, protocole graphql-sse, une connexion par ' +
      'abonnement). La première page vient aussitôt, même vide. Coupé, on reprend du dernier `endCursor` reçu. La connexion ' +
      'se ferme quand la clé se termine (INVALID_KEY)\u00a0; une clé en a cinq au plus.',
    complexity: listUpTo(pageOfChanges),
    args: {
      after: t.arg.string({ description: feedWords.after }),
      first: t.arg.int(),
      conventionId: t.arg.id({ description: feedWords.conventionId }),
      types: t.arg({ type: [ChangeSubjectType], description: feedWords.types }),
    },
    subscribe: (_root, { after, first, conventionId, types }, context) =>
      followChanges(signedIn(context), {
        after,
        first,
        conventionId: conventionId ?? undefined,
        subjects: types ?? undefined,
      }) as AsyncIterable<ChangePage>,
    resolve: async (page: ChangePage) => ({ ...page, changes: await withActors(page.changes) }),
  }),
);

builder.objectField(ConventionType, 'activity', (t) =>
  t.connection({
    type: ChangeType,
    description: 'Ce qui s’y est passé, le dernier d’abord.',
    complexity: listComplexity,
    resolve: async ({ id }, page, context) => connectionOf(await activityPage(context, id, page)),
  }),
);
