// This server as one node among several (REDIS_URL): what it must agree on with the others, what is said at one node and heard at all,
// and what is missing while Redis is away. Called by server.ts alone; without REDIS_URL everything stays in this process.
import { join } from 'node:path';
import { expectAnswersOfOtherNodes } from '#domain/answered-forms.ts';
import { ringCommit } from '#domain/commits.ts';
import type { Announcements } from '#domain/outside.ts';
import { env } from '#env.ts';
import { log } from '#log.ts';
import { type Bus, openRedis, redisSentence } from '#outside/redis.ts';
import { type Agreement, databaseName, NODES_VERSION } from '#prisma/nodes.ts';
import { keptWord } from './kept-word.ts';
import { countEverywhere } from './key-door.ts';
import { StartRefused } from './refusals.ts';
import type { OpenDatabase } from './with-database.ts';

/** What all nodes must be told alike: a session, a link and a file of one are asked of any other. Null: one server alone. */
export function agreementOfNodes(): Agreement | null {
  if (!env.REDIS_URL) return null;
  const files: [string, string] = env.FILES_URL
    ? ['FILES_URL', `${env.FILES_URL.endpoint}/${env.FILES_URL.bucket}`]
    : // The same folder, under whatever name each machine reaches it.
      ['DATA_DIR', keptWord(join(env.DATA_DIR, 'files'), '.place')];
  const settings = [files, ['SESSION_SECRET', env.SESSION_SECRET], ['PUBLIC_URL', env.PUBLIC_URL]] as const;
  return { version: NODES_VERSION, settings };
}

/** The way to the other nodes. */
export interface Nodes {
  /** Null: there is no other. */
  bus: Bus | null;
  /** Has what is announced here heard at every node, and `heard` hear what others announce. */
  everywhere(heard: Announcements): Announcements;
  /** In a word each, what is missing: Redis, or a newer version that takes this one's place. */
  whyDegraded(): Promise<string[]>;
  close(): Promise<void>;
}

const alone: Nodes = {
  bus: null,
  everywhere: (heard) => heard,
  whyDegraded: async () => [],
  close: async () => undefined,
};

async function openOrRefuse(url: string) {
  try {
    return await openRedis({ url, platform: `i62:${await databaseName()}:${NODES_VERSION}` });
  } catch (error) {
    log.debug({ err: error }, 'Redis does not open');
    throw new StartRefused(`Le Redis indiqué par REDIS_URL ne s’ouvre pas : ${redisSentence(error, url)}`);
  }
}

/** Every message of the bus from one node to the others, as domain/outside.ts knows them. */
function shareAnnouncements(bus: Bus, heard: Announcements): Announcements {
  type Told<Name extends keyof Announcements> = Parameters<Announcements[Name]>[0];
  bus.listen<Told<'changed'>>('changed', (changes) => {
    heard.changed(changes);
    ringCommit();
  });
  bus.listen<Told<'rightsChanged'>>('rights', (whose) => heard.rightsChanged(whose));
  bus.listen<Told<'sessionsEnded'>>('ended', (sessionIds) => heard.sessionsEnded(sessionIds));
  bus.onMissed(ringCommit);
  return {
    changed(changes) {
      heard.changed(changes);
      bus.publish('changed', changes);
    },
    rightsChanged(whose) {
      heard.rightsChanged(whose);
      bus.publish('rights', whose);
    },
    sessionsEnded(sessionIds) {
      heard.sessionsEnded(sessionIds);
      bus.publish('ended', sessionIds);
    },
  };
}

/** Opens the way to the other nodes of an open database; StartRefused, in French, when Redis does not answer. */
export async function openNodes({ beside }: Pick<OpenDatabase, 'beside'>): Promise<Nodes> {
  if (!env.REDIS_URL) return alone;
  const redis = await openOrRefuse(env.REDIS_URL);
  countEverywhere(redis.count);
  expectAnswersOfOtherNodes();
  let isTold = false;
  const isOlder = async () => {
    const { newest } = await beside().catch(() => ({ newest: 0 }));
    if (newest > NODES_VERSION && !isTold) log.warn({ newest }, 'a newer version works beside this one: update it too');
    isTold = newest > NODES_VERSION;
    return isTold;
  };
  return {
    bus: redis,
    everywhere: (heard) => shareAnnouncements(redis, heard),
    whyDegraded: async () => [...(redis.isUp ? [] : ['redis']), ...((await isOlder()) ? ['older-version'] : [])],
    close: redis.close,
  };
}
