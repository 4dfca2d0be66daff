// Requests one after another on a few connections that stay open, with as little work as can be, and what they cost the process
// that answers: its CPU, as the kernel counts it. Used by graphql.ts.
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';

export interface Call {
  path: string;
  headers?: Record<string, string>;
  body: string;
}

export interface Target {
  port: number;
  pid: number;
}

const NANOSECONDS_OF_TICK = 10_000_000;

/** CPU that a process has used until now, in milliseconds. */
function cpuOf(pid: number): number {
  const words = readFileSync(`/proc/${pid}/stat`, 'latin1')
    .replace(/^.*\) /s, '')
    .split(' ');
  return ((Number(words[11]) + Number(words[12])) * NANOSECONDS_OF_TICK) / 1_000_000;
}

const requestOf = ({ path, headers = {}, body }: Call) =>
  [
    `POST ${path} HTTP/1.1`,
    'Host: localhost',
    'Content-Type: application/json',
    'Accept: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    body,
  ].join('\r\n');

/** The whole answer that has come so far; null while some is missing. */
function answerIn(chunks: Buffer[]): { status: number; body: string } | null {
  const [first] = chunks as [Buffer];
  const end = first.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const head = first.toString('latin1', 0, end);
  const status = Number(head.slice(9, 12));
  const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN);
  const got = chunks.reduce((sum, { length }) => sum + length, 0) - end - 4;
  if (Number.isNaN(length)) {
    const last = chunks.at(-1) as Buffer;
    if (!last.subarray(-5).equals(Buffer.from('0\r\n\r\n'))) return null;
    return { status, body: Buffer.concat(chunks).toString('utf8', end + 4) };
  }
  return got < length ? null : { status, body: Buffer.concat(chunks).toString('utf8', end + 4) };
}

/** One request on an open connection. */
function ask(socket: Socket, call: Call): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const hear = (chunk: Buffer) => {
      chunks.push(chunk);
      if (chunks.length === 2 && chunks[0]?.indexOf('\r\n\r\n') === -1) chunks.splice(0, 2, Buffer.concat(chunks));
      const answer = answerIn(chunks);
      if (!answer) return;
      socket.off('data', hear).off('error', reject);
      resolve(answer);
    };
    socket.on('data', hear).once('error', reject);
    socket.write(requestOf(call));
  });
}

const opened = (port: number) =>
  new Promise<Socket>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket.setNoDelay()));
    socket.once('error', reject);
  });

/** The answer to one call, read as JSON; throws when it is none. */
export async function answerOf({ port }: Target, call: Call): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${port}${call.path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...call.headers },
    body: call.body,
  });
  return response.json();
}

/** What `milliseconds` of calls on so many connections came to: how many a second, and CPU of each in milliseconds. */
export async function load(
  { port, pid }: Target,
  call: (turn: number) => Call,
  { connections = 8, milliseconds = 1_000 } = {},
): Promise<{ perSecond: number; cpu: number }> {
  const sockets = await Promise.all(Array.from({ length: connections }, () => opened(port)));
  const startedAt = performance.now();
  const before = cpuOf(pid);
  let calls = 0;
  await Promise.all(
    sockets.map(async (socket) => {
      while (performance.now() - startedAt < milliseconds) {
        calls += 1;
        const { status } = await ask(socket, call(calls));
        if (status !== 200) throw new Error(`${status} was answered under load`);
      }
    }),
  );
  const seconds = (performance.now() - startedAt) / 1_000;
  const cpu = cpuOf(pid) - before;
  for (const socket of sockets) socket.destroy();
  return { perSecond: calls / seconds, cpu: cpu / calls };
}
