// Reads a mailbox as the job does, in a process of its own, and dies of SIGKILL between taking a message and marking it: the
// test starts it again until it comes to its end. Arguments: the database, the mailbox.
import { takeMail } from '#domain/meetings/calendar-replies.ts';
import { handIn } from '#domain/outside.ts';
import { imapMailbox } from '#outside/mailbox.ts';
import { connectDatabase, disconnectDatabase } from '#prisma/client.ts';
import { keptFiles, storedTexts } from '../rig/outside.ts';

const [database = '', mailbox = ''] = process.argv.slice(2);
await connectDatabase(database);
handIn({
  live: storedTexts,
  announcements: { changed: () => undefined, rightsChanged: () => undefined, sessionsEnded: () => undefined },
  mail: { queue: async () => undefined },
  files: keptFiles(),
});
await imapMailbox(mailbox).receive(async (mail) => {
  if ((await takeMail(mail)) !== 'PASSED') process.kill(process.pid, 'SIGKILL');
});
await disconnectDatabase();
