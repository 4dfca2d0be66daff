// The states of a text that are kept: by the platform at each step worth a name and once a day, by people under a name of
// theirs. A version is never changed; it is read, compared (text-comparisons.ts) and brought back (restorations.ts).
import type { JSONContent } from '@tiptap/core';
import * as Y from 'yjs';
import type { Person, Prisma, TextVersion } from '#generated/prisma/client.ts';
import { log } from '#log.ts';
import { prisma, type Tx } from '#prisma/client.ts';
import { now } from '../calendar.ts';
import { transact } from '../changes.ts';
import { compareTexts } from '../comparison/comparison.ts';
import { countsOf, type KindCount } from '../comparison/summary.ts';
import { notFound } from '../errors.ts';
import { readActors } from '../history/activity.ts';
import { isInstant, keyAfter, type Page, type PageRequest, pageOf, pageSize } from '../paging.ts';
import { isUuid, parseInput } from '../parse.ts';
import { textOf } from '../texts/live-text.ts';
import { textAsRead } from '../texts/reading-text.ts';
import { writersSince } from '../texts/sittings.ts';
import { readTextWithin } from '../texts/stored-text.ts';
import { quiet } from '../texts/text-sequence.ts';
import type { Viewer } from '../viewers.ts';
import type { ConventionState, VersionReason } from '../vocabulary.ts';
import { keepBeforeReplacingInput, keepVersionInput } from './inputs.ts';
import { readOwnedText, saidOfText, textToWrite } from './text-owners.ts';

/** A version as lists have it: all but its bytes. */
export type VersionRow = Omit<TextVersion, 'bytes' | 'counts'> & { counts: KindCount[] | null };

/** A version with who kept it and who had written since the one before. */
export interface ListedVersion extends VersionRow {
  keptBy: Person | null;
  writers: Person[];
}

const listed = { bytes: true } satisfies Prisma.TextVersionOmit;

/** Why a version is kept, and by whom; null: the platform by itself. */
interface Keeping {
  documentId: string;
  reason: VersionReason;
  name?: string;
  step?: ConventionState;
  keptById: string | null;
}

const lastFirst = [{ keptAt: 'desc' }, { id: 'desc' }] satisfies Prisma.TextVersionOrderByWithRelationInput[];

/** The text that a version holds, in a document of its own. */
export function versionDoc(bytes: Uint8Array): Y.Doc {
  const doc = quiet(new Y.Doc());
  Y.applyUpdate(doc, bytes);
  return doc;
}

/**
 * Keeps the text as it is committed, in the running transaction. `onlyIfChanged`: nothing, and null, when the last version
 * is of the same sequence.
 */
export async function keepVersion(
  tx: Tx,
  { documentId, ...given }: Keeping,
  { onlyIfChanged = false } = {},
): Promise<VersionRow | null> {
  // What is written from here on waits for the commit: the sequence and the bytes are of one moment.
  const [document] = await tx.$queryRaw<{ sequence: bigint }[]>`
    select sequence from "Document" where id = ${documentId}::uuid for share`;
  if (!document) throw notFound();
  const last = await tx.textVersion.findFirst({ where: { documentId }, orderBy: lastFirst });
  if (onlyIfChanged && last?.sequence === document.sequence) return null;
  const doc = await readTextWithin(tx, documentId);
  const counts = last && countsOf(compareTexts(textOf(versionDoc(last.bytes)), textOf(doc)).differences);
  const writerIds = await writersSince(tx, documentId, Number(last?.sequence ?? 0));
  const kept = await tx.textVersion.create({
    data: {
      ...given,
      documentId,
      sequence: document.sequence,
      keptAt: now(),
      bytes: new Uint8Array(Y.encodeStateAsUpdate(doc)),
      writerIds,
      counts: (counts as Prisma.InputJsonValue | null) ?? undefined,
    },
    omit: listed,
  });
  return kept as VersionRow;
}

async function withPeople(rows: readonly VersionRow[]): Promise<ListedVersion[]> {
  const people = await readActors(rows.flatMap(({ keptById, writerIds }) => [keptById ?? [], writerIds].flat()));
  return rows.map((row) => ({
    ...row,
    keptBy: people.get(row.keptById ?? '') ?? null,
    writers: row.writerIds.flatMap((id) => people.get(id) ?? []),
  }));
}

/** Keeps the text as it is, under a name. */
export async function nameVersion(viewer: Viewer, input: unknown): Promise<ListedVersion> {
  const { documentId, name } = parseInput(keepVersionInput, input);
  const text = await textToWrite(viewer, documentId);
  const kept = await transact(viewer, async (tx, record) => {
    const version = await keepVersion(tx, { documentId, reason: 'NAMED', name, keptById: viewer.personId });
    const details = { versionId: version?.id, name, ...saidOfText(text) };
    if (version) await record({ kind: 'version.named', ...text.about, details });
    return version;
  });
  return (await withPeople(kept ? [kept] : []))[0] as ListedVersion;
}

