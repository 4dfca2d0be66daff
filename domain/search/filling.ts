// Takes into the search what was there before it: rows written before their triggers were, or all of them anew. Called every
// minute by a job, which mostly has nothing to do, and by `npm run search -- rebuild`. Writes of people go on meanwhile.
import { Prisma } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import { writeMissingPassages } from '../outcomes/notes-passages.ts';

/** Things taken in by one statement: a second at most, on the embedded database too. */
const BATCH = 500;

interface Place {
  scopeId: string;
  subjectId: string;
}

/** The view of a source; its name was given by a migration. */
const viewOf = (source: string) => Prisma.raw(`"search_${source}"`);

/** The next things of a source after a place, taken in unless they are there; null when there are no more. */
async function takeIn(source: string, after: Place | null): Promise<Place | null> {
  const from = after
    ? Prisma.sql`where (v."scopeId", v."subjectId") > (${after.scopeId}::uuid, ${after.subjectId}::uuid)`
    : Prisma.empty;
  const batch = await prisma.$queryRaw<Place[]>`
    select v."scopeId", v."subjectId" from ${viewOf(source)} v ${from} order by 1, 2 limit ${BATCH}`;
  const scopes = batch.map(({ scopeId }) => scopeId);
  const subjects = batch.map(({ subjectId }) => subjectId);
  await prisma.$executeRaw`select search_take_in(${source}, ${scopes}::uuid[], ${subjects}::uuid[], true)`;
  return batch.length < BATCH ? null : (batch.at(-1) ?? null);
}

/** Takes a source in whole; then what went while it was being read goes too. */
async function fill(source: string): Promise<void> {
  if (source === 'notes') await writeMissingPassages();
  for (let place = await takeIn(source, null); place; ) place = await takeIn(source, place);
  await prisma.$executeRaw`
    delete from "SearchEntry" e where e.source = ${source} and not exists (
      select 1 from ${viewOf(source)} v where v."scopeId" = e."scopeId" and v."subjectId" = e."subjectId")`;
  await prisma.searchFilling.update({ where: { source }, data: { filledAt: now() } });
}

/** Takes in every source that has not been. Harmless when repeated, cut, or run by two nodes at once. */
export async function fillSearch(): Promise<void> {
  const sources = await prisma.searchFilling.findMany({ where: { filledAt: null }, orderBy: { source: 'asc' } });
  for (const { source } of sources) await fill(source);
}

/** Forgets words that nothing says any more: the name of somebody who is gone must not stay as one. */
export async function forgetUnusedWords(): Promise<void> {
  await prisma.$executeRaw`
    delete from "SearchWord" w where not exists (
      select 1 from "SearchEntry" e where e.words @@ plainto_tsquery('fr', w.word))`;
}

/** Makes the search anew from the rows alone; answers how many entries there are of each kind. */
export async function rebuildSearch(): Promise<{ kind: string; count: number }[]> {
  await prisma.$transaction([
    prisma.$executeRaw`truncate "SearchEntry", "SearchWord"`,
    prisma.searchFilling.updateMany({ data: { filledAt: null } }),
  ]);
  await fillSearch();
  return prisma.$queryRaw`select kind, count(*)::int as count from "SearchEntry" group by kind order by kind`;
}
