// Debian's Chromium where there is one: Playwright's own download is not to be had everywhere (npm run chromium).
import { existsSync } from 'node:fs';

/** Path of the browser to start; undefined: Playwright's own. */
export const chromiumPath = [process.env.CHROMIUM_PATH, '/usr/bin/chromium'].find((path) => path && existsSync(path));
