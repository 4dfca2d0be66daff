// The way to a convention: one that a viewer sees, or may do something in. Every room’s verbs begin here; what is judged is in
// permissions.ts.

import type { Prisma } from '#generated/prisma/client.ts';
import { prisma } from '#prisma/client.ts';
import { forbidden, notFound } from './errors.ts';
import { isUuid } from './parse.ts';
import { can, conventionRights, type Verb, visibleConventions } from './permissions.ts';
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
      | 'thread.open'
      | 'obligation.manage'
      | 'evidence.record'
      | 'action.follow'
      | 'money.manage'
      | 'report.write'
      | 'file.store'
      | 'meeting.organise'
    >;

/** A convention that `viewer` sees, or NOT_FOUND. */
export async function readConvention(viewer: Viewer, conventionId: string): Promise<Convention> {
  const where = { AND: [{ id: conventionId }, visibleConventions(viewer)] };
  const convention = isUuid(conventionId) ? await prisma.convention.findFirst({ where, select: conventionRow }) : null;
  if (!convention) throw notFound();
  return convention;
}

/** Of these conventions, those that `viewer` sees. */
export const findConventions = (viewer: Viewer, ids: readonly string[]): Promise<Convention[]> =>
  prisma.convention.findMany({
    where: { AND: [{ id: { in: [...ids] } }, visibleConventions(viewer)] },
    select: conventionRow,
  });

/** A convention on which `viewer` may do `verb`; NOT_FOUND when unseen, FORBIDDEN when not allowed. */
export async function conventionFor(viewer: Viewer, verb: ConventionVerb, conventionId: string): Promise<Convention> {
  const convention = await readConvention(viewer, conventionId);
  if (!can(viewer, verb, convention)) throw forbidden();
  return convention;
}
