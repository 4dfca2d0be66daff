-- AlterTable
ALTER TABLE "Meeting" ALTER COLUMN "startsAt" DROP NOT NULL,
ALTER COLUMN "endsAt" DROP NOT NULL;

-- Written by hand:

-- A meeting has a date or none; what is called or held has one.
ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_dates" CHECK (
  num_nonnulls("startsAt", "endsAt") IN (0, 2) AND ("startsAt" IS NOT NULL OR "state" IN ('DRAFT', 'CANCELLED'))
);
-- One whose date is asked about stood at the first of its slots: it has none until one is kept.
UPDATE "Meeting" m SET "startsAt" = NULL, "endsAt" = NULL, "version" = m."version" + 1
  FROM "DatePoll" p
  WHERE p."meetingId" = m."id" AND p."closedAt" IS NULL AND m."state" = 'DRAFT'
    AND NOT EXISTS (SELECT 1 FROM "MeetingNotes" n WHERE n."meetingId" = m."id");
