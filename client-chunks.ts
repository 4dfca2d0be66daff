// Which modules of the pages travel together to a browser: few files, each of what pages need at once, instead of one for each
// set of pages that share a module. Used by vite.config.ts; knows folders and packages, no page.
import { readFileSync } from 'node:fs';
import type { Plugin, Rollup } from 'vite';

/** Of the pages: what so many of them use is sent to all that use any of it. */
const COMMON = 0.24;

/** Characters of a module that is sent to all rather than apart. */
const FEW = 1_500;

type Ask = Rollup.ManualChunkMeta['getModuleInfo'];

/** Left to Rollup, which knows after shaking what of them is used: their index names all that they have. */
const LARGE = /\/node_modules\/(react-aria|react-stately|react-aria-components|@internationalized)\//;

/** Of those, small ones that half of the pages need: alone, each would be one file more. */
const SMALL =
  /\/node_modules\/(@internationalized\/string\/|react-aria\/dist\/private\/i18n\/useLocalizedStringFormatter\.|react-aria-components\/dist\/private\/Text\.)/;

/** All that a module needs before it runs, itself too. */
function neededBy(id: string, ask: Ask, found = new Set<string>()): Set<string> {
  if (found.has(id) || LARGE.test(id)) return found;
  found.add(id);
  for (const other of ask(id)?.importedIds ?? []) neededBy(other, ask, found);
  return found;
}

/** What is heavy and needed by some pages alone: modules that stand on it go apart from those that do not. */
const FAMILIES = {
  forms: /\/node_modules\/(zod|@conform-to)\//,
  dates: /\/node_modules\/@internationalized\//,
  windows: /\/node_modules\/(react-aria|react-stately|react-aria-components)\//,
};

/** The pages that need each module, by their number in order; the frame is what all of them need. */
function usersOf({ getModuleIds, getModuleInfo }: Rollup.ManualChunkMeta) {
  const entries = [...getModuleIds()].filter((id) => getModuleInfo(id)?.isEntry);
  const isFrame = (id: string) => /\/app\/(root|entry\.client)\.tsx/.test(id);
  const frame = new Set(entries.filter(isFrame).flatMap((id) => [...neededBy(id, getModuleInfo)]));
  const pages = entries.filter((id) => !isFrame(id));
  const users = new Map<string, number[]>();
  for (const [index, page] of pages.entries())
    for (const id of neededBy(page, getModuleInfo)) users.set(id, [...(users.get(id) ?? []), index]);
  return { frame, users, most: pages.length * COMMON };
}

/** The name of a module's file; what one page alone needs is left to Rollup. */
function chunkNames(meta: Rollup.ManualChunkMeta): (id: string) => string | undefined {
  const { frame, users, most } = usersOf(meta);
  const { getModuleInfo } = meta;
  const familyOf = (id: string) => {
    const needed = [...neededBy(id, getModuleInfo)].filter((one) => !frame.has(one));
    const met = new Set(needed.flatMap((one) => [one, ...(getModuleInfo(one)?.importedIds ?? [])]));
    const names = Object.entries(FAMILIES).flatMap(([name, family]) =>
      [...met].some((one) => family.test(one)) ? name : [],
    );
    return names.join('-') || 'plain';
  };
  return (id) => {
    // React Aria stands on packages, and our modules on it: in one file they would each wait for the other.
    const isPackage = /\/node_modules\/|^\0/.test(id) && !FAMILIES.forms.test(id);
    if (SMALL.test(id)) return 'frame';
    if (frame.has(id)) return isPackage ? 'packages' : 'frame';
    const own = users.get(id) ?? [];
    if (own.length < 2) return undefined;
    // A few words that need nothing: less than a file of their own would cost.
    const { importedIds, code } = getModuleInfo(id) ?? {};
    if (!isPackage && importedIds?.length === 0 && (code?.length ?? FEW) < FEW) return 'common-plain';
    if (own.length >= most) return isPackage ? 'common-packages' : `common-${familyOf(id)}`;
    const room = /\/app\/([a-z-]+)\/[^/]+$/.exec(id)?.[1];
    return room && own.length > 3 ? `${room}-${familyOf(id)}` : `shared-${own.join('-')}`;
  };
}

/** Files that import one another in a circle, which fails in the browser alone: one of them is then read before it is made. */
function circleIn(bundle: Rollup.OutputBundle): string[] | null {
  const done = new Set<string>();
  const walk = (file: string, above: string[]): string[] | null => {
    if (above.includes(file)) return [...above.slice(above.indexOf(file)), file];
    const chunk = bundle[file];
    if (done.has(file) || chunk?.type !== 'chunk') return null;
    for (const other of chunk.imports) {
      const circle = walk(other, [...above, file]);
      if (circle) return circle;
    }
    done.add(file);
    return null;
  };
  for (const file of Object.keys(bundle)) {
    const circle = walk(file, []);
    if (circle) return circle;
  }
  return null;
}

/** Groups the modules of the browser's build, and refuses a grouping that goes in a circle. */
export const clientChunks: Plugin = {
  name: 'client-chunks',
  apply: 'build',
  config(_config, { isSsrBuild }) {
    if (isSsrBuild) return undefined;
    let nameOf: ReturnType<typeof chunkNames> | null = null;
    const manualChunks: Rollup.GetManualChunk = (id, meta) => {
      nameOf ??= chunkNames(meta);
      return nameOf(id);
    };
    return { build: { rollupOptions: { output: { manualChunks, onlyExplicitManualChunks: true } } } };
  },
  generateBundle(_options, bundle) {
    const circle = circleIn(bundle);
    if (circle) this.error(`Files of the pages import one another in a circle: ${circle.join(' → ')}`);
  },
};

/** React has had it since 18: what React Aria asks for instead of it, for those before, is a file more. */
export const ownExternalStore: Plugin = {
  name: 'own-external-store',
  enforce: 'pre',
  resolveId(source, importer, { ssr }) {
    return source === 'use-sync-external-store/shim/index.js' && !ssr ? this.resolve('react', importer) : null;
  },
};

/** Exported names of a module. */
const namesIn = (source: string): string[] => [
  ...[...source.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name ?? ''),
  ...[...source.matchAll(/^export \{ \w+ as (\w+) \};/gm)].map(([, name]) => name ?? ''),
];

/** What of zod's ways to JSON Schema its schemas also ask for their own sake. */
const KEPT = 'aggregateChecks';

/** No page makes JSON Schema of its schemas: in the browser zod's ways to it are empty functions. */
export const zodWithoutJsonSchema: Plugin = {
  name: 'zod-without-json-schema',
  enforce: 'pre',
  load(id, { ssr } = {}) {
    if (ssr || !/\/zod\/v4\/core\/(json-schema-processors|to-json-schema)\.js$/.test(id)) return null;
    const names = namesIn(readFileSync(id, 'utf8'));
    const kept = names.includes(KEPT) ? [`export { ${KEPT} } from ${JSON.stringify(`${id}?whole`)};`] : [];
    const empty = names.filter((name) => name !== KEPT).map((name) => `export const ${name} = () => undefined;`);
    return [...empty, ...kept].join('\n');
  },
};
