// The only PrismaClient and the only pool of connections of this process. server.ts (or a test) connects them once;
// everything else imports the live bindings `prisma` and `pool` and knows nothing of where the database is.
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { type Prisma, PrismaClient } from '#generated/prisma/client.ts';
import { log } from '#log.ts';
import { readInstant } from './instants.ts';
import { isDiskFull, noteRefusal } from './refused-writes.ts';
import { findsNothing, statementName } from './statements.ts';

/** The client; undefined before `connectDatabase`. */
export let prisma: PrismaClient;

/** The pool under the client, for the few hot paths that write their own SQL; undefined before `connectDatabase`. */
export let pool: pg.Pool;

/**
 * Whether the server keeps named statements for each connection. PGlite has one session behind all of them, where the
 * second connection to name a statement would be refused.
 */
export let keepsStatements: boolean;

type Heard = (error: unknown, result: unknown) => void;

const noting =
  (heard: Heard): Heard =>
  (error, result) => {
    noteRefusal(error);
    heard(error, result);
  };

const textOf = (query: unknown): string => {
  const { text } = (typeof query === 'string' ? { text: query } : query) as { text?: unknown };
  return typeof text === 'string' ? text : '';
};

/** What a statement that finds nothing answers, without being sent. */
function answerNothing(heard: unknown): Promise<unknown> | undefined {
  const nothing = { command: 'SELECT', rowCount: 0, oid: 0, rows: [], fields: [] };
  if (typeof heard !== 'function') return Promise.resolve(nothing);
  process.nextTick(heard as Heard, null, nothing);
  return undefined;
}

/**
 * A connection on which queries wait for one another. Prisma asks for several relations at once on the one connection of
 * a transaction, which `pg` deprecates and its next version refuses.
 */
class OneAtATime extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    const ask = (...asked: unknown[]): unknown => Reflect.apply(pg.Client.prototype.query, this, asked);
    let last: Promise<unknown> = Promise.resolve();
    const askInTurn = (...asked: unknown[]) => {
      const heard = asked.at(-1);
      if (findsNothing(textOf(asked[0]))) return answerNothing(heard);
      // With a callback it is the pool's, which asks nothing else of this connection meanwhile.
      if (typeof heard === 'function') return ask(...asked.slice(0, -1), noting(heard as Heard));
      const answer = last.then(() => ask(...asked));
      last = answer.catch(noteRefusal);
      return answer;
    };
    this.query = askInTurn as pg.Client['query'];
  }
}

/** Why the database takes no work now: it does not answer, it is read-only, or a disk is full; null when it takes it. */
export async function whyNotReady(): Promise<'database' | 'read-only' | 'disk-full' | null> {
  const answer = await pool
    .query<{ refuses: boolean }>(`select current_setting('transaction_read_only')::boolean as refuses`)
    .catch(() => null);
  if (!answer) return 'database';
  if (answer.rows[0]?.refuses) return 'read-only';
  return (await isDiskFull()) ? 'disk-full' : null;
}

/** What a transaction's callback gets. */
export type Tx = Prisma.TransactionClient;

/** Opens the pool (at most `connections`) on the database at `url` and proves that it answers; throws when it does not. */
export async function connectDatabase(url: string, { connections = 10 } = {}): Promise<void> {
  const opened = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 10_000,
    Client: OneAtATime,
  });
  // An idle connection cut by the server is replaced at the next query; unheard, the event would end the process.
  opened.on('error', (err) => log.warn({ err }, 'an idle database connection was lost'));
  try {
    const [server] = (await opened.query<{ version: string }>('select version()')).rows;
    keepsStatements = !server?.version.includes('PGlite');
  } catch (error) {
    await opened.end();
    throw error;
  }
  pool = opened;
  prisma = new PrismaClient({
    // Without a name the adapter hands on no name: the type of its option does not know that.
    adapter: new PrismaPg(opened, { statementNameGenerator: ({ sql }) => nameOf(sql) as string }),
    // The longer formats quote the arguments of the call, which may name people.
    errorFormat: 'minimal',
    // The embedded database runs one transaction at a time: waiting for one's turn is no failure.
    transactionOptions: { maxWait: 10_000, timeout: 20_000 },
  });
}

const nameOf = (text: string): string | undefined => (keepsStatements ? statementName(text) : undefined);

/** What PostgreSQL says when a table was altered under a statement that a connection kept. */
const isOutdated = (error: unknown) => (error as { code?: string }).code === '0A000';

const usualParser = pg.types.getTypeParser;
const readUsually = usualParser(pg.types.builtins.TIMESTAMPTZ) as (words: string) => Date;
const readSoon = (words: string): Date => readInstant(words, readUsually);

/** Columns as `pg` reads them, instants sooner. */
const types = {
  getTypeParser: ((type: number, format?: 'text') =>
    type === pg.types.builtins.TIMESTAMPTZ ? readSoon : usualParser(type, format)) as typeof usualParser,
};

/** The rows of a statement on a hot path: its own SQL, kept by each connection, straight into plain objects. */
export async function rowsOf<Row extends object>({ text, values }: Prisma.Sql): Promise<Row[]> {
  const name = nameOf(text);
  const { rows } = await pool
    .query<Row>({ name, text, values, types })
    .catch((error: unknown) =>
      name && isOutdated(error) ? pool.query<Row>({ text, values, types }) : Promise.reject(error),
    );
  return rows;
}

/** Closes the client and the pool, after what is running; harmless when nothing is open. */
export async function disconnectDatabase(): Promise<void> {
  await prisma?.$disconnect();
  if (pool && !pool.ended) await pool.end();
}
