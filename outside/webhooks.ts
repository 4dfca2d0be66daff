// Posts a message to an address that somebody else chose. Names are resolved here and each address is judged before it is connected
// to and again once it is; nothing is followed, little is read, nothing lasts. Handed to the domain by server.ts; knows no change.
import { lookup } from 'node:dns';
import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import type { PostFailure, Posting, Posts } from '#domain/outside.ts';
import { isOf, isPublic } from './networks.ts';

/** Bytes of an answer that are read. */
const MOST_READ = 65_536;

/** From the first look-up to the head of the answer, ms; then its body has this much more. */
const PATIENCE_MS = 15_000;
const BODY_MS = 5_000;

/** Why nothing was taken. */
class Refused extends Error {
  readonly failure: PostFailure;

  constructor(failure: PostFailure) {
    super(failure);
    this.failure = failure;
  }
}

const failureByCode: Readonly<Record<string, PostFailure>> = {
  ENOTFOUND: 'UNKNOWN_HOST',
  EAI_AGAIN: 'UNKNOWN_HOST',
  ECONNREFUSED: 'UNREACHABLE',
  EHOSTUNREACH: 'UNREACHABLE',
  ENETUNREACH: 'UNREACHABLE',
  ETIMEDOUT: 'UNREACHABLE',
};

/** What Node calls a certificate that does not hold. */
const CERTIFICATE = /CERT|SSL|TLS|SELF_SIGNED|ALTNAME|EPROTO/;

function failureOf(error: unknown): PostFailure {
  if (error instanceof Refused) return error.failure;
  const { code = '' } = error as { code?: string };
  return failureByCode[code] ?? (CERTIFICATE.test(code) ? 'NOT_SECURE' : 'BROKEN_OFF');
}

/** The head of an answer with the first bytes of its body. */
async function readAnswer(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  const timer = setTimeout(() => answer.destroy(), BODY_MS);
  try {
    for await (const chunk of answer) {
      chunks.push(chunk as Buffer);
      size += (chunk as Buffer).length;
      if (size >= MOST_READ) break;
    }
  } catch {
    // What was read of it is enough: that it was taken is said by its head.
  } finally {
    clearTimeout(timer);
    answer.destroy();
  }
  return Buffer.concat(chunks).subarray(0, MOST_READ).toString('utf8');
}

/** Posts to the internet, and to the machines of `ownNetworks` (CIDR), which alone may be asked without TLS. */
export function openPosts({ ownNetworks }: { ownNetworks: readonly string[] }): Posts {
  const judge = (address: string, isSecure: boolean) => {
    const isOwn = isOf(ownNetworks, address);
    if (!isOwn && !isPublic(address)) throw new Refused('PRIVATE_ADDRESS');
    if (!isOwn && !isSecure) throw new Refused('NOT_SECURE');
  };

  /** Resolves as usual, and refuses a name as soon as one of its addresses may not be called. */
  const judgedLookup =
    (isSecure: boolean): LookupFunction =>
    (name, options, give) =>
      lookup(name, { ...options, all: true }, (error, addresses) => {
        if (error) return give(error, []);
        try {
          for (const { address } of addresses) judge(address, isSecure);
        } catch (refusal) {
          return give(refusal as NodeJS.ErrnoException, []);
        }
        const [first] = addresses;
        if (options.all || !first) return give(null, addresses);
        give(null, first.address, first.family);
      });

  function head({ url, headers, body }: Posting): Promise<IncomingMessage> {
    const { protocol, hostname } = new URL(url);
    const isSecure = protocol === 'https:';
    return new Promise((resolve, reject) => {
      const name = hostname.replace(/^\[|\]$/g, '');
      // A name that is an address is looked up by nobody.
      if (isIP(name)) judge(name, isSecure);
      const options: RequestOptions = {
        method: 'POST',
        agent: false,
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        lookup: judgedLookup(isSecure),
      };
      const asked = (isSecure ? httpsRequest : httpRequest)(url, options, resolve);
      const timer = setTimeout(() => asked.destroy(new Refused('TOO_SLOW')), PATIENCE_MS);
      asked.once('error', reject).once('response', () => clearTimeout(timer));
      asked.once('close', () => clearTimeout(timer));
      // Judged again where it arrived: the look-up might have been another's.
      asked.once('socket', (socket: Socket) =>
        socket.once('connect', () => {
          try {
            judge(socket.remoteAddress ?? '', isSecure);
          } catch (refusal) {
            asked.destroy(refusal as Error);
          }
        }),
      );
      asked.end(body);
    });
  }

  return {
    async post(posting) {
      try {
        const answer = await head(posting);
        const { statusCode: status = 0, headers } = answer;
        const words = await readAnswer(answer);
        const failure = status >= 200 && status < 300 ? null : status >= 300 && status < 400 ? 'REDIRECTED' : 'REFUSED';
        return { status, answer: words, failure, retryAfter: Number(headers['retry-after']) || null };
      } catch (error) {
        return { status: null, answer: '', failure: failureOf(error), retryAfter: null };
      }
    },
    async refusalOf(url) {
      const { protocol, hostname } = new URL(url);
      const name = hostname.replace(/^\[|\]$/g, '');
      return new Promise((resolve) => {
        judgedLookup(protocol === 'https:')(name, { all: true }, (error) => resolve(error ? failureOf(error) : null));
      });
    },
  };
}
