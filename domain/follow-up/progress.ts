// How far the actions of conventions have come: counts by status and mean progress, by axis and by convention. One
// statement each, with the viewer's filter in it; dashboards and the yearly report read here.

import { Prisma } from '#generated/prisma/client.ts';
import { rowsOf } from '#prisma/client.ts';
import { today } from '../calendar.ts';
import { notFound } from '../errors.ts';
import { isUuid } from '../parse.ts';
import { visibleConventionsSql } from '../permissions.ts';
import type { Viewer } from '../viewers.ts';
import type { ActionStatus, ItemKind, Territory } from '../vocabulary.ts';
import { actionsFrom, isAction, lateOn, ofOrganisation, ofTerritory } from './action-views.ts';

/** How many actions stand where. What is past its due day counts as late, whatever was last said of it. */
export interface ActionCounts {
  total: number;
  byStatus: Partial<Record<ActionStatus, number>>;
  /** Per cent; the mean of what is said of each. */
  meanProgress: number;
  /** Of all of them: means over several axes are taken from it. */
  progressSum: number;
}

/** The actions of one axis or article. */
export interface AxisProgress extends ActionCounts {
  id: string | null;
  kind: ItemKind | null;
  number: string | null;
  title: string;
}

/** The actions of one convention, as an organisation or a territory takes part in them. */
export interface ConventionProgress extends ActionCounts {
  conventionId: string;
  conventionTitle: string;
  year: number;
}

const counted = (day: string) => Prisma.sql`
  case when ${lateOn(day)} then 'LATE' else coalesce(f.status, 'UPCOMING')::text end as status,
  coalesce(f.progress, 0) as progress`;

const summed = Prisma.sql`sum(number_of)::int as total, jsonb_object_agg(status, number_of) as "byStatus",
  sum(progress_of)::int as "progressSum", round(sum(progress_of)::numeric / sum(number_of))::int as "meanProgress"`;

/** Progress by axis (or article) of each of these conventions that `viewer` sees, in reading order; one statement for all. */
export async function readAxisProgress(
  viewer: Viewer,
  conventionIds: readonly string[],
): Promise<Map<string, AxisProgress[]>> {
  const rows = await rowsOf<AxisProgress & { conventionId: string }>(Prisma.sql`
    with placed as (
      select "conventionId", "blockId", max(position) filter (where kind in ('AXIS', 'ARTICLE'))
        over (partition by "conventionId" order by position) as axis
      from "ProgrammeItem" where "conventionId" = any(${conventionIds}::uuid[]) and "archivedAt" is null
    ), actions as (
      select i."conventionId", placed.axis, ${counted(today())} from ${actionsFrom}
        join placed on placed."conventionId" = i."conventionId" and placed."blockId" = i."blockId"
      where i."conventionId" = any(${conventionIds}::uuid[]) and ${isAction} and ${visibleConventionsSql(viewer)}
    ), sums as (
      select "conventionId", axis, status, count(*)::int as number_of, sum(progress) as progress_of from actions
      group by "conventionId", axis, status
    ), axes as (select "conventionId", axis, ${summed} from sums group by "conventionId", axis)
    select axes."conventionId", a."blockId" as id, a.kind, a.number, coalesce(a.title, '') as title, total, "byStatus",
      "meanProgress", "progressSum"
    from axes left join "ProgrammeItem" a on a."conventionId" = axes."conventionId" and a.position = axes.axis
      and a."archivedAt" is null
    order by axes."conventionId", axes.axis nulls first`);
  const progress = new Map<string, AxisProgress[]>(conventionIds.map((id) => [id, []]));
  for (const { conventionId, ...axis } of rows) progress.get(conventionId)?.push(axis);
  return progress;
}

/** Progress by convention of the actions that an organisation or a territory is named in, latest year first. */
export async function readProgress(
  viewer: Viewer,
  { organisationId, territory }: { organisationId?: string; territory?: Territory },
): Promise<ConventionProgress[]> {
  if (organisationId !== undefined && !isUuid(organisationId)) throw notFound();
  const statement = Prisma.sql`
    with actions as (
      select c.id, c.year, c.title, ${counted(today())} from ${actionsFrom}
      where ${isAction} and ${visibleConventionsSql(viewer)}
        and ${organisationId ? ofOrganisation(organisationId) : Prisma.sql`true`}
        and ${territory ? ofTerritory(territory) : Prisma.sql`true`}
    ), sums as (
      select id, year, title, status, count(*)::int as number_of, sum(progress) as progress_of from actions
      group by id, year, title, status
    )
    select id as "conventionId", title as "conventionTitle", year, ${summed} from sums group by id, year, title order by year desc, id`;
  return rowsOf<ConventionProgress>(statement);
}
