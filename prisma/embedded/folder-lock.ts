// One living process at a time may use a folder. prisma/embedded/embedded-process.ts takes the lock, because two PGlite on one
// folder silently destroy each other's data. A dead process's lock is taken over, whatever way it died.
//
// A lock is a folder of claims, one empty file each, whose name says which process made it. To lock: make a claim, then
// look; with no other living claim the folder is yours. Both of two processes may back off, never both go on: each looks
// after it has claimed, so the later of two claims is seen. Names are never used twice, so clearing a dead one is safe.
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Long enough for a predecessor that is closing, short enough to answer somebody who waits. */
const PATIENCE = 4_000;

type Claim = { host: string; boot: string; namespace: string; pid: number; started: string };

const orNothing = (read: () => string) => {
  try {
    return read();
  } catch {
    return '';
  }
};

/** When process `pid` started, in its system's own words; empty when there is none. A process number is used again. */
function startOf(pid: number): string {
  if (process.platform === 'linux') {
    // After the command's name, which may hold anything: state first, start time 20th.
    const fields =
      orNothing(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
        .split(') ')
        .at(-1)
        ?.split(' ') ?? [];
    // Z: killed and not yet noticed by its parent.
    return fields[0] === 'Z' ? '' : (fields[19] ?? '');
  }
  if (process.platform === 'win32') {
    return orNothing(() => (process.kill(pid, 0) ? 'alive' : ''));
  }
  return orNothing(() => execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim());
}

const ownClaim = (): Claim => ({
  host: hostname(),
  boot: orNothing(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8)),
  namespace: orNothing(() => readlinkSync('/proc/self/ns/pid').replace(/\D/g, '')),
  pid: process.pid,
  started: startOf(process.pid),
});

const nameOf = (claim: Claim) =>
  [...Object.values(claim), randomUUID()].map((part) => encodeURIComponent(part)).join('~');

function claimOf(name: string): Claim {
  const [host = '', boot = '', namespace = '', pid = '', started = ''] = name.split('~').map(decodeURIComponent);
  return { host, boot, namespace, pid: Number(pid), started };
}

/** Whether the process of a claim may still run. Of another machine or container nothing is known: it may. */
function mayLive(claim: Claim, own: Claim): boolean {
  if (claim.host !== own.host) return true;
  if (claim.boot !== own.boot) return false;
  return claim.namespace !== own.namespace || startOf(claim.pid) === claim.started;
}

function refusal(folder: string, name: string, own: Claim): Error {
  const { host, pid, namespace } = claimOf(name);
  const elsewhere = host !== own.host || namespace !== own.namespace;
  return new Error(
    elsewhere
      ? `Le dossier de données est réservé par la machine « ${host} ». Si elle ne l’utilise plus, supprimez le dossier ${folder} puis recommencez.`
      : `Le dossier de données est déjà utilisé par un autre processus (numéro ${pid}). Arrêtez-le avant de démarrer celui-ci.`,
  );
}

/** Takes the lock kept in `folder` and answers how to give it back; throws, in French, when another process lives. */
export async function lockFolder(folder: string): Promise<() => void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const own = ownClaim();
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const name = nameOf(own);
    writeFileSync(join(folder, name), '', { flag: 'wx' });
    const release = () => rmSync(join(folder, name), { force: true });
    const others = readdirSync(folder).filter((other) => other !== name);
    const living = others.find((other) => mayLive(claimOf(other), own));
    if (!living) {
      for (const dead of others) rmSync(join(folder, dead), { force: true });
      return release;
    }
    release();
    if (Date.now() > deadline) throw refusal(folder, living, own);
    // At random, so that two that keep meeting part.
    await pause(50 + Math.random() * 200);
  }
}
