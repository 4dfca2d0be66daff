// Which obligations and occurrences a viewer sees, and how many are in which state: one statement each, over all visible
// conventions, with the viewer's filter in it. What is shown of each is obligation-views.ts.

import { Prisma } from '#generated/prisma/client.ts';
import { rowsOf } from '#prisma/client.ts';
import { notFound } from '../errors.ts';
import { keyAfter, type Page, type PageRequest, pageOf, pageSize } from '../paging.ts';
import { isUuid, parseInput } from '../parse.ts';
import { visibleConventionsSql } from '../permissions.ts';
import { filledIn, rowsOfLists } from '../several-lists.ts';
import type { Viewer } from '../viewers.ts';
import type { ObligationRole, OccurrenceState } from '../vocabulary.ts';
import { type ObligationFilter, obligationFilter } from './inputs.ts';
import {
  type ObligationParts,
  type ObligationView,
  type OccurrenceView,
  obligationColumns,
  readViews,
  viewsOf,
  type WholeRow,
  wholeRows,
} from './obligation-views.ts';
import { quarterSql, stateSql } from './occurrence-sql.ts';
import { owedStates } from './occurrences.ts';

const { sql } = Prisma;

/** Whether a party of the obligation, in this capacity, is this organisation, a service of it, or this service. */
const names = (role: ObligationRole, id: string) => sql`exists (
  select 1 from "ObligationParty" q left join "Unit" qu on qu.id = q."unitId"
  where q."obligationId" = ob.id and q.role::text = ${role}
    and (q."unitId" = ${id}::uuid or coalesce(q."organisationId", qu."organisationId") = ${id}::uuid))`;

const touches = (territory: string) => sql`(exists (
  select 1 from "ObligationParty" q join "Unit" qu on qu.id = q."unitId"
  where q."obligationId" = ob.id and qu.territory::text = ${territory}) or exists (
  select 1 from "ObligationPilot" l join "Person" lp on lp.id = l."personId" join "Unit" lu on lu.id = lp."unitId"
  where l."obligationId" = ob.id and lu.territory::text = ${territory}))`;

function isMine(viewer: Viewer): Prisma.Sql {
  const personId = viewer.kind === 'person' ? viewer.personId : null;
  const piloted = (by: Prisma.Sql) =>
    sql`exists (select 1 from "ObligationPilot" l where l."obligationId" = ob.id and ${by})`;
  return sql`(${piloted(sql`l."personId" = ${personId}::uuid`)}
    or (not ${piloted(sql`true`)} and exists (
      select 1 from "ObligationParty" q where q."obligationId" = ob.id and q.role = 'DEBTOR'
        and (q."organisationId" = ${viewer.organisationId}::uuid or q."unitId" = (
          select me."unitId" from "Person" me where me.id = ${personId}::uuid)))))`;
}

/** What the filter asks of the obligation `ob` and its convention `c`. */
function aboutObligation(viewer: Viewer, filter: ObligationFilter): Prisma.Sql {
  const { conventionId, blockId, debtorId, creditorId, territory, mine, part, inForce } = filter;
  const asked = [
    sql`${visibleConventionsSql(viewer)} and ob."withdrawnAt" is null`,
    conventionId ? sql`c.id = ${conventionId}::uuid` : sql`c."archivedAt" is null`,
    blockId && sql`ob."blockId" = ${blockId}::uuid`,
    debtorId && names('DEBTOR', debtorId),
    creditorId && names('CREDITOR', creditorId),
    territory && touches(territory),
    mine && isMine(viewer),
    part === 'OWED' && names('DEBTOR', viewer.organisationId),
    part === 'OWED_TO_ME' && names('CREDITOR', viewer.organisationId),
    inForce && sql`c.state::text = any(${owedStates})`,
  ];
  return Prisma.join(
    asked.filter((one) => typeof one === 'object' && one !== null),
    ' and ',
  );
}

/** What the filter asks of the occurrence `o`. */
const aboutOccurrence = ({ states, quarter }: ObligationFilter): Prisma.Sql =>
  Prisma.join(
    [
      sql`true`,
      ...(states ? [sql`(${stateSql()}) = any(${states}::text[])`] : []),
      ...(quarter ? [sql`${quarterSql} = ${quarter}`] : []),
    ],
    ' and ',
  );

/** A list's filter and page. */
export type ObligationRequest = PageRequest & { filter?: unknown };

const position = sql`coalesce(i.position, 999999)`;

/** Year first, the latest at the top, then convention by convention in the order of the text: read until the page is full. */
const textOrder = sql`c.year desc, c.id, ${position}, ob.id`;

/** The same but for the last, in words that say how far a page went. */
const textPlace = sql`(lpad((9999 - c.year)::text, 4, '0') || c.id::text || lpad(${position}::text, 6, '0')) collate "C"`;

const isTextPlace = (sortKey: string) => /^\d{4}[0-9a-f-]{36}\d{6}$/.test(sortKey);

