// What a convention may be called and asked for, for the forms and the mutations. Browser-safe.
import { z } from 'zod';
import { addressOr, line } from '../fields.ts';
import { carryOverChoices, conventionStates, participantRoles } from '../vocabulary.ts';

/** Characters of a title. */
export const TITLE_LIMIT = 200;

/** Years of a convention that make sense: the platform's own century. */
export const YEARS = { first: 2000, last: 2100 };

const id = z.uuid('Cet élément n’existe pas, ou vous n’y avez pas accès.');

const title = line(
  TITLE_LIMIT,
  'Donnez un titre à la convention.',
  `Le titre est trop long (${TITLE_LIMIT} caractères au plus).`,
);

const wrongYear = `L’année s’écrit en quatre chiffres, entre ${YEARS.first} et ${YEARS.last}.`;

const year = z.coerce.number(wrongYear).int(wrongYear).min(YEARS.first, wrongYear).max(YEARS.last, wrongYear);

/** Opens a convention that continues none. */
export const createConventionInput = z.object({ title, year });

/** Makes the next year's convention out of one. */
export const continueConventionInput = z.object({ conventionId: id, title, year });

/** Gives a convention another title. */
export const renameConventionInput = z.object({ conventionId: id, title });

/** Which conventions a list shows; an empty choice is none. */
export const conventionFilter = z.object({
  year: z.preprocess((value) => (value === '' ? undefined : value), year.nullish()),
  state: z.preprocess((value) => (value === '' ? undefined : value), z.enum(conventionStates).nullish()),
  states: z.array(z.enum(conventionStates)).nullish(),
  words: z.string().max(TITLE_LIMIT).nullish(),
  archived: z.boolean().nullish(),
});

/** Blocks that one decision may be about: a whole text. */
const BLOCKS_LIMIT = 5000;

/** What becomes of blocks of last year; `withSection` takes what is below each heading and item along. */
export const decideCarryOverInput = z.object({
  conventionId: id,
  blockIds: z.array(id).min(1, 'Choisissez au moins un passage.').max(BLOCKS_LIMIT),
  choice: z.enum(carryOverChoices, 'Choisissez garder, adapter ou écarter.'),
  withSection: z.boolean().nullish(),
});

/** UTF-16 units of the words of one block; a table has as many in each of its cells. */
const words = z.string().max(500_000, 'Ce passage est trop long.');

/** New words for blocks of last year's text: `before` is what their author saw. */
export const rewriteCarryOversInput = z.object({
  conventionId: id,
  rewrites: z
    .array(
      z.object({
        blockId: id,
        before: words,
        after: words.refine((typed) => typed.trim() !== '', 'Écrivez le passage, ou écartez-le.'),
      }),
    )
    .min(1, 'Choisissez au moins un passage.')
    .max(BLOCKS_LIMIT),
});

const role = z.enum(participantRoles, 'Choisissez un rôle.');

const holder = 'Choisissez une personne ou un organisme.';

/** Lets a person take part (chosen, or by the address of the account), or everybody of an organisation. */
export const addParticipantInput = z
  .object({
    conventionId: id,
    personId: z.uuid(holder).nullish(),
    email: addressOr('Cette adresse n’est pas reconnue. Exemple\u00a0: prenom.nom@exemple.fr').nullish(),
    organisationId: z.uuid(holder).nullish(),
    role,
  })
  .refine(({ personId, email, organisationId }) => [personId, email, organisationId].filter(Boolean).length === 1, {
    path: ['holder'],
    error: holder,
  });

/** Gives a participant another role. */
export const changeParticipantInput = z.object({ participantId: id, role });

/** Ends a participation. */
export const removeParticipantInput = z.object({ participantId: id });
