// Things of any noun: what a change is of, what an id names, and a first copy of all there is. Which things there are and who sees
// them is domain/exports/; what each looks like is its own file.
import { invalid, notFound } from '#domain/errors.ts';
import { pageOfSnapshot, readSnapshot, type SnapshotPage } from '#domain/exports/snapshot.ts';
import { type Absence, absences, absencesOf, findNodes, findThings, type Thing } from '#domain/exports/things.ts';
import { isUuid } from '#domain/parse.ts';
import { type ChangeSubject, type Noun, nouns } from '#domain/vocabulary.ts';
import { batched } from '../batched-reads.ts';
import { builder, listUpTo, signedIn } from '../builder.ts';
import { subjectWords } from '../change-words.ts';
import { ActionType } from './action.ts';
import { BudgetLineType, PaymentType } from './budget.ts';
import { CommentType } from './comment.ts';
import { ConventionType } from './convention.ts';
import { DatasetType } from './dataset.ts';
import { DeliverableType, ReferenceEntryType } from './deliverable.ts';
import { EvidenceType } from './evidence.ts';
import { IndicatorType } from './indicator.ts';
import { InviteeType, MeetingType } from './meeting.ts';
import { ObservationType } from './minutes.ts';
import { ObligationType, OccurrenceType } from './obligation.ts';
import { OrganisationType, UnitType } from './organisation.ts';
import { OutcomeType } from './outcome.ts';
import { ParticipantType } from './participant.ts';
import { PersonType } from './person.ts';
import { ProgrammeItemType } from './programme.ts';
import { StoredFileType } from './stored-file.ts';
import { ThreadType } from './thread.ts';
import { YearReportType } from './year-report.ts';

/** The type of each noun; its name is the noun's. */
const types = {
  Organisation: OrganisationType,
  Unit: UnitType,
  Person: PersonType,
  ReferenceEntry: ReferenceEntryType,
  Convention: ConventionType,
  Participant: ParticipantType,
  ProgrammeItem: ProgrammeItemType,
  Action: ActionType,
  StoredFile: StoredFileType,
  Deliverable: DeliverableType,
  Indicator: IndicatorType,
  Obligation: ObligationType,
  Occurrence: OccurrenceType,
  Evidence: EvidenceType,
  BudgetLine: BudgetLineType,
  Payment: PaymentType,
  Meeting: MeetingType,
  Invitee: InviteeType,
  Outcome: OutcomeType,
  Observation: ObservationType,
  Thread: ThreadType,
  Comment: CommentType,
  YearReport: YearReportType,
  Dataset: DatasetType,
} satisfies Record<Noun, unknown>;

/** Of which noun a row is, for the union that shows it. */
const nounOf = new WeakMap<object, Noun>();

function shown({ noun, row }: Thing): never {
  nounOf.set(row, noun);
  return row as never;
}

export const ThingType = builder.unionType('Thing', {
  description: 'Une chose de la plate-forme, telle qu’elle est au moment de la lecture.',
  types: Object.values(types),
  resolveType: (row) => nounOf.get(row as object) as never,
});

export const NounType = builder.enumType('Noun', {
  description: 'Les choses dont un système peut tenir une copie.',
  values: Object.fromEntries(nouns.map((noun) => [noun, { value: noun, description: subjectWords[noun] }])) as {
    [Name in Noun]: { value: Name; description: string };
  },
});

const absenceWords: Record<Absence, string> = {
  GONE: 'La chose n’existe plus, ou a quitté les listes.',
  NOT_VISIBLE: 'La chose existe, et la clé ne la voit pas ou plus.',
  NOT_OFFERED: 'Cette sorte de chose ne se lit pas ainsi.',
};

export const AbsenceType = builder.enumType('ThingAbsence', {
  description: 'Pourquoi une chose n’est pas donnée.',
  values: Object.fromEntries(absences.map((one) => [one, { value: one, description: absenceWords[one] }])) as {
    [Name in Absence]: { value: Name; description: string };
  },
});

/** What a change is of, as it names it. */
export interface Subject {
  subject: string;
  subjectId: string;
  conventionId: string | null;
  kind: string;
  deletion: boolean;
}

/** The parts of a meeting bear its id, and are read in it. */
const inMeeting: readonly string[] = ['MeetingNotes', 'Minutes', 'DatePoll'] satisfies ChangeSubject[];

const nounFor = (subject: string): Noun | undefined =>
  inMeeting.includes(subject) ? 'Meeting' : nouns.find((noun) => noun === subject);

/** A block stands in a convention: the same id may be in its amendment. */
const isOfConvention = (noun: string) => noun === 'ProgrammeItem' || noun === 'Action';

type Found = { thing: Thing; absence: null } | { thing: null; absence: Absence };

const foundOf = batched<Found>(async (keys, context) => {
  const viewer = signedIn(context);
  const found = new Map<string, Found>();
  const asked = keys.map((key) => ({ key, parts: key.split(' ') }));
  for (const noun of new Set(asked.map(({ parts }) => parts[0] as Noun))) {
    const own = asked.filter(({ parts }) => parts[0] === noun);
    const things = await findThings(viewer, noun, [...new Set(own.map(({ parts }) => parts[1] ?? ''))]);
    const missing: typeof own = [];
    for (const one of own) {
      const [, id, within] = one.parts;
      const thing = things.find(({ place }) => place.id === id && (!isOfConvention(noun) || place.within === within));
      if (thing) found.set(one.key, { thing, absence: null });
      else missing.push(one);
    }
    const reasons = await absencesOf(
      noun,
      missing.map(({ parts }) => parts[1] ?? ''),
    );
    for (const { key, parts } of missing)
      found.set(key, { thing: null, absence: reasons.get(parts[1] ?? '') ?? 'GONE' });
  }
  return found;
});

