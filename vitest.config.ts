// Runs the tests that need no browser. A test file that renders says `// @vitest-environment happy-dom` on its first line.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The pages are built by vite.config.ts, with Remix's plugin; tests take their modules as they are.
  // Node takes GraphQL's CommonJS, as the server does; two copies of its classes do not know each other.
  resolve: { alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) }] },
  css: { modules: { localsConvention: 'camelCaseOnly', generateScopedName: '[local]' } },
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['tests/e2e/**', 'node_modules/**'],
    setupFiles: ['tests/rig/setup.ts'],
    reporters: process.env.CI ? ['default', ['json', { outputFile: 'test-results/unit.json' }]] : ['default'],
    css: { include: [/\.module\.css$/] },
    // LOG_LEVEL=debug npx vitest run tests/… shows what the code under test says.
    env: { LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent' },
    // One process a file: an embedded database, a signal or a wrong exit stays its own.
    pool: 'forks',
    maxWorkers: 2,
    // The first start of an embedded database takes up to 16 s, more when two run on two cores.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    teardownTimeout: 20_000,
    // A skipped block says its whole reason.
    chaiConfig: { truncateThreshold: 200 },
  },
});
