// What an obligation, its occurrences and their proofs may be, for the forms and the mutations. Browser-safe.
import { z } from 'zod';
import { addMonths, isDay, today } from '../calendar.ts';
import { cleanLine, line, optionalLine } from '../fields.ts';
import { degrees, occurrenceStates, type Periodicity, periodicities, proofKinds, territories } from '../vocabulary.ts';

const id = z.uuid('Cet élément n’existe pas, ou vous n’y avez pas accès.');

/** A bounded count of rows: nothing of the trade recurs more often than every week, nor for longer than ten years. */
const MOST_TIMES = 52;
const MOST_MONTHS = 120;
const MOST_YEARS = 10;
/** Documents that are owed at one time. */
const MOST_PIECES = 20;

const day = (sentence: string) => z.string(sentence).refine(isDay, { error: sentence, abort: true });

const wholeNumber = (sentence: string, most: number) =>
  z.coerce.number<unknown>(sentence).int(sentence).min(1, sentence).max(most, `Indiquez un nombre d’au plus ${most}.`);

/** The longest name of an obligation or a proof: two lines of a list. */
const TITLE_LIMIT = 300;

const tooLong = `Raccourcissez ce texte (${TITLE_LIMIT} caractères au plus).`;

const sentence = (missing: string) => line(TITLE_LIMIT, missing, tooLong);

const ids = z
  .array(id)
  .max(50, 'Choisissez au plus 50 éléments.')
  .nullish()
  .transform((chosen) => chosen ?? []);

const terms = {
  blockId: z.uuid('Choisissez un passage du texte.'),
  title: sentence('Dites en quelques mots ce qui est dû.'),
  /** Organisations or their services, by id. */
  debtorIds: ids,
  creditorIds: ids,
  /** Who must be at the meeting, likewise. */
  attendeeIds: ids,
  /** Who is asked to it, likewise: that they do not come is said, and not held against who owes it. */
  invitedIds: ids,
  pilotIds: ids,
  periodicity: z.enum(periodicities, 'Choisissez une périodicité.'),
  times: wholeNumber('Indiquez un nombre de fois par an d’au moins 1.', MOST_TIMES).nullish(),
  months: wholeNumber('Indiquez un nombre de mois d’au moins 1.', MOST_MONTHS).nullish(),
  event: optionalLine(TITLE_LIMIT, tooLong),
  eventOn: day('Indiquez le jour de l’événement, par exemple 31/12/2025.').nullish(),
  proof: z.enum(proofKinds, 'Choisissez ce qui fait preuve.'),
  /** The documents that are owed each time, by name; a form sends them in one text, a line each. */
  pieces: z
    .array(z.string())
    .nullish()
    .transform((texts) => (texts ?? []).flatMap((text) => text.split('\n').map(cleanLine)))
    .transform((names) => names.filter((name) => name !== ''))
    .refine(
      (names) => names.every((name) => name.length <= TITLE_LIMIT),
      `Raccourcissez ces noms (${TITLE_LIMIT} caractères au plus).`,
    )
    .refine((names) => names.length <= MOST_PIECES, `Indiquez au plus ${MOST_PIECES} documents.`)
    .refine((names) => new Set(names).size === names.length, 'Deux documents portent le même nom.'),
  startsOn: day('Indiquez le premier jour de la période.'),
  endsOn: day('Indiquez le dernier jour de la période.'),
  degree: z.enum(degrees, 'Ce degré d’engagement n’existe pas.').nullish(),
};

type Checked = z.output<z.ZodObject<typeof terms>>;

/** Periodicities that say a number of months. */
const counted: readonly Periodicity[] = ['WITHIN_MONTHS', 'REGULAR', 'CONTINUOUS'];

/** What the fields must be to each other: the field at fault, and the sentence. */
const rules: readonly (readonly [keyof Checked, string, (terms: Checked) => boolean])[] = [
  ['endsOn', 'La fin de la période précède son début.', ({ startsOn, endsOn }) => startsOn <= endsOn],
  [
    'endsOn',
    `La période dure au plus ${MOST_YEARS} ans.`,
    ({ startsOn, endsOn }) => endsOn <= addMonths(startsOn, 12 * MOST_YEARS),
  ],
  [
    'times',
    'Indiquez un nombre de fois par an d’au moins 1.',
    ({ periodicity, times }) => periodicity !== 'TIMES_A_YEAR' || times != null,
  ],
  [
    'months',
    'Indiquez un nombre de mois d’au moins 1.',
    ({ periodicity, months }) => !counted.includes(periodicity) || months != null,
  ],
  [
    'eventOn',
    'Indiquez le jour à partir duquel les mois sont comptés.',
    ({ periodicity, eventOn }) => periodicity !== 'WITHIN_MONTHS' || eventOn != null,
  ],
  [
    'eventOn',
    'L’échéance tomberait avant le début de la période.',
    ({ periodicity, eventOn, months, startsOn }) =>
      periodicity !== 'WITHIN_MONTHS' || !eventOn || !months || addMonths(eventOn, months) >= startsOn,
  ],
  [
    'proof',
    'Une obligation continue se prouve par une déclaration.',
    ({ periodicity, proof }) => periodicity !== 'CONTINUOUS' || proof === 'STATEMENT',
  ],
  [
    'attendeeIds',
    'Seule une réunion a des participants attendus.',
    ({ proof, attendeeIds }) => proof === 'MEETING' || attendeeIds.length === 0,
  ],
  [
    'invitedIds',
    'Seule une réunion a des invités.',
    ({ proof, invitedIds }) => proof === 'MEETING' || invitedIds.length === 0,
  ],
  [
    'invitedIds',
    'Qui doit être présent est déjà invité\u00a0: choisissez l’un ou l’autre.',
    ({ attendeeIds, invitedIds }) => !invitedIds.some((id) => attendeeIds.includes(id)),
  ],
  [
    'pieces',
    'Seul un dépôt de documents en nomme.',
    ({ proof, pieces }) => proof === 'DOCUMENT' || pieces.length === 0,
  ],
  [
    'pieces',
    'Des documents se nomment quand les échéances découlent de la périodicité.',
    ({ periodicity, pieces }) => (periodicity !== 'ON_REQUEST' && periodicity !== 'ON_EVENT') || pieces.length === 0,
  ],
];

