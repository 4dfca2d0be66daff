// The rows of a text (ProgrammeItem): what its blocks say, kept equal to the committed text. Called when edits settle,
// when a text is made, and by `npm run project`. The text is the truth; rows are never written otherwise.
import type { Node as TextNode } from '@tiptap/pm/model';
import type { ProgrammeItem } from '#generated/prisma/client.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { type ChangeRecord, type RecordChange, transact } from '../changes.ts';
import { risingRun } from '../comparison/rising-run.ts';
import { live } from '../outside.ts';
import { repairBlockIds, storable, textOf } from '../texts/live-text.ts';
import { readStoredText } from '../texts/stored-text.ts';
import { isBlockId } from '../texts/text-grammar.ts';
import { blocksOf } from '../texts/text-schema.ts';
import { type ChangeKind, degrees, itemKinds, itemMarks } from '../vocabulary.ts';

/** What one block says; a row without what the platform adds. */
export type Item = Omit<ProgrammeItem, 'conventionId' | 'archivedAt' | 'version'>;

/** Fields whose difference is a change of the item. Its rank alone is not: a line added above changes no promise. */
const said = ['parentBlockId', 'kind', 'mark', 'degree', 'number', 'title', 'text', 'previousBlockId'] as const;

const known = <Value extends string>(values: readonly Value[], value: unknown): Value | null =>
  values.find((one) => one === value) ?? null;

/** The items of a text in reading order. A block without an id, or with one met before, is none until it has its own. */
export function itemsOf(text: TextNode): Item[] {
  const seen = new Set<string>();
  return blocksOf(text).flatMap((block) => {
    if (!isBlockId(block.id) || seen.has(block.id)) return [];
    const item: Item = {
      blockId: block.id,
      parentBlockId: isBlockId(block.parentId) ? block.parentId : null,
      kind: known(itemKinds, block.kind) ?? 'SUBHEADING',
      mark: known(itemMarks, block.mark),
      degree: known(degrees, block.degree),
      number: block.number,
      title: storable(block.title),
      text: storable(block.text),
      position: seen.size,
      previousBlockId: isBlockId(block.previousId) ? block.previousId : null,
    };
    seen.add(block.id);
    return [item];
  });
}

/** What must be written so that `rows` say what `items` say. */
function compare(rows: readonly ProgrammeItem[], items: readonly Item[]) {
  const rowOf = new Map(rows.map((row) => [row.blockId, row]));
  const present = new Set(items.map(({ blockId }) => blockId));
  const both = items.flatMap((item) => {
    const row = rowOf.get(item.blockId);
    return row ? [{ item, row }] : [];
  });
  const living = both.filter(({ row }) => row.archivedAt === null);
  const inOrder = risingRun(living.map(({ row }) => row.position));
  const changed = living.flatMap(({ item, row }, index) => {
    const fields: string[] = said.filter((field) => item[field] !== row[field]);
    if (!inOrder.has(index)) fields.push('position');
    return fields.length > 0 ? [{ item, fields }] : [];
  });
  const touched = new Set(changed.map(({ item }) => item.blockId));
  return {
    added: items.filter(({ blockId }) => !rowOf.has(blockId)),
    restored: both.filter(({ row }) => row.archivedAt !== null).map(({ item }) => item),
    changed,
    shifted: living
      .filter(({ item, row }) => item.position !== row.position && !touched.has(item.blockId))
      .map(({ item }) => item),
    archived: rows.filter((row) => row.archivedAt === null && !present.has(row.blockId)),
  };
}

/** Characters of an item's words that its change quotes. */
const EXCERPT = 80;

/** The last versions that the history knows of a convention's items: a row that was lost goes on from there. */
async function formerVersions(tx: Tx, conventionId: string): Promise<Map<string, number>> {
  const former = await tx.change.groupBy({
    by: ['subjectId'],
    where: { conventionId, subject: 'ProgrammeItem' },
    _max: { version: true },
  });
  return new Map(former.map(({ subjectId, _max }) => [subjectId, _max.version ?? 0]));
}

/** What a projection writes for one convention. */
interface Projecting {
  conventionId: string;
  text: TextNode;
  /** Who was writing since the last one. */
  authorIds: string[];
  rebuild: boolean;
}

type ItemChange = Extract<ChangeKind, `item.${string}`>;

/** A change of an item, as the history tells it. */
const noteOf = (
  { conventionId, authorIds }: Projecting,
  kind: ItemChange,
  item: Item,
  { version, fields }: { version: number; fields?: string[] },
): ChangeRecord => ({
  kind,
  subject: 'ProgrammeItem',
  subjectId: item.blockId,
  version,
  deletion: kind === 'item.archived',
  conventionId,
  // Cut first: half a pair at the end of an excerpt is not storable.
  details: { kind: item.kind, number: item.number, words: storable(item.text.slice(0, EXCERPT)), authorIds, fields },
});

/** One statement whatever their number: an imported text has up to 20 000. */
async function addItems(tx: Tx, conventionId: string, items: readonly (Item & { version: number })[]): Promise<void> {
  await tx.$executeRaw`
    insert into "ProgrammeItem" ("conventionId", "blockId", "parentBlockId", kind, mark, degree, number, title, text,
      position, "previousBlockId", version)
    select ${conventionId}::uuid, "blockId", "parentBlockId", kind, mark, degree, number, title, text, position,
      "previousBlockId", version
    from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as item("blockId" uuid, "parentBlockId" uuid,
      kind "ItemKind", mark "ItemMark", degree "Degree", number text, title text, text text, position int,
      "previousBlockId" uuid, version int)`;
}

