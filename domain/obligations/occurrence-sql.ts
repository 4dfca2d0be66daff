// The state of an occurrence inside a statement, where lists filter and count by it. It must say what `stateOf` of
// occurrences.ts says; tests/domain/obligations/occurrence-states.test.ts compares the two. `ob` is the obligation, `o` the occurrence.
import { Prisma } from '#generated/prisma/client.ts';
import { type Day, today } from '../calendar.ts';

/** Whether a party that must be there (`p`) was not at the meeting `e`: the same service, or of its organisation whatever service. */
const isAbsent = Prisma.sql`not exists (
  select 1 from "EvidenceAttendee" a where a."evidenceId" = e.id and (a."unitId" = p."unitId" or p."unitId" is null
    and coalesce(a."organisationId", (select u."organisationId" from "Unit" u where u.id = a."unitId")) = p."organisationId"))`;

/** Whether the proof `e` counts on `day`. */
const countsSql = (day: Day) => Prisma.sql`
  e."withdrawnAt" is null and e.proof = ob.proof and e."on" >= o."startsOn" and e."on" <= ${day}::date
  and (ob.proof <> 'MEETING' or not exists (
    select 1 from "ObligationParty" p where p."obligationId" = ob.id and p.role = 'ATTENDEE' and ${isAbsent}))`;

/** The state of `o` today, as text. */
export const stateSql = (day: Day = today()): Prisma.Sql => Prisma.sql`
  case
    when o."notApplicableReason" is not null then 'NOT_APPLICABLE'
    when exists (select 1 from "Evidence" e where e."occurrenceId" = o.id and ${countsSql(day)}) then 'MET'
    when o."dueOn" < ${day}::date then case when ob.degree = 'MAY' then 'LAPSED' else 'LATE' end
    when o."plannedOn" is not null then 'PLANNED'
    else 'TO_PLAN'
  end`;

/** What falls due with `o`, as a line of a list says it: what is owed, and which document. */
export const titleSql = Prisma.sql`ob.title || coalesce(${'\u00a0: '} || o.piece, '')`;

/** The quarter in which `o` is due, as the API names it: `2025-Q4`. */
export const quarterSql = Prisma.sql`to_char(o."dueOn", 'YYYY"-Q"Q')`;
