// The errands of users in a real browser, against the built product on fresh embedded databases: two errands at a time, each
// with a server of its own.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@playwright/test';
import { chromiumPath } from './tests/e2e/chromium.ts';

const WORKERS = 2;
const PORT = Number(process.env.E2E_PORT ?? 3620);
// The configuration is read again by every worker, which has its place among them: the first reader makes the folder.
process.env.E2E_DATA_DIR ??= mkdtempSync(join(tmpdir(), 'ingenierie62-e2e-'));
const place = Number(process.env.TEST_PARALLEL_INDEX ?? 0);

const serverAt = (at: number) => ({
  command: 'node --enable-source-maps build/node/server.js',
  url: `http://localhost:${PORT + at}/readyz`,
  timeout: 180_000,
  stdout: 'pipe' as const,
  gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 15_000 },
  env: {
    PORT: String(PORT + at),
    HOST: 'localhost',
    DATA_DIR: join(process.env.E2E_DATA_DIR ?? '', String(at)),
    DATABASE_URL: '',
    LOG_LEVEL: 'warn',
    // The receivers of the errands are of this machine.
    WEBHOOK_NETWORKS: '127.0.0.0/8',
  },
});

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  fullyParallel: false,
  workers: WORKERS,
  forbidOnly: Boolean(process.env.CI),
  // Two cores under a whole suite: a first try may run out of time; it is reported as flaky.
  retries: process.env.CI ? 1 : 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: process.env.CI ? [['list'], ['json', { outputFile: 'test-results/e2e.json' }]] : 'list',
  use: {
    baseURL: `http://localhost:${PORT + place}`,
    locale: 'fr-FR',
    // Dates must be right for a person in Arras whose laptop thinks it is elsewhere.
    timezoneId: 'America/New_York',
    viewport: { width: 1280, height: 800 },
    // What cannot be pressed is said at once, and not when the whole errand has run out of time.
    actionTimeout: 30_000,
    // Recording costs a good part of the time: where a second try follows, that one is recorded.
    trace: process.env.CI ? 'on-first-retry' : 'retain-on-failure',
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
  webServer: Array.from({ length: WORKERS }, (_, at) => serverAt(at)),
});
