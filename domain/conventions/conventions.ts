// Conventions: one year's text with its title, its state and who takes part. Called by every door; the words themselves
// live in the document (live-text.ts), the rows drawn from them in projection.ts.

import type { JSONContent } from '@tiptap/core';
import { Doc, encodeStateAsUpdate } from 'yjs';
import { prisma, type Tx } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import { type RecordChange, transact } from '../changes.ts';
import { conflict, forbidden } from '../errors.ts';
import { type Convention, conventionFor, conventionRow, readConvention } from '../gate.ts';
import { notifyOpened } from '../notify.ts';
import { keyAfter, type Page, type PageRequest, pageOf, pageOfConventions, pageSize } from '../paging.ts';
import { parseInput } from '../parse.ts';
import { can, visibleConventions } from '../permissions.ts';
import { judgeAgain } from '../texts/access.ts';
import { createDocument } from '../texts/documents.ts';
import { ensureBlockIds, parseText, textOf, writeText } from '../texts/live-text.ts';
import type { Viewer } from '../viewers.ts';
import type { ChangeKind, ParticipantRole } from '../vocabulary.ts';
import { conventionFilter, createConventionInput, renameConventionInput } from './inputs.ts';
import { writeItems } from './projection.ts';

/** The conventions that `viewer` sees, latest year first, archived ones only when asked for; `list` names its cursors. */
export async function listConventions(
  viewer: Viewer,
  { filter, ...page }: PageRequest & { filter?: unknown },
  { list, bounds } = { list: 'conventions', bounds: pageOfConventions },
): Promise<Page<Convention>> {
  const { year, state, words, archived } = parseInput(conventionFilter, filter ?? {});
  const key = keyAfter(list, page, (year) => /^\d{4}$/.test(year));
  const after = key && { year: Number(key.sortKey), id: key.id };
  const size = pageSize(page, bounds);
  const found = await prisma.convention.findMany({
    where: {
      AND: [
        visibleConventions(viewer),
        { year: year ?? undefined, state: state ?? undefined, archivedAt: archived ? { not: null } : null },
        ...(words ?? '')
          .split(/\s+/)
          .filter((word) => word !== '')
          .map((word) => ({ title: { contains: word, mode: 'insensitive' as const } })),
        after ? { OR: [{ year: { lt: after.year } }, { year: after.year, id: { lt: after.id } }] } : {},
      ],
    },
    select: conventionRow,
    orderBy: [{ year: 'desc' }, { id: 'desc' }],
    take: size + 1,
  });
  return pageOf(list, found, size, ({ year: sortKey, id }) => ({ sortKey: String(sortKey), id }));
}

/** The years that have a convention `viewer` sees, latest first. */
export async function listYears(viewer: Viewer): Promise<number[]> {
  const found = await prisma.convention.groupBy({
    by: ['year'],
    where: { AND: [visibleConventions(viewer), { archivedAt: null }] },
    orderBy: { year: 'desc' },
  });
  return found.map(({ year }) => year);
}

/** The convention that one continues, when `viewer` sees it. */
export async function readPrevious(viewer: Viewer, { previousId }: Convention): Promise<Convention | null> {
  if (previousId === null) return null;
  const where = { AND: [{ id: previousId }, visibleConventions(viewer)] };
  return prisma.convention.findFirst({ where, select: conventionRow });
}

/** The later conventions made from one, of those that `viewer` sees. */
export function listContinuations(viewer: Viewer, conventionId: string): Promise<Convention[]> {
  return prisma.convention.findMany({
    where: { AND: [{ previousId: conventionId, archivedAt: null }, visibleConventions(viewer)] },
    select: conventionRow,
    orderBy: [{ year: 'asc' }, { id: 'asc' }],
  });
}

/** A new convention's text: one article to begin with. */
const firstText: JSONContent = {
  type: 'doc',
  content: [
    {
      type: 'heading',
      attrs: { kind: 'article' },
      content: [{ type: 'text', text: 'Objet de la convention' }],
    },
    { type: 'paragraph' },
  ],
};

/** What a convention starts from. */
export interface ConventionStart {
  title: string;
  year: number;
  text: JSONContent;
  previousId?: string;
  amendsId?: string;
  participants: { personId?: string | null; organisationId?: string | null; role: ParticipantRole }[];
  /** Which change tells of it. */
  kind: Extract<
    ChangeKind,
    'convention.created' | 'convention.imported' | 'convention.continued' | 'convention.amended'
  >;
}

