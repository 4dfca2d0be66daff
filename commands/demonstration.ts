// `npm run demonstration` says what is here of the demonstration, `npm run demonstration -- vider` removes it. For whoever
// holds the machine; an administrator has the same on the page. The server must be stopped.
import { removeDemonstration } from '#domain/demonstrations/demonstrations.ts';
import { prisma } from '#prisma/client.ts';
import { runCommand, say } from '../with-database.ts';

async function describe(): Promise<number> {
  const conventions = await prisma.convention.findMany({ where: { demonstration: true }, orderBy: { year: 'asc' } });
  const accounts = await prisma.person.count({ where: { demonstration: true, deactivatedAt: null } });
  if (conventions.length + accounts === 0) {
    say('Il n’y a rien à vider : cette base ne contient pas de démonstration.');
    return 0;
  }
  for (const { year, title } of conventions) say(`${year} : ${title}`);
  say(`${accounts} comptes de démonstration.`);
  say('Pour retirer ces conventions, tout ce qui y a été écrit et ces comptes : npm run demonstration -- vider');
  return 0;
}

async function empty(): Promise<number> {
  const gone = await removeDemonstration();
  if (!gone) {
    say('Il n’y a rien à vider : cette base ne contient pas de démonstration.');
    return 0;
  }
  say(
    `La démonstration est vidée : ${gone.conventions} conventions, ${gone.accounts} comptes, ${gone.organisations} organismes.`,
  );
  if (gone.closedAccounts > 0)
    say(`${gone.closedAccounts} comptes de démonstration sont nommés dans vos conventions : ils restent, fermés.`);
  if (gone.keptOrganisations > 0) say(`${gone.keptOrganisations} organismes servent ailleurs : ils restent.`);
  say('Pour nommer un administrateur : npm run administrator');
  return 0;
}

const [word, ...others] = process.argv.slice(2);
if (others.length > 0 || (word !== undefined && word !== 'vider')) {
  say('Usage : npm run demonstration [-- vider]');
  process.exit(64);
}
await runCommand(word === 'vider' ? empty : describe);
