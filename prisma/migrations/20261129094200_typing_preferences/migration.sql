-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "frenchTyping" BOOLEAN NOT NULL DEFAULT true;

-- Written by hand:
