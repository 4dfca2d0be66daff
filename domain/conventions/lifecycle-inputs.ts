// What each step of a convention's path records, for the forms and the mutation. Browser-safe. Which step may follow
// which: domain/conventions/lifecycle.ts.
import { z } from 'zod';
import { isDay } from '../calendar.ts';
import { line as anyLine, thingId as id } from '../fields.ts';
import { type ConventionState, conventionStates, opinionOutcomes, terminationGrounds } from '../vocabulary.ts';

/** What the steps are called in a sentence. */
export const stepNames: Record<ConventionState, string> = {
  DRAFT: 'le retour au brouillon',
  IN_REVIEW: 'la mise en concertation',
  OPINION_GIVEN: 'l’avis de la commission',
  ADOPTED: 'le vote',
  SIGNED: 'la signature',
  RUNNING: 'la mise en exécution',
  REPORTED: 'la remise du bilan',
  CLOSED: 'la clôture',
  REJECTED: 'le rejet',
  AMENDED: 'la modification par avenant',
  TERMINATED: 'la résiliation',
};

/** Characters of a name, a body, a number. */
const NAME_LIMIT = 200;
/** Characters of a reason or a remark. */
const WORDS_LIMIT = 2000;

const line = (missing: string) => anyLine(NAME_LIMIT, missing);

/** Text of several lines; nothing when it is blank. */
const words = z
  .string()
  .max(WORDS_LIMIT, `${WORDS_LIMIT} caractères au plus.`)
  .transform(
    (text) =>
      text
        .normalize('NFC')
        .replace(/\p{Surrogate}/gu, '')
        .trim() || null,
  )
  .nullish();

const day = (missing: string) =>
  z.string(missing).refine(isDay, 'Indiquez un jour qui existe, par exemple 22/04/2025.');

const wrongCount = 'Indiquez un nombre entier, zéro compris.';
const count = z.int(wrongCount).min(0, wrongCount).max(10_000, wrongCount);

const opinion = z.object({
  body: line('Indiquez qui a rendu cet avis.'),
  outcome: z.enum(opinionOutcomes, 'Choisissez le sens de l’avis.'),
});

const vote = z
  .object({
    body: line('Indiquez l’assemblée qui a voté.'),
    deliberation: line('Indiquez le numéro de la délibération.'),
    votesFor: count,
    votesAgainst: count,
    abstentions: count,
    /** Absent without a proxy. */
    absent: count,
    present: count.nullish(),
    excused: count.nullish(),
    leftRoom: z.array(line('Donnez le nom de cette personne.')).max(100).default([]),
  })
  .refine(
    ({ votesFor, votesAgainst, abstentions, present, excused }) =>
      present == null || votesFor + votesAgainst + abstentions <= present + (excused ?? 0),
    { path: ['votesFor'], error: 'Il y a plus de voix que de membres présents ou excusés.' },
  );

const signature = z.object({
  place: line('Indiquez le lieu de la signature.'),
  originals: z.int('Indiquez le nombre d’originaux.').min(1, 'Il y a au moins un original.').max(100),
  signatories: z
    .array(
      z.object({
        name: line('Donnez le nom du signataire.'),
        capacity: line('Indiquez la qualité du signataire.'),
        organisation: line('Indiquez l’organisme du signataire.'),
      }),
    )
    .min(2, 'Une convention est signée par deux parties au moins.')
    .max(20),
});

const termination = z
  .object({
    ground: z.enum(terminationGrounds, 'Choisissez la clause appliquée.'),
    noticeOn: day('Indiquez le jour de la mise en demeure.').nullish(),
  })
  .refine(({ ground, noticeOn }) => ground !== 'NOTICE' || noticeOn != null, {
    path: ['noticeOn'],
    error: 'Indiquez le jour de la mise en demeure.',
  });

/** What must be said at a step, and the sentence when it is not. */
const required: Partial<Record<ConventionState, { name: StepField; missing: string }[]>> = {
  DRAFT: [{ name: 'reason', missing: 'Dites pourquoi le texte revient au brouillon.' }],
  OPINION_GIVEN: [{ name: 'opinion', missing: 'Indiquez l’avis rendu.' }],
  ADOPTED: [{ name: 'vote', missing: 'Indiquez le vote.' }],
  SIGNED: [{ name: 'signature', missing: 'Indiquez qui a signé.' }],
  REJECTED: [{ name: 'reason', missing: 'Dites pourquoi le texte est rejeté.' }],
  TERMINATED: [
    { name: 'termination', missing: 'Indiquez la clause appliquée.' },
    { name: 'reason', missing: 'Dites pourquoi la convention est résiliée.' },
  ],
};

/** What a step keeps beside its day; anything else that is sent is not kept. */
const kept: Record<ConventionState, readonly StepField[]> = {
  DRAFT: ['reason'],
  IN_REVIEW: ['note'],
  OPINION_GIVEN: ['opinion', 'note'],
  ADOPTED: ['vote', 'note'],
  SIGNED: ['signature', 'note'],
  RUNNING: ['note'],
  REPORTED: ['note'],
  CLOSED: ['note'],
  REJECTED: ['reason', 'vote'],
  AMENDED: [],
  TERMINATED: ['termination', 'reason'],
};

const fields = z.object({
  opinion: opinion.nullish(),
  vote: vote.nullish(),
  signature: signature.nullish(),
  termination: termination.nullish(),
  reason: words,
  note: words,
});
type StepField = keyof z.output<typeof fields>;

/** What a step records, as ConventionStep.details keeps it. */
export type StepDetails = Partial<z.output<typeof fields>> & {
  /** AMENDED: the amendment that replaces the text. */
  amendmentId?: string;
};

/** Takes a convention one step along its path. `passOver`: what is warned of has been read and is passed over. */
export const moveConventionInput = fields
  .extend({
    conventionId: id,
    to: z.enum(conventionStates, 'Choisissez une étape.'),
    on: day('Indiquez le jour.'),
    version: z.int().nullish(),
    passOver: z.boolean().nullish(),
  })
  .superRefine((input, context) => {
    for (const { name, missing } of required[input.to] ?? [])
      if (input[name] == null) context.addIssue({ code: 'custom', path: [name], message: missing });
  });
export type MoveConvention = z.output<typeof moveConventionInput>;

/** What the step of `input` records. */
export const stepDetailsOf = (input: MoveConvention): StepDetails =>
  Object.fromEntries(kept[input.to].flatMap((name) => (input[name] == null ? [] : [[name, input[name]]])));

/** Opens an amendment of a signed convention. */
export const openAmendmentInput = z.object({
  conventionId: id,
  title: line('Donnez un titre à l’avenant.'),
});
