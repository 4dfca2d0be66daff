// A write that the database or the disk takes none of, as people hear it; and reads that would have noted something on the
// way, which go on without.
import { type WriteRefusal, writeRefusal } from '#prisma/refused-writes.ts';
import { DomainError } from './errors.ts';

const reasons: Record<WriteRefusal, string> = {
  'read-only': 'elle est en lecture seule',
  'disk-full': 'son disque est plein',
};

/** The sentence of a refused write, or null when the error is another. */
export function refusedWrite(error: unknown): DomainError | null {
  const refusal = writeRefusal(error);
  return (
    refusal &&
    new DomainError(
      'WRITES_REFUSED',
      `La plate-forme ne peut rien enregistrer pour le moment : ${reasons[refusal]}. Gardez votre saisie, prévenez la ` +
        'personne qui l’exploite, puis réessayez.',
    )
  );
}

/** Does a write that a read can do without, and gives what it gave: refused, it is left for another time. */
export async function ifWritable<Result>(write: Promise<Result>): Promise<Result | undefined> {
  return write.catch((error: unknown) => {
    if (!writeRefusal(error)) throw error;
    return undefined;
  });
}
