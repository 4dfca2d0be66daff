-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "NotificationKind" ADD VALUE 'TASK_DUE';
ALTER TYPE "NotificationKind" ADD VALUE 'TASK_LATE';
ALTER TYPE "NotificationKind" ADD VALUE 'INVITEE_ABSENT';
ALTER TYPE "NotificationKind" ADD VALUE 'INVITEE_UNREACHED';

-- AlterTable
ALTER TABLE "Meeting" ADD COLUMN     "movedSequence" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Invitee" ADD COLUMN     "mailRefusedAt" TIMESTAMPTZ(3),
ADD COLUMN     "replyRound" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "TaskReminder" (
    "meetingId" UUID NOT NULL,
    "blockId" UUID NOT NULL,
    "dueOn" DATE NOT NULL,
    "step" "ReminderStep" NOT NULL,
    "personId" UUID NOT NULL,
    "sentAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TaskReminder_pkey" PRIMARY KEY ("meetingId","blockId","dueOn","step","personId")
);

-- CreateIndex
CREATE INDEX "TaskReminder_personId_idx" ON "TaskReminder"("personId");

-- AddForeignKey
ALTER TABLE "TaskReminder" ADD CONSTRAINT "TaskReminder_meetingId_blockId_fkey" FOREIGN KEY ("meetingId", "blockId") REFERENCES "Outcome"("meetingId", "blockId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TaskReminder" ADD CONSTRAINT "TaskReminder_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand:

-- Of meetings called before, nobody knows which change moved them: an answer must be to the last.
UPDATE "Meeting" SET "movedSequence" = "sequence";
