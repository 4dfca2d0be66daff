-- AlterEnum
ALTER TYPE "NotificationKind" ADD VALUE 'SUGGESTION_SETTLED';

-- Written by hand:
