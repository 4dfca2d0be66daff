// The programs of ours that run in a process or a thread of their own: through tsx while this process runs from source
// (development, tests, commands), as vite.server.config.ts built them when it runs from there. Also where the repository is, for
// what is read at run time and is not code.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Each program by its name, with its source from the root of the repository. */
export const programs = {
  server: 'server.ts',
  nodes: 'commands/nodes.ts',
  'embedded-process': 'prisma/embedded/embedded-process.ts',
  'reading-process': 'formats/reading-process.ts',
  'returning-process': 'formats/returning-process.ts',
  'charter-process': 'formats/office/charter-process.ts',
  'checking-process': 'formats/datasets/checking-process.ts',
  'windows-worker': 'formats/datasets/windows-worker.ts',
  'printing-process': 'formats/pdf/printing-process.ts',
  'page-process': 'formats/pdf/page-process.ts',
} as const;

export type ProgramName = keyof typeof programs;

const isBuilt = !import.meta.filename.endsWith('.ts');

/** Where what `npm run build` makes of them lies, from the root. */
export const PROGRAMS_FOLDER = 'build/node';

/** The folder of the repository: migrations, templates and the built pages stay there, whatever this process runs from. */
export const root = isBuilt ? join(import.meta.dirname, '../..') : import.meta.dirname;

const fileOf = (name: ProgramName) => (isBuilt ? join(import.meta.dirname, `${name}.js`) : join(root, programs[name]));

const { resolve } = createRequire(import.meta.url);

/** How Node starts a program: its own options, then the file. Whole paths: the working folder may be anywhere. */
export function programOf(name: ProgramName): { options: string[]; file: string } {
  return { options: isBuilt ? [] : ['--import', pathToFileURL(resolve('tsx')).href], file: fileOf(name) };
}

/** What a thread runs as its script. `--import tsx` is not heard by threads: each registers it, then takes its program. */
export function scriptOfThread(name: ProgramName): string {
  const script = JSON.stringify(pathToFileURL(fileOf(name)).href);
  if (isBuilt) return `import(${script})`;
  // `require` finds the form for itself; the one beside it, for modules, is what a thread needs.
  const tsx = pathToFileURL(resolve('tsx/esm/api').replace(/\.cjs$/, '.mjs')).href;
  return `import(${JSON.stringify(tsx)}).then((api) => { api.register(); return import(${script}); })`;
}
