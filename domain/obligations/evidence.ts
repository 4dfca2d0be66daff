// What shows that an occurrence was met: meetings held and who was there, documents, statements. Everything recorded is
// kept and shown; what of it counts is the rule of occurrences.ts.

import type { Evidence } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { type Day, fromColumn, now, toColumn } from '../calendar.ts';
import { type RecordChange, transact } from '../changes.ts';
import { conflict, invalid, notFound } from '../errors.ts';
import { parseInput } from '../parse.ts';
import { visibleDatasets } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import type { ProofKind } from '../vocabulary.ts';
import { recordEvidenceInput, withdrawEvidenceInput } from './inputs.ts';
import { readParties } from './obligations.ts';
import { lockOccurrence, occurrenceFor, type SeenOccurrence } from './occurrence-plans.ts';

/** A proof with the obligation it is given for. */
export type RecordedEvidence = Evidence & { obligationId: string };

/** Refuses a file that is not one of the convention's. */
async function demandFile(conventionId: string, fileId: string | null | undefined): Promise<void> {
  if (!fileId) return;
  const found = await prisma.storedFile.count({ where: { id: fileId, conventionId } });
  if (found === 0) throw invalid({ fileId: 'Ce fichier n’est plus là. Déposez-le de nouveau.' });
}

/** The version that is shown of a dataset which `viewer` sees: the latest one that can be read. */
async function versionShown(viewer: Viewer, datasetId: string | null | undefined): Promise<string | null> {
  if (!datasetId) return null;
  const where = { AND: [{ id: datasetId }, visibleDatasets(viewer)] };
  const version = await prisma.datasetVersion.findFirst({
    where: { dataset: where, state: 'READY' },
    orderBy: { number: 'desc' },
  });
  if (!version) throw invalid({ datasetId: 'Choisissez des données déposées, et vérifiées.' });
  return version.id;
}

/** What is shown for an occurrence: checked input, with who was there as rows name them. */
export interface NewEvidence {
  proof: ProofKind;
  on: Day;
  title: string;
  url?: string | null;
  fileId?: string | null;
  datasetVersionId?: string | null;
  /** The meeting that it comes from. */
  meetingId?: string;
  attendees: { organisationId?: string; unitId?: string }[];
}

/** Writes a proof in the running transaction. The viewer was judged by who gives `seen`. */
export async function writeEvidence(
  tx: Tx,
  record: RecordChange,
  { viewer, seen, shown }: { viewer: Viewer; seen: SeenOccurrence; shown: NewEvidence },
): Promise<RecordedEvidence> {
  const { obligation, occurrence } = await lockOccurrence(tx, seen);
  const { conventionId, title } = obligation;
  const { on, attendees, ...columns } = shown;
  if (occurrence.notApplicableReason !== null) throw conflict('Cette échéance est sans objet : reprenez-la d’abord.');
  if (on < fromColumn(occurrence.startsOn))
    throw invalid({ on: 'Ce jour précède le début de la période de l’échéance.' });
  const evidence = await tx.evidence.create({
    data: {
      occurrenceId: occurrence.id,
      ...columns,
      on: toColumn(on),
      recordedById: viewer.personId,
      attendees: { create: attendees },
    },
  });
  const details = {
    occurrenceId: occurrence.id,
    obligationId: obligation.id,
    title,
    proof: shown.proof,
    evidence: shown.title,
  };
  await record({ kind: 'evidence.recorded', subject: 'Evidence', subjectId: evidence.id, conventionId, details });
  return { ...evidence, obligationId: obligation.id };
}

/** Records a proof of an occurrence. A meeting is kept also when somebody was missing who had to be there. */
export async function recordEvidence(viewer: Viewer, input: unknown): Promise<RecordedEvidence> {
  const { occurrenceId, attendeeIds, datasetId, ...given } = parseInput(recordEvidenceInput, input);
  const seen = await occurrenceFor(viewer, 'evidence.record', occurrenceId);
  await demandFile(seen.obligation.conventionId, given.fileId);
  const datasetVersionId = await versionShown(viewer, datasetId);
  const shown = { ...given, datasetVersionId, attendees: await readParties(attendeeIds, 'attendeeIds') };
  return transact(viewer, (tx, record) => writeEvidence(tx, record, { viewer, seen, shown }));
}

/** Takes a proof back: it no longer counts, and its occurrence is again what it would be without it. */
export async function withdrawEvidence(viewer: Viewer, input: unknown): Promise<RecordedEvidence> {
  const { evidenceId } = parseInput(withdrawEvidenceInput, input);
  const found = await prisma.evidence.findUnique({ where: { id: evidenceId } });
  if (!found) throw notFound();
  const { occurrenceId } = found;
  const seen = await occurrenceFor(viewer, 'evidence.record', occurrenceId);
  return transact(viewer, async (tx, record) => {
    const { obligation } = await lockOccurrence(tx, seen);
    const where = { id: evidenceId, withdrawnAt: null };
    const { count } = await tx.evidence.updateMany({ where, data: { withdrawnAt: now() } });
    if (count === 0) throw conflict('Cette preuve a déjà été retirée.');
    await record({
      kind: 'evidence.withdrawn',
      subject: 'Evidence',
      subjectId: evidenceId,
      version: 2,
      deletion: true,
      conventionId: obligation.conventionId,
      details: { occurrenceId, obligationId: obligation.id, title: obligation.title },
    });
    const evidence = await tx.evidence.findUniqueOrThrow({ where: { id: evidenceId } });
    return { ...evidence, obligationId: obligation.id };
  });
}
