-- AlterEnum
ALTER TYPE "NotificationKind" ADD VALUE 'DATASET_DAMAGED';

-- AlterTable
ALTER TABLE "DatasetVersion" ADD COLUMN     "damagedAt" TIMESTAMPTZ(3),
ADD COLUMN     "verifiedAt" TIMESTAMPTZ(3);

-- Written by hand:
