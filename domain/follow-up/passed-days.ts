// What the clock alone changes of an action: its due day passes, and it is late. The history tells of it once for each due day. Called by
// jobs/passed-days.ts.
import { type Day, fromColumn, today } from '../calendar.ts';
import { transact } from '../changes.ts';
import { lateOn } from './action-views.ts';

/** Actions of one transaction. */
const BATCH = 500;

interface Passed {
  conventionId: string;
  blockId: string;
  version: number;
  dueOn: Date;
}

/** Tells of every action whose due day has passed and of which that was not told; a second run tells nothing. */
export async function tellPassedActions(day: Day = today()): Promise<void> {
  for (let told = BATCH; told === BATCH; )
    told = await transact(null, async (tx, record) => {
      const passed = await tx.$queryRaw<Passed[]>`
        with passed as (
          select f."conventionId", f."blockId" from "ActionFollowUp" f join "Convention" c on c.id = f."conventionId"
          where f."dueOn" < ${day}::date and f."passedOn" is distinct from f."dueOn" and c."archivedAt" is null
            and ${lateOn(day)} and exists (
              select 1 from "ProgrammeItem" i where i."conventionId" = f."conventionId" and i."blockId" = f."blockId"
                and i."archivedAt" is null)
          order by f."dueOn", f."blockId" limit ${BATCH} for update of f skip locked
        )
        update "ActionFollowUp" f set "passedOn" = f."dueOn", version = f.version + 1
        from passed where f."conventionId" = passed."conventionId" and f."blockId" = passed."blockId"
        returning f."conventionId", f."blockId", f.version, f."dueOn"`;
      await record.all(
        passed.map(({ conventionId, blockId, version, dueOn }) => ({
          kind: 'action.delayed' as const,
          subject: 'Action',
          subjectId: blockId,
          conventionId,
          version,
          details: { dueOn: fromColumn(dueOn) },
        })),
      );
      return passed.length;
    });
}
