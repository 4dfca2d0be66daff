-- CreateEnum
CREATE TYPE "CharterFormat" AS ENUM ('DOCX', 'ODT');

-- AlterEnum
ALTER TYPE "VersionReason" ADD VALUE 'BEFORE_REPLACE';

-- CreateTable
CREATE TABLE "Charter" (
    "organisationId" UUID NOT NULL,
    "format" "CharterFormat" NOT NULL,
    "fileName" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "givenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "givenById" UUID NOT NULL,

    CONSTRAINT "Charter_pkey" PRIMARY KEY ("organisationId","format")
);

-- AddForeignKey
ALTER TABLE "Charter" ADD CONSTRAINT "Charter_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand:
