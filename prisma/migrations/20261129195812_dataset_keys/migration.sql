-- AlterTable
ALTER TABLE "Dataset" ADD COLUMN     "alternative" TEXT;

-- CreateTable
CREATE TABLE "DatasetKey" (
    "id" UUID NOT NULL,
    "datasetId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "lastUsedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "DatasetKey_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "DatasetKey_hash_key" ON "DatasetKey"("hash");

-- CreateIndex
CREATE INDEX "DatasetKey_datasetId_idx" ON "DatasetKey"("datasetId");

-- CreateIndex
CREATE INDEX "DatasetKey_personId_idx" ON "DatasetKey"("personId");

-- AddForeignKey
ALTER TABLE "DatasetKey" ADD CONSTRAINT "DatasetKey_datasetId_fkey" FOREIGN KEY ("datasetId") REFERENCES "Dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DatasetKey" ADD CONSTRAINT "DatasetKey_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand:
