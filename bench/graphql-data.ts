// A database as systems meet it, of any size, written by a few statements: conventions with their texts, discussions, follow-up,
// obligations, meetings and history. Used by graphql.ts, feed.ts and ten-years.ts.
import { randomUUID } from 'node:crypto';
import { pool, prisma } from '#prisma/client.ts';
import { buildKey, buildOrganisation, buildPerson, buildSession } from '#tests/build/organisations.ts';

/** How many there are of each. */
export interface Size {
  conventions: number;
  /** Of each convention: axes with ten objectives each, and four blocks below each of these, every third an action. */
  axes: number;
  threads: number;
  obligations: number;
  meetings: number;
  changes: number;
}

/** Whoever asks for it, and what is asked for by its id. */
export interface Filled {
  organisationId: string;
  personId: string;
  conventionId: string;
  /** An action of that convention. */
  blockId: string;
  /** Of the organisation that sees everything, to read and write. */
  key: string;
  /** Of one that sees one convention of them all. */
  narrowKey: string;
  session: string;
}

const FOLLOWED = `insert into "ActionFollowUp" ("conventionId", "blockId", status, progress, "dueOn")
  select i."conventionId", i."blockId", (array['UPCOMING', 'ONGOING', 'DONE'])[1 + i.position % 3]::"ActionStatus",
    case when i.position % 3 = 2 then 100 else i.position % 60 end, date '2026-01-01' + i.position % 300
  from "ProgrammeItem" i where i."conventionId" = any($1::uuid[]) and i.mark = 'ACTION' and i.position % 2 = 0`;

const ITEMS = `
  with axis as (
    select c.id as convention, a, gen_random_uuid() as id from unnest($2::uuid[]) as c(id), generate_series(1, $1::int) a
  ), objective as (
    select axis.convention, a, o, gen_random_uuid() as id, axis.id as parent from axis, generate_series(1, 10) o
  ), block as (
    select convention, a, o, b, gen_random_uuid() as id, objective.id as parent from objective, generate_series(1, 4) b
  ), row as (
    select convention, id, null::uuid as parent, 'AXIS' as kind, a::text as number, 'Un axe de la convention' as title,
      '' as text, (a - 1) * 51 as position from axis
    union all select convention, id, parent, 'OBJECTIVE', a || '.' || o, 'Un objectif que les partenaires partagent', '',
      (a - 1) * 51 + (o - 1) * 5 + 1 from objective
    union all select convention, id, parent, 'PARAGRAPH', null, '',
      'Les partenaires accompagnent les communes du bassin minier, passage ' || a || '.' || o || '.' || b
        || repeat(' : ils observent, réunissent et rendent compte de ce qui avance', 4),
      (a - 1) * 51 + (o - 1) * 5 + 1 + b from block
  )
  insert into "ProgrammeItem" ("conventionId", "blockId", "parentBlockId", kind, mark, number, title, text, position)
  select convention, id, parent, kind::"ItemKind",
    case when kind = 'PARAGRAPH' and position % 3 = 0 then 'ACTION'::"ItemMark" end, number, title, text, position from row`;

const OBLIGATIONS = `
  with made as (
    insert into "Obligation" (id, "conventionId", "blockId", title, periodicity, proof, "startsOn", "endsOn")
    select gen_random_uuid(), i."conventionId", i."blockId", 'Réunion des partenaires ' || i.position, 'QUARTERLY', 'MEETING',
      date '2026-01-01', date '2026-12-31'
    from (select *, row_number() over (order by position, "conventionId") as rank from "ProgrammeItem"
      where kind = 'PARAGRAPH' and "conventionId" = any($5::uuid[])) i
    where rank <= $1 returning id
  ), parties as (
    insert into "ObligationParty" (id, "obligationId", role, "organisationId", "unitId")
    select gen_random_uuid(), made.id, role::"ObligationRole", organisation, unit from made,
      (values ('DEBTOR', $2::uuid, null::uuid), ('CREDITOR', null, $3::uuid), ('ATTENDEE', null, $3::uuid)) as p(role, organisation, unit)
  ), piloted as (
    insert into "ObligationPilot" ("obligationId", "personId") select id, $4::uuid from made
  ), due as (
    insert into "Occurrence" (id, "obligationId", rank, "startsOn", "dueOn")
    select gen_random_uuid(), made.id, q, date '2026-01-01', (date '2026-01-01' + make_interval(months => 3 * q))::date - 1
    from made, generate_series(1, 4) q returning id, rank
  ), proved as (
    insert into "Evidence" (id, "occurrenceId", proof, "on", title)
    select gen_random_uuid(), id, 'MEETING', date '2026-03-10', 'Réunion' from due where rank % 2 = 1 returning id
  )
  insert into "EvidenceAttendee" (id, "evidenceId", "unitId") select gen_random_uuid(), id, $3::uuid from proved`;