/** Keeps the text before somebody replaces words everywhere in it; null when the last version says the same. */
export async function keepBeforeReplacing(viewer: Viewer, input: unknown): Promise<ListedVersion | null> {
  const { documentId } = parseInput(keepBeforeReplacingInput, input);
  await textToWrite(viewer, documentId);
  const keeping = { documentId, reason: 'BEFORE_REPLACE', keptById: viewer.personId } as const;
  const kept = await transact(viewer, (tx) => keepVersion(tx, keeping, { onlyIfChanged: true }));
  return kept && ((await withPeople([kept]))[0] ?? null);
}

/**
 * Keeps a text before it leaves as a file that may come back; the last version when it says the same. The caller has seen
 * that the viewer may suggest in it.
 */
export async function keepTakenAway(viewer: Viewer, documentId: string): Promise<{ id: string; bytes: Uint8Array }> {
  const keeping = { documentId, reason: 'TAKEN_AWAY', keptById: viewer.personId } as const;
  const id = await transact(viewer, async (tx) => {
    const kept = await keepVersion(tx, keeping, { onlyIfChanged: true });
    return kept?.id ?? (await tx.textVersion.findFirstOrThrow({ where: { documentId }, orderBy: lastFirst })).id;
  });
  return prisma.textVersion.findUniqueOrThrow({ where: { id }, select: { id: true, bytes: true } });
}

/** Gives the text that takes another's place the versions of that one, as they were kept. */
export async function handOnVersions(tx: Tx, { from, to }: { from: string; to: string }): Promise<void> {
  // Of no sequence of the new text: whatever it says is a change since.
  await tx.$executeRaw`
    insert into "TextVersion" (id, "documentId", sequence, reason, name, step, "keptById", "keptAt", bytes, "writerIds", counts)
    select gen_random_uuid(), ${to}::uuid, 0, reason, name, step, "keptById", "keptAt", bytes, "writerIds", counts
    from "TextVersion" where "documentId" = ${from}::uuid`;
}

/** The versions of a text that `viewer` may read, the last one first. */
export async function listVersions(
  viewer: Viewer,
  { documentId, ...page }: PageRequest & { documentId: string },
): Promise<Page<ListedVersion>> {
  await readOwnedText(viewer, documentId);
  const list = `versions ${documentId}`;
  const key = keyAfter(list, page, isInstant);
  const size = pageSize(page);
  const before = key && new Date(key.sortKey);
  const rows = await prisma.textVersion.findMany({
    where: {
      documentId,
      ...(before ? { OR: [{ keptAt: { lt: before } }, { keptAt: before, id: { lt: key.id } }] } : {}),
    },
    orderBy: lastFirst,
    take: size + 1,
    omit: listed,
  });
  const found = await withPeople(rows as VersionRow[]);
  return pageOf(list, found, size, ({ keptAt, id }) => ({ sortKey: keptAt.toISOString(), id }));
}

/** A version with its text, of a text that `viewer` may read; NOT_FOUND else. */
export async function readVersion(viewer: Viewer, versionId: string) {
  const version = isUuid(versionId) ? await prisma.textVersion.findUnique({ where: { id: versionId } }) : null;
  if (!version) throw notFound();
  const text = await readOwnedText(viewer, version.documentId);
  const { bytes, ...row } = version;
  return { version: row as VersionRow, text, bytes };
}

/** A version as lists have it. */
export async function readListedVersion(viewer: Viewer, versionId: string): Promise<ListedVersion> {
  const { version } = await readVersion(viewer, versionId);
  return (await withPeople([version]))[0] as ListedVersion;
}

/** What a version says, as ProseMirror JSON. The caller has seen that the viewer may read it. */
export async function readVersionText(versionId: string): Promise<JSONContent> {
  const { bytes } = await prisma.textVersion.findUniqueOrThrow({ where: { id: versionId }, select: { bytes: true } });
  return textAsRead(textOf(versionDoc(bytes)));
}

/** Texts that are looked at in one statement. */
const BATCH = 200;

/** Keeps every text that was changed since its last version. Called once a day; a text that fails holds up no other. */
export async function keepDailyVersions(): Promise<number> {
  let kept = 0;
  for (let after: string | null = null; ; ) {
    const rows: { id: string }[] = await prisma.$queryRaw`
      select d.id from "Document" d
      where (${after}::uuid is null or d.id > ${after}::uuid) and d."isSequence" and d."frozenAt" is null
        and d.sequence > coalesce((select max(v.sequence) from "TextVersion" v where v."documentId" = d.id), 0)
      order by d.id limit ${BATCH}`;
    for (const { id: documentId } of rows) {
      const keeping = { documentId, reason: 'DAILY', keptById: null } as const;
      const version = await transact(null, (tx) => keepVersion(tx, keeping, { onlyIfChanged: true })).catch(
        (err: unknown) => log.error({ err, documentId }, 'a text could not be kept'),
      );
      if (version) kept += 1;
    }
    if (rows.length < BATCH) return kept;
    after = rows.at(-1)?.id ?? null;
  }
}
