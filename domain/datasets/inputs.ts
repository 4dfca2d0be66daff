// What may be said of a dataset, and how large a deposit may be. Browser-safe: forms say it before anything is sent.
import { z } from 'zod';
import { cleanBody, dayOrNone, emptyAsNull, knownVersion, line, optionalLine, thingId } from '../fields.ts';
import {
  datasetAccesses,
  datasetKinds,
  datasetLicences,
  datasetLinkKinds,
  datasetThemes,
  dateOrders,
  decimalSigns,
  delimiters,
  encodings,
  territories,
  updateFrequencies,
} from '../vocabulary.ts';
import { DEPOSIT_LIMIT, DEPOSIT_LIMIT_WORDS, depositExtensions, filterOperators, WINDOW_ROWS } from './bounds.ts';

/** A file that somebody is about to send. */
export const uploadInput = z.object({
  fileName: z
    .string('Choisissez un fichier.')
    .min(1, 'Choisissez un fichier.')
    .max(4000, 'Le nom de ce fichier est trop long.')
    .refine((name) => depositExtensions.some((extension) => name.toLowerCase().endsWith(`.${extension}`)), {
      error:
        'Ce type de fichier ne se dépose pas. Formats acceptés\u00a0: GeoJSON, Shapefile (zip), GeoPackage, KML, CSV, XLSX, ODS, PDF, DOCX, ODT et images.',
    }),
  size: z
    .number('La taille du fichier est inconnue.')
    .int()
    .min(1, 'Ce fichier est vide.')
    .max(DEPOSIT_LIMIT, `Ce fichier dépasse ${DEPOSIT_LIMIT_WORDS}.`),
});

const DESCRIPTION_LIMIT = 4000;
const tooLong = 'La description est trop longue (4\u202f000 caractères au plus).';

const description = z
  .string('Décrivez ces données en une phrase.')
  .max(4 * DESCRIPTION_LIMIT, { error: tooLong, abort: true })
  .transform(cleanBody)
  .pipe(z.string().max(DESCRIPTION_LIMIT, tooLong));

/** A field of a form that is there once, many times or not at all. */
const many = <Item extends z.ZodType>(item: Item) =>
  z.preprocess(
    (value) => (value === undefined || value === null || value === '' ? [] : Array.isArray(value) ? value : [value]),
    z.array(item).max(100, 'C’est trop à la fois.'),
  );

const who = 'Choisissez un organisme ou un service.';

const title = line(200, 'Donnez un titre.');

/** What is said of a dataset. */
const described = {
  kind: z.enum(datasetKinds, 'Choisissez une nature.'),
  title,
  description,
  themes: many(z.enum(datasetThemes, 'Ce thème n’existe pas.')),
  territories: many(z.enum(territories, 'Ce territoire n’existe pas.')),
  periodFrom: dayOrNone.optional(),
  periodTo: dayOrNone.optional(),
  frequency: z.enum(updateFrequencies, 'Choisissez une fréquence.'),
  licence: z.enum(datasetLicences, 'Choisissez une licence.'),
  access: z.enum(datasetAccesses, 'Choisissez à qui ces données sont ouvertes.'),
  producerId: z.uuid('Choisissez le producteur.'),
  contact: optionalLine(200),
  alternative: optionalLine(500),
  organisationIds: many(z.uuid(who)),
  unitIds: many(z.uuid(who)),
};

interface Said {
  access: string;
  licence: string;
  periodFrom?: string | null;
  periodTo?: string | null;
  organisationIds: readonly string[];
  unitIds: readonly string[];
}

/** What holds of the whole: a period runs forward, somebody is chosen, what is open has a licence that says so. */
const holds = (said: Said, context: z.RefinementCtx) => {
  const say = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
  if (said.periodFrom && said.periodTo && said.periodTo < said.periodFrom)
    say('periodTo', 'La fin de la période précède son début.');
  if (said.access === 'CHOSEN' && said.organisationIds.length + said.unitIds.length === 0)
    say('organisationIds', 'Choisissez au moins un organisme ou un service.');
  if (said.access === 'EVERYONE' && said.licence === 'CONVENTION')
    say('licence', 'Des données ouvertes à tous portent une licence ouverte\u00a0: Licence Ouverte 2.0 ou ODbL.');
};

const linkInput = z.object({
  kind: z.enum(datasetLinkKinds, 'Ce rattachement n’existe pas.'),
  conventionId: thingId,
  subjectId: thingId,
});

/** A new dataset, with the file that arrived as its first version, and what it is of use for. */
export const depositInput = z
  .object({
    ...described,
    uploadId: thingId,
    note: optionalLine(500),
    links: z.array(linkInput).max(50, 'C’est trop à la fois.').nullish(),
  })
  .superRefine(holds);

