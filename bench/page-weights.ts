// What a page brings to a browser, from what `npm run build` made: its scripts and styles, each once, as they go over the wire
// in gzip. Used by pages.ts and by tests/e2e/page-weights.spec.ts.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { ServerBuild } from '@remix-run/node';

const folder = join(import.meta.dirname, '../build');

/** In kB of gzip, with the page's scripts and styles asked for as it opens; what it asks for later is not among them. */
export interface Weight {
  route: string;
  scripts: number;
  styles: number;
  requests: number;
}

/** kB of gzip: where pages are to come to. A page in which a text is written brings the editor. */
export const TARGETS = { plain: 120, editor: 330, requests: 30 };

/** What no page may be above today: lowered as they become lighter, never raised. */
export const LIMITS = { plain: 258, editor: 486, requests: 30 };

/** Pages with the editor, and the page on which GraphQL is tried out, which is a program of its own. */
const WITH_EDITOR = [
  'routes/conventions.$id._index',
  'routes/reunions.$meetingId.notes',
  'routes/conventions.$id.suivi.bilan_.redaction',
];
const NOT_COUNTED = ['routes/graphql'];

const held = ({ route }: Weight, { plain, editor }: { plain: number; editor: number }) =>
  WITH_EDITOR.includes(route) ? editor : plain;

export const targetOf = (weight: Weight): number => held(weight, TARGETS);

export const limitOf = (weight: Weight): number => held(weight, LIMITS);

const known = new Map<string, number>();

function sizeOf(path: string): number {
  const size = known.get(path) ?? gzipSync(readFileSync(join(folder, 'client', path)), { level: 6 }).length / 1_000;
  known.set(path, size);
  return size;
}

/** Every page of the last build, the heaviest first. */
export async function weighPages(): Promise<Weight[]> {
  const { assets, routes } = (await import(join(folder, 'server/index.js'))) as ServerBuild;
  const pages = Object.values(routes).filter((route) => route?.module.default && !NOT_COUNTED.includes(route.id));
  const weights = pages.map((page) => {
    const scripts = new Set([assets.url, assets.entry.module, ...assets.entry.imports]);
    const styles = new Set<string>();
    for (let id: string | undefined = page?.id; id; id = assets.routes[id]?.parentId) {
      const asset = assets.routes[id];
      for (const path of [asset?.module, ...(asset?.imports ?? [])]) if (path) scripts.add(path);
      for (const path of asset?.css ?? []) styles.add(path);
    }
    const sum = (paths: Set<string>) => [...paths].reduce((total, path) => total + sizeOf(path), 0);
    return {
      route: page?.id ?? '',
      scripts: sum(scripts),
      styles: sum(styles),
      // The page itself beside them.
      requests: 1 + scripts.size + styles.size,
    };
  });
  return weights.sort((one, other) => other.scripts - one.scripts);
}
