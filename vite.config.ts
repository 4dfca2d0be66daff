// Builds the pages (vite.server.config.ts: the server). Only browser-safe code may enter this bundle: see tests/architecture.test.ts.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig, type Plugin } from 'vite';
import { precompress } from './assets.ts';
import { clientChunks, ownExternalStore, zodWithoutJsonSchema } from './client-chunks.ts';
import remixConfig from './remix.config.js';

/** In the browser zod compiles nothing: its own try of `new Function` would be reported as a breach of the policy. */
const zodWithoutEval: Plugin = {
  name: 'zod-without-eval',
  enforce: 'pre',
  resolveId(source, _importer, { ssr }) {
    return source === 'zod' && !ssr ? fileURLToPath(new URL('app/zod.ts', import.meta.url)) : null;
  },
};

export default defineConfig({
  plugins: [
    zodWithoutEval,
    zodWithoutJsonSchema,
    ownExternalStore,
    clientChunks,
    remix({
      ...(remixConfig as Parameters<typeof remix>[0]),
      buildEnd: ({ remixConfig: { buildDirectory } }) => precompress(join(buildDirectory, 'client/assets')),
    }),
    // React Aria ships 30 languages; the product speaks one.
    { ...optimizeLocales.vite({ locales: ['fr-FR'] }), enforce: 'pre' },
  ],
  css: { modules: { localsConvention: 'camelCaseOnly' } },
  build: { target: 'es2022', assetsInlineLimit: 0 },
});
