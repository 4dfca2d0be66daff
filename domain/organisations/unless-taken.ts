// Names and addresses that must be free: the database's unique index decides, this turns its refusal into a sentence.
import { Prisma } from '#generated/prisma/client.ts';
import { invalid } from '../errors.ts';

/** The result of a write; INVALID_INPUT with `fields` when a row with the same name or address was there first. */
export async function unlessTaken<Result>(write: Promise<Result>, fields: Record<string, string>): Promise<Result> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') throw invalid(fields);
    throw error;
  }
}
