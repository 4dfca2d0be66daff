-- CreateEnum
CREATE TYPE "SeriesRhythm" AS ENUM ('MONTHLY', 'QUARTERLY', 'TWICE_A_YEAR');

-- CreateEnum
CREATE TYPE "VoteAnswer" AS ENUM ('YES', 'IF_NEED_BE', 'NO');

-- CreateEnum
CREATE TYPE "OutcomeKind" AS ENUM ('DECISION', 'TASK');

-- CreateEnum
CREATE TYPE "MinutesState" AS ENUM ('OBSERVATIONS', 'APPROVED');

-- AlterEnum
ALTER TYPE "NotificationKind" ADD VALUE 'TASK_ASSIGNED';

-- AlterTable
ALTER TABLE "Notification" ADD COLUMN     "meetingId" UUID;

-- AlterTable
ALTER TABLE "Meeting" ADD COLUMN     "rank" INTEGER,
ADD COLUMN     "seriesId" UUID;

-- AlterTable
ALTER TABLE "Invitee" ADD COLUMN     "consentedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "MeetingSeries" (
    "id" UUID NOT NULL,
    "conventionId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "rhythm" "SeriesRhythm" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "MeetingSeries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DatePoll" (
    "meetingId" UUID NOT NULL,
    "answerBy" DATE NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "remindedAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "chosenSlotId" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "DatePoll_pkey" PRIMARY KEY ("meetingId")
);

-- CreateTable
CREATE TABLE "Slot" (
    "id" UUID NOT NULL,
    "meetingId" UUID NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Slot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Vote" (
    "slotId" UUID NOT NULL,
    "inviteeId" UUID NOT NULL,
    "answer" "VoteAnswer" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Vote_pkey" PRIMARY KEY ("slotId","inviteeId")
);

