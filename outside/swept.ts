// What a folder of files holds that nobody knows any more. Used by files.ts and, for what is derived, by s3-files.ts.
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const ID = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.part|\.json|\.info)?$/;

/** The id that a kept thing bears; null for what is none of ours. */
export const idIn = (name: string): string | null => ID.exec(name)?.[1] ?? null;

/** What a check writes in, beside what it makes (formats/datasets/checking.ts). */
const SCRATCH = /^\.check-/;

/** Ids asked about at once. */
const PAGE = 500;

/** What to remove of these names: what nobody knows. */
export async function unknownOf(
  names: readonly string[],
  known: (ids: readonly string[]) => Promise<ReadonlySet<string>>,
): Promise<string[]> {
  const gone: string[] = [];
  for (let at = 0; at < names.length; at += PAGE) {
    const some = names.slice(at, at + PAGE);
    const there = await known([...new Set(some.flatMap((name) => idIn(name) ?? []))]);
    gone.push(...some.filter((name) => !there.has(idIn(name) ?? '')));
  }
  return gone;
}

/** Removes from a folder what is older than `before` and of no known id; gives how many things went. */
export async function sweepFolder(
  folder: string,
  before: Date,
  known: (ids: readonly string[]) => Promise<ReadonlySet<string>>,
): Promise<number> {
  const old: string[] = [];
  for (const name of await readdir(folder)) {
    if (idIn(name) === null && !SCRATCH.test(name)) continue;
    // Gone meanwhile: somebody else removed it.
    const found = await stat(join(folder, name)).catch(() => null);
    if (found && found.mtimeMs < before.getTime()) old.push(name);
  }
  const gone = await unknownOf(old, known);
  for (const name of gone) await rm(join(folder, name), { recursive: true, force: true });
  return gone.length;
}
