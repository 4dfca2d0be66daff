// Things that a system writes under its own ids, up to 500 at once, and what it calls them. One mutation for every noun; which verbs write
// what is domain/upserts/.
import type { Place } from '#domain/exports/nouns.ts';
import { parseInput } from '#domain/parse.ts';
import { findNamed, namesOf } from '#domain/upserts/external-ids.ts';
import { externalIdsInput, MOST_ITEMS } from '#domain/upserts/inputs.ts';
import { type Upserted, upsertOutcomes, upsertThings } from '#domain/upserts/upserts.ts';
import { type Upsertable, upsertable } from '#domain/vocabulary.ts';
import { batched } from '../batched-reads.ts';
import { builder, signedIn } from '../builder.ts';
import { subjectWords } from '../change-words.ts';
import { publicError } from '../errors.ts';
import { ActionType } from './action.ts';
import { BudgetLineType, PaymentType } from './budget.ts';
import { DatasetType } from './dataset.ts';
import { DeliverableType } from './deliverable.ts';
import { IndicatorType } from './indicator.ts';
import { MeetingType } from './meeting.ts';
import { ThingType, thingOf } from './thing.ts';
import { UpsertInput, type UpsertItemInput } from './upsert-inputs.ts';

const outcomeWords = {
  CREATED: 'La chose a été créée, ou nommée pour la première fois.',
  CHANGED: 'La chose était là et a été redite.',
  UNCHANGED: 'La chose est déjà comme elle est dite.',
  REFUSED: 'Rien n’a été écrit de cette chose\u00a0: voir `error`.',
};

const OutcomeType = builder.enumType('UpsertOutcome', {
  description: 'Ce qu’est devenue une chose écrite.',
  values: Object.fromEntries(upsertOutcomes.map((one) => [one, { value: one, description: outcomeWords[one] }])) as {
    [Name in Upserted['outcome']]: { value: Name; description: string };
  },
});

const UpsertErrorType = builder
  .objectRef<{ code: string; message: string; fields: Record<string, string> }>('UpsertError')
  .implement({
    description: 'Pourquoi une chose n’a pas été écrite.',
    fields: (t) => ({
      code: t.exposeString('code', { description: 'Un code stable (INVALID_INPUT, NOT_FOUND, FORBIDDEN, CONFLICT…).' }),
      message: t.exposeString('message', { description: 'Une phrase en français.' }),
      fields: t.field({
        type: 'Json',
        description: 'Une phrase par champ en cause, sous son nom.',
        resolve: ({ fields }) => fields,
      }),
    }),
  });

const conventionOf = ({ noun, place }: Upserted) => (noun === 'Action' ? (place?.within ?? null) : null);

const UpsertedType = builder.objectRef<Upserted>('Upserted').implement({
  description: 'Ce qu’est devenue une chose écrite, à la place qu’elle avait dans la demande.',
  fields: (t) => ({
    externalId: t.exposeString('externalId', { description: 'Son identifiant dans votre système.' }),
    outcome: t.expose('outcome', { type: OutcomeType, description: 'Ce qu’elle est devenue.' }),
    id: t.id({
      nullable: true,
      description: 'Son identifiant d’ici\u00a0; nul si elle est refusée.',
      resolve: ({ place }) => place?.id ?? null,
    }),
    thing: t.field({
      type: ThingType,
      nullable: true,
      description: 'La chose telle qu’elle est maintenant\u00a0; nulle si elle est refusée, ou n’est pas visible.',
      resolve: (upserted, _args, context) => {
        const { noun: subject, place } = upserted;
        if (!place || !subject) return null;
        const about = { subject, subjectId: place.id, conventionId: conventionOf(upserted), kind: '', deletion: false };
        return thingOf(about, context);
      },
    }),
    error: t.field({
      type: UpsertErrorType,
      nullable: true,
      description: 'Pourquoi elle est refusée\u00a0; nul si elle est écrite.',
      resolve: ({ refusal }) => {
        if (!refusal) return null;
        const { message, extensions } = publicError(refusal);
        return { message, code: String(extensions.code), fields: (extensions.fields ?? {}) as Record<string, string> };
      },
    }),
  }),
});

/** The field of an item that says a noun. */
const fieldOf = (noun: Upsertable) => `${noun[0]?.toLowerCase()}${noun.slice(1)}` as Uncapitalize<Upsertable>;

