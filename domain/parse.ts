// Reads what came from outside with a schema of this folder; every verb begins here.
import { z } from 'zod';
import { invalid } from './errors.ts';

/** Where in a value there is a null character, which no text of the database can hold nor be compared with. */
function nullAt(value: unknown, place: string[] = []): string[] | null {
  if (typeof value === 'string') return value.includes('\0') ? place : null;
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return null;
  for (const [key, part] of Object.entries(value)) {
    const found = nullAt(part, [...place, key]);
    if (found) return found;
  }
  return null;
}

/**
 * The input as the schema gives it, or INVALID_INPUT with the first sentence of each field at fault. A null character that
 * the schema has not taken out is one.
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  const fields: Record<string, string> = {};
  if (parsed.success) {
    const place = nullAt(parsed.data);
    if (!place) return parsed.data;
    throw invalid({ [place.join('.')]: 'Ce texte contient un caractère qui ne peut pas être lu.' });
  }
  for (const { path, message } of parsed.error.issues) fields[path.map(String).join('.')] ??= message;
  throw invalid(fields);
}

/** Whether a value from outside is an id at all: PostgreSQL refuses to look for what is not. */
export const isUuid = (value: string): boolean => z.uuid().safeParse(value).success;
