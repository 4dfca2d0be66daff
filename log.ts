// The log of this process: JSON lines on standard output, level LOG_LEVEL, for whoever runs the platform.
// It holds ids, never personal data: names, addresses, texts and secrets are removed if somebody logs them.
import { pino } from 'pino';
import { env } from './env.ts';

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
});
