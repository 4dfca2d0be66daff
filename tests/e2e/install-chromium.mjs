// Makes sure that the browser tests have a Chromium: one that is there, else Debian's package, else Playwright's own.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const run = (command, ...words) => spawnSync(command, words, { stdio: 'inherit' }).status === 0;
const isDebianRoot = () => existsSync('/etc/debian_version') && process.getuid?.() === 0;

if (![process.env.CHROMIUM_PATH, '/usr/bin/chromium'].some((path) => path && existsSync(path))) {
  const installed =
    (isDebianRoot() &&
      run('apt-get', 'update') &&
      run('apt-get', 'install', '-y', '--no-install-recommends', 'chromium')) ||
    run('npx', 'playwright', 'install', 'chromium');
  if (!installed) {
    process.stderr.write('No Chromium could be installed: set CHROMIUM_PATH to one and run again.\n');
    process.exitCode = 1;
  }
}
