// The addresses that take and give data in a process of its own, to be killed: its database as a word, its storage as the environment
// says. Says its address on a line.
import { connectDatabase } from '#prisma/client.ts';
import { openStorage } from '../../storage.ts';
import { startDataHost } from './data-host.ts';

await connectDatabase(process.argv[2] ?? '');
process.stdout.write(`${(await startDataHost(await openStorage())).url}\n`);
