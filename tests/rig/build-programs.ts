// Runs once before all tests: builds the programs that run in a process of their own (programs.ts), as `npm run build` does for
// the server, so that the hundreds that tests start are not translated each time. vitest.config.ts puts them in the place of
// the source.
import { join } from 'node:path';
import { build } from 'vite';
import { programs, root } from '../../programs.ts';
import config from '../../vite.server.config.ts';

/** Two folders below the root, as what `npm run build` makes: the programs find the root from where they lie. */
export const BUILT_FOLDER = join(root, 'build/tests');

export default async function buildPrograms(): Promise<void> {
  const { server, nodes, ...small } = programs;
  const sources = { ...small, programs: 'programs.ts' };
  const input = Object.fromEntries(Object.entries(sources).map(([name, source]) => [name, join(root, source)]));
  const { rollupOptions, ...options } = config.build ?? {};
  await build({
    ...config,
    configFile: false,
    logLevel: 'error',
    build: { ...options, outDir: BUILT_FOLDER, rollupOptions: { ...rollupOptions, input } },
  });
}
