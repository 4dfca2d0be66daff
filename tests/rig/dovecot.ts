// A real IMAP server for tests: Debian's dovecot with one box, whose messages are files of a folder.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { freePort } from './free-port.ts';

const DOVECOT = '/usr/sbin/dovecot';
/** Why there is none; null when there is. */
export const whyNoDovecot: string | null = !existsSync(DOVECOT)
  ? 'there is no dovecot'
  : process.getuid?.() === 0
    ? null
    : 'dovecot is started by root alone';

const listens = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
    socket.on('connect', () => socket.end());
  });

/** Starts one; it is stopped by `stop`, with all that it held. */
export async function startDovecot() {
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