/** What stands behind a place: no year before its own is looked through. */
const behind = ({ sortKey, id }: { sortKey: string; id: string }) => sql`c.year <= ${9999 - Number(sortKey.slice(0, 4))}
  and (${textPlace}, ob.id) > (${sortKey}, ${id}::uuid)`;

/** Obligations in the order of the text; with `states` or `quarter`, those with an occurrence that answers to both. */
export async function listObligations(
  viewer: Viewer,
  request: ObligationRequest,
  parts?: ObligationParts,
): Promise<Page<ObligationView>> {
  const filter = parseInput(obligationFilter, request.filter ?? {});
  const after = keyAfter('obligations', request, isTextPlace);
  const size = pageSize(request);
  const narrowed = filter.states || filter.quarter;
  const found = await rowsOf<WholeRow & { sortKey: string }>(
    wholeRows(
      viewer,
      sql`
        select ${obligationColumns}, ${textPlace} as "sortKey"
        from "Obligation" ob join "Convention" c on c.id = ob."conventionId" left join lateral (
          select i.position from "ProgrammeItem" i
          where i."conventionId" = ob."conventionId" and i."blockId" = ob."blockId" limit 1) i on true
        where ${aboutObligation(viewer, filter)}
          and ${narrowed ? sql`exists (select 1 from "Occurrence" o where o."obligationId" = ob.id and ${aboutOccurrence(filter)})` : sql`true`}
          and ${after ? behind(after) : sql`true`}
        order by ${textOrder} limit ${size + 1}`,
      { order: sql`ob."sortKey", ob.id`, parts },
    ),
  );
  const page = pageOf('obligations', found, size, (row) => row);
  const rows = page.nodes.map(({ node }) => node);
  return filledIn([page], await viewsOf(viewer, rows, parts))[0] as Page<ObligationView>;
}

/** One obligation that the viewer sees, as it stands today; NOT_FOUND otherwise. */
export async function readObligation(viewer: Viewer, obligationId: string): Promise<ObligationView> {
  if (!isUuid(obligationId)) throw notFound();
  const page = sql`
    select ${obligationColumns} from "Obligation" ob join "Convention" c on c.id = ob."conventionId"
    where ob.id = ${obligationId}::uuid and ob."withdrawnAt" is null and ${visibleConventionsSql(viewer)}`;
  const found = await rowsOf<WholeRow>(wholeRows(viewer, page, { order: sql`ob.id` }));
  const [view] = await viewsOf(viewer, found);
  if (!view) throw notFound();
  return view;
}

/** The statement of the rows of one list of occurrences. */
function occurrencesSql(viewer: Viewer, request: ObligationRequest): Prisma.Sql {
  const filter = parseInput(obligationFilter, request.filter ?? {});
  const after = keyAfter('occurrences', request);
  return sql`
    select o.id, o."dueOn"::text as "sortKey", o."obligationId"
    from "Occurrence" o join "Obligation" ob on ob.id = o."obligationId" join "Convention" c on c.id = ob."conventionId"
    where ${aboutObligation(viewer, filter)} and ${aboutOccurrence(filter)}
      and ${after ? sql`(o."dueOn"::text, o.id) > (${after.sortKey}, ${after.id}::uuid)` : sql`true`}
    order by o."dueOn", o.id limit ${pageSize(request) + 1}`;
}

/** Several lists of occurrences of conventions that the viewer sees, each by due date. */
export async function readOccurrenceLists(
  viewer: Viewer,
  requests: readonly ObligationRequest[],
): Promise<Page<OccurrenceView>[]> {
  const found = await rowsOfLists<{ id: string; sortKey: string; obligationId: string }>(
    requests.map((request) => occurrencesSql(viewer, request)),
  );
  const pages = requests.map((request, index) =>
    pageOf('occurrences', found[index] ?? [], pageSize(request), (row) => row),
  );
  const obligationIds = new Set(pages.flatMap(({ nodes }) => nodes.map(({ node }) => node.obligationId)));
  const views = await readViews(viewer, [...obligationIds]);
  return filledIn(
    pages,
    views.flatMap(({ occurrences }) => occurrences),
  );
}

/** How many occurrences are due in a quarter (`2025-Q4`) and in a state. */
export interface OccurrenceCount {
  quarter: string;
  state: OccurrenceState;
  count: number;
}

/** Occurrences that the viewer sees, counted by quarter and state; one statement. Nothing is said of none. */
export async function countOccurrences(viewer: Viewer, filter: unknown = {}): Promise<OccurrenceCount[]> {
  const asked = parseInput(obligationFilter, filter);
  return rowsOf<OccurrenceCount>(sql`
    select ${quarterSql} as quarter, (${stateSql()}) as state, count(*)::int as count
    from "Occurrence" o join "Obligation" ob on ob.id = o."obligationId" join "Convention" c on c.id = ob."conventionId"
    where ${aboutObligation(viewer, asked)} and ${aboutOccurrence(asked)}
    group by 1, 2 order by 1, 2`);
}
