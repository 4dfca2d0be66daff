-- CreateEnum
CREATE TYPE "MailedReplyReason" AS ENUM ('PROPOSES_HOUR', 'DELEGATES', 'OTHER_ADDRESS', 'OTHER_EVENT', 'CHANGED_SINCE', 'TOO_LATE', 'UNREAD');

-- AlterEnum
ALTER TYPE "NotificationKind" ADD VALUE 'REPLY_WAITING';

-- AlterTable
ALTER TABLE "Invitee" ADD COLUMN     "answerWords" TEXT;

-- CreateTable
CREATE TABLE "MailedReply" (
    "id" UUID NOT NULL,
    "meetingId" UUID NOT NULL,
    "inviteeId" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "reason" "MailedReplyReason",
    "sender" TEXT,
    "senderName" TEXT,
    "answer" "MeetingAnswer",
    "words" TEXT,
    "startsAt" TIMESTAMPTZ(3),
    "endsAt" TIMESTAMPTZ(3),
    "delegate" TEXT,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settledAt" TIMESTAMPTZ(3),
    "attachedToId" UUID,

    CONSTRAINT "MailedReply_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "MailedReply_meetingId_settledAt_idx" ON "MailedReply"("meetingId", "settledAt");

-- CreateIndex
CREATE INDEX "MailedReply_attachedToId_idx" ON "MailedReply"("attachedToId");

-- CreateIndex
CREATE UNIQUE INDEX "MailedReply_inviteeId_sha256_key" ON "MailedReply"("inviteeId", "sha256");

-- AddForeignKey
ALTER TABLE "MailedReply" ADD CONSTRAINT "MailedReply_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MailedReply" ADD CONSTRAINT "MailedReply_inviteeId_fkey" FOREIGN KEY ("inviteeId") REFERENCES "Invitee"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MailedReply" ADD CONSTRAINT "MailedReply_attachedToId_fkey" FOREIGN KEY ("attachedToId") REFERENCES "Invitee"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Written by hand:
