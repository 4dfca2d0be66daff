-- AlterEnum
-- A new type rather than new values: a value that was added cannot be used before the transaction that adds it ends.
ALTER TYPE "ObligationRole" RENAME TO "ObligationRole_former";
CREATE TYPE "ObligationRole" AS ENUM ('DEBTOR', 'CREDITOR', 'ATTENDEE', 'INVITED');
ALTER TABLE "ObligationParty" ALTER COLUMN "role" TYPE "ObligationRole" USING "role"::text::"ObligationRole";
DROP TYPE "ObligationRole_former";

-- Who owes is named as everybody else is: one organisation so far, services and several from now on.
INSERT INTO "ObligationParty" ("id", "obligationId", "role", "organisationId")
  SELECT gen_random_uuid(), "id", 'DEBTOR', "debtorId" FROM "Obligation" WHERE "debtorId" IS NOT NULL;

-- DropForeignKey
ALTER TABLE "Obligation" DROP CONSTRAINT "Obligation_debtorId_fkey";

-- DropIndex
DROP INDEX "Obligation_debtorId_idx";

-- AlterTable
ALTER TABLE "Obligation" DROP COLUMN "debtorId",
ADD COLUMN     "pieces" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "Occurrence" ADD COLUMN     "piece" TEXT;

-- Written by hand:

-- What is continuous is attested once its period is over, within the month unless people say otherwise.
UPDATE "Obligation" SET "months" = 1 WHERE "periodicity" = 'CONTINUOUS';
UPDATE "Occurrence" o SET "dueOn" = (ob."endsOn" + interval '1 month')::date, "version" = o."version" + 1
  FROM "Obligation" ob
  WHERE ob."id" = o."obligationId" AND ob."periodicity" = 'CONTINUOUS' AND o."dueOn" = ob."endsOn" AND o."occasion" IS NULL;

-- What is regular is expected every three months unless people say otherwise: the one due date that a whole year had
-- becomes the windows of that rhythm, as domain/occurrences.ts cuts them, and each proof goes to the one it was given in.
UPDATE "Obligation" SET "months" = 3 WHERE "periodicity" = 'REGULAR';
CREATE TEMPORARY TABLE "Window" ON COMMIT DROP AS
  WITH cut AS (
    SELECT ob."id" AS "obligationId", ob."endsOn", k, (ob."startsOn" + make_interval(months => 3 * k))::date AS "from",
      (ob."startsOn" + make_interval(months => 3 * k + 3))::date - 1 AS "to"
    FROM "Obligation" ob, generate_series(0, 60) k
    WHERE ob."periodicity" = 'REGULAR' AND (ob."startsOn" + make_interval(months => 3 * k))::date <= ob."endsOn"
      AND 1 = (SELECT count(*) FROM "Occurrence" o WHERE o."obligationId" = ob."id")
  ), kept AS (
    SELECT * FROM cut WHERE k = 0 OR "to" <= "endsOn" OR 2 * ("endsOn" - "from" + 1) >= "to" - "from" + 1
  )
  SELECT "obligationId", k, "from",
    CASE WHEN k = max(k) OVER (PARTITION BY "obligationId") THEN "endsOn" ELSE "to" END AS "to"
  FROM kept;
DELETE FROM "Reminder" r USING "Occurrence" o, "Window" w
  WHERE o."id" = r."occurrenceId" AND w."obligationId" = o."obligationId" AND w.k = 1;
UPDATE "Occurrence" o SET "startsOn" = w."from", "dueOn" = w."to", "version" = o."version" + 1
  FROM "Window" w WHERE w."obligationId" = o."obligationId" AND w.k = 0;
INSERT INTO "Occurrence" ("id", "obligationId", "rank", "startsOn", "dueOn")
  SELECT gen_random_uuid(), "obligationId", k + 1, "from", "to" FROM "Window" WHERE k > 0;
UPDATE "Evidence" e SET "occurrenceId" = later."id"
  FROM "Occurrence" former, "Window" w, "Occurrence" later
  WHERE former."id" = e."occurrenceId" AND w."obligationId" = former."obligationId" AND w.k > 0
    AND later."obligationId" = w."obligationId" AND later."rank" = w.k + 1
    AND e."on" >= w."from" AND (e."on" <= w."to" OR w.k = (
      SELECT max(x.k) FROM "Window" x WHERE x."obligationId" = w."obligationId"));
-- A meeting that is still to prove aims at the window of its day.
UPDATE "MeetingAim" a SET "occurrenceId" = later."id"
  FROM "Meeting" m, "Occurrence" former, "Window" w, "Occurrence" later
  WHERE m."id" = a."meetingId" AND former."id" = a."occurrenceId" AND w."obligationId" = former."obligationId"
    AND w.k > 0 AND later."obligationId" = w."obligationId" AND later."rank" = w.k + 1
    AND (m."startsAt" AT TIME ZONE 'Europe/Paris')::date BETWEEN w."from" AND w."to";
