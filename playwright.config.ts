// The errands of users in a real browser, against the built product on a fresh embedded database.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { chromiumPath } from './tests/e2e/chromium.ts';

const PORT = Number(process.env.E2E_PORT ?? 3620);
// The configuration is read again by every worker: the first reader makes the folder.
process.env.E2E_DATA_DIR ??= mkdtempSync(join(tmpdir(), 'ingenierie62-e2e-'));

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  fullyParallel: false,
  workers: 1,
  forbidOnly: Boolean(process.env.CI),
  // Two cores under a whole suite: a first try may run out of time; it is reported as flaky.
  retries: process.env.CI ? 1 : 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: process.env.CI ? [['list'], ['json', { outputFile: 'test-results/e2e.json' }]] : 'list',
  use: {
    baseURL: `http://localhost:${PORT}`,
    locale: 'fr-FR',
    // Dates must be right for a person in Arras whose laptop thinks it is elsewhere.
    timezoneId: 'America/New_York',
    viewport: { width: 1280, height: 800 },
    // What cannot be pressed is said at once, and not when the whole errand has run out of time.
    actionTimeout: 30_000,
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: chromiumPath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: 'node --enable-source-maps build/node/server.js',
    url: `http://localhost:${PORT}/readyz`,
    timeout: 180_000,
    stdout: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
    env: {
      PORT: String(PORT),
      HOST: 'localhost',
      DATA_DIR: process.env.E2E_DATA_DIR,
      DATABASE_URL: '',
      LOG_LEVEL: 'warn',
      // The receivers of the errands are of this machine.
      WEBHOOK_NETWORKS: '127.0.0.0/8',
    },
  },
});
