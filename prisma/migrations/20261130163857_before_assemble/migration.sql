-- AlterEnum
ALTER TYPE "VersionReason" ADD VALUE 'BEFORE_ASSEMBLE';

-- Written by hand:
