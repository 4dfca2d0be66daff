// The folder of what this process keeps (DATA_DIR): its own alone, whatever the umask it was started with. server.ts and
// the commands open it before anything else; prisma/embedded/embedded-process.ts, which may be started otherwise, keeps to it too.

import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readWebAddress } from '#domain/web-address.ts';
import { codeOf, StartRefused } from './refusals.ts';

const OTHERS = 0o077;

/** From here on nothing that this process makes, nor a child of it, can be read by anybody else. */
export const keepToOneself = (): void => void process.umask(OTHERS);

/** Takes from others what a start under a looser umask had left them. */
function tighten(path: string): void {
  const { mode } = statSync(path);
  if ((mode & OTHERS) === 0) return;
  try {
    chmodSync(path, mode & 0o700);
  } catch (error) {
    // Folders that know no owners (shared from another system) refuse: what they offer is all there is.
    if (!['EPERM', 'ENOTSUP', 'ENOSYS'].includes(codeOf(error))) throw error;
  }
}

/** Makes a folder and those above it. One by one: where nothing can be made (/proc), Node's `recursive` never returns. */
function make(folder: string): void {
  if (existsSync(folder)) return;
  make(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

const reasons: Record<string, string> = {
  EACCES: 'les droits du système ne le permettent pas',
  EPERM: 'les droits du système ne le permettent pas',
  EROFS: 'le disque est en lecture seule',
  ENOSPC: 'le disque est plein',
  EDQUOT: 'l’espace accordé est épuisé',
  ENOTDIR: 'un fichier est à la place d’un dossier',
  ENOENT: 'le système ne permet pas de le créer là',
};

/** Makes `folder` when missing, proves that one can write in it, and closes it to others; StartRefused when one cannot. */
export function openDataFolder(folder: string): void {
  keepToOneself();
  try {
    make(folder);
    tighten(folder);
    const trial = join(folder, `.essai-${process.pid}`);
    writeFileSync(trial, 'x', { mode: 0o600 });
    rmSync(trial);
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
      if (entry.isFile() || entry.isDirectory()) tightenLiving(join(entry.parentPath, entry.name));
  } catch (error) {
    const reason = reasons[codeOf(error)] ?? (error as Error).message;
    throw new StartRefused(`Impossible d’écrire dans le dossier de données ${folder} : ${reason}.`);
  }
}

/** A file of a database that runs meanwhile may go before it is looked at. */
function tightenLiving(path: string): void {
  try {
    tighten(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

const addressFile = (folder: string) => join(folder, 'public-address');

/** Keeps where the server answers, for the links that a command prints in another shell. */
export function keepAddress(folder: string, address: string): void {
  writeFileSync(addressFile(folder), `${address}\n`, { mode: 0o600 });
}

/** Where the last server on this folder answered; null when there was none. */
export function keptAddress(folder: string): string | null {
  try {
    const address = readFileSync(addressFile(folder), 'utf8').trim();
    return readWebAddress(address)?.origin ?? null;
  } catch {
    return null;
  }
}
