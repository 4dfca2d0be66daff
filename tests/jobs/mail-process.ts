// A process that sends queued mail and nothing else: what mail-killed.test.ts kills. Its database is that of the environment,
// opened as the server does; its parent says how many mails to queue, and to whom.
import { handIn } from '#domain/outside.ts';
import { env } from '#env.ts';
import { startJobs } from '#jobs/boss.ts';
import { mailJob, queuedMail } from '#jobs/mail.ts';
import { openMailer } from '#outside/mail.ts';
import { prisma } from '#prisma/client.ts';
import { openDatabase } from '#with-database.ts';
import { keptFiles, storedTexts } from '../rig/outside.ts';

await openDatabase();
handIn({
  live: storedTexts,
  announcements: { changed: () => undefined, rightsChanged: () => undefined, sessionsEnded: () => undefined },
  mail: queuedMail,
  files: keptFiles(),
});
await startJobs([mailJob(openMailer(env))]);

process.on('message', async (addresses: string[]) => {
  await prisma.$transaction(async (tx) => {
    for (const to of addresses) await queuedMail.queue(tx, { to, subject: 'Objet', text: `À ${to}\n` });
  });
  process.send?.('queued');
});
// Nobody is left to ask for anything.
process.on('disconnect', () => process.exit(0));
process.send?.('started');
