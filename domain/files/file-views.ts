// The files of a convention as they are found again: newest first, narrowed to what they serve as and to words of their
// name. What a file serves as is said only where the viewer sees that thing too. Keeping and reading one is files.ts.

import { Prisma, type StoredFile } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { readConvention } from '../gate.ts';
import { isInstant, keyAfter, type Page, type PageRequest, pageOf, pageSize } from '../paging.ts';
import { parseInput } from '../parse.ts';
import { visibleConventionsSql } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import { type FileKind, fileKinds } from '../vocabulary.ts';
import { type FileFilter, fileFilter } from './inputs.ts';

const { sql } = Prisma;

type UsedKind = Exclude<FileKind, 'OTHER'>;
const usedKinds = fileKinds.filter((kind) => kind !== 'OTHER');

/** One thing that a file serves as. */
export interface FileUse {
  kind: UsedKind;
  /** Of the thing, which an amendment may have left in the former convention. */
  conventionId: string;
  /** Of the meeting, the deliverable, the obligation, the payment or the convention. */
  subjectId: string;
  title: string;
}

/** The living things that the file `f` serves as, each with its convention `c`. What was withdrawn is not told. */
const uses: Record<UsedKind, Prisma.Sql> = {
  MINUTES: sql`select c.id as "conventionId", m.id as "subjectId", m.title
    from "Minutes" n join "Meeting" m on m.id = n."meetingId" join "Convention" c on c.id = m."conventionId"
    where n."pdfId" = f.id`,
  DELIVERABLE: sql`select distinct c.id as "conventionId", d.id as "subjectId", d.title
    from "DeliverablePiece" u join "Deliverable" d on d.id = u."deliverableId" join "Convention" c on c.id = d."conventionId"
    where u."fileId" = f.id and u."withdrawnAt" is null and d."withdrawnAt" is null`,
  EVIDENCE: sql`select distinct c.id as "conventionId", ob.id as "subjectId", ob.title
    from "Evidence" e join "Occurrence" o on o.id = e."occurrenceId" join "Obligation" ob on ob.id = o."obligationId"
      join "Convention" c on c.id = ob."conventionId"
    where e."fileId" = f.id and e."withdrawnAt" is null and ob."withdrawnAt" is null`,
  PAYMENT_PROOF: sql`select distinct c.id as "conventionId", u."paymentId" as "subjectId", u.title
    from "PaymentProof" u join "Payment" y on y.id = u."paymentId" join "BudgetLine" b on b.id = y."budgetLineId"
      join "Convention" c on c.id = b."conventionId"
    where u."fileId" = f.id and b."withdrawnAt" is null`,
  SIGNED_TEXT: sql`select c.id as "conventionId", c.id as "subjectId", c.title
    from "FrozenText" x join "Convention" c on c.id = x."conventionId"
    where x."pdfId" = f.id`,
};

/** Whether the viewer sees the file `f` serve as this. */
const servesAs = (viewer: Viewer, kind: UsedKind) => sql`exists (${uses[kind]} and ${visibleConventionsSql(viewer)})`;

function ofKind(viewer: Viewer, kind: FileKind): Prisma.Sql {
  if (kind !== 'OTHER') return servesAs(viewer, kind);
  const used = usedKinds.map((one) => servesAs(viewer, one));
  return sql`not (${Prisma.join(used, ' or ')})`;
}

/** A name without its accents and capitals, whatever the language of the database. */
const foldedName = sql`lower(regexp_replace(normalize(f.name, NFD), '[\\u0300-\\u036f]', '', 'g'))`;

const holds = (word: string) => sql`${foldedName} like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`;

function afterKey(list: string, page: PageRequest): Prisma.Sql {
  const key = keyAfter(list, page, isInstant);
  if (!key) return sql`true`;
  return sql`(f."createdAt", f.id) < (${key.sortKey}::timestamptz, ${key.id}::uuid)`;
}

const asked = (viewer: Viewer, { kind, words }: FileFilter): Prisma.Sql =>
  Prisma.join([sql`true`, ...(kind ? [ofKind(viewer, kind)] : []), ...(words ?? []).map(holds)], ' and ');

/** A list's page, with `words` and `kind` to narrow it. */
export type FileRequest = PageRequest & { words?: unknown; kind?: unknown };

/** The files of a convention that `viewer` sees, newest first; all that have each of the words in their name. */
export async function listFiles(
  viewer: Viewer,
  conventionId: string,
  { words, kind, ...page }: FileRequest,
): Promise<Page<StoredFile>> {
  const filter = parseInput(fileFilter, { words, kind });
  await readConvention(viewer, conventionId);
  const list = `files ${conventionId}`;
  const size = pageSize(page);
  const found = await prisma.$queryRaw<StoredFile[]>`
    select f.* from "StoredFile" f join "Convention" c on c.id = f."conventionId"
    where c.id = ${conventionId}::uuid and ${visibleConventionsSql(viewer)} and ${asked(viewer, filter)}
      and ${afterKey(list, page)}
    order by f."createdAt" desc, f.id desc limit ${size + 1}`;
  return pageOf(list, found, size, ({ createdAt, id }) => ({ sortKey: createdAt.toISOString(), id }));
}

/** Uses that are told of one file: minutes may prove many obligations. */
const MOST_USES = 20;

/** What files that were judged serve as, of what `viewer` sees, by file; nothing is said of those that serve as nothing. */
export async function usesOfFiles(viewer: Viewer, fileIds: readonly string[]): Promise<Map<string, FileUse[]>> {
  const parts = usedKinds.map(
    (kind, rank) =>
      sql`select ${rank}::int as rank, ${kind}::text as kind, w.*
        from (${uses[kind]} and ${visibleConventionsSql(viewer)}) w`,
  );
  const rows = await prisma.$queryRaw<(FileUse & { fileId: string })[]>`
    select f.id as "fileId", u.kind, u."conventionId", u."subjectId", u.title
    from "StoredFile" f cross join lateral (
      select * from (${Prisma.join(parts, ' union all ')}) v order by v.rank, v.title, v."subjectId" limit ${MOST_USES}
    ) u
    where f.id = any(${fileIds}::uuid[]) order by f.id, u.rank, u.title, u."subjectId"`;
  const byFile = new Map<string, FileUse[]>();
  for (const { fileId, ...use } of rows) byFile.set(fileId, [...(byFile.get(fileId) ?? []), use]);
  return byFile;
}
