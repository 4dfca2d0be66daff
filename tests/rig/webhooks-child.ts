// Sends to webhooks in a process of its own, to be killed while a message is under way. Its database as a word; says a line once it begins.
import { handIn } from '#domain/outside.ts';
import { deliverWaiting } from '#domain/webhooks/deliveries.ts';
import { connectDatabase } from '#prisma/client.ts';
import { keptFiles, ownPosts, storedTexts } from './outside.ts';

handIn({
  live: storedTexts,
  announcements: { changed: () => undefined, rightsChanged: () => undefined, sessionsEnded: () => undefined },
  mail: { queue: async () => undefined },
  files: keptFiles(),
  posts: ownPosts,
});
await connectDatabase(process.argv[2] ?? '');
process.stdout.write('sending\n');
await deliverWaiting();
