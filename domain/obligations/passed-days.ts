// What the clock alone changes of an occurrence: its day passes, and it is late or over. The history tells of it once for each due day,
// so that whoever keeps a copy hears of it like of anything else. Called by jobs/passed-days.ts.
import { type Day, fromColumn, today } from '../calendar.ts';
import { transact } from '../changes.ts';
import { stateSql } from './occurrence-sql.ts';

/** Occurrences of one transaction. */
const BATCH = 500;

interface Passed {
  id: string;
  conventionId: string;
  state: 'LATE' | 'LAPSED';
  version: number;
  dueOn: Date;
}

/** Tells of every occurrence whose day has passed and of which that was not told; a second run tells nothing. */
export async function tellPassedOccurrences(day: Day = today()): Promise<void> {
  for (let told = BATCH; told === BATCH; )
    told = await transact(null, async (tx, record) => {
      const passed = await tx.$queryRaw<Passed[]>`
        with passed as (
          select o.id, ob."conventionId", ${stateSql(day)} as state
          from "Occurrence" o join "Obligation" ob on ob.id = o."obligationId"
          join "Convention" c on c.id = ob."conventionId"
          where o."dueOn" < ${day}::date and o."passedOn" is distinct from o."dueOn"
            and ob."withdrawnAt" is null and c."archivedAt" is null and ${stateSql(day)} in ('LATE', 'LAPSED')
          order by o."dueOn", o.id limit ${BATCH} for update of o skip locked
        )
        update "Occurrence" o set "passedOn" = o."dueOn", version = o.version + 1 from passed where o.id = passed.id
        returning o.id, passed."conventionId", passed.state, o.version, o."dueOn"`;
      await record.all(
        passed.map(({ id, conventionId, state, version, dueOn }) => ({
          kind: state === 'LATE' ? ('occurrence.delayed' as const) : ('occurrence.lapsed' as const),
          subject: 'Occurrence',
          subjectId: id,
          conventionId,
          version,
          details: { dueOn: fromColumn(dueOn) },
        })),
      );
      return passed.length;
    });
}
