-- AlterTable
ALTER TABLE "Document" ADD COLUMN     "isSequence" BOOLEAN NOT NULL DEFAULT true;

-- Written by hand:
-- What is there now is of the former form.
UPDATE "Document" SET "isSequence" = false;