const check = (value: Checked, context: z.RefinementCtx) => {
  for (const [field, message, holds] of rules)
    if (!holds(value)) context.addIssue({ code: 'custom', path: [field], message });
};

/** Writes an obligation on a block of the text. */
export const createObligationInput = z.object({ conventionId: id, ...terms }).superRefine(check);

/** The terms alone, as the form checks them. */
export const obligationFormInput = z.object(terms).superRefine(check);

const version = z.coerce.number<unknown>('Rechargez la page et réessayez.').int();

/** States an obligation anew; `version` is the one that was read. */
export const changeObligationInput = z.object({ obligationId: id, version, ...terms }).superRefine(check);

export const withdrawObligationInput = z.object({ obligationId: id });

/** A request or an event, with the day by which it must be answered. */
export const addOccurrenceInput = z
  .object({
    obligationId: id,
    occasion: sentence('Dites ce qui est demandé ou ce qui s’est produit.'),
    on: day('Indiquez le jour de la demande ou de l’événement.'),
    dueOn: day('Indiquez le jour de l’échéance.'),
  })
  .refine(({ on, dueOn }) => on <= dueOn, { path: ['dueOn'], error: 'L’échéance précède la demande ou l’événement.' });

/** Says for when an occurrence is planned; nothing: no longer planned. */
export const planOccurrenceInput = z.object({
  occurrenceId: id,
  version,
  plannedOn: day('Indiquez le jour prévu.')
    .refine((plannedOn) => plannedOn >= today(), 'Choisissez un jour à venir. Ce qui a eu lieu se consigne.')
    .nullish(),
});

/** Says why an occurrence is not owed. */
export const setOccurrenceAsideInput = z.object({
  occurrenceId: id,
  version,
  reason: sentence('Dites pourquoi cette échéance est sans objet.'),
});

export const takeOccurrenceUpInput = z.object({ occurrenceId: id, version });

const evidenceFields = {
  on: day('Indiquez le jour.').refine(
    (on) => on <= today(),
    'Ce jour est à venir\u00a0: une preuve porte sur ce qui a eu lieu.',
  ),
  title: sentence('Dites en quelques mots de quoi il s’agit.'),
  url: z
    .string()
    .trim()
    .max(2000, 'Cette adresse est trop longue.')
    .pipe(
      z.url({
        protocol: /^https?$/,
        error: 'Cette adresse n’est pas reconnue. Exemple\u00a0: https://exemple.fr/bilan',
      }),
    )
    .nullish(),
  fileId: z.uuid('Ce fichier n’est plus là. Déposez-le de nouveau.').nullish(),
  /** Of what partners share: its latest version is what is shown. */
  datasetId: z.uuid('Choisissez des données déposées.').nullish(),
  attendeeIds: ids,
};

/** Shows that an occurrence was met: a meeting held, a document deposited, a statement. */
export const recordEvidenceInput = z
  .object({ occurrenceId: id, proof: z.enum(proofKinds, 'Choisissez ce qui fait preuve.'), ...evidenceFields })
  .superRefine(({ proof, url, fileId, datasetId, attendeeIds }, context) => {
    const fault = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (proof === 'MEETING' && attendeeIds.length === 0) fault('attendeeIds', 'Indiquez qui était présent.');
    if (proof !== 'MEETING' && attendeeIds.length > 0) fault('attendeeIds', 'Seule une réunion a des participants.');
    if (proof === 'DOCUMENT' && !fileId && !url && !datasetId)
      fault('fileId', 'Déposez le document, choisissez des données déposées, ou donnez une adresse.');
  });

export const withdrawEvidenceInput = z.object({ evidenceId: id });

/** No more reminders of an occurrence for whoever asks, or again. */
export const silenceRemindersInput = z.object({ occurrenceId: id, silenced: z.boolean() });

/** What lists of obligations and of occurrences may be narrowed to; all that is given must hold. */
export const obligationFilter = z.object({
  conventionId: id.nullish(),
  blockId: id.nullish(),
  /** An organisation, or one of its services. */
  debtorId: id.nullish(),
  creditorId: id.nullish(),
  /** A service of this territory owes it, is owed to, must be there, or has a pilot. */
  territory: z.enum(territories, 'Ce territoire n’existe pas.').nullish(),
  states: z.array(z.enum(occurrenceStates, 'Cet état n’existe pas.')).nullish(),
  /** Due in this quarter: `2025-Q4`. */
  quarter: z
    .string()
    .regex(/^\d{4}-Q[1-4]$/, 'Un trimestre s’écrit 2025-Q4.')
    .nullish(),
  /** The viewer is its pilot; or, where it has none, its organisation owes it. */
  mine: z.boolean().nullish(),
  /** What the viewer's organisation owes, or what is owed to it. */
  part: z.enum(['OWED', 'OWED_TO_ME'], 'Ce choix n’existe pas.').nullish(),
  /** Only of conventions that are signed and not over. */
  inForce: z.boolean().nullish(),
});
export type ObligationFilter = z.output<typeof obligationFilter>;
