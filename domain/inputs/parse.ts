// Reads what came from outside with a schema of this folder; every verb begins here.
import { z } from 'zod';
import { invalid } from '../errors.ts';

/** The input as the schema gives it, or INVALID_INPUT with the first sentence of each field at fault. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields: Record<string, string> = {};
  for (const { path, message } of parsed.error.issues) fields[path.map(String).join('.')] ??= message;
  throw invalid(fields);
}

/** Whether a value from outside is an id at all: PostgreSQL refuses to look for what is not. */
export const isUuid = (value: string): boolean => z.uuid().safeParse(value).success;
