// Changing what was signed: an amendment is a convention of its own, of the same year, with a copy of the text; it goes
// the same path, and its signature replaces the one it amends. Called by the API and by lifecycle.ts.
import type { JSONContent } from '@tiptap/core';
import { prisma, type Tx } from '#prisma/client.ts';
import { type Day, toColumn } from '../calendar.ts';
import { type ChangeRecord, type RecordChange, transact } from '../changes.ts';
import { conflict } from '../errors.ts';
import { type Convention, conventionFor, conventionRow, readConvention } from '../gate.ts';
import { parseInput } from '../parse.ts';
import { visibleConventions } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import type { ChangeKind, ConventionState } from '../vocabulary.ts';
import { writeConvention } from './conventions.ts';
import { openAmendmentInput } from './lifecycle-inputs.ts';
import { copyOf, participantsToCopy, readTextToContinue } from './roll-over.ts';

/** Conventions that an amendment may still be signed for. */
const amendable: readonly ConventionState[] = ['SIGNED', 'RUNNING'];

/** Refuses when another amendment is under way; two at once wait for each other here. */
async function demandNoAmendment(tx: Tx, amendsId: string): Promise<void> {
  const [row] = await tx.$queryRaw<{ state: ConventionState }[]>`
    select state from "Convention" where id = ${amendsId}::uuid for no key update`;
  if (!row || !amendable.includes(row.state)) throw conflict('Cette convention n’est plus en vigueur.');
  const underWay = await tx.convention.count({
    where: { amendsId, archivedAt: null, state: { not: 'REJECTED' } },
  });
  if (underWay > 0) throw conflict('Un avenant à cette convention est déjà en préparation.');
}

/**
 * Opens an amendment: the signed text is copied, each block knowing the one it continues, with who takes part; `opening`
 * stands before it. CONFLICT when one is under way.
 */
export async function openAmendment(
  viewer: Viewer,
  input: unknown,
  opening: readonly JSONContent[] = [],
): Promise<Convention> {
  const { conventionId, title } = parseInput(openAmendmentInput, input);
  const amended = await conventionFor(viewer, 'convention.amend', conventionId);
  const copy = copyOf(await readTextToContinue(amended.documentId));
  const text = { ...copy, content: [...opening, ...(copy.content ?? [])] };
  const id = await transact(viewer, async (tx, record) => {
    await demandNoAmendment(tx, amended.id);
    return writeConvention(tx, record, {
      title,
      year: amended.year,
      text,
      amendsId: amended.id,
      participants: await participantsToCopy(tx, viewer, amended.id),
      kind: 'convention.amended',
    });
  });
  return readConvention(viewer, id);
}

/** The convention that one amends, when `viewer` sees it. */
export async function readAmended(viewer: Viewer, { amendsId }: Convention): Promise<Convention | null> {
  if (amendsId === null) return null;
  return prisma.convention.findFirst({
    where: { AND: [{ id: amendsId }, visibleConventions(viewer)] },
    select: conventionRow,
  });
}

/** The amendments of a convention that `viewer` sees, the first one first. */
export function listAmendments(viewer: Viewer, conventionId: string): Promise<Convention[]> {
  return prisma.convention.findMany({
    where: { AND: [{ amendsId: conventionId, archivedAt: null }, visibleConventions(viewer)] },
    select: conventionRow,
    orderBy: { createdAt: 'asc' },
  });
}

interface Moved {
  id: string;
  version: number;
}

/** Facts that hang on a block, and how their move is told. */
const followed = [
  { table: 'Obligation', kind: 'obligation.changed' },
  { table: 'Deliverable', kind: 'deliverable.changed' },
  { table: 'Indicator', kind: 'indicator.changed' },
] as const satisfies readonly { table: string; kind: ChangeKind }[];

const told = (kind: ChangeKind, subject: string, conventionId: string) => (moved: Moved) =>
  ({ kind, subject, subjectId: moved.id, version: moved.version, conventionId }) satisfies ChangeRecord;

/** Moves what hangs on blocks that the amendment's text continues. What it no longer says stays with the former text. */
async function moveFollowed(tx: Tx, record: RecordChange, formerId: string, amendmentId: string): Promise<void> {
  for (const { table, kind } of followed) {
    // Table names are the three above, never anybody's words.
    const moved = await tx.$queryRawUnsafe<Moved[]>(
      `update "${table}" f set "conventionId" = $2::uuid, "blockId" = i."blockId", version = f.version + 1
       from "ProgrammeItem" i where i."conventionId" = $2::uuid and i."archivedAt" is null
         and i."previousBlockId" = f."blockId" and f."conventionId" = $1::uuid and f."withdrawnAt" is null
       returning f.id, f.version`,
      formerId,
      amendmentId,
    );
    await record.all(moved.map(told(kind, table, amendmentId)));
  }
  // Its history, notes and parties follow by their foreign key. A status set on the amendment's own block stands.
  const actions = await tx.$queryRaw<Moved[]>`
    update "ActionFollowUp" f set "conventionId" = ${amendmentId}::uuid, "blockId" = i."blockId", version = f.version + 1
    from "ProgrammeItem" i where i."conventionId" = ${amendmentId}::uuid and i."archivedAt" is null
      and i."previousBlockId" = f."blockId" and f."conventionId" = ${formerId}::uuid
      and not exists (select 1 from "ActionFollowUp" own
        where own."conventionId" = ${amendmentId}::uuid and own."blockId" = i."blockId")
    returning f."blockId" as id, f.version`;
  await record.all(actions.map(told('action.changed', 'ActionFollowUp', amendmentId)));
}

/** Moves the money and the files; the printed text of the former stays where it was signed. */
async function moveMoney(tx: Tx, record: RecordChange, formerId: string, amendmentId: string): Promise<void> {
  const lines = await tx.$queryRaw<Moved[]>`
    update "BudgetLine" set "conventionId" = ${amendmentId}::uuid, version = version + 1
    where "conventionId" = ${formerId}::uuid and "withdrawnAt" is null returning id, version`;
  await record.all(lines.map(told('budgetLine.changed', 'BudgetLine', amendmentId)));
  await tx.storedFile.updateMany({
    where: { conventionId: formerId, frozenText: null },
    data: { conventionId: amendmentId },
  });
}

/** An amendment is signed: the convention it changes is over, and what was followed there goes on here. */
export async function supersede(
  tx: Tx,
  record: RecordChange,
  viewer: Viewer,
  { amendment, on }: { amendment: Convention; on: Day },
): Promise<void> {
  const formerId = amendment.amendsId;
  if (formerId === null) return;
  const [former] = await tx.$queryRaw<{ state: ConventionState }[]>`
    select state from "Convention" where id = ${formerId}::uuid for no key update`;
  if (!former || !amendable.includes(former.state)) throw conflict('La convention à modifier n’est plus en vigueur.');
  const { version } = await tx.convention.update({
    where: { id: formerId },
    data: { state: 'AMENDED', version: { increment: 1 } },
  });
  await tx.conventionStep.create({
    data: {
      conventionId: formerId,
      from: former.state,
      to: 'AMENDED',
      on: toColumn(on),
      recordedById: viewer.personId,
      details: { amendmentId: amendment.id },
      warnings: [],
    },
  });
  await record({
    kind: 'convention.moved',
    subject: 'Convention',
    subjectId: formerId,
    version,
    conventionId: formerId,
    details: { from: former.state, to: 'AMENDED', on, amendmentId: amendment.id },
  });
  await moveFollowed(tx, record, formerId, amendment.id);
  await moveMoney(tx, record, formerId, amendment.id);
}