/** What is said of a dataset, anew as a whole. */
export const changeDatasetInput = z
  .object({ ...described, datasetId: thingId, version: knownVersion })
  .superRefine(holds);

/** A new version of a dataset. */
export const depositVersionInput = z.object({ datasetId: thingId, uploadId: thingId, note: optionalLine(500) });

/** What a dataset is of use for. */
export const linkDatasetInput = linkInput.extend({ datasetId: thingId });

const choice = <Item extends z.ZodType>(item: Item) => z.preprocess(emptyAsNull, item.nullish());

/** Which datasets a list shows; an empty choice is none. */
export const datasetFilter = z.object({
  kind: choice(z.enum(datasetKinds)),
  theme: choice(z.enum(datasetThemes)),
  territory: choice(z.enum(territories)),
  producerId: choice(thingId),
  conventionId: choice(thingId),
  subjectId: choice(thingId),
  isMine: z.boolean().nullish(),
  words: z.string().max(200, 'Raccourcissez la recherche.').nullish(),
});

const REASON_LIMIT = 1000;

/** Somebody asks to see a dataset whose address they were given. */
export const askAccessInput = z.object({
  datasetId: thingId,
  reason: z
    .string('Dites en une phrase pourquoi.')
    .max(4 * REASON_LIMIT, { error: 'Raccourcissez (1\u202f000 caractères au plus).', abort: true })
    .transform(cleanBody)
    .pipe(
      z
        .string()
        .min(1, 'Dites en une phrase pourquoi.')
        .max(REASON_LIMIT, 'Raccourcissez (1\u202f000 caractères au plus).'),
    ),
});

/** A key for the address of one dataset; `name` says what it is for. */
export const makeDatasetKeyInput = z.object({
  datasetId: thingId,
  name: line(100, 'Dites à quoi servira cette adresse.'),
});

export const revokeDatasetKeyInput = z.object({ datasetKeyId: thingId });

export const decideAccessInput = z.object({ requestId: thingId, isGranted: z.boolean() });

/** How a table is to be read where the guess was wrong; what is not given is guessed. */
export const readingInput = z.object({
  datasetId: thingId,
  encoding: choice(z.enum(encodings)),
  delimiter: choice(z.enum(delimiters)),
  decimal: choice(z.enum(decimalSigns)),
  dateOrder: choice(z.enum(dateOrders)),
  headerRow: choice(z.coerce.number('Saisissez un numéro de ligne.').int().min(0).max(100)),
  sheet: choice(z.string().max(200)),
});

/** Objects that one window of a map holds at most. */
const MAP_FEATURES = 5000;

const columnName = z.string('Nommez une colonne.').max(300, 'Cette colonne n’existe pas.');

const filters = z.preprocess(
  (value) => {
    if (value === undefined || value === '') return [];
    try {
      return JSON.parse(String(value));
    } catch {
      return value;
    }
  },
  z
    .array(
      z.object({ column: columnName, operator: z.enum(filterOperators), value: z.string().max(500).default('') }),
      'Ces filtres ne peuvent pas être lus.',
    )
    .max(20, 'C’est trop de filtres à la fois.'),
);

const count = (least: number, most: number) => {
  const sentence = `Un nombre entier, de ${least} à ${most}.`;
  return z.coerce.number(sentence).int(sentence).min(least, sentence).max(most, sentence);
};

/** The part of an address that selects rows: `tri` (a column, `-` before it for the greatest first) and `filtres` (JSON). */
const selection = z.object({ tri: columnName.optional(), filtres: filters });

const selected = ({ tri, filtres }: z.output<typeof selection>) => ({
  sort: tri ? { column: tri.replace(/^-/, ''), descending: tri.startsWith('-') } : null,
  filters: filtres,
});

/** Rows of a table that are to be taken away. */
export const selectionInput = selection.transform(selected);

/** A window of a table: `depuis` rows are passed over, `nombre` are given. */
export const windowInput = selection
  .extend({ depuis: count(0, 10_000_000).default(0), nombre: count(1, WINDOW_ROWS).default(WINDOW_ROWS) })
  .transform(({ depuis, nombre, ...rest }) => ({ ...selected(rest), offset: depuis, limit: nombre }));

const box = z
  .string()
  .transform((words) => words.split(',').map(Number))
  .pipe(z.tuple([z.number(), z.number(), z.number(), z.number()], 'Quatre nombres\u00a0: ouest, sud, est, nord.'));

/** A window of a map: the objects in `cadre` (west, south, east, north), drawn for a zoom. */
export const mapInput = z
  .object({ cadre: box.optional(), zoom: count(0, 24).optional() })
  .transform(({ cadre, zoom }) => ({ bbox: cadre ?? null, zoom: zoom ?? null, limit: MAP_FEATURES, offset: 0 }));

/** A column that is to be counted. */
export const columnInput = z.object({ colonne: columnName });
