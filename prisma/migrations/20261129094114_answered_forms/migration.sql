-- CreateTable
CREATE TABLE "AnsweredForm" (
    "id" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answer" BYTEA,

    CONSTRAINT "AnsweredForm_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "AnsweredForm_createdAt_idx" ON "AnsweredForm"("createdAt");

-- CreateIndex
CREATE INDEX "AnsweredForm_personId_idx" ON "AnsweredForm"("personId");

-- AddForeignKey
ALTER TABLE "AnsweredForm" ADD CONSTRAINT "AnsweredForm_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand:
