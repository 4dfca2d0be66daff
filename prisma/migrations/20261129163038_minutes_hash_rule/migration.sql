-- AlterTable
ALTER TABLE "Minutes" ADD COLUMN     "hashRule" INTEGER NOT NULL DEFAULT 1;

-- Written by hand:
