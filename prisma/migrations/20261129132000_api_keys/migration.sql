-- AlterTable
ALTER TABLE "AnsweredForm" ADD COLUMN     "fingerprint" TEXT;

-- AlterTable
ALTER TABLE "ApiKey" ADD COLUMN     "expiresAt" TIMESTAMPTZ(3),
ADD COLUMN     "lastUsedFor" TEXT,
ADD COLUMN     "lastUsedFrom" TEXT,
ADD COLUMN     "ranges" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "scopes" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "warnedDays" INTEGER;

-- Written by hand:
