// What is decided of one occurrence: adding it for a request or an event, planning it, setting it aside and taking it up
// again. What proves it is evidence.ts.

import type { Obligation, Occurrence, Prisma } from '#generated/prisma/client.ts';
import type { Tx } from '#prisma/client.ts';
import { type Day, fromColumn, toColumn } from '../calendar.ts';
import { type RecordChange, transact } from '../changes.ts';
import { conflict, invalid, notFound } from '../errors.ts';
import type { ConventionVerb } from '../gate.ts';
import { parseInput } from '../parse.ts';
import type { Viewer } from '../viewers.ts';
import { addOccurrenceInput, planOccurrenceInput, setOccurrenceAsideInput, takeOccurrenceUpInput } from './inputs.ts';
import { lockObligation, obligationFor } from './obligations.ts';
import { rankOccurrences } from './occurrence-rows.ts';

/** An occurrence whose obligation was seen and judged. */
export interface SeenOccurrence {
  obligation: Obligation;
  occurrenceId: string;
}

/** An occurrence with its obligation on which `viewer` may do `verb`; NOT_FOUND or FORBIDDEN otherwise. */
export async function occurrenceFor(
  viewer: Viewer,
  verb: ConventionVerb,
  occurrenceId: string,
): Promise<SeenOccurrence> {
  const obligation = await obligationFor(viewer, verb, { occurrences: { some: { id: occurrenceId } } });
  return { obligation, occurrenceId };
}

/** Locks an occurrence with its obligation and gives both as they are now; terms anew may have dropped it. */
export async function lockOccurrence(tx: Tx, { obligation, occurrenceId }: SeenOccurrence) {
  const locked = await lockObligation(tx, obligation.id);
  const occurrence = await tx.occurrence.findUnique({ where: { id: occurrenceId } });
  if (!occurrence) throw notFound();
  return { obligation: locked, occurrence };
}

const changedMeanwhile = () =>
  conflict('Cette échéance a été modifiée entre-temps. Relisez ce qui a changé, puis recommencez.');

type OccurrenceChange = 'occurrence.added' | 'occurrence.changed';

const recordOccurrence = (
  record: RecordChange,
  kind: OccurrenceChange,
  { obligation, occurrence }: { obligation: Obligation; occurrence: Occurrence },
): Promise<string> => {
  const { id: subjectId, version, dueOn, plannedOn, notApplicableReason } = occurrence;
  const details = {
    obligationId: obligation.id,
    title: obligation.title,
    dueOn: fromColumn(dueOn),
    plannedOn: plannedOn && fromColumn(plannedOn),
    notApplicableReason,
  };
  const { conventionId } = obligation;
  return record({ kind, subject: 'Occurrence', subjectId, version, conventionId, details });
};

/** Adds what a request or an event makes due, to an obligation that waits for one. */
export async function addOccurrence(viewer: Viewer, input: unknown): Promise<Occurrence> {
  const { obligationId, occasion, on, dueOn } = parseInput(addOccurrenceInput, input);
  const { id } = await obligationFor(viewer, 'evidence.record', { id: obligationId });
  return transact(viewer, async (tx, record) => {
    const obligation = await lockObligation(tx, id);
    if (obligation.periodicity !== 'ON_REQUEST' && obligation.periodicity !== 'ON_EVENT')
      throw invalid({ obligationId: 'Les échéances de cette obligation découlent de sa périodicité.' });
    if (on < fromColumn(obligation.startsOn) || on > fromColumn(obligation.endsOn))
      throw invalid({ on: 'Ce jour est hors de la période de l’obligation.' });
    const rank = 1 + (await tx.occurrence.count({ where: { obligationId } }));
    const data = { obligationId, rank, occasion, startsOn: toColumn(on), dueOn: toColumn(dueOn) };
    const { id: occurrenceId } = await tx.occurrence.create({ data });
    await rankOccurrences(tx, obligationId);
    const occurrence = await tx.occurrence.findUniqueOrThrow({ where: { id: occurrenceId } });
    await recordOccurrence(record, 'occurrence.added', { obligation, occurrence });
    return occurrence;
  });
}

/** Changes an occurrence that is still at `version`, after `check` has seen it under the lock. */
async function changeOccurrence(
  viewer: Viewer,
  seen: SeenOccurrence,
  change: { version: number; data: Prisma.OccurrenceUpdateInput; check?: (before: Occurrence) => void },
): Promise<Occurrence> {
  return transact(viewer, async (tx, record) => {
    const { obligation, occurrence: before } = await lockOccurrence(tx, seen);
    if (before.version !== change.version) throw changedMeanwhile();
    change.check?.(before);
    const data = { ...change.data, version: { increment: 1 } };
    const occurrence = await tx.occurrence.update({ where: { id: before.id }, data });
    await recordOccurrence(record, 'occurrence.changed', { obligation, occurrence });
    return occurrence;
  });
}

/** Says for which day an occurrence is planned, or that it no longer is. */
export async function planOccurrence(viewer: Viewer, input: unknown): Promise<Occurrence> {
  const { occurrenceId, version, plannedOn } = parseInput(planOccurrenceInput, input);
  const seen = await occurrenceFor(viewer, 'evidence.record', occurrenceId);
  return changeOccurrence(viewer, seen, {
    version,
    data: { plannedOn: plannedOn ? toColumn(plannedOn) : null },
    check({ startsOn, notApplicableReason }) {
      if (notApplicableReason !== null) throw conflict('Cette échéance est sans objet : reprenez-la d’abord.');
      if (plannedOn && plannedOn < fromColumn(startsOn))
        throw invalid({ plannedOn: 'Ce jour précède le début de la période de l’échéance.' });
    },
  });
}

/**
 * Plans an occurrence for the day of a meeting that aims at it, in the running transaction, or gives the plan up (`day`
 * null). Only where nothing else was decided: no plan but `former`, the meeting's own, and not set aside.
 */
export async function planFor(
  tx: Tx,
  record: RecordChange,
  { seen, day, former }: { seen: SeenOccurrence; day: Day | null; former: Day | null },
): Promise<void> {
  const { obligation, occurrence: before } = await lockOccurrence(tx, seen);
  const planned = before.plannedOn && fromColumn(before.plannedOn);
  if (before.notApplicableReason !== null || planned === day || (planned !== null && planned !== former)) return;
  if (day !== null && day < fromColumn(before.startsOn)) return;
  const data = { plannedOn: day && toColumn(day), version: { increment: 1 } };
  const occurrence = await tx.occurrence.update({ where: { id: before.id }, data });
  await recordOccurrence(record, 'occurrence.changed', { obligation, occurrence });
}

/** Says why an occurrence is not owed: it then waits for nothing. What is owed is agreed, so this is for who states it. */
export async function setOccurrenceAside(viewer: Viewer, input: unknown): Promise<Occurrence> {
  const { occurrenceId, version, reason } = parseInput(setOccurrenceAsideInput, input);
  const seen = await occurrenceFor(viewer, 'obligation.manage', occurrenceId);
  return changeOccurrence(viewer, seen, { version, data: { notApplicableReason: reason } });
}

/** Takes up an occurrence that had been set aside. */
export async function takeOccurrenceUp(viewer: Viewer, input: unknown): Promise<Occurrence> {
  const { occurrenceId, version } = parseInput(takeOccurrenceUpInput, input);
  const seen = await occurrenceFor(viewer, 'obligation.manage', occurrenceId);
  return changeOccurrence(viewer, seen, { version, data: { notApplicableReason: null } });
}
