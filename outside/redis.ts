// The Redis that the nodes of one platform share (REDIS_URL): what one says the others hear, and what is counted is counted
// together. A fast way and never the truth: nothing is kept in it that anybody would miss. server.ts opens it and hands it on.
import { randomUUID } from 'node:crypto';
import { Redis, type RedisOptions } from 'ioredis';
import { log } from '#log.ts';

/** How the nodes of a platform hear of one another: ids, never a text. Messages may get lost; then `onMissed` is called. */
export interface Bus {
  /** Whether the others hear this node now: it hears itself. */
  readonly isUp: boolean;
  /** Tells the other nodes; dropped while nobody can be told. */
  publish(topic: string, message: unknown): void;
  /** `heard` gets what the other nodes say of a topic, and which of them says it. */
  listen<Message>(topic: string, heard: (message: Message, node: string) => void): void;
  /** `act` is called each time that messages may have been lost. */
  onMissed(act: () => void): void;
  /** `forget` is called for a node that has left, or has been silent for 15 s. */
  onGone(forget: (node: string) => void): void;
}

/** How often something was asked for since its window began. */
export interface Counted {
  count: number;
  leftMs: number;
}

/** The Redis of this node. */
export interface SharedRedis extends Bus {
  /** Counts one more of `key` in its window of `windowMs`; null when Redis does not answer. */
  count(key: string, windowMs: number): Promise<Counted | null>;
  close(): Promise<void>;
}

export interface RedisPlace {
  url: string;
  /** What the nodes of one database share and no others: several platforms may use one Redis. */
  platform: string;
  /** A node says so often that it is there. */
  aliveMs?: number;
}

const ALIVE_MS = 3_000;
/** What a node has not heard of itself after so many times, the others do not hear either. */
const UNHEARD_TIMES = 2;
/** A node that is silent for so many times is gone. */
const GONE_TIMES = 5;

/** Redis answers in a fraction of a millisecond, or somebody waits for a request at a door. */
const ANSWER_MS = 500;
const CONNECT_MS = 3_000;

/** Counts and says when the window ends, in one go: between two commands a key without an end could be left. */
const COUNT = `local n = redis.call('INCR', KEYS[1])
if n == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return {n, redis.call('PTTL', KEYS[1])}`;

const reasons: [RegExp, (place: string) => string][] = [
  [/ECONNREFUSED/, (place) => `aucun serveur Redis ne répond à l’adresse ${place}.`],
  [/ENOTFOUND|EAI_AGAIN/, (place) => `le serveur ${place} est introuvable.`],
  [/WRONGPASS|invalid password/i, (place) => `le serveur ${place} refuse le compte ou le mot de passe.`],
  [/NOAUTH/, (place) => `le serveur ${place} demande un mot de passe.`],
  [/NOPERM/, (place) => `le compte n’a pas les droits qu’il faut sur le serveur ${place} (publier, écouter, compter).`],
  [/Protocol error|ParserError/, (place) => `ce qui répond à l’adresse ${place} n’est pas un serveur Redis.`],
  [/Connection is closed|ECONNRESET|EPIPE/, (place) => `${place} coupe la connexion : est-ce bien un serveur Redis ?`],
  [/ETIMEDOUT|timed out|EHOSTUNREACH/, (place) => `le serveur ${place} ne répond pas.`],
];

/** What Redis or the way to it says, in words that help; never the account or the password. */
export function redisSentence(error: unknown, url: string): string {
  const { hostname, port } = new URL(url);
  const place = `${hostname}:${port || 6379}`;
  const { name, code, message } = error as { name?: string; code?: string; message?: string };
  const said = `${name} ${code} ${message}`;
  const [, sentence] = reasons.find(([pattern]) => pattern.test(said)) ?? [];
  return sentence?.(place) ?? `le serveur ${place} ne s’ouvre pas (${code ?? message}).`;
}

/** Opens a connection; rejects with the reason where it does not open at once, and comes back by itself afterwards. */
async function connect(url: string, options: RedisOptions = {}): Promise<Redis> {
  let isOpen = false;
  let reason: unknown;
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_MS,
    commandTimeout: CONNECT_MS,
    // Its own way of listening again leaves a refusal unheard, which would end the process: openRedis does it.
    autoResubscribe: false,
    // What cannot be said now is said by PostgreSQL: nothing waits here for a Redis that is away.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (tries) => (isOpen ? Math.min(tries * 100, 1_000) : null),
    ...options,
  });
  redis.on('error', (error) => {
    reason ??= error;
    if (isOpen) log.debug({ err: error }, 'Redis does not answer');
  });
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    redis.disconnect();
    throw reason ?? error;
  }
  isOpen = true;
  return redis;
}

