// The one way to the database, for server.ts and for every command: the PostgreSQL at DATABASE_URL, else PGlite in DATA_DIR;
// migrated, connected, and locked, so that a command never works beside a server that runs. Knows no verb of the trade.
import { DomainError } from '#domain/errors.ts';
import { handIn } from '#domain/outside.ts';
import { env } from '#env.ts';
import { log } from '#log.ts';
import { openDataFolder } from './data-folder.ts';
import { connectDatabase, disconnectDatabase } from './prisma/client.ts';
import { startEmbedded } from './prisma/embedded/embedded.ts';
import { migrate } from './prisma/migrate.ts';
import { lockAlone, lockServer, type ServingLock } from './prisma/serving-lock.ts';
import { codeOf, endRefused, StartRefused } from './refusals.ts';
import { openStorage } from './storage.ts';

/** An open database. */
export interface OpenDatabase extends Pick<ServingLock, 'beside'> {
  isEmbedded: boolean;
  close(): Promise<void>;
}

/** What PostgreSQL or the way to it says, in words that help; `place` is the server, without account or password. */
function sentenceOf(error: unknown, { hostname, port, pathname, username }: URL): string {
  const name = decodeURIComponent(pathname.slice(1));
  const place = `${hostname || 'localhost'}:${port || 5432}`;
  const message = (error as Error).message || codeOf(error);
  const sentences: Record<string, string> = {
    ECONNREFUSED: `aucun serveur PostgreSQL ne répond à l’adresse ${place}.`,
    ENOTFOUND: `le serveur « ${hostname} » est introuvable.`,
    EAI_AGAIN: `le serveur « ${hostname} » est introuvable.`,
    ETIMEDOUT: `le serveur ${place} ne répond pas.`,
    EHOSTUNREACH: `le serveur ${place} ne peut pas être joint.`,
    ECONNRESET: `le serveur ${place} a coupé la connexion : est-ce bien un serveur PostgreSQL ?`,
    '28P01': `le serveur ${place} refuse le mot de passe du compte « ${username} ».`,
    '28000': `le serveur ${place} refuse le compte « ${username} ».`,
    '3D000': `la base « ${name} » n’existe pas sur le serveur ${place}.`,
    '42501': `le compte « ${username} » n’a pas les droits qu’il faut sur la base « ${name} ».`,
    '25006': `la base « ${name} » est en lecture seule.`,
    '53100': `le disque du serveur ${place} est plein.`,
    '53300': `le serveur ${place} n’accepte plus de connexion.`,
    '57P03': `le serveur ${place} démarre ou s’arrête ; recommencez dans un instant.`,
  };
  // What the search asks for: made once, by whoever may, it is there for every account.
  const [, extension] = /extension "([a-z_]+)"/.exec(message) ?? [];
  if (extension && codeOf(error) === '42501')
    return `le compte « ${username} » ne peut pas y créer l’extension « ${extension} ». Un administrateur de la base « ${name} » y exécute une fois : CREATE EXTENSION unaccent; CREATE EXTENSION pg_trgm;`;
  if (extension)
    return `le serveur ${place} n’a pas l’extension « ${extension} » : installez-y les modules complémentaires de PostgreSQL (paquet « postgresql-contrib »).`;
  const known = sentences[codeOf(error)];
  if (known) return known;
  if (/timeout/i.test(message)) return sentences.ETIMEDOUT ?? '';
  if (message.startsWith('SASL')) return `le serveur ${place} demande un mot de passe.`;
  if (message.includes('terminated unexpectedly')) return sentences.ECONNRESET ?? '';
  return message;
}

/** Opens what is at `url` while the lock is held; StartRefused says why it cannot. */
async function openPostgresql(url: string, lock: (url: string) => Promise<ServingLock>): Promise<OpenDatabase> {
  let held: ServingLock | undefined;
  try {
    held = await lock(url);
    await migrate(url);
    await connectDatabase(url);
  } catch (error) {
    await held?.release();
    if (error instanceof StartRefused) throw error;
    log.debug({ err: error }, 'the database does not open');
    throw new StartRefused(
      `La base de données indiquée par DATABASE_URL ne s’ouvre pas : ${sentenceOf(error, new URL(url))}`,
    );
  }
  return {
    isEmbedded: false,
    beside: held.beside,
    async close() {
      await disconnectDatabase();
      await held.release();
    },
  };
}

/** PGlite in DATA_DIR; its folder's lock keeps everybody else out. */
async function openEmbedded(): Promise<OpenDatabase> {
  const embedded = await startEmbedded(env.DATA_DIR).catch((error: Error) => {
    throw new StartRefused(error.message);
  });
  await migrate(embedded.url);
  await connectDatabase(embedded.url);
  return {
    isEmbedded: true,
    beside: async () => ({ nodes: 0, newest: 0 }),
    async close() {
      await disconnectDatabase();
      await embedded.stop();
    },
  };
}

/** Opens the database of the environment, and DATA_DIR with it. StartRefused, in French, when that cannot be. */
export async function openDatabase(lock: (url: string) => Promise<ServingLock> = lockServer): Promise<OpenDatabase> {
  openDataFolder(env.DATA_DIR);
  return env.DATABASE_URL ? openPostgresql(env.DATABASE_URL, lock) : openEmbedded();
}

/** Nobody is connected to the process of a command: there is nobody to tell, no text is edited, no mail leaves. */
async function handInFilesAlone(): Promise<void> {
  const refuse = () => Promise.reject(new Error('A command edits no text and sends no mail.'));
  handIn({
    live: { edit: refuse, writeAs: refuse, read: refuse },
    announcements: { changed: () => undefined, rightsChanged: () => undefined, sessionsEnded: () => undefined },
    mail: { queue: refuse },
    files: await openStorage(),
  });
}

/** Says a line to the person at the keyboard. */
export const say = (line: string): void => void process.stdout.write(`${line}\n`);

/**
 * Runs a command on the database and ends the process with what `work` answers. Refused, in a sentence and with code 1,
 * while a server runs; a refusal of the domain is said the same way.
 */
export async function runCommand(work: () => Promise<number>): Promise<never> {
  const refused = (error: unknown) => endRefused(error, (err) => log.fatal({ err }, 'a command failed'));
  const database = await openDatabase(lockAlone).catch(refused);
  try {
    await handInFilesAlone().catch(refused);
    process.exitCode = await work();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    for (const sentence of [error.message, ...Object.values(error.fields)]) process.stderr.write(`${sentence}\n`);
    process.exitCode = 1;
  } finally {
    await database.close();
  }
  process.exit();
}