async function shiftItems(tx: Tx, conventionId: string, items: readonly Item[]): Promise<void> {
  if (items.length === 0) return;
  const ids = items.map(({ blockId }) => blockId);
  const positions = items.map(({ position }) => position);
  await tx.$executeRaw`
    update "ProgrammeItem" i set position = s.position
    from unnest(${ids}::uuid[], ${positions}::int[]) as s("blockId", position)
    where i."conventionId" = ${conventionId}::uuid and i."blockId" = s."blockId"`;
}

async function archiveItems(tx: Tx, conventionId: string, items: readonly Item[]): Promise<void> {
  const ids = items.map(({ blockId }) => blockId);
  await tx.$executeRaw`
    update "ProgrammeItem" set "archivedAt" = now(), version = version + 1
    where "conventionId" = ${conventionId}::uuid and "blockId" = any(${ids}::uuid[])`;
}

async function changeItem(tx: Tx, conventionId: string, { blockId, ...data }: Item): Promise<void> {
  await tx.programmeItem.update({
    where: { conventionId_blockId: { conventionId, blockId } },
    data: { ...data, archivedAt: null, version: { increment: 1 } },
  });
}

/** Places that shift with those around them are told of at once: an entry each would say the same thousands of times. */
async function noteOrder(tx: Tx, record: RecordChange, { conventionId, authorIds }: Projecting): Promise<void> {
  const { version } = await tx.convention.findUniqueOrThrow({ where: { id: conventionId }, select: { version: true } });
  const about = { subject: 'Convention', subjectId: conventionId, conventionId, version };
  await record({ kind: 'programme.reordered', ...about, details: { authorIds } });
}

/** Makes the rows of a convention say what its text says, and records what that changed. The caller holds the convention's row. */
export async function writeItems(tx: Tx, record: RecordChange, projecting: Projecting): Promise<void> {
  const { conventionId, text, rebuild } = projecting;
  const rows = await tx.programmeItem.findMany({ where: { conventionId } });
  const { added, restored, changed, shifted, archived } = compare(rows, itemsOf(text));
  const versions = rebuild ? await formerVersions(tx, conventionId) : new Map<string, number>();
  for (const { blockId, version } of rows) versions.set(blockId, version);
  const versionOf = ({ blockId }: Item) => (versions.get(blockId) ?? 0) + 1;
  const note = (kind: ItemChange, fields?: string[]) => (item: Item) =>
    noteOf(projecting, kind, item, { version: versionOf(item), fields });

  await addItems(
    tx,
    conventionId,
    added.map((item) => ({ ...item, version: versionOf(item) })),
  );
  for (const item of [...restored, ...changed.map(({ item }) => item)]) await changeItem(tx, conventionId, item);
  await shiftItems(tx, conventionId, shifted);
  await archiveItems(tx, conventionId, archived);
  await record.all([
    ...added.map(note('item.added')),
    ...restored.map(note('item.restored')),
    ...changed.map(({ item, fields }) => note('item.changed', fields)(item)),
    ...archived.map(note('item.archived')),
  ]);
  const isReordered = shifted.length > 0 || changed.some(({ fields }) => fields.includes('position'));
  if (isReordered) await noteOrder(tx, record, projecting);
}

/** Brings the rows of a document's convention up to `sequence`; nothing when they are already there. */
async function project(documentId: string, text: TextNode, sequence: number, rebuild: boolean): Promise<void> {
  await transact(null, async (tx, record) => {
    // The lock puts projections of one text one after the other; comments may be written meanwhile.
    const [convention] = await tx.$queryRaw<{ id: string; projected: bigint }[]>`
      select id, "projectedSequence" as projected from "Convention" where "documentId" = ${documentId}::uuid
      for no key update`;
    if (!convention || convention.projected >= sequence) return;
    const authors = await tx.documentUpdate.findMany({
      where: { documentId, sequence: { gt: convention.projected, lte: sequence }, authorId: { not: null } },
      distinct: ['authorId'],
      select: { authorId: true },
    });
    const authorIds = authors.flatMap(({ authorId }) => authorId ?? []);
    await writeItems(tx, record, { conventionId: convention.id, text, authorIds, rebuild });
    await tx.convention.update({ where: { id: convention.id }, data: { projectedSequence: sequence } });
  });
}

/**
 * Called when the edits of a text have settled: its rows follow the committed text. Idempotent; an older call never
 * overwrites what a newer one wrote. Blocks that came without an id, or with another's, are first given their own.
 */
export async function projectProgramme(documentId: string): Promise<void> {
  let stored = await readStoredText(documentId);
  if (!stored) return;
  // Editors do this at once; what a program pasted without is repaired here.
  if (!stored.frozen && repairBlockIds(stored.doc)) {
    await live.edit(documentId, null, (doc) => void repairBlockIds(doc));
    stored = (await readStoredText(documentId)) ?? stored;
  }
  await project(documentId, textOf(stored.doc), stored.sequence, false);
}

/** Projects a text whatever was projected before: rows that were lost or altered say again what the text says. */
export async function rebuildProgramme(documentId: string): Promise<void> {
  const stored = await readStoredText(documentId);
  if (!stored) return;
  await prisma.convention.updateMany({ where: { documentId }, data: { projectedSequence: 0 } });
  await project(documentId, textOf(stored.doc), stored.sequence, true);
}
