// What was deposited is read back and held to its sum: whoever deposited what is no longer so is told, once.
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '#domain/calendar.ts';
import { readDataset } from '#domain/datasets/dataset-views.ts';
import { sweepFiles, verifyVersions } from '#domain/datasets/verification.ts';
import { files } from '#domain/outside.ts';
import type { PersonViewer } from '#domain/viewers.ts';
import { prisma } from '#prisma/client.ts';
import { buildDataset } from '../../build/datasets.ts';
import { buildOrganisation, buildViewer } from '../../build/organisations.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';
import { listNotifications } from '../../rig/single-lists.ts';

const NIGHT_MS = 24 * 3_600_000;

describe('on a database', () => {
  useDatabase();
  useOutside();

  let owner: PersonViewer;
  let steward: PersonViewer;
  let nights = 0;
  beforeEach(async () => {
    nights = 0;
    setClock(null);
    const organisationId = (await buildOrganisation()).id;
    owner = await buildViewer({ organisationId });
    steward = await buildViewer({ organisationId, organisationAdministrator: true });
  });
  const night = async () => {
    nights += 1;
    const at = new Date(Date.now() + nights * NIGHT_MS);
    setClock(() => at);
    await verifyVersions();
    setClock(null);
  };
  const told = async (viewer: PersonViewer) =>
    (await listNotifications(viewer, {})).nodes.map(({ node }) => node).filter(({ kind }) => kind === 'DATASET_DAMAGED')
      .length;
  const damaged = async (id: string) => (await readDataset(owner, id)).versions[0]?.damagedAt ?? null;

  test('what is whole stays so, and is read again another night', async () => {
    const { id } = await buildDataset(owner);
    await night();
    const first = await prisma.datasetVersion.findFirstOrThrow({ where: { datasetId: id } });
    expect(first.verifiedAt).not.toBeNull();
    await night();
    const second = await prisma.datasetVersion.findFirstOrThrow({ where: { datasetId: id } });
    expect(second.verifiedAt?.getTime()).toBeGreaterThan(first.verifiedAt?.getTime() ?? 0);
    expect([await damaged(id), await told(owner)]).toEqual([null, 0]);
  });

  test.each(['one byte changed', 'a file that is gone'] as const)(
    '%s is told once to who deposited it and to who runs the organisation, and it is mended',
    async (what) => {
      const { id } = await buildDataset(owner);
      const { id: versionId } = await prisma.datasetVersion.findFirstOrThrow({ where: { datasetId: id } });
      const bytes = Buffer.from(await files.read(versionId));
      if (what === 'one byte changed') {
        const wrong = Buffer.from(bytes);
        wrong[5] = (wrong[5] ?? 0) ^ 1;
        await files.keep(versionId, wrong);
      } else await files.remove(versionId);
      await night();
      await night();
      expect(await damaged(id)).not.toBeNull();
      expect([await told(owner), await told(steward)]).toEqual([1, 1]);
      const [notice] = (await listNotifications(owner, {})).nodes.map(({ node }) => node);
      expect(notice?.datasetId).toBe(id);
      await files.keep(versionId, bytes);
      await night();
      expect(await damaged(id)).toBeNull();
    },
  );

  test('files that no row names are removed once they are old', async () => {
    const { id } = await buildDataset(owner);
    const { id: versionId } = await prisma.datasetVersion.findFirstOrThrow({ where: { datasetId: id } });
    const orphan = randomUUID();
    await files.keep(orphan, Buffer.from('x'));
    await sweepFiles();
    expect(await files.size(orphan)).toBe(1);
    setClock(() => new Date(Date.now() + 3 * NIGHT_MS));
    await sweepFiles();
    setClock(null);
    expect(await files.size(orphan)).toBeNull();
    expect(await files.size(versionId)).not.toBeNull();
  });
});
