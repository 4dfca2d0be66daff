// What systems ask most: each as a query of the API, and as the one statement that somebody would write by hand for the same
// answer. The hand-written one has the viewer's filter in it and knows no key. And as what PostGraphile is asked for it
// (postgraphile/server.ts). Used by graphql.ts and graphql-floor.ts.
import type { Filled } from './graphql-data.ts';

type Row = Record<string, unknown>;

/** What came from PostGraphile, whose queries are all below. */
// biome-ignore lint/suspicious/noExplicitAny: equal to the API's answer or not, which is compared as a whole.
type Answer = any;

export interface Case {
  name: string;
  query: string;
  variables(filled: Filled, turn: number): Record<string, unknown>;
  sql: string;
  values(filled: Filled, turn: number): unknown[];
  /** The rows as the API gives them, for the same answer. */
  shape(rows: Row[]): unknown;
  postgraphile: {
    query: string;
    variables(filled: Filled, turn: number): Record<string, unknown>;
    /** Its answer as the API gives it. */
    shape(data: Answer): unknown;
  };
  /** Ours, at least, as a share of the floor's requests a second. */
  least?: number;
  /** Ours, at most, as a multiple of the floor's CPU. */
  mostCpu?: number;
}

const seen = (parameter: string) =>
  `exists (select 1 from "Participant" p where p."conventionId" = c.id and p."organisationId" = ${parameter}::uuid)`;

const edges = (rows: Row[]) => ({ edges: rows.map((node) => ({ node })) });

const instant = (text: string) => new Date(text).toISOString();

/** Of parties as PostGraphile gives them. */
const shortNames = (parties: Answer) =>
  parties.nodes.map(({ organisation, unit }: Answer) => ({ shortName: unit?.shortName ?? organisation.shortName }));

interface Node extends Row {
  id: string;
  parentId: string | null;
  children: Node[];
}

function tree(rows: Node[]): Row[] {
  const byId = new Map<string, Node>();
  const roots: Row[] = [];
  for (const row of rows) {
    const { parentId, ...node } = row;
    const item = { ...node, children: [] } as unknown as Node;
    byId.set(item.id, item);
    const parent = byId.get(parentId ?? '');
    if (parent) parent.children.push(item);
    else roots.push(item);
  }
  // The query names no children below the third level.
  for (const axis of roots as Node[])
    for (const objective of axis.children) for (const block of objective.children) delete (block as Row).children;
  return roots;
}

const itemFields = 'id kind mark degree number title text position version';
const itemColumns = itemFields.replace('id', 'id: blockId');
const below = (inner = '') =>
  `children(condition: { archivedAt: null }, orderBy: POSITION_ASC) { nodes { ${itemColumns} ${inner} } }`;
const withoutNodes = ({ children, ...item }: Answer): unknown =>
  children ? { ...item, children: children.nodes.map(withoutNodes) } : item;
const partyNames =
  '{ nodes { organisation: organisationByOrganisationId { shortName } unit: unitByUnitId { shortName } } }';

