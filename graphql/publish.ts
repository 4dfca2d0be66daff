// `npm run schema:publish -- "<what changes, in French>"` makes the schema of the code the published one, and writes what differs at the
// head of the journal that the help page of the API shows. Refuses what breaks the one published before, and a publication of nothing.
import { buildSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { today } from '#domain/calendar.ts';
import { typeset } from '#domain/french.ts';
import { brokenPromises, changesBetween } from './promised.ts';
import { isOver, readPublished, writePublished } from './published.ts';
import { schema } from './schema.ts';

function publish(words: string): string {
  const { sdl, journal } = readPublished();
  const broken = brokenPromises(sdl, schema, isOver(journal, today()));
  if (broken.length > 0) throw new Error(`This would break the published API:\n  ${broken.join('\n  ')}`);
  const changes = changesBetween(buildSchema(sdl), schema);
  if (Object.values(changes).every(({ length }) => length === 0)) throw new Error('Nothing differs.');
  if (!words) throw new Error('Say what changes: npm run schema:publish -- "<words in French>"');
  writePublished(`${printSchema(lexicographicSortSchema(schema))}\n`, [
    { on: today(), words: typeset(words), ...changes },
    ...journal,
  ]);
  return Object.entries(changes)
    .map(([kind, { length }]) => `${length} ${kind}`)
    .join(', ');
}

try {
  process.stdout.write(`Published: ${publish(process.argv.slice(2).join(' ').trim())}.\n`);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
