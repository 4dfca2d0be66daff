// `npm run project -- <conventionId|all>` projects texts into their rows anew, from the stored bytes alone: after a
// restored backup, a mended projection, or rows that somebody altered by hand. The server may run meanwhile on
// PostgreSQL; the embedded database must be stopped first (it says so).
import { join } from 'node:path';
import { convertFormerTexts } from '#domain/former-texts.ts';
import { isUuid } from '#domain/inputs/parse.ts';
import { handIn } from '#domain/outside.ts';
import { rebuildProgramme } from '#domain/projection.ts';
import { env } from '#env.ts';
import { connectDatabase, disconnectDatabase, prisma } from './client.ts';
import { startEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Nobody is connected to this process: there is nobody to tell, and a projection changes no text and mails nothing. */
function handInNothing(): void {
  const refuse = () => Promise.reject(new Error('A projection from nothing edits no text and sends no mail.'));
  handIn({
    live: { edit: refuse, read: refuse },
    announcements: { changed: () => undefined, rightsChanged: () => undefined, sessionsEnded: () => undefined },
    mail: { queue: refuse },
    files: { keep: refuse, read: refuse, remove: refuse },
  });
}

async function projectAll(which: string): Promise<number> {
  const conventions = await prisma.convention.findMany({
    where: which === 'all' ? {} : { id: which },
    select: { id: true, documentId: true, year: true },
    orderBy: { id: 'asc' },
  });
  for (const { id, documentId, year } of conventions) {
    await rebuildProgramme(documentId);
    const items = await prisma.programmeItem.count({ where: { conventionId: id, archivedAt: null } });
    say(`${id} (${year}) : ${items} ${items < 2 ? 'bloc' : 'blocs'}`);
  }
  return conventions.length;
}

const which = process.argv[2] ?? '';
if (which !== 'all' && !isUuid(which)) {
  say('Usage : npm run project -- <identifiant de la convention | all>');
  process.exit(64);
}
const embedded = env.DATABASE_URL ? null : await startEmbedded(join(env.DATA_DIR, 'database'));
const url = env.DATABASE_URL ?? embedded?.url ?? '';
try {
  await migrate(url);
  await connectDatabase(url);
  await convertFormerTexts();
  handInNothing();
  const projected = await projectAll(which);
  if (projected === 0) {
    say('Aucune convention ne porte cet identifiant.');
    process.exitCode = 1;
  }
} finally {
  await disconnectDatabase();
  await embedded?.stop();
}
