// The log of this process: JSON lines on standard output, level LOG_LEVEL, for whoever runs the platform.
// It holds ids, never personal data: names, addresses, texts and secrets are removed if somebody logs them, and what opens
// something (links, sessions, keys) is struck out of every line, whoever wrote it and wherever in it.
import { pino } from 'pino';
import { env } from '#env.ts';

const personal = [
  'authorization',
  'body',
  'cookie',
  // PostgreSQL quotes the row in an error's detail.
  'detail',
  'email',
  'ip',
  'name',
  'password',
  'passwordHash',
  'remoteAddress',
  'secret',
  'text',
  'token',
  'userAgent',
  'where',
];

const STRUCK = '…';

/** A line is JSON: nothing is struck out from the middle of `\n` or `\u0000`. */
const NOT_IN_ESCAPE = String.raw`(?<!\\(?:u[0-9a-f]{0,3})?)`;
const WORD = String.raw`[^\s"'<>()[\]:;,/\\@]{1,100}`;

/** What no line may say, in the order in which it is struck out. */
const secrets: [RegExp, string][] = [
  // The password in the address of a database or a mailbox.
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@"']+@/gi, `$1${STRUCK}@`],
  // The address of a page that a mail's link or a calendar opens, also under `.data`, whatever its token looks like.
  [/(\/(?:lien|invitation|compte-rendu|agenda)\/)[^\s/?#"'\\]+/g, `$1${STRUCK}`],
  // A token of ours, alone or within a key: 256 bits in base64url. An id, with its hyphens, is shorter.
  [new RegExp(`${NOT_IN_ESCAPE}[\\w-]{40,}`, 'g'), STRUCK],
  // What a search asks for, words and tokens alike.
  [/([?&][\w.-]{1,40}=)[^\s&#"'\\]+/g, `$1${STRUCK}`],
  [new RegExp(`${NOT_IN_ESCAPE}${WORD}@${WORD}\\.[\\p{L}\\d-]+`, 'gu'), STRUCK],
];

/** `words` without what opens something or names somebody: the one rule for all that leaves this process for its log. */
export const withoutSecrets = (words: string): string =>
  secrets.reduce((line, [secret, instead]) => line.replace(secret, instead), words);

/** Write with `log.info({ ids }, 'english sentence')`; an error goes under `err`. */
export const log = pino({
  level: env.LOG_LEVEL,
  base: { pid: process.pid },
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: [
      ...personal.flatMap((key) => [key, `*.${key}`]),
      'req.headers',
      'res.headers',
      'req.remotePort',
      '*.*.headers',
    ],
    remove: true,
  },
  hooks: { streamWrite: withoutSecrets },
});
