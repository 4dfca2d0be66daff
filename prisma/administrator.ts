// `npm run administrator -- <adresse> <nom> <organisme>` names an administrator of the platform and prints the link with
// which to enter. For the first start on one's own database, or when nobody can sign in any more. The server may run
// meanwhile on PostgreSQL; the embedded database must be stopped first (it says so).
import { join } from 'node:path';
import { DomainError } from '#domain/errors.ts';
import { appointAdministrator } from '#domain/first-administrator.ts';
import { handIn } from '#domain/outside.ts';
import { env } from '#env.ts';
import { connectDatabase, disconnectDatabase } from './client.ts';
import { startEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Nobody is connected to this process, and the link goes to the console. */
function handInNothing(): void {
  const refuse = () => Promise.reject(new Error('Naming an administrator edits no text and sends no mail.'));
  handIn({
    live: { edit: refuse, read: refuse },
    announcements: { changed: () => undefined, rightsChanged: () => undefined, sessionsEnded: () => undefined },
    mail: { queue: refuse },
    files: { keep: refuse, read: refuse, remove: refuse },
  });
}

const [email = '', name = '', organisation = '', ...others] = process.argv.slice(2);
if (!organisation || others.length > 0) {
  say('Usage : npm run administrator -- <adresse électronique> "<prénom et nom>" "<nom de l’organisme>"');
  process.exit(64);
}
const embedded = env.DATABASE_URL ? null : await startEmbedded(join(env.DATA_DIR, 'database'));
const url = env.DATABASE_URL ?? embedded?.url ?? '';
try {
  await migrate(url);
  await connectDatabase(url);
  handInNothing();
  const { link } = await appointAdministrator({ email, name, organisation });
  say(link ? `Lien pour choisir le mot de passe, valable 7 jours :\n${link}` : 'Ce compte administre la plate-forme.');
} catch (error) {
  if (!(error instanceof DomainError)) throw error;
  for (const sentence of [error.message, ...Object.values(error.fields)]) say(sentence);
  process.exitCode = 1;
} finally {
  await disconnectDatabase();
  await embedded?.stop();
}