const MEETINGS = `
  with made as (
    insert into "Meeting" (id, "conventionId", kind, title, place, "startsAt", "endsAt", state, uid, "updatedAt")
    select gen_random_uuid(), c.id, 'WORKSHOP', 'Atelier ' || m, 'Lens', at, at + interval '2 hours', 'CALLED', gen_random_uuid()::text, at
    from generate_series(1, $1::int) m
      join (select id, row_number() over (order by id) as rank, count(*) over () as many
        from unnest($3::uuid[]) as n(id)) c on c.rank = 1 + m % c.many,
      lateral (select timestamptz '2026-11-01 09:00Z' + make_interval(hours => 8 * (m - 1) * case when m > 90 then -1 else 1 end) as at) t
    returning id
  ), parties as (
    insert into "MeetingParty" (id, "meetingId", role, "unitId") select gen_random_uuid(), id, 'ORGANISER', $2::uuid from made
  )
  insert into "Invitee" (id, "meetingId", "personId", email, name, answer)
  select gen_random_uuid(), made.id, p.id, p.email, p.name, 'YES' from made, (select * from "Person" order by id limit 6) p`;

const CHANGES = `
  with action as materialized (
    select "conventionId", "blockId", row_number() over (order by position, "conventionId") - 1 as rank
    from "ProgrammeItem" where mark = 'ACTION' and "conventionId" = any($3::uuid[])
  )
  insert into "Change" (id, position, at, kind, subject, "subjectId", version, "conventionId", "actorId", details)
  select gen_random_uuid(), n + (select position from "FeedHead"), timestamptz '2016-01-01' + make_interval(mins => n * 15), 'action.changed', 'Action', i."blockId"::text, n,
    i."conventionId", $2::uuid, '{"status": "ONGOING", "before": "UPCOMING", "progress": 40}'
  from (select n, n % (select count(*) from action) as rank from generate_series(1, $1::int) n) turn
    join action i on i.rank = turn.rank`;

const THREADS = `
  with said as (
    insert into "Thread" (id, "conventionId", "blockId", quotation, prefix, suffix, "createdById", "createdAt")
    select gen_random_uuid(), $1::uuid, "blockId", 'les communes', '', '', $3::uuid, timestamptz '2026-02-01' + make_interval(mins => position)
    from "ProgrammeItem" where "conventionId" = $1::uuid and kind = 'PARAGRAPH' order by position limit $2 returning id, "createdAt"
  )
  insert into "Comment" (id, "threadId", "authorId", body, "createdAt")
  select gen_random_uuid(), said.id, p.id, 'Il faudrait dire laquelle des communes est pilote.', "createdAt" + make_interval(mins => p.rank::int)
  from said, (select id, row_number() over (order by id) as rank from "Person" limit 3) p`;

async function writeConventions(count: number, participants: readonly [string, string][]): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  await pool.query(`insert into "Document" (id, kind) select unnest($1::uuid[]), 'CONVENTION'`, [ids]);
  await pool.query(
    `insert into "Convention" (id, title, year, state, "documentId")
     select id, 'Convention partenariale ' || rank, 2026 - (rank % 10), 'RUNNING', id from unnest($1::uuid[]) with ordinality as u(id, rank)`,
    [ids],
  );
  for (const [organisationId, role] of participants)
    await pool.query(
      `insert into "Participant" (id, "conventionId", "organisationId", role)
       select gen_random_uuid(), unnest($1::uuid[]), $2, $3::"ParticipantRole"`,
      [ids, organisationId, role],
    );
  return ids;
}

/** Writes all that beside what is there already; whoever may see it sees nothing else. */
export async function fill(size: Size): Promise<Filled> {
  const { id: organisationId } = await buildOrganisation({ kind: 'DEPARTMENT' });
  const { id: debtorId } = await buildOrganisation();
  const { id: narrowId } = await buildOrganisation();
  const unit = await prisma.unit.create({
    data: { organisationId, name: 'MDADT Artois', shortName: 'Artois', territory: 'ARTOIS' },
  });
  const people: { id: string }[] = [];
  for (let index = 0; index < 12; index += 1)
    people.push(await buildPerson({ organisationId, unitId: unit.id, organisationAdministrator: index === 0 }));
  const [{ id: personId }] = people as [{ id: string }, ...{ id: string }[]];
  const { id: narrowPersonId } = await buildPerson({ organisationId: narrowId });
  const parts = [
    [organisationId, 'STEWARD'],
    [debtorId, 'EDITOR'],
  ] as const satisfies [string, string][];
  const ids = await writeConventions(size.conventions, [...parts]);
  const [conventionId = ''] = ids;
  await prisma.participant.create({ data: { conventionId, organisationId: narrowId, role: 'READER' } });
  await pool.query(ITEMS, [size.axes, ids]);
  await pool.query(FOLLOWED, [ids]);
  await pool.query(THREADS, [conventionId, size.threads, personId]);
  await pool.query(OBLIGATIONS, [size.obligations, debtorId, unit.id, personId, ids]);
  await pool.query(MEETINGS, [size.meetings, unit.id, ids]);
  await pool.query(CHANGES, [size.changes, personId, ids]);
  await pool.query(`update "FeedHead" set position = position + $1`, [size.changes]);
  await pool.query('vacuum analyze');
  const { rows } = await pool.query<{ blockId: string }>(
    `select "blockId" from "ActionFollowUp" where "conventionId" = $1 order by 1 limit 1`,
    [conventionId],
  );
  return {
    organisationId,
    personId,
    conventionId,
    blockId: rows[0]?.blockId ?? '',
    key: (await buildKey({ createdById: personId, mode: 'READ_WRITE' })).secret,
    narrowKey: (await buildKey({ createdById: narrowPersonId, mode: 'READ' })).secret,
    session: await buildSession(personId),
  };
}
