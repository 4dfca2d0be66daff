// Keys that open one dataset by its address, for tools that are told an address and nothing else (QGIS, a spreadsheet). Made by
// whoever may open it, shown once, kept as a hash; who they then stand for is viewers.ts.
import type { DatasetKey, Person } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { addMonths, instantIn, now, today } from '../calendar.ts';
import { transact } from '../changes.ts';
import { conflict, forbidden, notFound } from '../errors.ts';
import { isUuid, parseInput } from '../parse.ts';
import { can, visibleDatasets } from '../permissions.ts';
import { hashToken, newToken } from '../tokens.ts';
import type { Viewer } from '../viewers.ts';
import { readDataset } from './dataset-views.ts';
import { makeDatasetKeyInput, revokeDatasetKeyInput } from './inputs.ts';

/** How every such key begins: another mark than an organisation's, which no door but those of data looks at. */
export const ADDRESS_KEY_MARK = 'i62d_';

/** Characters shown in lists: the mark and six of the 43 that follow. */
const PREFIX_LENGTH = ADDRESS_KEY_MARK.length + 6;

/** A key in an address ends by itself: it is forgotten in workbooks and projects. */
const LASTS_MONTHS = 12;

/** Living keys of one person for one dataset. */
const MOST_KEYS = 20;

/** A key as lists show it: never the secret, nor what is kept of it. */
export type SeenDatasetKey = Omit<DatasetKey, 'hash'> & { person: Person };

const shown = { omit: { hash: true }, include: { person: true } } as const;
const living = () => ({ revokedAt: null, expiresAt: { gt: now() } });

/** The living keys of a dataset that concern `viewer`: their own, and everybody's for who may change it; the newest first. */
export async function listDatasetKeys(viewer: Viewer, datasetId: string): Promise<SeenDatasetKey[]> {
  const { mayChange } = await readDataset(viewer, datasetId);
  if (viewer.kind !== 'person') return [];
  return prisma.datasetKey.findMany({
    where: { datasetId, ...living(), ...(mayChange ? {} : { personId: viewer.personId }) },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    ...shown,
  });
}

/** Makes a key for a dataset that `viewer` may open; it lasts a year. `secret` is told here and never again. */
export async function makeDatasetKey(
  viewer: Viewer,
  input: unknown,
): Promise<{ datasetKey: SeenDatasetKey; secret: string }> {
  const { datasetId, name } = parseInput(makeDatasetKeyInput, input);
  const dataset = await readDataset(viewer, datasetId);
  if (!can(viewer, 'datasetKey.make', null)) throw forbidden();
  const { personId } = viewer;
  const secret = `${ADDRESS_KEY_MARK}${newToken()}`;
  const prefix = secret.slice(0, PREFIX_LENGTH);
  const expiresAt = instantIn(addMonths(today(), LASTS_MONTHS), 0);
  const datasetKey = await transact(viewer, async (tx, record) => {
    // One of somebody's keys is made at a time: none is made beyond the limit.
    await tx.$queryRaw`select 1 from "Person" where id = ${personId}::uuid for update`;
    if ((await tx.datasetKey.count({ where: { datasetId, personId, ...living() } })) >= MOST_KEYS)
      throw conflict(
        `Vous avez déjà ${MOST_KEYS} adresses pour ces données : fermez-en une avant d’en créer une autre.`,
      );
    const data = { datasetId, personId, name, prefix, hash: hashToken(secret), expiresAt };
    const made = await tx.datasetKey.create({ data, ...shown });
    const details = { title: dataset.title, prefix };
    await record({ kind: 'datasetKey.created', subject: 'Dataset', subjectId: datasetId, datasetId, details });
    return made;
  });
  return { datasetKey, secret };
}

/** Ends a key at once, for its maker and for who may change the dataset; a second time changes nothing. Gives the dataset's id. */
export async function revokeDatasetKey(viewer: Viewer, input: unknown): Promise<string> {
  const { datasetKeyId } = parseInput(revokeDatasetKeyInput, input);
  const where = { id: datasetKeyId, dataset: visibleDatasets(viewer) };
  const found = isUuid(datasetKeyId) ? await prisma.datasetKey.findFirst({ where, include: { dataset: true } }) : null;
  if (!found) throw notFound();
  const { dataset, datasetId, personId, prefix } = found;
  // Somebody else's is not theirs to know of.
  if (!can(viewer, 'datasetKey.revoke', { ...dataset, personId })) throw notFound();
  await transact(viewer, async (tx, record) => {
    const alive = { id: datasetKeyId, revokedAt: null };
    const { count } = await tx.datasetKey.updateMany({ where: alive, data: { revokedAt: now() } });
    const details = { title: dataset.title, prefix };
    if (count > 0)
      await record({ kind: 'datasetKey.revoked', subject: 'Dataset', subjectId: datasetId, datasetId, details });
  });
  return datasetId;
}
