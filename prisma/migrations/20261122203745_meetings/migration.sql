-- CreateEnum
CREATE TYPE "MeetingKind" AS ENUM ('TERRITORIAL_EXCHANGE', 'TECHNICAL_COMMITTEE', 'TERRIL_COMMITTEE', 'CULTURE_MEETING', 'WORKSHOP', 'INSTANCE', 'OTHER');

-- CreateEnum
CREATE TYPE "MeetingState" AS ENUM ('DRAFT', 'CALLED', 'HELD', 'CANCELLED');

-- CreateEnum
CREATE TYPE "MeetingRole" AS ENUM ('ORGANISER', 'INVITED');

-- CreateEnum
CREATE TYPE "MeetingAnswer" AS ENUM ('NEEDS_ACTION', 'YES', 'MAYBE', 'NO');

-- CreateEnum
CREATE TYPE "MeetingAttendance" AS ENUM ('PRESENT', 'EXCUSED', 'REPRESENTED');

-- AlterTable
ALTER TABLE "Evidence" ADD COLUMN     "meetingId" UUID;

-- CreateTable
CREATE TABLE "Meeting" (
    "id" UUID NOT NULL,
    "conventionId" UUID NOT NULL,
    "kind" "MeetingKind" NOT NULL,
    "title" TEXT NOT NULL,
    "purpose" TEXT,
    "place" TEXT,
    "link" TEXT,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "state" "MeetingState" NOT NULL DEFAULT 'DRAFT',
    "uid" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "cancelReason" TEXT,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Meeting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MeetingParty" (
    "id" UUID NOT NULL,
    "meetingId" UUID NOT NULL,
    "role" "MeetingRole" NOT NULL,
    "organisationId" UUID,
    "unitId" UUID,

    CONSTRAINT "MeetingParty_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Invitee" (
    "id" UUID NOT NULL,
    "meetingId" UUID NOT NULL,
    "personId" UUID,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "required" BOOLEAN NOT NULL DEFAULT true,
    "organisationId" UUID,
    "unitId" UUID,
    "answer" "MeetingAnswer" NOT NULL DEFAULT 'NEEDS_ACTION',
    "answeredAt" TIMESTAMPTZ(3),
    "attendance" "MeetingAttendance",
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Invitee_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InvitationLink" (
    "id" TEXT NOT NULL,
    "inviteeId" UUID NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "InvitationLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MeetingAim" (
    "meetingId" UUID NOT NULL,
    "occurrenceId" UUID NOT NULL,

    CONSTRAINT "MeetingAim_pkey" PRIMARY KEY ("meetingId","occurrenceId")
);

-- CreateTable
CREATE TABLE "CalendarFeed" (
    "id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "personId" UUID,
    "unitId" UUID,
    "conventionId" UUID,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "CalendarFeed_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Meeting_uid_key" ON "Meeting"("uid");

-- CreateIndex
CREATE INDEX "Meeting_conventionId_idx" ON "Meeting"("conventionId");

-- CreateIndex
CREATE INDEX "Meeting_startsAt_id_idx" ON "Meeting"("startsAt", "id");

-- CreateIndex
CREATE INDEX "MeetingParty_organisationId_idx" ON "MeetingParty"("organisationId");

-- CreateIndex
CREATE INDEX "MeetingParty_unitId_idx" ON "MeetingParty"("unitId");

-- CreateIndex
CREATE UNIQUE INDEX "MeetingParty_meetingId_organisationId_key" ON "MeetingParty"("meetingId", "organisationId");

-- CreateIndex
CREATE UNIQUE INDEX "MeetingParty_meetingId_unitId_key" ON "MeetingParty"("meetingId", "unitId");

-- CreateIndex
CREATE INDEX "Invitee_personId_idx" ON "Invitee"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Invitee_meetingId_email_key" ON "Invitee"("meetingId", "email");

-- CreateIndex
CREATE INDEX "InvitationLink_inviteeId_idx" ON "InvitationLink"("inviteeId");

-- CreateIndex
CREATE INDEX "MeetingAim_occurrenceId_idx" ON "MeetingAim"("occurrenceId");

-- CreateIndex
CREATE UNIQUE INDEX "CalendarFeed_hash_key" ON "CalendarFeed"("hash");

-- CreateIndex
CREATE INDEX "CalendarFeed_createdById_idx" ON "CalendarFeed"("createdById");

-- CreateIndex
CREATE INDEX "CalendarFeed_personId_idx" ON "CalendarFeed"("personId");

-- CreateIndex
CREATE INDEX "CalendarFeed_unitId_idx" ON "CalendarFeed"("unitId");

-- CreateIndex
CREATE INDEX "CalendarFeed_conventionId_idx" ON "CalendarFeed"("conventionId");

-- CreateIndex
CREATE INDEX "Evidence_meetingId_idx" ON "Evidence"("meetingId");

-- AddForeignKey
ALTER TABLE "Evidence" ADD CONSTRAINT "Evidence_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingParty" ADD CONSTRAINT "MeetingParty_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingParty" ADD CONSTRAINT "MeetingParty_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingParty" ADD CONSTRAINT "MeetingParty_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitee" ADD CONSTRAINT "Invitee_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitee" ADD CONSTRAINT "Invitee_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitee" ADD CONSTRAINT "Invitee_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitee" ADD CONSTRAINT "Invitee_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InvitationLink" ADD CONSTRAINT "InvitationLink_inviteeId_fkey" FOREIGN KEY ("inviteeId") REFERENCES "Invitee"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingAim" ADD CONSTRAINT "MeetingAim_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MeetingAim" ADD CONSTRAINT "MeetingAim_occurrenceId_fkey" FOREIGN KEY ("occurrenceId") REFERENCES "Occurrence"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CalendarFeed" ADD CONSTRAINT "CalendarFeed_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CalendarFeed" ADD CONSTRAINT "CalendarFeed_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CalendarFeed" ADD CONSTRAINT "CalendarFeed_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CalendarFeed" ADD CONSTRAINT "CalendarFeed_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand:

-- Written by hand:

-- A party is one of the two things it may be; a feed is of one thing; a meeting ends after it starts.
ALTER TABLE "MeetingParty" ADD CONSTRAINT "MeetingParty_one" CHECK (num_nonnulls("organisationId", "unitId") = 1);
ALTER TABLE "CalendarFeed" ADD CONSTRAINT "CalendarFeed_one" CHECK (num_nonnulls("personId", "unitId", "conventionId") = 1);
ALTER TABLE "Invitee" ADD CONSTRAINT "Invitee_one" CHECK (num_nonnulls("organisationId", "unitId") <= 1);
ALTER TABLE "Meeting" ADD CONSTRAINT "Meeting_span" CHECK ("startsAt" < "endsAt");
