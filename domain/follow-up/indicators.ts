// What is measured from time to time, with its target and its dated values. Decimals are kept as they were typed; a second
// value of a day replaces the first.

import type { Indicator, Prisma } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { now, toColumn } from '../calendar.ts';
import { type RecordChange, transact } from '../changes.ts';
import { conflict, notFound } from '../errors.ts';
import { conventionFor, readConvention } from '../gate.ts';
import { keyAfter, type Page, type PageRequest, pageOf, pageSize } from '../paging.ts';
import { isUuid, parseInput } from '../parse.ts';
import { visibleConventions } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import type { ChangeKind } from '../vocabulary.ts';
import { demandBlock } from './followed-blocks.ts';
import { changeIndicatorInput, createIndicatorInput, measureIndicatorInput } from './inputs.ts';

const withValues = { values: { orderBy: { on: 'asc' } } } satisfies Prisma.IndicatorInclude;

/** An indicator with its values, oldest first. */
export type MeasuredIndicator = Prisma.IndicatorGetPayload<{ include: typeof withValues }>;

/** The indicators of a convention that `viewer` sees, in order of making. */
export async function listIndicators(
  viewer: Viewer,
  { conventionId, ...page }: PageRequest & { conventionId: string },
): Promise<Page<MeasuredIndicator>> {
  await readConvention(viewer, conventionId);
  const key = keyAfter(`indicators ${conventionId}`, page);
  const size = pageSize(page);
  const found = await prisma.indicator.findMany({
    where: { conventionId, withdrawnAt: null, ...(key ? { id: { gt: key.id } } : {}) },
    include: withValues,
    // Ids are UUID 7: their order is that of making.
    orderBy: { id: 'asc' },
    take: size + 1,
  });
  return pageOf(`indicators ${conventionId}`, found, size, ({ id }) => ({ sortKey: '', id }));
}

/** Of these indicators, those that `viewer` sees. */
export const findIndicators = (viewer: Viewer, ids: readonly string[]): Promise<MeasuredIndicator[]> =>
  prisma.indicator.findMany({
    where: { id: { in: [...ids] }, withdrawnAt: null, convention: visibleConventions(viewer) },
    include: withValues,
  });

/** One indicator that `viewer` sees, or NOT_FOUND. */
export async function readIndicator(viewer: Viewer, indicatorId: string): Promise<MeasuredIndicator> {
  const where = { id: indicatorId, withdrawnAt: null, convention: visibleConventions(viewer) };
  const indicator = isUuid(indicatorId) ? await prisma.indicator.findFirst({ where, include: withValues }) : null;
  if (!indicator) throw notFound();
  return indicator;
}

async function demandIndicator(viewer: Viewer, indicatorId: string): Promise<void> {
  const { conventionId } = await readIndicator(viewer, indicatorId);
  await conventionFor(viewer, 'action.follow', conventionId);
}

async function lockIndicator(tx: Tx, indicatorId: string): Promise<Indicator> {
  await tx.$queryRaw`select 1 from "Indicator" where id = ${indicatorId}::uuid for update`;
  const indicator = await tx.indicator.findFirst({ where: { id: indicatorId, withdrawnAt: null } });
  if (!indicator) throw notFound();
  return indicator;
}

/** Raises the version and records, in the running transaction. */
async function write(
  tx: Tx,
  record: RecordChange,
  indicatorId: string,
  change: { kind: ChangeKind; data?: Prisma.IndicatorUpdateInput; details?: Record<string, string> },
): Promise<MeasuredIndicator> {
  const { kind, data = {}, details = {} } = change;
  const indicator = await tx.indicator.update({
    where: { id: indicatorId },
    data: { ...data, version: { increment: 1 } },
    include: withValues,
  });
  const { version, conventionId, title } = indicator;
  const deletion = kind === 'indicator.withdrawn';
  const about = { subject: 'Indicator', subjectId: indicatorId, version, deletion, conventionId };
  await record({ kind, ...about, details: { title, ...details } });
  return indicator;
}

const columnOf = (day: string | null | undefined) => (day ? toColumn(day) : day);

/** Adds an indicator to a block. */
export async function createIndicator(viewer: Viewer, input: unknown): Promise<MeasuredIndicator> {
  const { targetOn, ...data } = parseInput(createIndicatorInput, input);
  await demandBlock(await conventionFor(viewer, 'action.follow', data.conventionId), data.blockId);
  return transact(viewer, async (tx, record) => {
    const indicator = await tx.indicator.create({
      data: { ...data, targetOn: columnOf(targetOn) },
      include: withValues,
    });
    const { id, conventionId, title } = indicator;
    await record({
      kind: 'indicator.created',
      subject: 'Indicator',
      subjectId: id,
      conventionId,
      details: { title, blockId: data.blockId },
    });
    return indicator;
  });
}

/** Changes an indicator; what is not given stays. */
export async function changeIndicator(viewer: Viewer, input: unknown): Promise<MeasuredIndicator> {
  const { indicatorId, version, targetOn, ...data } = parseInput(changeIndicatorInput, input);
  await demandIndicator(viewer, indicatorId);
  return transact(viewer, async (tx, record) => {
    const before = await lockIndicator(tx, indicatorId);
    if (version != null && version !== before.version)
      throw conflict('Quelqu’un a modifié cet indicateur entre-temps. Relisez-le avant de recommencer.');
    const change = { ...data, targetOn: columnOf(targetOn) };
    return write(tx, record, indicatorId, { kind: 'indicator.changed', data: change });
  });
}

/** Withdraws an indicator with its values. */
export async function withdrawIndicator(viewer: Viewer, indicatorId: string): Promise<MeasuredIndicator> {
  await demandIndicator(viewer, indicatorId);
  return transact(viewer, async (tx, record) => {
    await lockIndicator(tx, indicatorId);
    return write(tx, record, indicatorId, { kind: 'indicator.withdrawn', data: { withdrawnAt: now() } });
  });
}

/** Says what an indicator measured on a day, today at the latest; said again for that day, the last one holds. */
export async function measureIndicator(viewer: Viewer, input: unknown): Promise<MeasuredIndicator> {
  const { indicatorId, on, value } = parseInput(measureIndicatorInput, input);
  await demandIndicator(viewer, indicatorId);
  return transact(viewer, async (tx, record) => {
    await lockIndicator(tx, indicatorId);
    const key = { indicatorId, on: toColumn(on) };
    await tx.indicatorValue.upsert({
      where: { indicatorId_on: key },
      create: { ...key, value, recordedById: viewer.personId },
      update: { value, recordedById: viewer.personId, recordedAt: now() },
    });
    return write(tx, record, indicatorId, { kind: 'indicator.measured', details: { on, value } });
  });
}