/**
 * Writes a convention with its text, its rows and who takes part, in the running transaction, and gives its id. For the
 * verbs that make one (create, import, continue), which have judged that the viewer may.
 */
export async function writeConvention(tx: Tx, record: RecordChange, start: ConventionStart): Promise<string> {
  const { title, year, previousId, amendsId, participants, kind } = start;
  const doc = new Doc();
  writeText(doc, parseText(ensureBlockIds(start.text)));
  const documentId = await createDocument(tx, { kind: 'CONVENTION', bytes: encodeStateAsUpdate(doc) });
  const convention = await tx.convention.create({
    data: {
      title,
      year,
      documentId,
      previousId,
      amendsId,
      projectedSequence: 1,
      participants: { create: participants },
    },
    include: { participants: true },
  });
  const conventionId = convention.id;
  const about = { subject: 'Convention', subjectId: conventionId, details: { title, year } };
  await record({ kind, ...about, conventionId });
  for (const { id, role, personId, organisationId } of convention.participants) {
    const details = { role, personId, organisationId };
    await record({ kind: 'participant.added', subject: 'Participant', subjectId: id, conventionId, details });
    const changeId = await record({
      kind: 'access.granted',
      ...about,
      personId: personId ?? undefined,
      organisationId: organisationId ?? undefined,
    });
    await notifyOpened(tx, record, { changeId, conventionId, personId, organisationId });
  }
  await writeItems(tx, record, { conventionId, text: textOf(doc), authorIds: [], rebuild: false });
  return conventionId;
}

/** Who begins a convention holds it by name; a key's organisation holds it too, or its programs would not see it. */
export function firstParticipants(viewer: Viewer): ConventionStart['participants'] {
  const person = { personId: viewer.personId, role: 'STEWARD' as const };
  return viewer.kind === 'person' ? [person] : [person, { organisationId: viewer.organisationId, role: 'STEWARD' }];
}

/** Opens a convention that continues none. Its maker is its steward. */
export async function createConvention(viewer: Viewer, input: unknown, text?: unknown): Promise<Convention> {
  const { title, year } = parseInput(createConventionInput, input);
  if (!can(viewer, 'convention.create', null)) throw forbidden();
  const id = await transact(viewer, (tx, record) =>
    writeConvention(tx, record, {
      title,
      year,
      text: text ? parseText(text).toJSON() : firstText,
      participants: firstParticipants(viewer),
      kind: 'convention.created',
    }),
  );
  return readConvention(viewer, id);
}

/** Gives a convention another title. */
export async function renameConvention(viewer: Viewer, input: unknown): Promise<Convention> {
  const { conventionId, title } = parseInput(renameConventionInput, input);
  const before = await conventionFor(viewer, 'convention.rename', conventionId);
  if (before.title === title) return before;
  await transact(viewer, async (tx, record) => {
    const { version } = await tx.convention.update({
      where: { id: conventionId },
      data: { title, version: { increment: 1 } },
    });
    await record({
      kind: 'convention.renamed',
      subject: 'Convention',
      subjectId: conventionId,
      version,
      conventionId,
      details: { title, before: before.title },
    });
  });
  return readConvention(viewer, conventionId);
}

/** Puts a convention that will not be signed away: nothing in it changes any more, and lists leave it out. */
export async function archiveConvention(viewer: Viewer, conventionId: string): Promise<Convention> {
  const { title } = await conventionFor(viewer, 'convention.archive', conventionId);
  await transact(viewer, async (tx, record) => {
    const { count } = await tx.convention.updateMany({
      where: { id: conventionId, archivedAt: null },
      data: { archivedAt: now(), version: { increment: 1 } },
    });
    if (count === 0) throw conflict('Cette convention est déjà archivée.');
    const { version } = await tx.convention.findUniqueOrThrow({ where: { id: conventionId } });
    await record({
      kind: 'convention.archived',
      subject: 'Convention',
      subjectId: conventionId,
      version,
      deletion: true,
      conventionId,
      details: { title },
    });
  });
  // Nobody writes in it from now on: who is in the text must be judged again.
  await judgeAgain(conventionId);
  return readConvention(viewer, conventionId);
}