/** Opens Redis; rejects when it does not answer: `redisSentence` says why. */
export async function openRedis({ url, platform, aliveMs = ALIVE_MS }: RedisPlace): Promise<SharedRedis> {
  const node = randomUUID();
  const channel = `${platform}:nodes`;
  const commands = await connect(url, { enableAutoPipelining: true });
  // A process that starts is busy: only what has been opened must answer at once.
  commands.options.commandTimeout = ANSWER_MS;
  const ears = await connect(url).catch((error: unknown) => {
    commands.disconnect();
    throw error;
  });
  const listeners = new Map<string, ((message: never, from: string) => void)[]>();
  const missed: (() => void)[] = [];
  const gone: ((from: string) => void)[] = [];
  const heardAt = new Map<string, number>([[node, performance.now()]]);
  let isUp = true;
  let isClosed = false;

  const say = (topic: string, message: unknown) =>
    void commands.publish(channel, JSON.stringify([node, topic, message])).catch(() => undefined);

  const forget = (from: string) => {
    if (!heardAt.delete(from)) return;
    for (const act of gone) act(from);
  };

  const hear = (words: string) => {
    const [from, topic, message] = JSON.parse(words) as [string, string, never];
    if (topic === 'gone') return forget(from);
    heardAt.set(from, performance.now());
    if (from === node) return rise();
    for (const heard of listeners.get(topic) ?? []) heard(message, from);
  };

  const rise = () => {
    if (isUp) return;
    isUp = true;
    log.info('Redis is back');
    for (const act of missed) act();
  };

  const fall = () => {
    if (!isUp || isClosed) return;
    isUp = false;
    log.warn('Redis is away: what other nodes write comes from PostgreSQL alone');
  };

  ears.on('message', (_channel: string, words: string) => {
    try {
      hear(words);
    } catch (err) {
      log.error({ err }, 'a message of another node could not be taken');
    }
  });
  for (const connection of [commands, ears]) connection.on('close', fall);
  await ears.subscribe(channel);
  ears.on('ready', () => void ears.subscribe(channel).catch(() => ears.disconnect(true)));

  let lookedAt = performance.now();
  const look = () => {
    const now = performance.now();
    const wasBusy = now - lookedAt > UNHEARD_TIMES * aliveMs;
    lookedAt = now;
    say('alive', null);
    // Who had no time to look has not heard what arrived meanwhile: the next time will tell.
    if (wasBusy) return;
    if (now - (heardAt.get(node) ?? 0) > UNHEARD_TIMES * aliveMs) {
      fall();
      // A connection that a network swallowed says nothing of it.
      for (const connection of [commands, ears]) if (connection.status === 'ready') connection.disconnect(true);
    }
    for (const [from, at] of heardAt) if (from !== node && now - at > GONE_TIMES * aliveMs) forget(from);
  };
  const timer = setInterval(look, aliveMs);
  timer.unref();
  // Said at once on a connection that came back, and not three seconds later.
  for (const connection of [commands, ears]) connection.on('ready', () => setTimeout(() => say('alive', null), 50));
  look();

  return {
    get isUp() {
      return isUp;
    },
    publish(topic, message) {
      if (isUp) say(topic, message);
    },
    listen(topic, heard) {
      listeners.set(topic, [...(listeners.get(topic) ?? []), heard as (message: never, from: string) => void]);
    },
    onMissed: (act) => void missed.push(act),
    onGone: (act) => void gone.push(act),
    async count(key, windowMs) {
      if (!isUp) return null;
      try {
        const [count, leftMs] = (await commands.eval(COUNT, 1, `${platform}:${key}`, windowMs)) as [number, number];
        return { count, leftMs };
      } catch (err) {
        log.debug({ err }, 'Redis does not count');
        return null;
      }
    },
    async close() {
      clearInterval(timer);
      isClosed = true;
      say('gone', null);
      await commands.quit().catch(() => commands.disconnect());
      ears.disconnect();
    },
  };
}