export const cases: readonly Case[] = [
  {
    name: 'empty query',
    query: '{ __typename }',
    variables: () => ({}),
    sql: 'select o.id from "ApiKey" k join "Organisation" o on o.id = k."organisationId" where k.hash = $1',
    values: ({ key }) => [key],
    shape: () => ({ __typename: 'Query' }),
    postgraphile: {
      query: '{ __typename }',
      variables: () => ({}),
      shape: (data) => data,
    },
    mostCpu: 2,
  },
  {
    name: 'tree of a convention',
    query: `query ($id: ID!) { programme(conventionId: $id) { convention { id title } items(roots: true) {
      ${itemFields} children { ${itemFields} children { ${itemFields} } } } } }`,
    variables: ({ conventionId }) => ({ id: conventionId }),
    sql: `select i."conventionId", c.title as "conventionTitle", i."blockId" as id, i.kind, i.mark, i.degree, i.number, i.title,
        i.text, i.position, i.version, i."parentBlockId" as "parentId"
      from "ProgrammeItem" i join "Convention" c on c.id = i."conventionId"
      where c.id = $1 and ${seen('$2')} and i."archivedAt" is null order by i.position`,
    values: ({ conventionId, organisationId }) => [conventionId, organisationId],
    shape: (rows) => ({
      programme: {
        convention: { id: rows[0]?.conventionId, title: rows[0]?.conventionTitle },
        items: tree(rows.map(({ conventionId: _, conventionTitle: __, ...row }) => row as Node)),
      },
    }),
    postgraphile: {
      query: `query ($viewer: UUID!, $id: UUID!) { viewedConvention(viewer: $viewer, convention: $id) { id: rowId title
        items: programmeItemsByConventionId(condition: { archivedAt: null, parentBlockId: null }, orderBy: POSITION_ASC) {
          nodes { ${itemColumns} ${below(below())} } } } }`,
      variables: ({ organisationId, conventionId }) => ({ viewer: organisationId, id: conventionId }),
      shape: ({ viewedConvention: { items, ...convention } }) => ({
        programme: { convention, items: items.nodes.map(withoutNodes) },
      }),
    },
    least: 0.7,
  },
  {
    name: '20 conventions with progress',
    query: `{ conventions(first: 20) { edges { node { id title year state version
      actionProgress { id number title total meanProgress } } } } }`,
    variables: () => ({}),
    sql: `with page as (
        select c.id, c.title, c.year, c.state, c.version from "Convention" c
        where c."archivedAt" is null and ${seen('$1')} order by c.year desc, c.id desc limit 20
      ), placed as (
        select i."conventionId", i."blockId", i.mark, max(position) filter (where kind in ('AXIS', 'ARTICLE'))
          over (partition by i."conventionId" order by position) as axis
        from "ProgrammeItem" i where i."conventionId" in (select id from page) and i."archivedAt" is null
      ), sums as (
        select placed."conventionId", axis, count(*)::int as total, sum(coalesce(f.progress, 0)) as done
        from placed left join "ActionFollowUp" f on f."conventionId" = placed."conventionId" and f."blockId" = placed."blockId"
        where mark in ('ACTION', 'COMMITMENT', 'DELIVERABLE') or f."blockId" is not null group by 1, 2
      )
      select page.*, (select json_agg(json_build_object('id', a."blockId", 'number', a.number, 'title', a.title, 'total', total,
          'meanProgress', round(done::numeric / total)) order by axis)
        from sums left join "ProgrammeItem" a on a."conventionId" = sums."conventionId" and a.position = axis and a."archivedAt" is null
        where sums."conventionId" = page.id) as "actionProgress"
      from page order by year desc, id desc`,
    values: ({ organisationId }) => [organisationId],
    shape: (rows) => ({ conventions: edges(rows) }),
    postgraphile: {
      query: `query ($viewer: UUID!) { viewedConventions(viewer: $viewer, first: 20) { nodes { id: rowId title year state version
        actionProgress { nodes { id: rowId number title total meanProgress } } } } }`,
      variables: ({ organisationId }) => ({ viewer: organisationId }),
      shape: ({ viewedConventions: { nodes } }) => ({
        conventions: edges(nodes.map((node: Answer) => ({ ...node, actionProgress: node.actionProgress.nodes }))),
      }),
    },
    least: 0.5,
  },
  {
    name: '100 threads with comments',
    query: `query ($id: ID!) { convention(id: $id) { threads(first: 100) { edges { node { id blockId quotation createdAt resolvedAt
      version comments { id body createdAt author { id name } } } } } } }`,
    variables: ({ conventionId }) => ({ id: conventionId }),
    sql: `select t.id, t."blockId", t.quotation, t."createdAt", t."resolvedAt", t.version,
        (select json_agg(json_build_object('id', m.id, 'body', m.body, 'createdAt',
          to_char(m."createdAt" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
          'author', json_build_object('id', h.id, 'name', h.name)) order by m."createdAt", m.id)
          from "Comment" m join "Person" h on h.id = m."authorId" where m."threadId" = t.id) as comments
      from "Thread" t join "Convention" c on c.id = t."conventionId"
      where c.id = $1 and ${seen('$2')} order by t."createdAt", t.id limit 100`,
    values: ({ conventionId, organisationId }) => [conventionId, organisationId],
    shape: (rows) => ({ convention: { threads: edges(rows) } }),
    postgraphile: {
      query: `query ($viewer: UUID!, $id: UUID!) { viewedConvention(viewer: $viewer, convention: $id) {
        threads: threadsByConventionId(first: 100, orderBy: [CREATED_AT_ASC, ROW_ID_ASC]) { nodes { id: rowId blockId quotation
          createdAt resolvedAt version comments: commentsByThreadId(orderBy: [CREATED_AT_ASC, ROW_ID_ASC]) { nodes { id: rowId body
            createdAt author: personByAuthorId { id: rowId name } } } } } } }`,
      variables: ({ organisationId, conventionId }) => ({ viewer: organisationId, id: conventionId }),
      shape: ({ viewedConvention: { threads } }) => {
        const dated = (node: Answer) => ({ ...node, createdAt: instant(node.createdAt) });
        const thread = (node: Answer) => ({ ...dated(node), comments: node.comments.nodes.map(dated) });
        return { convention: { threads: edges(threads.nodes.map(thread)) } };
      },
    },
    least: 0.7,
  },
  {
    name: 'status of an action, written',
    query: `mutation ($input: FollowActionInput!) { followAction(input: $input) { id status progress dueOn } }`,
    variables: ({ conventionId, blockId }, turn) => ({
      input: { conventionId, blockId, status: 'ONGOING', progress: turn % 100 },
    }),
    sql: `with seen as (
        select c.id from "Convention" c join "Participant" p on p."conventionId" = c.id
        where c.id = $1 and p."organisationId" = $3 and p.role in ('EDITOR', 'APPROVER', 'STEWARD') and c."archivedAt" is null
      ), said as (
        update "ActionFollowUp" f set status = 'ONGOING', progress = $5, version = f.version + 1 from seen
        where f."conventionId" = seen.id and f."blockId" = $2 returning f.*
      ), entry as (
        insert into "ActionStatusEntry" (id, "conventionId", "blockId", status, progress, "authorId")
        select gen_random_uuid(), "conventionId", "blockId", status, progress, $4 from said
      ), change as (
        insert into "Change" (id, kind, subject, "subjectId", version, "conventionId", "actorId", details)
        select gen_random_uuid(), 'action.changed', 'Action', "blockId"::text, version, "conventionId", $4,
          jsonb_build_object('status', status, 'progress', progress) from said
      )
      select "blockId" as id, status, progress, "dueOn"::text as "dueOn" from said`,
    values: ({ conventionId, blockId, organisationId, personId }, turn) => [
      ...[conventionId, blockId, organisationId, personId],
      turn % 100,
    ],
    shape: ([row]) => ({ followAction: row }),
    postgraphile: {
      query:
        'mutation ($input: FollowActionInput!) { followAction(input: $input) { result { id: blockId status progress dueOn } } }',
      variables: ({ conventionId, blockId, organisationId, personId }, turn) => ({
        input: {
          ...{ viewer: organisationId, author: personId, convention: conventionId, block: blockId },
          ...{ status: 'ONGOING', progress: turn % 100 },
        },
      }),
      shape: ({ followAction: { result } }) => ({ followAction: result }),
    },
    least: 0.5,
  },
  {
    name: 'page of 500 changes',
    query: `{ changes(first: 500) { changes { id at kind subject subjectId version deletion conventionId actors { id name } details }
      hasNextPage } }`,
    variables: () => ({}),
    sql: `select h.id, at, upper(replace(h.kind, '.', '_')) as kind, subject,
        "subjectId", version, deletion, h."conventionId", json_build_array(json_build_object('id', a.id, 'name', a.name)) as actors, details
      from "Change" h left join "Person" a on a.id = h."actorId"
      where h.position > 0 and h."conventionId" = any(array(select c.id from "Convention" c where ${seen('$1')}))
      order by position limit 501`,
    values: ({ organisationId }) => [organisationId],
    shape: (rows) => ({ changes: { changes: rows.slice(0, 500), hasNextPage: rows.length > 500 } }),
    postgraphile: {
      query: `query ($viewer: UUID!) { viewedChanges(viewer: $viewer, first: 500) { nodes { id: rowId at kind subject subjectId version
        deletion conventionId actor { id: rowId name } details } pageInfo { hasNextPage } } }`,
      variables: ({ organisationId }) => ({ viewer: organisationId }),
      shape: ({ viewedChanges: { nodes, pageInfo } }) => ({
        changes: {
          changes: nodes.map(({ actor, ...node }: Answer) => ({
            ...{ ...node, at: instant(node.at), kind: node.kind.replace('.', '_').toUpperCase(), actors: [actor] },
          })),
          ...pageInfo,
        },
      }),
    },
    least: 0.7,
  },
  {
    name: '50 obligations with due dates',
    query: `{ obligations(first: 50) { edges { node { id title periodicity startsOn endsOn version debtors { shortName }
      occurrences { id rank dueOn state } } } } }`,
    variables: () => ({}),
    sql: `select ob.id, ob.title, ob.periodicity, ob."startsOn"::text as "startsOn", ob."endsOn"::text as "endsOn", ob.version,
        (select json_agg(json_build_object('shortName', coalesce(u."shortName", g."shortName")) order by q.id)
          from "ObligationParty" q left join "Organisation" g on g.id = q."organisationId" left join "Unit" u on u.id = q."unitId"
          where q."obligationId" = ob.id and q.role = 'DEBTOR') as debtors,
        (select json_agg(json_build_object('id', o.id, 'rank', o.rank, 'dueOn', o."dueOn", 'state', case
            when exists (select 1 from "Evidence" e where e."occurrenceId" = o.id and e."withdrawnAt" is null and e.proof = ob.proof
              and e."on" between o."startsOn" and current_date and not exists (
                select 1 from "ObligationParty" n where n."obligationId" = ob.id and n.role = 'ATTENDEE' and not exists (
                  select 1 from "EvidenceAttendee" w where w."evidenceId" = e.id and w."unitId" = n."unitId"))) then 'MET'
            when o."dueOn" < current_date then 'LATE' when o."plannedOn" is not null then 'PLANNED' else 'TO_PLAN' end) order by o.rank)
          from "Occurrence" o where o."obligationId" = ob.id) as occurrences
      from "Obligation" ob join "Convention" c on c.id = ob."conventionId"
        left join "ProgrammeItem" i on i."conventionId" = ob."conventionId" and i."blockId" = ob."blockId"
      where ob."withdrawnAt" is null and c."archivedAt" is null and ${seen('$1')}
      order by c.year desc, c.id, i.position, ob.id limit 50`,
    values: ({ organisationId }) => [organisationId],
    shape: (rows) => ({ obligations: edges(rows) }),
    postgraphile: {
      query: `query ($viewer: UUID!) { viewedObligations(viewer: $viewer, first: 50) { nodes { id: rowId title periodicity startsOn endsOn
        version debtors: obligationPartiesByObligationId(condition: { role: DEBTOR }, orderBy: ROW_ID_ASC) ${partyNames}
        occurrences: occurrencesByObligationId(orderBy: RANK_ASC) { nodes { id: rowId rank dueOn state } } } } }`,
      variables: ({ organisationId }) => ({ viewer: organisationId }),
      shape: ({ viewedObligations: { nodes } }) => ({
        obligations: edges(
          nodes.map((node: Answer) => ({
            ...{ ...node, debtors: shortNames(node.debtors), occurrences: node.occurrences.nodes },
          })),
        ),
      }),
    },
    least: 0.5,
  },
  {
    name: 'month of meetings',
    query: `{ meetings(first: 100, filter: { from: "2026-11-01", to: "2026-11-30" }) { edges { node { id kind title place startsAt
      endsAt state version organisers { shortName } invitees { id name answer } } } } }`,
    variables: () => ({}),
    sql: `select m.id, m.kind, m.title, m.place, m."startsAt", m."endsAt", m.state, m.version,
        (select json_agg(json_build_object('shortName', coalesce(u."shortName", g."shortName")) order by q.id)
          from "MeetingParty" q left join "Organisation" g on g.id = q."organisationId" left join "Unit" u on u.id = q."unitId"
          where q."meetingId" = m.id and q.role = 'ORGANISER') as organisers,
        (select json_agg(json_build_object('id', v.id, 'name', coalesce(h.name, v.name), 'answer', v.answer) order by v.required desc, v.name, v.id)
          from "Invitee" v left join "Person" h on h.id = v."personId" where v."meetingId" = m.id and v."removedAt" is null) as invitees
      from "Meeting" m join "Convention" c on c.id = m."conventionId"
      where c."archivedAt" is null and ${seen('$1')} and m."endsAt" > timestamptz '2026-10-31 23:00Z'
        and m."startsAt" < timestamptz '2026-11-30 23:00Z'
      order by m."startsAt" desc, m.id desc limit 100`,
    values: ({ organisationId }) => [organisationId],
    shape: (rows) => ({ meetings: edges(rows) }),
    postgraphile: {
      query: `query ($viewer: UUID!, $since: Datetime!, $until: Datetime!) {
        viewedMeetings(viewer: $viewer, since: $since, until: $until, first: 100) { nodes { id: rowId kind title place startsAt endsAt
          state version organisers: meetingPartiesByMeetingId(condition: { role: ORGANISER }, orderBy: ROW_ID_ASC) ${partyNames}
          invitees: inviteesByMeetingId(condition: { removedAt: null }, orderBy: [REQUIRED_DESC, NAME_ASC, ROW_ID_ASC]) {
            nodes { id: rowId name answer person: personByPersonId { name } } } } } }`,
      variables: ({ organisationId }) => ({
        ...{ viewer: organisationId, since: '2026-10-31T23:00:00Z', until: '2026-11-30T23:00:00Z' },
      }),
      shape: ({ viewedMeetings: { nodes } }) => ({
        meetings: edges(
          nodes.map((node: Answer) => ({
            ...{
              ...node,
              startsAt: instant(node.startsAt),
              endsAt: instant(node.endsAt),
              organisers: shortNames(node.organisers),
            },
            invitees: node.invitees.nodes.map(({ person, ...invitee }: Answer) => ({
              ...invitee,
              name: person?.name ?? invitee.name,
            })),
          })),
        ),
      }),
    },
    least: 0.5,
  },
];
