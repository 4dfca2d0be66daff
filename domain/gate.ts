// The way to a convention: one that a viewer sees, or may do something in. Every room’s verbs begin here; what is judged is in
// permissions.ts.

import { Prisma } from '#generated/prisma/client.ts';
import { rowsOf } from '#prisma/client.ts';
import { forbidden, notFound } from './errors.ts';
import { isUuid } from './parse.ts';
import { can, conventionRights, type Verb, visibleConventionsSql } from './permissions.ts';
import type { Viewer } from './viewers.ts';

/** The selection that gives a Convention. */
export const conventionRow = {
  id: true,
  title: true,
  year: true,
  documentId: true,
  previousId: true,
  amendsId: true,
  createdAt: true,
  version: true,
  ...conventionRights,
} satisfies Prisma.ConventionSelect;

/** A convention with what its rights are judged on. */
export type Convention = Prisma.ConventionGetPayload<{ select: typeof conventionRow }>;

/** The verbs that are judged on a convention. */
export type ConventionVerb =
  | Exclude<Extract<Verb, `convention.${string}`>, 'convention.create'>
  | Extract<
      Verb,
      | 'participant.manage'
      | 'carryOver.decide'
      | 'text.write'
      | 'text.suggest'
      | 'thread.open'
      | 'obligation.manage'
      | 'evidence.record'
      | 'action.follow'
      | 'money.manage'
      | 'report.write'
      | 'file.store'
      | 'meeting.organise'
    >;

/** The same in a statement, where `c` is the convention. */
const conventionSql = Prisma.sql`c.id, c.title, c.year, c."documentId", c."previousId", c."amendsId", c."createdAt", c.version,
  c.state, c."archivedAt", (
    select coalesce(json_agg(json_build_object('organisationId', p."organisationId", 'personId', p."personId", 'role', p.role)), '[]')
    from "Participant" p where p."conventionId" = c.id) as participants`;

/** The statement of the conventions `c` that `viewer` sees, of those that `which` names, in its order. */
export const conventionsSql = (viewer: Viewer, which: Prisma.Sql): Prisma.Sql => Prisma.sql`
  select ${conventionSql} from "Convention" c where ${visibleConventionsSql(viewer)} and ${which}`;

/** Its rows. */
export const selectConventions = (viewer: Viewer, which: Prisma.Sql): Promise<Convention[]> =>
  rowsOf<Convention>(conventionsSql(viewer, which));

/** A convention that `viewer` sees, with what `besides` reads of it in the same statement; NOT_FOUND when unseen. */
async function readWith<Besides>(viewer: Viewer, conventionId: string, besides: Prisma.Sql) {
  const [convention] = isUuid(conventionId)
    ? await rowsOf<Convention & Besides>(Prisma.sql`
        select ${conventionSql}, ${besides} from "Convention" c
        where ${visibleConventionsSql(viewer)} and c.id = ${conventionId}::uuid`)
    : [];
  if (!convention) throw notFound();
  return convention;
}

/** A convention that `viewer` sees, or NOT_FOUND. */
export async function readConvention(viewer: Viewer, conventionId: string): Promise<Convention> {
  const [convention] = isUuid(conventionId)
    ? await selectConventions(viewer, Prisma.sql`c.id = ${conventionId}::uuid`)
    : [];
  if (!convention) throw notFound();
  return convention;
}

/** Of these conventions, those that `viewer` sees. */
export const findConventions = (viewer: Viewer, ids: readonly string[]): Promise<Convention[]> =>
  selectConventions(viewer, Prisma.sql`c.id = any(${ids}::uuid[])`);

/** A convention on which `viewer` may do `verb`; NOT_FOUND when unseen, FORBIDDEN when not allowed. */
export async function conventionFor(viewer: Viewer, verb: ConventionVerb, conventionId: string): Promise<Convention> {
  const convention = await readConvention(viewer, conventionId);
  if (!can(viewer, verb, convention)) throw forbidden();
  return convention;
}

/** The same with what `besides` reads of the convention `c`, in the same statement. */
export async function conventionWith<Besides>(
  viewer: Viewer,
  verb: ConventionVerb,
  { conventionId, besides }: { conventionId: string; besides: Prisma.Sql },
): Promise<Convention & Besides> {
  const convention = await readWith<Besides>(viewer, conventionId, besides);
  if (!can(viewer, verb, convention)) throw forbidden();
  return convention;
}
