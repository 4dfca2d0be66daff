// Builds the programs of programs.ts, so that none is translated as it starts: each is one file beside those that several share.
// Packages stay packages, and what is read at run time (migrations, templates) stays where it is written.
import { join } from 'node:path';
import { defineConfig } from 'vite';
import { PROGRAMS_FOLDER, programs, root } from './programs.ts';

export default defineConfig({
  publicDir: false,
  ssr: { external: true },
  build: {
    ssr: true,
    target: 'node20',
    outDir: PROGRAMS_FOLDER,
    sourcemap: true,
    minify: false,
    rollupOptions: {
      input: Object.fromEntries(Object.entries(programs).map(([name, source]) => [name, join(root, source)])),
      output: { entryFileNames: '[name].js', chunkFileNames: 'shared-[hash].js' },
    },
  },
});
