// Runs the tests that need no browser. A test file that renders says `// @vitest-environment happy-dom` on its first line.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { BUILT_FOLDER } from './tests/rig/build-programs.ts';

/** What the code under test starts as a process of its own is built once, before all tests: see build-programs.ts. */
const programsAsBuilt: Plugin = {
  name: 'programs-as-built',
  enforce: 'pre',
  resolveId: (source, importer = '') =>
    source.endsWith('/programs.ts') && !/(build-programs|server\.config)\.ts$/.test(importer)
      ? join(BUILT_FOLDER, 'programs.js')
      : undefined,
};

const rooms = ['app', 'datasets', 'domain', 'formats', 'graphql'];
const together = rooms.map((room) => `tests/${room}/**/*.test.{ts,tsx}`);

/** They say which computer it is before what reads that, once and for all, is loaded: in a process that has it, too late. */
const ofOneComputer = ['commands', 'outcomes'].map((name) => `tests/app/editor/${name}.test.ts`);

export default defineConfig({
  // The pages are built by vite.config.ts, with Remix's plugin; tests take their modules as they are.
  // Node takes GraphQL's CommonJS, as the server does; two copies of its classes do not know each other.
  resolve: { alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) }] },
  plugins: [programsAsBuilt],
  css: { modules: { localsConvention: 'camelCaseOnly', generateScopedName: '[local]' } },
  test: {
    globalSetup: ['tests/rig/build-programs.ts'],
    setupFiles: ['tests/rig/setup.ts'],
    reporters: process.env.CI ? ['default', ['json', { outputFile: 'test-results/unit.json' }]] : ['default'],
    css: { include: [/\.module\.css$/] },
    // LOG_LEVEL=debug npx vitest run tests/… shows what the code under test says.
    env: { LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent' },
    pool: 'forks',
    maxWorkers: 2,
    // The first start of an embedded database takes up to 16 s, more when two run on two cores.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    teardownTimeout: 20_000,
    // A skipped block says its whole reason.
    chaiConfig: { truncateThreshold: 200 },
    projects: [
      {
        extends: true,
        // Files that follow one another in two processes: what they import is read once, and each leaves the process as it
        // found it (the environment, the clock, the database connected to).
        test: {
          name: 'together',
          include: together,
          exclude: ofOneComputer,
          isolate: false,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        // A process each: a signal, a wrong exit, an open room stays its own.
        test: {
          name: 'apart',
          include: [...ofOneComputer, `tests/!(${rooms.join('|')}|e2e)/**/*.test.{ts,tsx}`, 'tests/*.test.ts'],
          sequence: { groupOrder: 0 },
        },
      },
    ],
  },
});
