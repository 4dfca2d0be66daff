// A map of 100 MB, deposited, then read page by page from a server of its own whose memory stays flat.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handIn } from '#domain/outside.ts';
import { openFiles } from '#outside/files.ts';
import { buildDataset } from '../build/datasets.ts';
import { buildKey, buildViewer } from '../build/organisations.ts';
import { writeGeoPackage } from '../formats/datasets/make-geopackage.ts';
import { useDatabase } from '../rig/database.ts';
import { storedTexts } from '../rig/outside.ts';
import { startOwnProcess } from '../rig/own-process.ts';

const MB = 1024 * 1024;
const COUNT = 100_000;
/** Pages after which what is loaded once is loaded. */
const WARM = 10;

const isLinux = existsSync('/proc/self/status');
const database = useDatabase();

describe.skipIf(!isLinux)(`a map of 100 MB${isLinux ? '' : ', skipped: memory is read from /proc'}`, () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'large-map-'));
    handIn({
      live: storedTexts,
      announcements: { changed: () => undefined, rightsChanged: () => undefined, sessionsEnded: () => undefined },
      mail: { queue: async () => undefined },
      files: openFiles(join(folder, 'files')),
    });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('is given page by page, each object once, within 64 MB of the memory it began with', async () => {
    const path = join(folder, 'parcelles.gpkg');
    writeGeoPackage(path, { count: COUNT, vertices: 60 });
    expect(statSync(path).size).toBeGreaterThan(100 * MB);
    const owner = await buildViewer();
    const { id } = await buildDataset(owner, { fileName: 'parcelles.gpkg', bytes: readFileSync(path) });
    const { secret } = await buildKey({ createdById: owner.personId, mode: 'READ' });
    const { child, url } = await startOwnProcess(database.url, { DATA_DIR: folder });
    const resident = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024;
    const headers = { authorization: `Bearer ${secret}` };
    const samples: number[] = [];
    let [seen, pages, before, most] = [0, 0, 0, 0];
    for (let next: string | undefined = `${url}/ogc/collections/${id}/items?limit=1000`; next; pages += 1) {
      const answer: Response = await fetch(next, { headers });
      // biome-ignore lint/suspicious/noExplicitAny: JSON from outside
      const page: any = await answer.json();
      expect(page.numberMatched).toBe(COUNT);
      expect(page.features[0].id).toBe(seen + 1);
      seen += page.numberReturned;
      next = page.links.find(({ rel }: { rel: string }) => rel === 'next')?.href;
      if (pages === WARM) before = resident();
      if (pages % 10 === 0) samples.push(Math.round(resident()));
      if (pages >= WARM) most = Math.max(most, resident());
    }
    expect([seen, pages]).toEqual([COUNT, COUNT / 1000]);
    process.stdout.write(`resident: ${before.toFixed(0)} MB, at most ${most.toFixed(0)} MB (${samples.join(', ')})\n`);
    expect(most - before).toBeLessThan(64);
  }, 300_000);
});
