// LibreOffice Writer itself, for tests: one start of it opens many files, does in each what a person would, and saves them.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Debian's own, which its bridge to LibreOffice is made for. */
const PYTHON = '/usr/bin/python3';

/** Why there is none; null when there is. */
export const whyNoOffice: string | null =
  spawnSync('soffice', ['--version']).status !== 0
    ? 'there is no soffice'
    : spawnSync(PYTHON, ['-c', 'import uno']).status !== 0
      ? 'there is no python3-uno'
      : null;

export type OfficeForm = 'docx' | 'odt' | 'fodt';

/** One act: its name in office.py, and what it takes. */
export type OfficeAct = readonly [name: string, ...values: (string | number | boolean)[]];

/** A file to open, and what to do with it; it is saved wherever an act says `save`. */
export interface OfficeJob {
  name: string;
  bytes: Uint8Array;
  acts: readonly OfficeAct[];
}

/** Saves it as it is then, under a name for `saved`. */
export const save = (name: string, form: OfficeForm): OfficeAct => ['save', name, form];

const who = (givenName: string, name: string) =>
  `<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.UserProfile/Data"><prop oor:name="givenname" oor:op="fuse"><value>${givenName}</value></prop><prop oor:name="sn" oor:op="fuse"><value>${name}</value></prop></item></oor:items>`;

/** Does the jobs in a LibreOffice of Paul Caron's; gives what was saved, by name. */
export function inOffice(jobs: readonly OfficeJob[]): (name: string) => Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'i62-office-'));
  try {
    mkdirSync(join(folder, 'profile/user'), { recursive: true });
    writeFileSync(join(folder, 'profile/user/registrymodifications.xcu'), who('Paul', 'Caron'));
    const names: string[] = [];
    const asked = jobs.map(({ name, bytes, acts }) => {
      writeFileSync(join(folder, name), bytes);
      const done = acts.map(([act, ...values]) => {
        if (act !== 'save') return [act, ...values];
        names.push(String(values[0]));
        return [act, join(folder, `saved ${values[0]}`), values[1]];
      });
      return { path: join(folder, name), acts: done };
    });
    const { status, stderr } = spawnSync(PYTHON, [join(import.meta.dirname, 'office.py')], {
      input: JSON.stringify({ pipe: `i62-${process.pid}`, profile: `file://${folder}/profile`, jobs: asked }),
      encoding: 'utf8',
      timeout: 280_000,
    });
    if (status !== 0) throw new Error(`LibreOffice: ${stderr}`);
    const saved = new Map(names.map((name) => [name, readFileSync(join(folder, `saved ${name}`))]));
    return (name) => saved.get(name) ?? Buffer.alloc(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
