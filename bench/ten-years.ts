// What ten years leave beside what graphql-data.ts writes: a text of the convention's size, deliverables, budgets, outcomes of
// meetings, notifications. Used by growth.ts.
import { randomUUID } from 'node:crypto';
import { projectProgramme } from '#domain/conventions/projection.ts';
import { handIn } from '#domain/outside.ts';
import { pool } from '#prisma/client.ts';
import { buildConvention, heading, paragraph } from '#tests/build/conventions.ts';
import { type Filled, fill } from './graphql-data.ts';

/** As the issue asks: 24 000 actions are 120 of each convention. */
export const TEN_YEARS = {
  conventions: 200,
  axes: 9,
  threads: 200,
  obligations: 2_000,
  meetings: 5_000,
  changes: 300_000,
};

const LEFT = { outcomes: 10_000, notifications: 4_000, deliverables: 4_000, linesOfEach: 8 };

const DELIVERABLES = `insert into "Deliverable" (id, "conventionId", "blockId", title, target, "dueOn")
  select gen_random_uuid(), i."conventionId", i."blockId", 'Un livrable attendu', 1 + i.position % 3, date '2026-01-01' + i.position % 300
  from (select * from "ProgrammeItem" where mark = 'ACTION' order by "blockId" limit $1) i`;

const BUDGETS = `with line as (
    insert into "BudgetLine" (id, "conventionId", "operationCode", imputation, title, "commitmentAuthorisation")
    select gen_random_uuid(), c.id, 'OP-' || n, '6574', 'Une opération', 1000 * n from "Convention" c, generate_series(1, $1::int) n
    returning id
  )
  insert into "Payment" (id, "budgetLineId", kind, amount, state, "dueOn")
  select gen_random_uuid(), line.id, kind::"PaymentKind", 500, 'PLANNED', date '2026-06-30' from line, unnest(array['ADVANCE', 'BALANCE']) k(kind)`;

const OUTCOMES = `insert into "Outcome" ("meetingId", "blockId", kind, text, position, "personId", "dueOn", "doneOn")
  select m.id, gen_random_uuid(), case when n % 2 = 0 then 'TASK' else 'DECISION' end::"OutcomeKind",
    'Réunir les partenaires et rendre compte', n, case when n % 2 = 0 then $2::uuid end,
    case when n % 2 = 0 then date '2026-01-01' + n % 300 end, case when n % 4 = 0 then date '2026-02-01' end
  from (select n, 1 + n % (select count(*) from "Meeting") as rank from generate_series(1, $1::int) n) turn
    join (select id, row_number() over (order by id) as rank from "Meeting") m on m.rank = turn.rank`;

const NOTIFICATIONS = `insert into "Notification" (id, "personId", kind, "changeId", "conventionId", "createdAt", "readAt")
  select gen_random_uuid(), $2::uuid, 'CONVENTION_OPENED', h.id, h."conventionId", h.at, case when h.seq % 5 > 0 then h.at end
  from (select * from "Change" order by seq desc limit $1) h`;

/** A text as long as the convention: 30 articles, 300 paragraphs. */
const text = () =>
  Array.from({ length: 30 }, (_, article) => [
    heading(`Article ${article + 1}`),
    ...Array.from({ length: 10 }, (_, rank) =>
      paragraph(
        `Les partenaires observent, réunissent et rendent compte de ce qui avance, passage ${rank + 1}.`.repeat(2),
      ),
    ),
  ]).flat();

/** What is looked at beside what was filled, by its id. */
export interface TenYears extends Filled {
  /** One whose text is there to read and write. */
  writtenId: string;
  /** Its text. */
  writtenText: string;
  obligationId: string;
  meetingId: string;
  threadId: string;
}

const one = async (statement: string, values: unknown[]): Promise<string> =>
  (await pool.query<{ id: string }>(statement, values)).rows[0]?.id ?? randomUUID();

/** Writes it all in an empty database. */
export async function fillTenYears(size = TEN_YEARS): Promise<TenYears> {
  const filled = await fill(size);
  const { conventionId, organisationId, personId } = filled;
  await pool.query(DELIVERABLES, [LEFT.deliverables]);
  await pool.query(BUDGETS, [LEFT.linesOfEach]);
  await pool.query(OUTCOMES, [LEFT.outcomes, personId]);
  await pool.query(NOTIFICATIONS, [LEFT.notifications, personId]);
  const written = await buildConvention({ content: text(), participants: [{ organisationId, role: 'STEWARD' }] });
  handIn({ announcements: { changed: () => {}, rightsChanged: () => {}, sessionsEnded: () => {} } } as never);
  await projectProgramme(written.documentId);
  await pool.query('vacuum analyze');
  return {
    ...filled,
    writtenId: written.id,
    writtenText: written.documentId,
    obligationId: await one(`select id from "Obligation" where "conventionId" = $1 order by id limit 1`, [
      conventionId,
    ]),
    meetingId: await one(`select id from "Meeting" where "conventionId" = $1 order by id limit 1`, [conventionId]),
    threadId: await one(`select id from "Thread" where "conventionId" = $1 order by id limit 1`, [conventionId]),
  };
}
