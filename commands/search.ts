// `npm run search -- rebuild` makes the search anew from the rows alone: after a restored backup, or rows that somebody
// altered by hand with triggers off. The server must be stopped (with-database.ts says so when it is not).
import { rebuildSearch } from '#domain/search/filling.ts';
import { runCommand, say } from '../with-database.ts';

if (process.argv[2] !== 'rebuild') {
  say('Usage : npm run search -- rebuild');
  process.exit(64);
}
await runCommand(async () => {
  const kinds = await rebuildSearch();
  for (const { kind, count } of kinds) say(`${kind} : ${count}`);
  if (kinds.length === 0) say('Rien à retrouver : la base est vide.');
  return 0;
});
