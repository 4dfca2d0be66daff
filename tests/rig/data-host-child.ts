// The addresses that take and give data in a process of its own, to be killed or measured: its database as a word, its storage as the
// environment says. Says its address on a line.
import { handIn } from '#domain/outside.ts';
import { connectDatabase } from '#prisma/client.ts';
import { openStorage } from '../../storage.ts';
import { startDataHost } from './data-host.ts';

const refuse = () => Promise.reject(new Error('This process gives data alone.'));
const files = await openStorage();
handIn({
  live: { edit: refuse, writeAs: refuse, read: refuse },
  announcements: { changed: () => undefined, rightsChanged: () => undefined, sessionsEnded: () => undefined },
  mail: { queue: refuse },
  files,
});
await connectDatabase(process.argv[2] ?? '');
process.stdout.write(`${(await startDataHost(files)).url}\n`);