-- CreateTable
CREATE TABLE "AgendaItem" (
    "id" UUID NOT NULL,
    "meetingId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "minutes" INTEGER,
    "leaderId" UUID,
    "occurrenceId" UUID,
    "threadId" UUID,
    "outcomeMeetingId" UUID,
    "outcomeBlockId" UUID,
    "blockId" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "AgendaItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MeetingNotes" (
    "meetingId" UUID NOT NULL,
    "documentId" UUID NOT NULL,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "projectedSequence" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "MeetingNotes_pkey" PRIMARY KEY ("meetingId")
);

-- CreateTable
CREATE TABLE "Outcome" (
    "meetingId" UUID NOT NULL,
    "blockId" UUID NOT NULL,
    "kind" "OutcomeKind" NOT NULL,
    "text" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "archivedAt" TIMESTAMPTZ(3),
    "programmeBlockId" UUID,
    "personId" UUID,
    "organisationId" UUID,
    "unitId" UUID,
    "dueOn" DATE,
    "doneOn" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Outcome_pkey" PRIMARY KEY ("meetingId","blockId")
);

-- CreateTable
CREATE TABLE "Minutes" (
    "meetingId" UUID NOT NULL,
    "state" "MinutesState" NOT NULL DEFAULT 'OBSERVATIONS',
    "sentAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "observationsUntil" DATE NOT NULL,
    "approvedAt" TIMESTAMPTZ(3),
    "approvedById" UUID,
    "sequence" BIGINT,
    "canonical" TEXT,
    "sha256" TEXT,
    "pdfId" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Minutes_pkey" PRIMARY KEY ("meetingId")
);

-- CreateTable
CREATE TABLE "Observation" (
    "id" UUID NOT NULL,
    "meetingId" UUID NOT NULL,
    "inviteeId" UUID NOT NULL,
    "blockId" UUID,
    "body" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reply" TEXT,
    "settledAt" TIMESTAMPTZ(3),
    "settledById" UUID,

    CONSTRAINT "Observation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "MeetingSeries_conventionId_idx" ON "MeetingSeries"("conventionId");

-- CreateIndex
CREATE UNIQUE INDEX "DatePoll_chosenSlotId_key" ON "DatePoll"("chosenSlotId");

-- CreateIndex
CREATE INDEX "DatePoll_closedAt_answerBy_idx" ON "DatePoll"("closedAt", "answerBy");

-- CreateIndex
CREATE UNIQUE INDEX "Slot_meetingId_startsAt_endsAt_key" ON "Slot"("meetingId", "startsAt", "endsAt");

-- CreateIndex
CREATE INDEX "Vote_inviteeId_idx" ON "Vote"("inviteeId");

-- CreateIndex
CREATE INDEX "AgendaItem_meetingId_position_idx" ON "AgendaItem"("meetingId", "position");

-- CreateIndex
CREATE INDEX "AgendaItem_leaderId_idx" ON "AgendaItem"("leaderId");

-- CreateIndex
CREATE UNIQUE INDEX "MeetingNotes_documentId_key" ON "MeetingNotes"("documentId");

-- CreateIndex
CREATE INDEX "Outcome_programmeBlockId_idx" ON "Outcome"("programmeBlockId");

-- CreateIndex
CREATE INDEX "Outcome_personId_idx" ON "Outcome"("personId");

-- CreateIndex
CREATE INDEX "Outcome_organisationId_idx" ON "Outcome"("organisationId");

-- CreateIndex
CREATE INDEX "Outcome_unitId_idx" ON "Outcome"("unitId");

-- CreateIndex
CREATE UNIQUE INDEX "Minutes_pdfId_key" ON "Minutes"("pdfId");

-- CreateIndex
CREATE INDEX "Observation_meetingId_createdAt_id_idx" ON "Observation"("meetingId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Observation_inviteeId_idx" ON "Observation"("inviteeId");

-- CreateIndex
CREATE UNIQUE INDEX "Meeting_seriesId_rank_key" ON "Meeting"("seriesId", "rank");

-- AddForeignKey
ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "MeetingSeries"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingSeries" ADD CONSTRAINT "MeetingSeries_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DatePoll" ADD CONSTRAINT "DatePoll_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Slot" ADD CONSTRAINT "Slot_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "DatePoll"("meetingId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Vote" ADD CONSTRAINT "Vote_slotId_fkey" FOREIGN KEY ("slotId") REFERENCES "Slot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Vote" ADD CONSTRAINT "Vote_inviteeId_fkey" FOREIGN KEY ("inviteeId") REFERENCES "Invitee"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgendaItem" ADD CONSTRAINT "AgendaItem_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgendaItem" ADD CONSTRAINT "AgendaItem_leaderId_fkey" FOREIGN KEY ("leaderId") REFERENCES "Invitee"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingNotes" ADD CONSTRAINT "MeetingNotes_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingNotes" ADD CONSTRAINT "MeetingNotes_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Outcome" ADD CONSTRAINT "Outcome_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Outcome" ADD CONSTRAINT "Outcome_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Outcome" ADD CONSTRAINT "Outcome_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Outcome" ADD CONSTRAINT "Outcome_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Minutes" ADD CONSTRAINT "Minutes_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Minutes" ADD CONSTRAINT "Minutes_pdfId_fkey" FOREIGN KEY ("pdfId") REFERENCES "StoredFile"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Observation" ADD CONSTRAINT "Observation_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Minutes"("meetingId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Observation" ADD CONSTRAINT "Observation_inviteeId_fkey" FOREIGN KEY ("inviteeId") REFERENCES "Invitee"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand:

-- What comes from one thing comes from one; a task has one assignee; a slot ends after it starts.
ALTER TABLE "Slot" ADD CONSTRAINT "Slot_span" CHECK ("startsAt" < "endsAt");
ALTER TABLE "AgendaItem" ADD CONSTRAINT "AgendaItem_minutes" CHECK ("minutes" BETWEEN 1 AND 1440);
ALTER TABLE "AgendaItem" ADD CONSTRAINT "AgendaItem_source" CHECK (
  num_nonnulls("occurrenceId", "threadId", "outcomeBlockId", "blockId") <= 1
  AND num_nonnulls("outcomeMeetingId", "outcomeBlockId") <> 1);
ALTER TABLE "Outcome" ADD CONSTRAINT "Outcome_assignee" CHECK (num_nonnulls("personId", "organisationId", "unitId") <= 1);
ALTER TABLE "Minutes" ADD CONSTRAINT "Minutes_approved" CHECK (
  "state" <> 'APPROVED' OR num_nonnulls("approvedAt", "sequence", "canonical", "sha256", "pdfId") = 5);

-- Approved minutes are kept as they were approved: refuse_change() is the follow-up migration's.
CREATE TRIGGER "Minutes_kept" BEFORE UPDATE OR DELETE ON "Minutes" FOR EACH ROW WHEN (OLD."state" = 'APPROVED')
  EXECUTE FUNCTION refuse_change();
