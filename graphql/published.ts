// The API as it was last published, and the journal of its publications, which the help page of the API shows.
import { readFileSync, writeFileSync } from 'node:fs';
import { addMonths, type Day } from '#domain/calendar.ts';
import type { SchemaChanges } from './promised.ts';

/** How long what is marked as deprecated is still there. */
const MONTHS_OF_NOTICE = 6;

/** One publication: what it says to people, in French, and the members that came, changed and went. */
export interface Publication extends SchemaChanges {
  on: Day;
  words: string;
}

const sdlFile = new URL('./published.graphql', import.meta.url);
const journalFile = new URL('../app/help/api-journal.json', import.meta.url);

/** The published schema as SDL, and every publication, the last first. */
export function readPublished(): { sdl: string; journal: Publication[] } {
  return {
    sdl: readFileSync(sdlFile, 'utf8'),
    journal: JSON.parse(readFileSync(journalFile, 'utf8')) as Publication[],
  };
}

/** Writes both files. */
export function writePublished(sdl: string, journal: readonly Publication[]): void {
  writeFileSync(sdlFile, sdl);
  writeFileSync(journalFile, `${JSON.stringify(journal, null, 2)}\n`);
}

/** Whether a member (by its coordinate) was published as deprecated long enough before `day`. */
export const isOver =
  (journal: readonly Publication[], day: Day) =>
  (coordinate: string): boolean => {
    const said = journal.find(({ deprecated }) => deprecated.includes(coordinate));
    return said !== undefined && addMonths(said.on, MONTHS_OF_NOTICE) <= day;
  };