async function found(subject: Subject, context: Parameters<typeof foundOf>[0]): Promise<Found> {
  const noun = nounFor(subject.subject);
  if (subject.kind === 'access.lost') return { thing: null, absence: 'NOT_VISIBLE' };
  if (!noun || !isUuid(subject.subjectId)) return { thing: null, absence: 'NOT_OFFERED' };
  if (subject.deletion) return { thing: null, absence: 'GONE' };
  const key = `${noun} ${subject.subjectId} ${subject.conventionId ?? ''}`;
  return (await foundOf(context, key)) ?? { thing: null, absence: 'GONE' };
}

/** The thing that a change is of, as it is now; null after a deletion, whatever became of it since. */
export async function thingOf(subject: Subject, context: Parameters<typeof foundOf>[0]) {
  const { thing } = await found(subject, context);
  return thing && shown(thing);
}

export const absenceOf = async (subject: Subject, context: Parameters<typeof foundOf>[0]) =>
  (await found(subject, context)).absence;

/** Ids that one look-up takes. */
const MOST_IDS = 100;

async function nodesOf(ids: readonly string[], context: Parameters<typeof foundOf>[0]) {
  const viewer = signedIn(context);
  if (ids.length > MOST_IDS) throw invalid({ ids: `${MOST_IDS} identifiants au plus.` });
  const things = await findNodes(viewer, [...new Set(ids.filter(isUuid))]);
  return ids.map((id) => {
    const thing = things.get(id.toLowerCase());
    return thing ? shown(thing) : null;
  });
}

const SnapshotPageType = builder.objectRef<SnapshotPage>('SnapshotPage').implement({
  description: 'Une page de la première copie.',
  fields: (t) => ({
    things: t.field({
      type: [ThingType],
      description: 'Dans l’ordre de `Noun`, puis des identifiants.',
      resolve: ({ things }) => things.map(shown),
    }),
    changesCursor: t.exposeString('changesCursor', {
      description: 'Le curseur à donner à `changes` une fois la copie finie\u00a0; le même à chaque page.',
    }),
    endCursor: t.exposeString('endCursor', { description: 'À donner à `after` pour la page suivante.' }),
    hasNextPage: t.exposeBoolean('hasNextPage', { description: 'Faux à la dernière page.' }),
  }),
});

builder.queryFields((t) => ({
  node: t.field({
    type: ThingType,
    nullable: true,
    description:
      'Ce que nomme un identifiant\u00a0; nul quand rien de visible ne le porte. Un passage du texte répond au sien ' +
      '(l’action qu’il porte se lit par `action`).',
    args: { id: t.arg.id({ required: true, description: 'Identifiant de la chose.' }) },
    resolve: async (_root, { id }, context) => (await nodesOf([id], context))[0] ?? null,
  }),
  nodes: t.field({
    type: [ThingType],
    nullable: { list: false, items: true },
    description: 'Ce que nomment des identifiants, dans le même ordre\u00a0; nul là où rien de visible ne répond.',
    complexity: ({ ids }) => ({ field: 1, multiplier: Math.min(ids.length, MOST_IDS) }),
    args: { ids: t.arg.idList({ required: true, description: `${MOST_IDS} au plus.` }) },
    resolve: (_root, { ids }, context) => nodesOf(ids, context),
  }),
  snapshot: t.field({
    type: SnapshotPageType,
    description:
      'La première copie de tout ce que la clé voit, page par page, avec le curseur du journal qui va avec\u00a0: ce qui ' +
      'change pendant la copie revient dans `changes`. Pour tout prendre d’un coup, `/api/export`.',
    complexity: listUpTo(pageOfSnapshot),
    args: {
      after: t.arg.string({ description: 'Continuer après ce curseur, pris dans `endCursor` de la page précédente.' }),
      first: t.arg.int(),
      types: t.arg({ type: [NounType], description: 'Seulement ces choses\u00a0; toutes si rien n’est dit.' }),
    },
    resolve: (_root, args, context) => readSnapshot(signedIn(context), args),
  }),
}));

/** Nouns that have no query of their own in their file. */
const readById = [
  'Unit',
  'Person',
  'ReferenceEntry',
  'Participant',
  'Occurrence',
  'Evidence',
  'BudgetLine',
  'Payment',
  'Invitee',
  'Outcome',
  'Observation',
  'Comment',
  'YearReport',
] as const satisfies readonly Noun[];

for (const noun of readById)
  builder.queryField(`${noun[0]?.toLowerCase()}${noun.slice(1)}`, (t) =>
    t.field({
      type: types[noun],
      description: `${subjectWords[noun]} NOT_FOUND quand elle n’existe pas ou n’est pas visible.`,
      args: { id: t.arg.id({ required: true, description: 'Identifiant.' }) },
      resolve: async (_root, { id }, context) => {
        const [thing] = isUuid(id) ? await findThings(signedIn(context), noun, [id]) : [];
        if (!thing) throw notFound();
        return thing.row as never;
      },
    }),
  );
