// What an address of the OGC door may ask for. As the standard says, a parameter that is unknown or wrong is refused, never
// passed over (OGC 17-069, requirements 8 and 9). `cle` is a key, for tools that are told an address alone.
import { z } from 'zod';
import { invalid } from '#domain/errors.ts';
import { parseInput } from '#domain/parse.ts';

/** Objects of one page: unless said, and at most. */
export const USUAL_ITEMS = 100;
export const MOST_ITEMS = 1000;
/** Maps of one page of their list, unless said: not every client looks for a second page. */
export const USUAL_COLLECTIONS = 500;

const whole = (least: number, words: string) =>
  z
    .string()
    .regex(/^\d{1,12}$/, words)
    .transform(Number)
    .pipe(z.number().min(least, words));

/** Four numbers, or six with heights, which are not looked at. */
const box = z
  .string()
  .transform((words) => words.split(','))
  .refine((parts) => parts.every((part) => /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,2})?\s*$/i.test(part)), {
    abort: true,
    error: 'bbox : quatre nombres, ouest, sud, est, nord, en degrés.',
  })
  .transform((parts) => parts.map(Number))
  .transform((parts) => (parts.length === 6 ? [parts[0], parts[1], parts[3], parts[4]] : parts))
  .pipe(
    z
      .tuple([z.number(), z.number(), z.number(), z.number()], 'bbox : quatre nombres, ouest, sud, est, nord.')
      .refine(([, south, , north]) => south <= north, 'bbox : le sud est au nord du nord.'),
  );

const instant = String.raw`\d{4}-\d\d-\d\d([Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d))?`;
const interval = new RegExp(`^(${instant}|(${instant}|\\.\\.)?/(${instant}|\\.\\.)?)$`);

const key = z.string().max(200).optional();

/** Of every address but those of objects. */
export const plainQuery = z.strictObject({ cle: key });

const limitOf = (usual: number, most: number) =>
  whole(1, 'limit : un nombre entier, 1 au moins.')
    .transform((limit) => Math.min(limit, most))
    .default(usual);
const offset = whole(0, 'offset : un nombre entier.').default(0);

/** Of a page of the list of maps. */
export const collectionsQuery = z.strictObject({
  cle: key,
  limit: limitOf(USUAL_COLLECTIONS, MOST_ITEMS),
  offset,
});

/** Of a page of objects. No object has a time of its own: `datetime` is read, and all match it, as the standard says. */
export const itemsQuery = z.strictObject({
  cle: key,
  limit: limitOf(USUAL_ITEMS, MOST_ITEMS),
  offset,
  bbox: box.optional(),
  datetime: z.string().max(100).regex(interval, 'datetime : un instant ou un intervalle (RFC 3339).').optional(),
  version: whole(1, 'version : le numéro d’une version.').optional(),
});

/** What an address asks for; each parameter once. */
export function readQuery<Schema extends z.ZodType>(schema: Schema, query: URLSearchParams): z.output<Schema> {
  const names = [...query.keys()];
  const twice = names.find((name, rank) => names.indexOf(name) !== rank);
  if (twice !== undefined) throw invalid({ [twice]: `Ce paramètre est donné deux fois : ${twice.slice(0, 50)}.` });
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw invalid({
      [unknown]: `Ce paramètre n’existe pas : ${unknown.slice(0, 50)}. Existent : ${known.join(', ')}.`,
    });
  return parseInput(schema, Object.fromEntries(query));
}
