// PostGraphile 5 on the same database, as somebody would run it who wants no code of their own: its recommended preset, and in the
// database what it cannot know by itself, in plain SQL. A process of its own, started by graphql.ts with the database's address.
//
// The viewer is an argument of the functions that list, and whoever asks says who that is: it knows no key and no rights. Those
// who give it rights write row level security, which adds a transaction and settings to each request; that is not measured.
import { createServer } from 'node:http';
import pg from 'pg';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';

// It is made for Node 22 and later; this is all that it misses in Node 20.
if (!('withResolvers' in Promise))
  Object.assign(Promise, {
    withResolvers() {
      const made: Record<string, unknown> = {};
      made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
      return made;
    },
  });

/** Relations that the database does not say, and what is not a table: lists of what somebody sees, sums, states, a write. */
const ADDED = `
  comment on table "ProgrammeItem" is E'@foreignKey ("conventionId", "parentBlockId") references "ProgrammeItem" ("conventionId", "blockId")|@fieldName parent|@foreignFieldName children';
  comment on table "Change" is E'@foreignKey ("actorId") references "Person" (id)|@fieldName actor';
  create index on "ProgrammeItem" ("conventionId", "parentBlockId", position);

  create function viewed_convention(viewer uuid, convention uuid) returns "Convention" language sql stable as $$
    select c.* from "Convention" c where c.id = convention
      and exists (select 1 from "Participant" p where p."conventionId" = c.id and p."organisationId" = viewer)
  $$;

  create function viewed_conventions(viewer uuid) returns setof "Convention" language sql stable as $$
    select c.* from "Convention" c where c."archivedAt" is null
      and exists (select 1 from "Participant" p where p."conventionId" = c.id and p."organisationId" = viewer)
    order by c.year desc, c.id desc
  $$;

  create function viewed_changes(viewer uuid) returns setof "Change" language sql stable as $$
    select h.* from "Change" h where h.position > 0 and h."conventionId" = any(array(
      select p."conventionId" from "Participant" p where p."organisationId" = viewer))
    order by h.position
  $$;

  create function viewed_meetings(viewer uuid, since timestamptz, until timestamptz) returns setof "Meeting"
  language sql stable as $$
    select m.* from "Meeting" m join viewed_conventions(viewer) c on c.id = m."conventionId"
    where m."endsAt" > since and m."startsAt" < until order by m."startsAt" desc, m.id desc
  $$;

  create function viewed_obligations(viewer uuid) returns setof "Obligation" language sql stable as $$
    select ob.* from "Obligation" ob join viewed_conventions(viewer) c on c.id = ob."conventionId"
      left join "ProgrammeItem" i on i."conventionId" = ob."conventionId" and i."blockId" = ob."blockId"
    where ob."withdrawnAt" is null order by c.year desc, c.id, i.position, ob.id
  $$;

  create function "Occurrence_state"(o "Occurrence") returns text language sql stable as $$
    select case
      when exists (select 1 from "Evidence" e join "Obligation" ob on ob.id = o."obligationId"
        where e."occurrenceId" = o.id and e."withdrawnAt" is null and e.proof = ob.proof
          and e."on" between o."startsOn" and current_date and not exists (
            select 1 from "ObligationParty" n where n."obligationId" = ob.id and n.role = 'ATTENDEE' and not exists (
              select 1 from "EvidenceAttendee" w where w."evidenceId" = e.id and w."unitId" = n."unitId"))) then 'MET'
      when o."dueOn" < current_date then 'LATE' when o."plannedOn" is not null then 'PLANNED' else 'TO_PLAN' end
  $$;

  create type axis_progress as (id uuid, number text, title text, total int, "meanProgress" int);
  create function "Convention_actionProgress"(c "Convention") returns setof axis_progress language sql stable as $$
    with placed as (
      select i."blockId", i.mark, max(position) filter (where kind in ('AXIS', 'ARTICLE')) over (order by position) as axis
      from "ProgrammeItem" i where i."conventionId" = c.id and i."archivedAt" is null
    ), sums as (
      select axis, count(*)::int as total, sum(coalesce(f.progress, 0)) as done
      from placed left join "ActionFollowUp" f on f."conventionId" = c.id and f."blockId" = placed."blockId"
      where mark in ('ACTION', 'COMMITMENT', 'DELIVERABLE') or f."blockId" is not null group by 1
    )
    select a."blockId", a.number, a.title, total, round(done::numeric / total)::int
    from sums left join "ProgrammeItem" a on a."conventionId" = c.id and a.position = axis and a."archivedAt" is null
    order by axis
  $$;

  create function follow_action(
    viewer uuid, author uuid, convention uuid, block uuid, status "ActionStatus", progress int
  ) returns "ActionFollowUp" language sql volatile as $$
    with seen as (
      select c.id from "Convention" c join "Participant" p on p."conventionId" = c.id
      where c.id = convention and p."organisationId" = viewer and p.role in ('EDITOR', 'APPROVER', 'STEWARD')
        and c."archivedAt" is null
    ), said as (
      update "ActionFollowUp" f set status = follow_action.status, progress = follow_action.progress, version = f.version + 1
      from seen where f."conventionId" = seen.id and f."blockId" = block returning f.*
    ), entry as (
      insert into "ActionStatusEntry" (id, "conventionId", "blockId", status, progress, "authorId")
      select gen_random_uuid(), "conventionId", "blockId", said.status, said.progress, author from said
    ), change as (
      insert into "Change" (id, kind, subject, "subjectId", version, "conventionId", "actorId", details)
      select gen_random_uuid(), 'action.changed', 'Action', "blockId"::text, version, "conventionId", author,
        jsonb_build_object('status', said.status, 'progress', said.progress) from said
    )
    select * from said
  $$;`;

const [connectionString = ''] = process.argv.slice(2);
const client = new pg.Client({ connectionString });
await client.connect();
await client.query(ADDED);
await client.end();

const { createServ } = postgraphile({
  extends: [PostGraphileAmberPreset],
  // Lists are narrowed and ordered by any column, and not by those alone that have an index.
  disablePlugins: ['PgIndexBehaviorsPlugin'],
  pgServices: [makePgService({ connectionString, schemas: ['public'], pubsub: false, poolConfig: { max: 10 } })],
  grafserv: { watch: false, websockets: false, graphiql: false },
  grafast: { explain: false },
});
const server = createServer();
await createServ(grafserv).addTo(server);
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as { port: number }).port }));
