-- CreateEnum
CREATE TYPE "SuggestionFate" AS ENUM ('ACCEPTED', 'REFUSED');

-- AlterEnum
ALTER TYPE "NotificationKind" ADD VALUE 'SUGGESTION_REOPENED';

-- CreateTable
CREATE TABLE "SuggestionDecision" (
    "id" UUID NOT NULL,
    "documentId" UUID NOT NULL,
    "fate" "SuggestionFate" NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "authors" JSONB NOT NULL,

    CONSTRAINT "SuggestionDecision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DecidedSuggestion" (
    "id" UUID NOT NULL,
    "decisionId" UUID NOT NULL,
    "suggestionId" UUID NOT NULL,
    "authorId" UUID,
    "summary" TEXT NOT NULL,
    "reopenedAt" TIMESTAMPTZ(3),

    CONSTRAINT "DecidedSuggestion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DecisionChange" (
    "id" UUID NOT NULL,
    "decisionId" UUID NOT NULL,
    "suggestionIds" UUID[],
    "change" JSONB NOT NULL,
    "takenBackAt" TIMESTAMPTZ(3),

    CONSTRAINT "DecisionChange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SuggestionReason" (
    "suggestionId" UUID NOT NULL,
    "documentId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "authorId" UUID NOT NULL,
    "writtenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SuggestionReason_pkey" PRIMARY KEY ("suggestionId")
);

-- CreateIndex
CREATE INDEX "SuggestionDecision_documentId_decidedAt_idx" ON "SuggestionDecision"("documentId", "decidedAt");

-- CreateIndex
CREATE INDEX "DecidedSuggestion_suggestionId_idx" ON "DecidedSuggestion"("suggestionId");

-- CreateIndex
CREATE UNIQUE INDEX "DecidedSuggestion_decisionId_suggestionId_key" ON "DecidedSuggestion"("decisionId", "suggestionId");

-- CreateIndex
CREATE INDEX "DecisionChange_decisionId_idx" ON "DecisionChange"("decisionId");

-- CreateIndex
CREATE INDEX "SuggestionReason_documentId_idx" ON "SuggestionReason"("documentId");

-- AddForeignKey
ALTER TABLE "SuggestionDecision" ADD CONSTRAINT "SuggestionDecision_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DecidedSuggestion" ADD CONSTRAINT "DecidedSuggestion_decisionId_fkey" FOREIGN KEY ("decisionId") REFERENCES "SuggestionDecision"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DecisionChange" ADD CONSTRAINT "DecisionChange_decisionId_fkey" FOREIGN KEY ("decisionId") REFERENCES "SuggestionDecision"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SuggestionReason" ADD CONSTRAINT "SuggestionReason_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand:
