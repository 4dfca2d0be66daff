// The hostile files of tests/formats/datasets/hostile-files.ts, deposited one after the other as a person does: each is refused
// in French, and what was deposited before goes on being read.
import { beforeAll, describe, expect, test } from 'vitest';
import { depositExtensions } from '#domain/datasets/bounds.ts';
import { readDataset } from '#domain/datasets/dataset-views.ts';
import { readTable } from '#domain/datasets/table-windows.ts';
import type { PersonViewer } from '#domain/viewers.ts';
import { buildDataset, buildUpload } from '../build/datasets.ts';
import { buildViewer } from '../build/organisations.ts';
import { hostileFiles } from '../formats/datasets/hostile-files.ts';
import { useDatabase } from '../rig/database.ts';
import { useOutside } from '../rig/outside.ts';

useDatabase();
const outside = useOutside();

let viewer: PersonViewer;
let goodId: string;
beforeAll(async () => {
  outside.begin();
  viewer = await buildViewer();
  goodId = (await buildDataset(viewer)).id;
});

const isTaken = (name: string) => depositExtensions.some((extension) => name.endsWith(`.${extension}`));
const sent = hostileFiles.filter(([what, name]) => isTaken(name) && what !== 'an empty file');
const window = { sort: null, filters: [], offset: 0, limit: 200 };

test('there are 25 and more', () => expect(sent.length).toBeGreaterThanOrEqual(25));

describe.each(sent)('%s', (what, fileName, make, reason) => {
  test('is refused with a sentence, opens nothing, and leaves the others unhurt', async () => {
    const { id } = await buildDataset(viewer, { fileName, bytes: Buffer.from(make()), title: what });
    const { latest, versions } = await readDataset(viewer, id);
    const [version] = versions;
    expect([latest, version?.state]).toEqual([null, 'REFUSED']);
    // A sentence that says what to do, not the reason's code.
    expect(version?.refusal).toMatch(/^\p{Lu}.{20,}\.$/u);
    expect(version?.refusal).not.toContain(reason.split(' ')[0]);
    await expect(readTable(viewer, { datasetId: id, number: null }, window)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect((await readTable(viewer, { datasetId: goodId, number: null }, window)).rows).toHaveLength(3);
  });
});

test.each(hostileFiles.filter((file) => !sent.includes(file)))('%s is not even sent', async (_, fileName, make) => {
  await expect(buildUpload(viewer, fileName, Buffer.from(make()))).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});