type Item = (typeof UpsertItemInput)['$inferInput'];

/** An item as the domain takes it: its noun is the one field that is given. */
function itemOf({ externalId, id, version, ...nouns }: Item) {
  const [noun, ...others] = upsertable.filter((one) => nouns[fieldOf(one)] != null);
  const isOne = noun !== undefined && others.length === 0;
  return { noun: isOne ? noun : null, externalId, id, version, said: noun ? { ...nouns[fieldOf(noun)] } : {} };
}

builder.mutationField('upsert', (t) =>
  t.field({
    type: [UpsertedType],
    description:
      'Écrit des choses sous les identifiants de votre système\u00a0: créées la première fois, redites ensuite\u00a0; ce qui ' +
      'n’est pas donné reste. Chacune réussit ou échoue pour elle-même, et sa réponse est à la même place. Renvoyée, la ' +
      'demande finit de même\u00a0: rien n’est créé deux fois.',
    complexity: ({ input }) => ({ field: input.items.length, multiplier: Math.min(input.items.length, MOST_ITEMS) }),
    args: { input: t.arg({ type: UpsertInput, required: true }) },
    resolve: (_root, { input }, context) => upsertThings(signedIn(context), input.items.map(itemOf)),
  }),
);

const UpsertableType = builder.enumType('UpsertableNoun', {
  description: 'Les choses qui s’écrivent sous l’identifiant d’un autre système.',
  values: Object.fromEntries(upsertable.map((noun) => [noun, { value: noun, description: subjectWords[noun] }])) as {
    [Name in Upsertable]: { value: Name; description: string };
  },
});

builder.queryField('thingsByExternalId', (t) =>
  t.field({
    type: [ThingType],
    nullable: { list: false, items: true },
    description: 'Ce que votre organisme nomme ainsi, dans le même ordre\u00a0; nul là où rien de visible ne répond.',
    complexity: ({ externalIds }) => ({ field: 1, multiplier: Math.min(externalIds.length, MOST_ITEMS) }),
    args: {
      type: t.arg({ type: UpsertableType, required: true, description: 'La sorte de chose.' }),
      externalIds: t.arg.stringList({ required: true, description: `${MOST_ITEMS} au plus.` }),
    },
    resolve: async (_root, { type, externalIds }, context) => {
      const wanted = parseInput(externalIdsInput, externalIds);
      const places = await findNamed(signedIn(context), type, wanted);
      return Promise.all(
        wanted.map((externalId) => {
          const place = places.get(externalId);
          if (!place) return null;
          const conventionId = type === 'Action' ? place.within : null;
          return thingOf({ subject: type, subjectId: place.id, conventionId, kind: '', deletion: false }, context);
        }),
      );
    },
  }),
);

const nameOf = batched<string>(async (keys, context) => {
  const names = new Map<string, string>();
  const asked = keys.map((key) => key.split(' ') as [Upsertable, string, string]);
  for (const noun of new Set(asked.map(([one]) => one))) {
    const places = asked.filter(([one]) => one === noun).map(([, id, within]): Place => ({ id, within }));
    for (const [place, externalId] of await namesOf(signedIn(context), noun, places))
      names.set(`${noun} ${place}`, externalId);
  }
  return names;
});

const EXTERNAL_ID = 'Son identifiant dans le système de l’organisme qui demande\u00a0; nul s’il ne l’a pas nommée.';

builder.objectField(ActionType, 'externalId', (t) =>
  t.string({
    nullable: true,
    description: EXTERNAL_ID,
    resolve: ({ blockId, conventionId }, _args, context) => nameOf(context, `Action ${blockId} ${conventionId}`),
  }),
);

/** The same of nouns that bear their own id. */
const ownIds = {
  Deliverable: DeliverableType,
  Indicator: IndicatorType,
  BudgetLine: BudgetLineType,
  Payment: PaymentType,
  Meeting: MeetingType,
  Dataset: DatasetType,
} as const;

for (const [noun, type] of Object.entries(ownIds))
  builder.objectField(type as typeof DeliverableType, 'externalId', (t) =>
    t.string({
      nullable: true,
      description: EXTERNAL_ID,
      resolve: ({ id }, _args, context) => nameOf(context, `${noun} ${id} ${id}`),
    }),
  );
