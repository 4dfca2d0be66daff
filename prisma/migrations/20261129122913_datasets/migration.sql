-- CreateEnum
CREATE TYPE "DatasetKind" AS ENUM ('DATASET', 'DOCUMENT', 'PUBLICATION');

-- CreateEnum
CREATE TYPE "DatasetAccess" AS ENUM ('EVERYONE', 'PARTNERS', 'CHOSEN', 'MINE');

-- CreateEnum
CREATE TYPE "DatasetLicence" AS ENUM ('LICENCE_OUVERTE', 'ODBL', 'CONVENTION');

-- CreateEnum
CREATE TYPE "UpdateFrequency" AS ENUM ('NEVER', 'IRREGULAR', 'WEEKLY', 'MONTHLY', 'QUARTERLY', 'TWICE_A_YEAR', 'YEARLY');

-- CreateEnum
CREATE TYPE "DatasetTheme" AS ENUM ('AGRI', 'ECON', 'EDUC', 'ENER', 'ENVI', 'GOVE', 'HEAL', 'INTR', 'JUST', 'REGI', 'SOCI', 'TECH', 'TRAN');

-- CreateEnum
CREATE TYPE "VersionState" AS ENUM ('CHECKING', 'READY', 'REFUSED');

-- CreateEnum
CREATE TYPE "DatasetLinkKind" AS ENUM ('CONVENTION', 'BLOCK', 'OBLIGATION', 'DELIVERABLE', 'MEETING');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "NotificationKind" ADD VALUE 'DATASET_UPDATED';
ALTER TYPE "NotificationKind" ADD VALUE 'ACCESS_ASKED';
ALTER TYPE "NotificationKind" ADD VALUE 'ACCESS_DECIDED';

-- AlterTable
ALTER TABLE "Change" ADD COLUMN     "datasetId" UUID;

-- AlterTable
ALTER TABLE "Notification" ADD COLUMN     "datasetId" UUID,
ALTER COLUMN "conventionId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "Evidence" ADD COLUMN     "datasetVersionId" UUID;

-- CreateTable
CREATE TABLE "Dataset" (
    "id" UUID NOT NULL,
    "kind" "DatasetKind" NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "themes" "DatasetTheme"[],
    "territories" "Territory"[],
    "periodFrom" DATE,
    "periodTo" DATE,
    "frequency" "UpdateFrequency" NOT NULL,
    "licence" "DatasetLicence" NOT NULL,
    "access" "DatasetAccess" NOT NULL,
    "producerId" UUID NOT NULL,
    "contact" TEXT,
    "ownerId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "withdrawnAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Dataset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DatasetVersion" (
    "id" UUID NOT NULL,
    "datasetId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "fileName" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "note" TEXT,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "state" "VersionState" NOT NULL DEFAULT 'CHECKING',
    "checkedFrom" TIMESTAMPTZ(3),
    "refusal" TEXT,
    "sha256" TEXT,
    "mediaType" TEXT,
    "summary" JSONB,
    "reading" JSONB,
    "comparison" JSONB,

    CONSTRAINT "DatasetVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DatasetGrant" (
    "id" UUID NOT NULL,
    "datasetId" UUID NOT NULL,
    "organisationId" UUID,
    "unitId" UUID,
    "personId" UUID,

    CONSTRAINT "DatasetGrant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DatasetLink" (
    "id" UUID NOT NULL,
    "datasetId" UUID NOT NULL,
    "kind" "DatasetLinkKind" NOT NULL,
    "conventionId" UUID NOT NULL,
    "subjectId" UUID NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DatasetLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DatasetSubscription" (
    "datasetId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DatasetSubscription_pkey" PRIMARY KEY ("datasetId","personId")
);

-- CreateTable
CREATE TABLE "AccessRequest" (
    "id" UUID NOT NULL,
    "datasetId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "isGranted" BOOLEAN,
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(3),

    CONSTRAINT "AccessRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DatasetDownload" (
    "id" UUID NOT NULL,
    "datasetId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "form" TEXT NOT NULL,
    "personId" UUID,
    "organisationId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DatasetDownload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Upload" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "fileName" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "arrivedAt" TIMESTAMPTZ(3),
    "versionId" UUID,

    CONSTRAINT "Upload_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Dataset_changedAt_id_idx" ON "Dataset"("changedAt", "id");

-- CreateIndex
CREATE INDEX "Dataset_organisationId_idx" ON "Dataset"("organisationId");

-- CreateIndex
CREATE INDEX "Dataset_producerId_idx" ON "Dataset"("producerId");

-- CreateIndex
CREATE INDEX "DatasetVersion_state_idx" ON "DatasetVersion"("state");

-- CreateIndex
CREATE UNIQUE INDEX "DatasetVersion_datasetId_number_key" ON "DatasetVersion"("datasetId", "number");

-- CreateIndex
CREATE INDEX "DatasetGrant_organisationId_idx" ON "DatasetGrant"("organisationId");

-- CreateIndex
CREATE INDEX "DatasetGrant_unitId_idx" ON "DatasetGrant"("unitId");

-- CreateIndex
CREATE INDEX "DatasetGrant_personId_idx" ON "DatasetGrant"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "DatasetGrant_datasetId_organisationId_key" ON "DatasetGrant"("datasetId", "organisationId");

-- CreateIndex
CREATE UNIQUE INDEX "DatasetGrant_datasetId_unitId_key" ON "DatasetGrant"("datasetId", "unitId");

-- CreateIndex
CREATE UNIQUE INDEX "DatasetGrant_datasetId_personId_key" ON "DatasetGrant"("datasetId", "personId");

-- CreateIndex
CREATE INDEX "DatasetLink_conventionId_subjectId_idx" ON "DatasetLink"("conventionId", "subjectId");

-- CreateIndex
CREATE UNIQUE INDEX "DatasetLink_datasetId_kind_subjectId_key" ON "DatasetLink"("datasetId", "kind", "subjectId");

-- CreateIndex
CREATE INDEX "DatasetSubscription_personId_idx" ON "DatasetSubscription"("personId");

-- CreateIndex
CREATE INDEX "AccessRequest_datasetId_idx" ON "AccessRequest"("datasetId");

-- CreateIndex
CREATE INDEX "AccessRequest_personId_idx" ON "AccessRequest"("personId");

-- CreateIndex
CREATE INDEX "DatasetDownload_datasetId_at_idx" ON "DatasetDownload"("datasetId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Upload_versionId_key" ON "Upload"("versionId");

-- CreateIndex
CREATE INDEX "Upload_personId_idx" ON "Upload"("personId");

-- CreateIndex
CREATE INDEX "Upload_createdAt_idx" ON "Upload"("createdAt");

-- CreateIndex
CREATE INDEX "Evidence_datasetVersionId_idx" ON "Evidence"("datasetVersionId");

-- AddForeignKey
ALTER TABLE "Dataset" ADD CONSTRAINT "Dataset_producerId_fkey" FOREIGN KEY ("producerId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Dataset" ADD CONSTRAINT "Dataset_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Dataset" ADD CONSTRAINT "Dataset_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DatasetVersion" ADD CONSTRAINT "DatasetVersion_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DatasetGrant" ADD CONSTRAINT "DatasetGrant_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DatasetGrant" ADD CONSTRAINT "DatasetGrant_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DatasetGrant" ADD CONSTRAINT "DatasetGrant_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DatasetGrant" ADD CONSTRAINT "DatasetGrant_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DatasetLink" ADD CONSTRAINT "DatasetLink_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DatasetLink" ADD CONSTRAINT "DatasetLink_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DatasetSubscription" ADD CONSTRAINT "DatasetSubscription_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DatasetSubscription" ADD CONSTRAINT "DatasetSubscription_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccessRequest" ADD CONSTRAINT "AccessRequest_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccessRequest" ADD CONSTRAINT "AccessRequest_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DatasetDownload" ADD CONSTRAINT "DatasetDownload_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Upload" ADD CONSTRAINT "Upload_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Evidence" ADD CONSTRAINT "Evidence_datasetVersionId_fkey" FOREIGN KEY ("datasetVersionId") REFERENCES "DatasetVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand:
