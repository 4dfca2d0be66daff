// What may be said of an action: its status, how far it is, its due day, who leads it, its notes. Browser-safe.

import { z } from 'zod';
import {
  blockId,
  cleanBody,
  dayOrNone,
  decimal,
  emptyAsNull,
  knownVersion,
  line,
  linkOrNone,
  pastDay,
  thingId,
  wholeNumber,
} from '../fields.ts';
import { actionRoles, actionStatuses, itemMarks, territories } from '../vocabulary.ts';

/** Characters of a note: a paragraph or two. */
export const NOTE_LIMIT = 2000;

/** Parties one action may have: more than any committee. */
const PARTIES_LIMIT = 50;

const status = z.enum(actionStatuses, 'Choisissez un état.');
const progress = wholeNumber(0, 100, 'L’avancement est un nombre entier de 0 à 100.');

/** Says where an action stands; what is not given stays, an empty due day is cleared. */
export const followActionInput = z.object({
  conventionId: thingId,
  blockId,
  status: z.preprocess((value) => (value === '' ? undefined : value), status.optional()),
  progress: z.preprocess((value) => (value === '' ? undefined : value), progress.optional()),
  dueOn: dayOrNone.optional(),
  version: knownVersion,
});

const who = 'Choisissez une personne, un service ou un organisme.';

/** One who leads or takes part: exactly one of the three. */
const party = z
  .object({
    role: z.enum(actionRoles, 'Choisissez pilote ou partenaire.'),
    personId: z.preprocess(emptyAsNull, z.uuid(who).nullish()),
    unitId: z.preprocess(emptyAsNull, z.uuid(who).nullish()),
    organisationId: z.preprocess(emptyAsNull, z.uuid(who).nullish()),
  })
  .refine(({ personId, unitId, organisationId }) => [personId, unitId, organisationId].filter(Boolean).length === 1, {
    error: who,
  });

/** Actions that are said to stand alike in one go. */
const MOST_AT_ONCE = 100;

/** The same of several actions: what is not given stays as it is in each. */
export const followActionsInput = z
  .object({
    conventionId: thingId,
    blockIds: z
      .array(blockId)
      .min(1, 'Cochez au moins une action.')
      .max(MOST_AT_ONCE, `Cochez au plus ${MOST_AT_ONCE} actions à la fois.`),
    status: status.optional(),
    dueOn: dayOrNone.optional(),
    pilot: z
      .object({
        personId: z.preprocess(emptyAsNull, z.uuid(who).nullish()),
        unitId: z.preprocess(emptyAsNull, z.uuid(who).nullish()),
        organisationId: z.preprocess(emptyAsNull, z.uuid(who).nullish()),
      })
      .refine(
        ({ personId, unitId, organisationId }) => [personId, unitId, organisationId].filter(Boolean).length === 1,
        { error: who },
      )
      .optional(),
  })
  .refine(({ status, dueOn, pilot }) => status !== undefined || dueOn !== undefined || pilot !== undefined, {
    path: ['status'],
    error: 'Choisissez ce qui change\u00a0: l’état, l’échéance ou le pilote.',
  });

/** Adds one who leads an action or takes part in it. */
export const addActionPartyInput = z.object({ conventionId: thingId, blockId }).and(party);

/** Says anew who leads an action and who takes part. */
export const setActionPartiesInput = z.object({
  conventionId: thingId,
  blockId,
  parties: z.array(party).max(PARTIES_LIMIT, `Une action a au plus ${PARTIES_LIMIT} pilotes et partenaires.`),
});

const noteTooLong = 'La note est trop longue (2\u202f000 caractères au plus).';

/** A note of a day. */
export const addActionNoteInput = z.object({
  conventionId: thingId,
  blockId,
  on: pastDay,
  body: z
    .string('Écrivez la note.')
    .max(4 * NOTE_LIMIT, { error: noteTooLong, abort: true })
    .transform(cleanBody)
    .pipe(z.string().min(1, 'Écrivez la note.').max(NOTE_LIMIT, noteTooLong)),
});

/** Which actions a list shows; an empty choice is none. */
export const actionFilter = z.object({
  conventionId: z.preprocess(emptyAsNull, thingId.nullish()),
  status: z.preprocess(emptyAsNull, status.nullish()),
  isLate: z.boolean().nullish(),
  mark: z.preprocess(emptyAsNull, z.enum(itemMarks).nullish()),
  axisId: z.preprocess(emptyAsNull, blockId.nullish()),
  organisationId: z.preprocess(emptyAsNull, thingId.nullish()),
  territory: z.preprocess(emptyAsNull, z.enum(territories).nullish()),
  mine: z.boolean().nullish(),
  words: z.string().max(200).nullish(),
});

/** Pieces one deliverable may promise: the largest known list has 78 entries. */
const MOST_PIECES = 10_000;

const title = line(200, 'Donnez un titre au livrable.');

const target = wholeNumber(1, MOST_PIECES, 'Le nombre attendu est un nombre entier, à partir de 1.');

const setId = z.preprocess(emptyAsNull, z.uuid('Choisissez une liste de référence.').nullable());

/** A counted promise of a block. */
export const createDeliverableInput = z.object({
  conventionId: thingId,
  blockId,
  title,
  target,
  dueOn: dayOrNone.optional(),
  referenceSetId: setId.optional(),
});

/** What may change in a deliverable; what is not given stays. */
export const changeDeliverableInput = z.object({
  deliverableId: thingId,
  title: title.optional(),
  target: target.optional(),
  dueOn: dayOrNone.optional(),
  referenceSetId: setId.optional(),
  version: knownVersion,
});

const id = z.preprocess(emptyAsNull, thingId.nullish());

/** One of the things counted: a link, a file, or the entry of a list that it ticks. */
export const deliverPieceInput = z
  .object({
    deliverableId: thingId,
    title: z.preprocess(emptyAsNull, line(200, 'Donnez un titre à la pièce.').nullish()),
    on: pastDay,
    url: linkOrNone,
    fileId: id,
    entryId: id,
  })
  .refine(({ url, fileId, entryId }) => Boolean(url || fileId || entryId), {
    path: ['url'],
    error: 'Donnez un lien ou un fichier, ou cochez une entrée de la liste.',
  });

/** Names one more entry of a list that several conventions tick off. */
export const addReferenceEntryInput = z.object({
  conventionId: thingId,
  setId: thingId,
  name: line(150, 'Donnez un nom à cette entrée.'),
  detail: z.preprocess(emptyAsNull, line(150, 'Précisez cette entrée.').nullish()),
});

const indicatorTitle = line(200, 'Donnez un nom à l’indicateur.');

const unit = line(40, 'Donnez l’unité de mesure. Exemple\u00a0: logements, %, km.');

const indicatorTarget = z.preprocess(emptyAsNull, decimal.nullable());

/** Something that is measured from time to time. */
export const createIndicatorInput = z.object({
  conventionId: thingId,
  blockId,
  title: indicatorTitle,
  unit,
  target: indicatorTarget.optional(),
  targetOn: dayOrNone.optional(),
});

/** What may change in an indicator; what is not given stays. */
export const changeIndicatorInput = z.object({
  indicatorId: thingId,
  title: indicatorTitle.optional(),
  unit: unit.optional(),
  target: indicatorTarget.optional(),
  targetOn: dayOrNone.optional(),
  version: knownVersion,
});

/** What an indicator measured on a day. */
export const measureIndicatorInput = z.object({ indicatorId: thingId, on: pastDay, value: decimal });
