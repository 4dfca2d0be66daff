// Conventions: one year's text with its title, its state and who takes part. Called by every door; the words themselves
// live in the document (live-text.ts), the rows drawn from them in projection.ts.

import type { JSONContent } from '@tiptap/core';
import { Doc, encodeStateAsUpdate } from 'yjs';
import { Prisma } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import { type RecordChange, transact } from '../changes.ts';
import { conflict, forbidden } from '../errors.ts';
import { type Convention, conventionFor, conventionsSql, readConvention, selectConventions } from '../gate.ts';
import { notifyOpened } from '../notify.ts';
import { keyAfter, type Page, type PageRequest, pageOf, pageOfConventions, pageSize } from '../paging.ts';
import { parseInput } from '../parse.ts';
import { can, visibleConventions } from '../permissions.ts';
import { alone, rowsOfLists } from '../several-lists.ts';
import { judgeAgain } from '../texts/access.ts';
import { createDocument } from '../texts/documents.ts';
import { ensureBlockIds, parseText, textOf, writeText } from '../texts/live-text.ts';
import type { Viewer } from '../viewers.ts';
import type { ChangeKind, ParticipantRole } from '../vocabulary.ts';
import { conventionFilter, createConventionInput, renameConventionInput } from './inputs.ts';
import { writeItems } from './projection.ts';

const { sql } = Prisma;

/** What a list of conventions takes. */
export type ConventionRequest = PageRequest & { filter?: unknown };

/** How a list is named in its cursors, and how much it gives. */
const CONVENTIONS = { list: 'conventions', bounds: pageOfConventions };

/** The statement of the rows of one list. */
function listSql(viewer: Viewer, { filter, ...page }: ConventionRequest, { list, bounds }: typeof CONVENTIONS) {
  const { year, state, states, words, archived } = parseInput(conventionFilter, filter ?? {});
  const key = keyAfter(list, page, (year) => /^\d{4}$/.test(year));
  const after = key && { year: Number(key.sortKey), id: key.id };
  const wanted = [
    archived ? sql`c."archivedAt" is not null` : sql`c."archivedAt" is null`,
    ...(year == null ? [] : [sql`c.year = ${year}`]),
    ...(state == null ? [] : [sql`c.state = ${state}::"ConventionState"`]),
    ...(states == null ? [] : [sql`c.state::text = any(${states}::text[])`]),
    ...(words ?? '')
      .split(/\s+/)
      .filter((word) => word !== '')
      .map((word) => sql`c.title ilike ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`),
    ...(after ? [sql`(c.year, c.id) < (${after.year}, ${after.id}::uuid)`] : []),
  ];
  return conventionsSql(
    viewer,
    sql`${Prisma.join(wanted, ' and ')} order by c.year desc, c.id desc limit ${pageSize(page, bounds) + 1}`,
  );
}

/** Several lists of conventions that `viewer` sees, each the latest year first, archived ones only when asked for. */
export async function readConventionLists(
  viewer: Viewer,
  requests: readonly ConventionRequest[],
  { list, bounds } = CONVENTIONS,
): Promise<Page<Convention>[]> {
  const found = await rowsOfLists<Convention>(requests.map((request) => listSql(viewer, request, { list, bounds })));
  return requests.map((request, index) =>
    pageOf(list, found[index] ?? [], pageSize(request, bounds), ({ year, id }) => ({ sortKey: String(year), id })),
  );
}

/** One of them. */
export const listConventions = (viewer: Viewer, request: ConventionRequest, of = CONVENTIONS) =>
  alone(readConventionLists(viewer, [request], of));

/** The years that have a convention `viewer` sees, latest first. */
export async function listYears(viewer: Viewer): Promise<number[]> {
  const found = await prisma.convention.groupBy({
    by: ['year'],
    where: { AND: [visibleConventions(viewer), { archivedAt: null }] },
    orderBy: { year: 'desc' },
  });
  return found.map(({ year }) => year);
}

/** The later conventions made from each of these, of those that `viewer` sees. */
export async function findContinuations(viewer: Viewer, ids: readonly string[]): Promise<Map<string, Convention[]>> {
  const found = await selectConventions(
    viewer,
    sql`c."previousId" = any(${ids}::uuid[]) and c."archivedAt" is null order by c.year, c.id`,
  );
  const continuing = (id: string) => found.filter(({ previousId }) => previousId === id);
  return new Map(ids.map((id) => [id, continuing(id)]));
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
