-- AlterEnum
ALTER TYPE "NotificationKind" ADD VALUE 'POLL_OPENED';

-- Written by hand:
