// `npm run schema` writes the committed schema.graphql; with --check it fails when the file is not what the code says.
import { readFileSync, writeFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { schema } from './schema.ts';

const file = new URL('./schema.graphql', import.meta.url);
const printed = `${printSchema(lexicographicSortSchema(schema))}\n`;

if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== printed) {
    process.stderr.write('graphql/schema.graphql is not what the code says: run `npm run schema` and commit it.\n');
    process.exitCode = 1;
  }
} else {
  writeFileSync(file, printed);
}
