-- CreateEnum
CREATE TYPE "TemplateKind" AS ENUM ('CONVENTION', 'AMENDMENT', 'AGENDA', 'MINUTES', 'PROGRESS_NOTE');

-- AlterTable
ALTER TABLE "Organisation" ADD COLUMN     "address" TEXT,
ADD COLUMN     "representative" TEXT;

-- CreateTable
CREATE TABLE "Template" (
    "id" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "kind" "TemplateKind" NOT NULL,
    "title" TEXT NOT NULL,
    "text" JSONB NOT NULL,
    "savedById" UUID NOT NULL,
    "savedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Template_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Template_organisationId_kind_title_key" ON "Template"("organisationId", "kind", "title");

-- AddForeignKey
ALTER TABLE "Template" ADD CONSTRAINT "Template_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand:
