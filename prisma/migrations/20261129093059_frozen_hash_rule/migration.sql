-- AlterTable
ALTER TABLE "FrozenText" ADD COLUMN     "hashRule" INTEGER NOT NULL DEFAULT 1;

-- Written by hand:
