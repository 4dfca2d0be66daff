// How each noun is made and said anew by another system, on the verbs that its room has for everybody: what they refuse is refused here.
// What an item leaves out stays as it is.
import { prisma } from '#prisma/client.ts';
import { changeBudgetLine, createBudgetLine } from '../budgets/budgets.ts';
import { changePayment, createPayment } from '../budgets/payments.ts';
import { fromColumn } from '../calendar.ts';
import { changeDataset, datasetFor, depositDataset, depositVersion } from '../datasets/datasets.ts';
import { invalid } from '../errors.ts';
import type { Place } from '../exports/nouns.ts';
import { followAction } from '../follow-up/actions.ts';
import { changeDeliverable, createDeliverable } from '../follow-up/deliverables.ts';
import { changeIndicator, createIndicator, measureIndicator, readIndicator } from '../follow-up/indicators.ts';
import { readMeeting } from '../meetings/meeting-views.ts';
import { changeMeeting, createMeeting } from '../scheduling/meetings.ts';
import type { Viewer } from '../viewers.ts';
import type { Upsertable } from '../vocabulary.ts';

type Said = Readonly<Record<string, unknown>>;

/** What one noun takes. */
export interface Writing {
  /** The kind of change that tells of a new one; null: it is there already, at the place that an item says. */
  madeBy: string | null;
  make(viewer: Viewer, said: Said): Promise<unknown>;
  change(viewer: Viewer, place: Place, said: Said & { version?: number | null }): Promise<unknown>;
  /** The version that a thing has. */
  versionOf(place: Place): Promise<number | null>;
  /** What is said besides, once the thing is there and has its name. */
  complete?(viewer: Viewer, place: Place, said: Said): Promise<unknown>;
}

const without = (said: Said, ...names: string[]) =>
  Object.fromEntries(Object.entries(said).filter(([name, value]) => !names.includes(name) && value !== undefined));

/** Only these, as far as they are said. */
const only = (said: Said, ...names: string[]) =>
  Object.fromEntries(Object.entries(said).filter(([name, value]) => names.includes(name) && value !== undefined));

const isSaid = (said: Said) => Object.keys(without(said, 'version')).length > 0;

/** Values that an indicator does not have yet, each by its day. */
async function measure(viewer: Viewer, { id: indicatorId }: Place, { values }: Said): Promise<void> {
  if (!Array.isArray(values) || values.length === 0) return;
  const known = await readIndicator(viewer, indicatorId);
  const before = new Map(known.values.map(({ on, value }) => [fromColumn(on), Number(value)]));
  for (const { on, value } of values as { on: string; value: string }[])
    if (before.get(on as never) !== Number(String(value).replace(',', '.')))
      await measureIndicator(viewer, { indicatorId, on, value });
}

/** A meeting is stated anew as a whole: with what is left out as it is. */
async function changedMeeting(viewer: Viewer, { id: meetingId }: Place, said: Said & { version?: number | null }) {
  const meeting = await readMeeting(viewer, meetingId);
  const { kind, title, purpose, place, link, startsAt, endsAt } = meeting;
  const organiserIds = meeting.parties
    .filter(({ role }) => role === 'ORGANISER')
    .flatMap(({ unitId, organisationId }) => unitId ?? organisationId ?? []);
  const occurrenceIds = meeting.aims.map(({ occurrenceId }) => occurrenceId);
  const before = { kind, title, purpose, place, link, startsAt, endsAt, organiserIds, occurrenceIds };
  const next = { ...before, ...without(said, 'conventionId', 'version') };
  if (JSON.stringify(next) === JSON.stringify(before) && said.version == null) return meeting;
  return changeMeeting(viewer, { ...next, meetingId, version: said.version ?? meeting.version });
}

const dayOf = (column: Date | null) => column && fromColumn(column);

/** The same of a dataset. */
async function changedDataset(viewer: Viewer, { id: datasetId }: Place, said: Said & { version?: number | null }) {
  const { kind, title, description, themes, territories, frequency, licence, access, producerId, contact, ...dataset } =
    await datasetFor(viewer, datasetId);
  const grants = await prisma.datasetGrant.findMany({ where: { datasetId, personId: null } });
  const periods = { periodFrom: dayOf(dataset.periodFrom), periodTo: dayOf(dataset.periodTo) };
  const grantIds = {
    organisationIds: grants.flatMap(({ organisationId }) => organisationId ?? []),
    unitIds: grants.flatMap(({ unitId }) => unitId ?? []),
  };
  const described = { kind, title, description, themes, territories, frequency, licence, access, producerId, contact };
  const before = { ...described, ...periods, ...grantIds };
  const next = { ...before, ...without(said, 'uploadId', 'note', 'links', 'version') };
  if (JSON.stringify(next) === JSON.stringify(before) && said.version == null) return dataset;
  return changeDataset(viewer, { ...next, datasetId, version: said.version ?? undefined });
}

/** A file that has arrived and is no version of it yet becomes its next one. */
async function addVersion(viewer: Viewer, { id: datasetId }: Place, { uploadId, note }: Said): Promise<void> {
  if (typeof uploadId !== 'string') return;
  // A version bears the id of its upload.
  const isThere = await prisma.datasetVersion.count({ where: { id: uploadId, datasetId } });
  if (isThere === 0) await depositVersion(viewer, { datasetId, uploadId, note });
}

const select = { version: true } as const;
const version = async (reading: Promise<{ version: number } | null>) => (await reading)?.version ?? null;

export const writings: Record<Upsertable, Writing> = {
  Action: {
    madeBy: null,
    versionOf: ({ id: blockId, within: conventionId }) =>
      version(prisma.actionFollowUp.findUnique({ where: { conventionId_blockId: { conventionId, blockId } }, select })),
    make: async (viewer, said) => followAction(viewer, said),
    change: async (viewer, { id: blockId, within: conventionId }, said) =>
      followAction(viewer, { ...said, blockId, conventionId }),
  },
  Deliverable: {
    versionOf: ({ id }) => version(prisma.deliverable.findUnique({ where: { id }, select })),
    madeBy: 'deliverable.created',
    make: createDeliverable,
    change: async (viewer, { id: deliverableId }, said) =>
      changeDeliverable(viewer, { ...without(said, 'conventionId', 'blockId'), deliverableId }),
  },
  Indicator: {
    versionOf: ({ id }) => version(prisma.indicator.findUnique({ where: { id }, select })),
    madeBy: 'indicator.created',
    make: async (viewer, said) => createIndicator(viewer, without(said, 'values')),
    change: async (viewer, { id: indicatorId }, said) => {
      const more = without(said, 'conventionId', 'blockId', 'values');
      if (isSaid(more) || said.version != null) await changeIndicator(viewer, { ...more, indicatorId });
    },
    complete: measure,
  },
  BudgetLine: {
    versionOf: ({ id }) => version(prisma.budgetLine.findUnique({ where: { id }, select })),
    madeBy: 'budgetLine.created',
    make: createBudgetLine,
    change: async (viewer, { id: budgetLineId }, said) =>
      changeBudgetLine(viewer, { ...without(said, 'conventionId'), budgetLineId }),
  },
  Payment: {
    versionOf: ({ id }) => version(prisma.payment.findUnique({ where: { id }, select })),
    madeBy: 'payment.created',
    make: async (viewer, said) => createPayment(viewer, without(said, 'state', 'paidOn')),
    change: async (viewer, { id: paymentId }, said) =>
      changePayment(viewer, { ...without(said, 'budgetLineId', 'proofs', 'state', 'paidOn'), paymentId }),
    complete: async (viewer, { id: paymentId }, said) => {
      const reached = only(said, 'state', 'paidOn');
      if (isSaid(reached)) await changePayment(viewer, { ...reached, paymentId });
    },
  },
  Meeting: {
    madeBy: 'meeting.created',
    versionOf: ({ id }) => version(prisma.meeting.findUnique({ where: { id }, select })),
    make: createMeeting,
    change: changedMeeting,
  },
  Dataset: {
    versionOf: ({ id }) => version(prisma.dataset.findUnique({ where: { id }, select })),
    madeBy: 'dataset.deposited',
    make: async (viewer, said) => {
      if (typeof said.uploadId !== 'string') throw invalid({ uploadId: 'Envoyez d’abord le fichier.' });
      return depositDataset(viewer, said);
    },
    change: changedDataset,
    complete: addVersion,
  },
};
