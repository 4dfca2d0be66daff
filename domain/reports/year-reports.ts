// The yearly report of a convention: a text of its own, assembled from everything that was followed and then finished by
// hand. What somebody has written in it is never replaced: from then on an assembly is added at its end.
import type { JSONContent } from '@tiptap/core';
import { Doc, encodeStateAsUpdate } from 'yjs';
import type { Person, YearReport } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { now, today } from '../calendar.ts';
import { type RecordChange, transact } from '../changes.ts';
import { conflict, notFound } from '../errors.ts';
import { writeDay } from '../french.ts';
import { type Convention, conventionFor, readConvention } from '../gate.ts';
import { readActors } from '../history/activity.ts';
import { announcements, live } from '../outside.ts';
import { isUuid } from '../parse.ts';
import { createDocument, freezeDocument } from '../texts/documents.ts';
import { appendText, parseText, writeText } from '../texts/live-text.ts';
import { readStoredJson } from '../texts/reading-text.ts';
import { handOnVersions, keepVersion } from '../versions/versions.ts';
import type { Viewer } from '../viewers.ts';
import { readReportFacts } from './report-facts.ts';
import { reportBlocks } from './report-text.ts';

/** A report with who assembled it and whether somebody has written in it since. */
export type ReadReport = YearReport & { createdBy: Person | null; isEdited: boolean };

/** Whether a person has ever written in a text: the ids people write under are kept for good. */
const isEdited = async (client: Pick<Tx, 'documentClient'>, documentId: string) =>
  (await client.documentClient.count({ where: { documentId, personId: { not: null } } })) > 0;

/** The report of a convention that `viewer` sees; null while there is none. */
export async function readYearReport(viewer: Viewer, conventionId: string): Promise<ReadReport | null> {
  await readConvention(viewer, conventionId);
  const report = await prisma.yearReport.findUnique({ where: { conventionId } });
  if (!report) return null;
  const people = await readActors([report.createdById]);
  return {
    ...report,
    createdBy: people.get(report.createdById) ?? null,
    isEdited: await isEdited(prisma, report.documentId),
  };
}

/** The text of a convention's report as it is read, as ProseMirror JSON; NOT_FOUND when there is none. */
export async function readYearReportText(viewer: Viewer, conventionId: string): Promise<JSONContent> {
  const report = await readYearReport(viewer, conventionId);
  if (!report) throw notFound();
  return readStoredJson(report.documentId);
}

async function assemble(viewer: Viewer, { id, year }: Convention, title = `Synthèse de l’année ${year}`) {
  return reportBlocks(await readReportFacts(viewer, id), { title, day: today() });
}

async function newDocument(tx: Tx, content: JSONContent[]): Promise<string> {
  const doc = new Doc();
  writeText(doc, parseText({ type: 'doc', content }));
  return createDocument(tx, { kind: 'REPORT', bytes: encodeStateAsUpdate(doc) });
}

const recordReport = (record: RecordChange, { id, year }: Convention, details: Record<string, boolean>) =>
  record({
    kind: 'report.made',
    subject: 'YearReport',
    subjectId: id,
    conventionId: id,
    details: { year, ...details },
  });

const WRITTEN_IN =
  'Le bilan a été repris à la main : il n’est pas remplacé. Vous pouvez ajouter une mise à jour à la fin du texte.';

/** Takes an assembled text that nobody has written in out of use, kept as a version; what comes for it later is refused. */
async function retire(tx: Tx, documentId: string, { personId }: Viewer): Promise<void> {
  // Locked first: an edit commits before this, and is seen, or after, and is refused.
  await tx.$queryRaw`select 1 from "Document" where id = ${documentId}::uuid for update`;
  if (await isEdited(tx, documentId)) throw conflict(WRITTEN_IN);
  await freezeDocument(tx, documentId);
  await keepVersion(tx, { documentId, reason: 'BEFORE_ASSEMBLE', keptById: personId }, { onlyIfChanged: true });
}

/**
 * Assembles the report of a convention, again while nobody has written in it; CONFLICT afterwards. `frame` puts what was
 * assembled in a text.
 */
export async function makeYearReport(
  viewer: Viewer,
  conventionId: string,
  frame = (assembled: JSONContent[]) => assembled,
): Promise<ReadReport> {
  const convention = await conventionFor(viewer, 'report.write', conventionId);
  const content = frame(await assemble(viewer, convention));
  const former = await transact(viewer, async (tx, record) => {
    await tx.$queryRaw`select 1 from "Convention" where id = ${conventionId}::uuid for no key update`;
    const before = await tx.yearReport.findUnique({ where: { conventionId } });
    if (before) await retire(tx, before.documentId, viewer);
    const documentId = await newDocument(tx, content);
    if (before) await handOnVersions(tx, { from: before.documentId, to: documentId });
    const data = { documentId, createdById: viewer.personId, createdAt: now() };
    await tx.yearReport.upsert({ where: { conventionId }, create: { conventionId, ...data }, update: data });
    await recordReport(record, convention, { again: before !== null });
    return before;
  });
  if (former) announcements.rightsChanged({ documentId: former.documentId });
  return (await readYearReport(viewer, conventionId)) as ReadReport;
}

/** Adds what is followed today at the end of a report, below « Mise à jour du … »; nothing written before changes. */
export async function updateYearReport(viewer: Viewer, conventionId: string): Promise<ReadReport> {
  const convention = await conventionFor(viewer, 'report.write', conventionId);
  const report = isUuid(conventionId) ? await prisma.yearReport.findUnique({ where: { conventionId } }) : null;
  if (!report) throw notFound();
  const content = await assemble(viewer, convention, `Mise à jour du ${writeDay(today())}`);
  await live.edit(report.documentId, null, (doc) => appendText(doc, parseText({ type: 'doc', content })));
  await transact(viewer, (_tx, record) => recordReport(record, convention, { again: true }));
  return (await readYearReport(viewer, conventionId)) as ReadReport;
}
