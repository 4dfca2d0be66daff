// How a message to a webhook is signed (Standard Webhooks 1.0): HMAC-SHA256 of its id, its time and its body. A secret is derived from
// what the row keeps and from SESSION_SECRET: the database alone signs nothing.
import { createHmac } from 'node:crypto';
import type { Webhook } from '#generated/prisma/client.ts';
import { sign } from '../tokens.ts';

/** How the secret of a webhook begins, as the standard says. */
const SECRET_MARK = 'whsec_';

const bytesOf = (salt: string) => Buffer.from(sign('webhook secret', salt), 'base64url');

/** The secret as its receiver is given it: the mark and 32 bytes in base64. */
export const secretOf = (salt: string): string => `${SECRET_MARK}${bytesOf(salt).toString('base64')}`;

type Signing = Pick<Webhook, 'salt' | 'formerSalt' | 'formerUntil'>;

/** The headers of a message; while its secret is being replaced it bears both signatures. */
export function signedHeaders({ salt, formerSalt, formerUntil }: Signing, id: string, body: string, at: Date) {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const salts = [salt, ...(formerSalt && formerUntil && formerUntil > at ? [formerSalt] : [])];
  const words = `${id}.${timestamp}.${body}`;
  const signatures = salts.map((one) => `v1,${createHmac('sha256', bytesOf(one)).update(words).digest('base64')}`);
  return {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Ingenierie62-Webhooks/1.0',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}
