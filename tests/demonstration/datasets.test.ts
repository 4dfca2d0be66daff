// The data that the demonstration shares: on many real forms, each whole, to be found and to be removed.
import { expect, test } from 'vitest';
import { seedDemonstration } from '#demonstration/seed.ts';
import { heldIn, listDatasets } from '#domain/datasets/dataset-views.ts';
import { checksAtRest } from '#domain/datasets/version-checks.ts';
import { prisma } from '#prisma/client.ts';
import { signIn } from '#tests/build/organisations.ts';
import { useDatabase } from '#tests/rig/database.ts';
import { useOutside } from '#tests/rig/outside.ts';

useDatabase();
useOutside();

test('a dozen datasets can be read, in seven forms; one is late, one has a second version that is compared', async () => {
  await seedDemonstration();
  await checksAtRest();
  const agent = await signIn(await prisma.person.findUniqueOrThrow({ where: { email: 'lens-henin@demo.test' } }));
  const seen = (await listDatasets(agent, { first: 50 })).nodes.map(({ node }) => node);
  expect(seen.length).toBeGreaterThanOrEqual(12);
  const versions = await prisma.datasetVersion.findMany();
  expect(versions.filter(({ state }) => state !== 'READY')).toEqual([]);
  const forms = new Set(versions.map((version) => heldIn(version)?.format));
  expect([...forms].sort()).toEqual(['CSV', 'DOCX', 'GEOJSON', 'IMAGE', 'KML', 'PDF', 'XLSX']);
  expect(seen.filter(({ lateSince }) => lateSince !== null).map(({ title }) => title)).toEqual([
    'Agenda des visites du mois',
  ]);
  const second = versions.find(({ number }) => number === 2);
  expect(second?.comparison).toMatchObject({ since: 1 });
  expect(await prisma.dataset.count({ where: { demonstration: false } })).toBe(0);
});
