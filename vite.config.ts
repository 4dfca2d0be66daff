// Builds the pages (the server runs from source). Only browser-safe code may enter this bundle: see tests/architecture.test.ts.
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import { vitePlugin as remix } from '@remix-run/dev';
import { defineConfig } from 'vite';
import remixConfig from './remix.config.js';

export default defineConfig({
  plugins: [
    remix(remixConfig as Parameters<typeof remix>[0]),
    // React Aria ships 30 languages; the product speaks one.
    { ...optimizeLocales.vite({ locales: ['fr-FR'] }), enforce: 'pre' },
  ],
  css: { modules: { localsConvention: 'camelCaseOnly' } },
  build: { target: 'es2022', assetsInlineLimit: 0 },
});
