// Which meetings a viewer sees, in the order of time: one statement for all the lists of an answer, with the viewer's filter in
// it. What is shown of each is meeting-views.ts.
import { Prisma } from '#generated/prisma/client.ts';
import { addDays, instantIn, now } from '../calendar.ts';
import { isInstant, keyAfter, type Page, type PageRequest, pageOf, pageSize } from '../paging.ts';
import { parseInput } from '../parse.ts';
import { visibleConventionsSql } from '../permissions.ts';
import { filledIn, numberedLists } from '../several-lists.ts';
import type { Viewer } from '../viewers.ts';
import { territories } from '../vocabulary.ts';
import { type MeetingFilter, meetingFilter } from './inputs.ts';
import {
  type MeetingListed,
  type MeetingParts,
  type MeetingView,
  meetingParts,
  readListed,
  viewsOf,
} from './meeting-views.ts';

const { sql } = Prisma;

const hasParty = (territory: string) => sql`exists (
  select 1 from "MeetingParty" p join "Unit" u on u.id = p."unitId"
  where p."meetingId" = m.id and u.territory::text = ${territory})`;

/** What the filter asks of the meeting `m` and its convention `c`. */
function asked(viewer: Viewer, filter: MeetingFilter): Prisma.Sql {
  const { conventionId, states, kind, territory, joint, mine, unanswered, coming, from, to } = filter;
  const personId = viewer.kind === 'person' ? viewer.personId : null;
  const conditions = [
    visibleConventionsSql(viewer),
    conventionId ? sql`c.id = ${conventionId}::uuid` : sql`c."archivedAt" is null`,
    ...(states ? [sql`m.state::text = any(${states}::text[])`] : []),
    ...(kind ? [sql`m.kind::text = ${kind}`] : []),
    ...(territory ? [hasParty(territory)] : []),
    ...(joint ? [sql`m.kind = 'TERRITORIAL_EXCHANGE'`, ...territories.map(hasParty)] : []),
    ...(mine
      ? [
          sql`exists (select 1 from "Invitee" v where v."meetingId" = m.id and v."removedAt" is null
            and v."personId" = ${personId}::uuid)`,
        ]
      : []),
    ...(unanswered
      ? [
          sql`m.state = 'DRAFT' and exists (
            select 1 from "Invitee" v join "DatePoll" p on p."meetingId" = v."meetingId" and p."closedAt" is null
            join "Slot" s on s."meetingId" = p."meetingId"
            where v."meetingId" = m.id and v."removedAt" is null and v."personId" = ${personId}::uuid
              and not exists (select 1 from "Vote" a where a."slotId" = s.id and a."inviteeId" = v.id))`,
        ]
      : []),
    ...(from ? [sql`m."endsAt" > ${instantIn(from, 0)}`] : []),
    ...(to ? [sql`m."startsAt" < ${instantIn(addDays(to, 1), 0)}`] : []),
    // Without a date, what is prepared is to come.
    ...(coming == null ? [] : [sql`coalesce(m."endsAt" > ${now()}, m.state = 'DRAFT') = ${coming}`]),
  ];
  return Prisma.join(conditions, ' and ');
}

/** Where a meeting stands in the order of time: after all others while it has no date. */
const instant = sql`coalesce(m."startsAt", timestamptz '9999-12-31 00:00Z')`;

/** What a list of meetings takes; without `parts`, meetings are read whole. */
export type MeetingRequest = PageRequest & { filter?: unknown; parts?: MeetingParts };

/** One list: how it is named in its cursors, and the statement of its rows. */
function listOf(viewer: Viewer, request: MeetingRequest) {
  const filter = parseInput(meetingFilter, request.filter ?? {});
  const list = filter.coming ? 'meetings to come' : 'meetings';
  const after = keyAfter(list, request, isInstant);
  const size = pageSize(request);
  const [beyond, order] = filter.coming ? [sql`>`, sql`asc`] : [sql`<`, sql`desc`];
  const key = sql`to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  const rows = sql`
    select m.id, ${key} as "sortKey" from "Meeting" m join "Convention" c on c.id = m."conventionId"
    where ${asked(viewer, filter)}
      and ${after ? sql`(${instant}, m.id) ${beyond} (${after.sortKey}::timestamptz, ${after.id}::uuid)` : sql`true`}
    order by ${instant} ${order}, m.id ${order} limit ${size + 1}`;
  return { rows, pageOf: (found: MeetingListed[]) => pageOf(list, found, size, (row) => row) };
}

/** Several lists of meetings that the viewer sees, each: those to come the soonest first, others the latest first. */
export async function readMeetingLists(
  viewer: Viewer,
  requests: readonly MeetingRequest[],
): Promise<Page<MeetingView>[]> {
  if (requests.length === 0) return [];
  const lists = requests.map((request) => listOf(viewer, request));
  // Read once for all lists, with all that one of them asks for.
  const parts = new Set(requests.flatMap((request) => [...(request.parts ?? meetingParts)]));
  const found = await readListed(numberedLists(lists.map(({ rows }) => rows)), parts);
  const pages = lists.map((list, index) => list.pageOf(found.filter((row) => row.list === index)));
  const rows = new Map(pages.flatMap(({ nodes }) => nodes.map(({ node }) => [node.id, node] as const)));
  return filledIn(pages, await viewsOf(viewer, [...rows.values()], parts));
}
