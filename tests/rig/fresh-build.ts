// Whether what `npm run build` made is of the sources as they are now: then tests start that server, as people do, in half the
// time that translating it takes. Run as a program, it builds unless that is so (`npm run build:unless-fresh`).
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { PROGRAMS_FOLDER, root } from '../../programs.ts';

/** What no build is made of. */
const ELSEWHERE = /^(tests|bench|docs|examples|\.ci)\/|\.md$/;

const madeAt = (path: string): number => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** By the time of files; false where they are not those of a git checkout. */
export function isBuildFresh(): boolean {
  // The last that a build writes.
  const built = madeAt(join(PROGRAMS_FOLDER, 'server.js'));
  if (built === 0) return false;
  try {
    const asked = ['ls-files', '--cached', '--others', '--exclude-standard'];
    const files = execFileSync('git', asked, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return files.split('\n').every((file) => file === '' || ELSEWHERE.test(file) || madeAt(file) < built);
  } catch {
    return false;
  }
}

if (process.argv[1] === import.meta.filename && !isBuildFresh())
  execFileSync('npm', ['run', 'build'], { cwd: root, stdio: 'inherit' });
