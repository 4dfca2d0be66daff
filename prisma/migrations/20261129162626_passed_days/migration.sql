-- AlterTable
ALTER TABLE "ActionFollowUp" ADD COLUMN     "passedOn" DATE;

-- AlterTable
ALTER TABLE "Occurrence" ADD COLUMN     "passedOn" DATE;

-- Written by hand:
