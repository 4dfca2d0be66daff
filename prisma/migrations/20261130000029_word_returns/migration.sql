-- AlterEnum
ALTER TYPE "VersionReason" ADD VALUE 'TAKEN_AWAY';

-- CreateTable
CREATE TABLE "WordReturn" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "documentId" UUID NOT NULL,
    "versionId" UUID NOT NULL,
    "fileName" TEXT NOT NULL,
    "text" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "takenAt" TIMESTAMPTZ(3),
    "outcome" JSONB,

    CONSTRAINT "WordReturn_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SuggestionSource" (
    "suggestionId" UUID NOT NULL,
    "documentId" UUID NOT NULL,
    "author" TEXT NOT NULL,
    "changedAt" TIMESTAMPTZ(3),

    CONSTRAINT "SuggestionSource_pkey" PRIMARY KEY ("suggestionId")
);

-- CreateIndex
CREATE INDEX "WordReturn_personId_idx" ON "WordReturn"("personId");

-- CreateIndex
CREATE INDEX "SuggestionSource_documentId_idx" ON "SuggestionSource"("documentId");

-- AddForeignKey
ALTER TABLE "WordReturn" ADD CONSTRAINT "WordReturn_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WordReturn" ADD CONSTRAINT "WordReturn_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SuggestionSource" ADD CONSTRAINT "SuggestionSource_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand:
