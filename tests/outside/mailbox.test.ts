// The box where calendars answer, read from a real IMAP server (Debian's dovecot), started for these tests.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReceivedMail } from '#jobs/mailbox.ts';
import { imapMailbox } from '#outside/mailbox.ts';

const DOVECOT = '/usr/sbin/dovecot';
const isThere = existsSync(DOVECOT) && process.getuid?.() === 0;

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

const listens = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.end());
  });

/** A server with one box, whose messages are files of a folder. */
async function startDovecot() {
  const folder = mkdtempSync(join(tmpdir(), 'imap-'));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const box = join(folder, 'box');
  for (const name of ['new', 'cur', 'tmp']) mkdirSync(join(box, name), { recursive: true });
  execFileSync('chown', ['-R', 'mail:mail', box]);
  const settings = join(folder, 'dovecot.conf');
  writeFileSync(
    settings,
    `base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
first_valid_uid = 1
mail_location = maildir:${box}
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=mail gid=mail home=${box}
}
service imap-login {
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
`,
  );
  const child: ChildProcess = spawn(DOVECOT, ['-F', '-c', settings], { stdio: 'ignore' });
  for (let tries = 0; tries < 200 && !(await listens(port)); tries += 1) await setTimeout(50);
  let delivered = 0;
  return {
    url: (password = 'secret') => `imap://reunions:${password}@127.0.0.1:${port}`,
    deliver(message: string | Buffer) {
      delivered += 1;
      const file = join(box, 'new', `${delivered}.M${delivered}.test`);
      writeFileSync(file, message);
      execFileSync('chown', ['mail:mail', file]);
    },
    /** Messages that were dealt with: the server notes it in their names. */
    read: () => readdirSync(join(box, 'cur')).filter((name) => /:2,.*S/.test(name)).length,
    async stop() {
      child.kill();
      await new Promise((resolve) => child.once('exit', resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const message = (calendar: string, headers = '') =>
  [
    'From: Anne Martin <anne@exemple.fr>',
    'To: Réunions <reunions+abc@exemple.fr>, autre@exemple.fr',
    ...(headers ? [headers] : []),
    'Subject: Accepté : Échange',
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary=bord',
    '',
    '--bord',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Je serai là',
    '--bord',
    'Content-Type: text/calendar; charset=utf-8; method=REPLY',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(calendar).toString('base64'),
    '--bord--',
    '',
  ].join('\r\n');

describe.skipIf(!isThere)('the mailbox (skipped without dovecot, or when not root)', () => {
  let server: Awaited<ReturnType<typeof startDovecot>>;
  beforeAll(async () => {
    server = await startDovecot();
  });
  afterAll(() => server.stop());

  async function receive() {
    const received: ReceivedMail[] = [];
    await imapMailbox(server.url()).receive(async (mail) => {
      received.push(mail);
    });
    return received;
  }

  test('each new message is given once, with all its boxes and its calendar', async () => {
    server.deliver(message('BEGIN:VCALENDAR é', 'Delivered-To: reunions+def@exemple.fr'));
    const [mail, ...others] = await receive();
    expect(others).toEqual([]);
    expect(mail?.recipients).toEqual(['reunions+abc@exemple.fr', 'autre@exemple.fr', 'reunions+def@exemple.fr']);
    expect(mail?.calendars).toEqual(['BEGIN:VCALENDAR é']);
    expect(await receive()).toEqual([]);
  });

  test('a message that could not be dealt with is met again, and does not keep the others waiting', async () => {
    server.deliver(message('first'));
    server.deliver(message('second'));
    const seen: string[] = [];
    const failing = imapMailbox(server.url()).receive(async ({ calendars }) => {
      seen.push(...calendars);
      if (calendars[0] === 'first') throw new Error('the database is away');
    });
    await expect(failing).rejects.toThrow('the database is away');
    expect(seen).toEqual(['first', 'second']);
    expect((await receive()).flatMap(({ calendars }) => calendars)).toEqual(['first']);
    expect(await receive()).toEqual([]);
  });

  test('what is no mail, or too long, is passed over and marked', async () => {
    const before = server.read();
    server.deliver(Buffer.from([0, 255, 254, 10, 13, 0, 200]));
    server.deliver(message('x'.repeat(400_000)));
    server.deliver(message('after'));
    const received = await receive();
    expect(received.flatMap(({ calendars }) => calendars)).toContain('after');
    expect(received.every(({ calendars }) => calendars.every((one) => one.length < 300_000))).toBe(true);
    expect(await receive()).toEqual([]);
    expect(server.read() - before).toBe(3);
  });

  test('a server that is away, or refuses, is an error and not the end of the process', async () => {
    const nobody = imapMailbox(`imap://reunions:secret@127.0.0.1:${await freePort()}`);
    await expect(nobody.receive(async () => {})).rejects.toThrow();
    await expect(imapMailbox(server.url('wrong')).receive(async () => {})).rejects.toThrow();
  });
});
