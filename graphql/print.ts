// `npm run schema` writes the committed schema.graphql; with --check it fails when the file is not what the code says, and when
// the code breaks what is published (published.graphql).
import { readFileSync, writeFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { today } from '#domain/calendar.ts';
import { brokenPromises } from './promised.ts';
import { isOver, readPublished } from './published.ts';
import { schema } from './schema.ts';

const file = new URL('./schema.graphql', import.meta.url);
const printed = `${printSchema(lexicographicSortSchema(schema))}\n`;

function fail(words: string): void {
  process.stderr.write(`${words}\n`);
  process.exitCode = 1;
}

if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== printed)
    fail('graphql/schema.graphql is not what the code says: run `npm run schema` and commit it.');
  const { sdl, journal } = readPublished();
  const broken = brokenPromises(sdl, schema, isOver(journal, today()));
  if (broken.length > 0)
    fail(`The published API breaks. Deprecate first, publish, and wait for six months:\n  ${broken.join('\n  ')}`);
} else {
  writeFileSync(file, printed);
}
