// The environment, read and checked once, when the process starts; the only file that reads process.env.
// A wrong value is said in one sentence per variable and ends the process with code 78 (EX_CONFIG).

import { resolve } from 'node:path';
import { z } from 'zod';
import { readWebAddress } from '#domain/web-address.ts';
import { keptWord } from './kept-word.ts';

const EX_CONFIG = 78;

/** An address whose scheme is one of `schemes`. */
const address = (...schemes: string[]) =>
  z.string().refine((value) => schemes.includes(readWebAddress(value)?.protocol ?? ''), {
    abort: true,
    error: `doit être une adresse qui commence par ${schemes.map((scheme) => `« ${scheme}// »`).join(' ou ')}`,
  });

const oneOf = <const Values extends readonly string[]>(...values: Values) =>
  z.enum(values, { error: `doit être l’une de ces valeurs : ${values.join(', ')}` });

const publicAddress = address('http:', 'https:')
  .refine((value) => new URL(value).pathname === '/' && !/[?#@]/.test(value), {
    error: 'doit être une origine, sans chemin (par exemple « https://ingenierie62.exemple.fr »)',
  })
  .transform((value) => new URL(value).origin);

const FILES_FORM =
  'doit avoir la forme « s3://CLÉ:SECRET@serveur:port/compartiment?region=…&tls=non » (les signes / et + du secret codés en %2F et %2B ; tls=non seulement sur un réseau sûr)';

/** Where files are kept, when not in a folder: a bucket of an S3 server. Its parts, as they are written in an address. */
const bucket = z.string().transform((value, context) => {
  const url = readWebAddress(value);
  const [, name = ''] = /^\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/?$/.exec(url?.pathname ?? '') ?? [];
  const region = url?.searchParams.get('region') ?? 'us-east-1';
  const tls = url?.searchParams.get('tls') ?? 'oui';
  const isKnown = [...(url?.searchParams.keys() ?? [])].every((key) => key === 'region' || key === 'tls');
  const isWhole = url?.protocol === 's3:' && url.host && url.username && url.password && name;
  if (!isWhole || !isKnown || !/^[a-z0-9-]{1,40}$/.test(region) || (tls !== 'oui' && tls !== 'non')) {
    context.addIssue({ code: 'custom', message: FILES_FORM });
    return z.NEVER;
  }
  try {
    return {
      endpoint: `${tls === 'oui' ? 'https' : 'http'}://${url.host}`,
      region,
      bucket: name,
      accessKeyId: decodeURIComponent(url.username),
      secretAccessKey: decodeURIComponent(url.password),
    };
  } catch {
    context.addIssue({ code: 'custom', message: FILES_FORM });
    return z.NEVER;
  }
});

/** Images of the ground for maps, of a service that the platform may ask: its origin enters the pages' policy. */
const tiles = z
  .string()
  .refine(
    (value) =>
      readWebAddress(value)?.protocol === 'https:' && ['{z}', '{x}', '{y}'].every((one) => value.includes(one)),
    { error: 'doit être une adresse en https avec {z}, {x} et {y}' },
  );

/** Networks, as one writes them in a line. */
const networks = z
  .string()
  .default('')
  .transform((words) => words.split(/[\s,]+/).filter(Boolean))
  .pipe(z.array(z.union([z.cidrv4(), z.cidrv6()], 'doit être une liste de réseaux (par exemple « 10.0.0.0/8 »)')));

const variables = z.object({
  NODE_ENV: oneOf('development', 'production', 'test').default('development'),
  PORT: z.coerce.number('doit être un nombre').int('doit être un nombre entier').min(0).max(65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z
    .string()
    .default('./data')
    .transform((folder) => resolve(folder)),
  DATABASE_URL: address('postgres:', 'postgresql:').optional(),
  FILES_URL: bucket.optional(),
  MAP_TILES_URL: tiles.optional(),
  /** What the nodes on one PostgreSQL hear of one another by; without it one server works alone. */
  REDIS_URL: address('redis:', 'rediss:').optional(),
  PUBLIC_URL: publicAddress.optional(),
  SESSION_SECRET: z.string().min(32, 'doit compter au moins 32 caractères').optional(),
  SMTP_URL: address('smtp:', 'smtps:').optional(),
  MAIL_FROM: z.string().optional(),
  MAILBOX_URL: address('imap:', 'imaps:').optional(),
  // One word before the @ and a short one: each person invited gets `word+48 characters@`, of at most 64 before the @.
  MAILBOX_ADDRESS: z
    .string()
    .regex(/^[a-z0-9._-]{1,15}@[^\s@]+$/, 'doit être une adresse courte (par exemple « reunions@exemple.fr »)')
    .optional(),
  /** Requests a minute that one key may make, at all nodes together. */
  KEY_REQUESTS_PER_MINUTE: z.coerce
    .number('doit être un nombre')
    .int('doit être un nombre entier')
    .min(1, 'doit être au moins 1')
    .default(600),
  /** Networks of one's own that webhooks may be sent to (CIDR): all that is private is refused besides. */
  WEBHOOK_NETWORKS: networks,
  /** Networks of the proxies before it (CIDR), besides this machine: what they say of where a request comes from is believed. */
  TRUSTED_PROXIES: networks,
  LOG_LEVEL: oneOf('silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace').default('info'),
});

/** What `source` says, with defaults; throws an Error in French naming every wrong variable, never its value. */
export function readEnvironment(source: Record<string, string | undefined>) {
  // `NAME=` in a service file means "not set".
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()));
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    throw new Error(parsed.error.issues.map(({ path, message }) => `${String(path[0])} : ${message}.`).join('\n'));
  }
  if ((parsed.data.MAILBOX_URL === undefined) !== (parsed.data.MAILBOX_ADDRESS === undefined)) {
    throw new Error('MAILBOX_URL et MAILBOX_ADDRESS : vont ensemble (la boîte lue, et son adresse).');
  }
  if (parsed.data.REDIS_URL && !parsed.data.DATABASE_URL) {
    throw new Error(
      'REDIS_URL : sert à plusieurs serveurs sur une même base PostgreSQL ; indiquez-la dans DATABASE_URL.',
    );
  }
  const { SESSION_SECRET: givenSecret, PUBLIC_URL: givenUrl, MAIL_FROM: givenSender, ...rest } = parsed.data;
  const PUBLIC_URL = givenUrl ?? `http://localhost:${rest.PORT}`;
  if (!givenSecret && (rest.NODE_ENV === 'production' || PUBLIC_URL.startsWith('https:'))) {
    throw new Error('SESSION_SECRET : est obligatoire en production et quand PUBLIC_URL est en https.');
  }
  let secret = givenSecret;
  return {
    ...rest,
    PUBLIC_URL,
    /** Somebody said where it answers; else it is the default, which another process may have been told otherwise. */
    isAddressGiven: givenUrl !== undefined || given.PORT !== undefined,
    MAIL_FROM: givenSender ?? `Ingénierie 62 <ne-pas-repondre@${new URL(PUBLIC_URL).hostname}>`,
    /** Signs sessions. Without a given one it is made when first asked for and kept in DATA_DIR. */
    get SESSION_SECRET(): string {
      secret ??= keptWord(rest.DATA_DIR, 'session-secret');
      return secret;
    },
  };
}

function readOrExit() {
  try {
    return readEnvironment(process.env);
  } catch (error) {
    process.stderr.write(`La configuration est incorrecte.\n${(error as Error).message}\n`);
    process.exit(EX_CONFIG);
  }
}

/** The environment of this process, checked. Names are those of the variables. */
export const env = readOrExit();
