-- CreateEnum
CREATE TYPE "VersionReason" AS ENUM ('NAMED', 'MOVED', 'SENT', 'APPROVED', 'BEFORE_RESTORE', 'DAILY');

-- CreateTable
CREATE TABLE "TextVersion" (
    "id" UUID NOT NULL,
    "documentId" UUID NOT NULL,
    "sequence" BIGINT NOT NULL,
    "reason" "VersionReason" NOT NULL,
    "name" TEXT,
    "step" "ConventionState",
    "keptById" UUID,
    "keptAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "bytes" BYTEA NOT NULL,
    "writerIds" UUID[],
    "counts" JSONB,

    CONSTRAINT "TextVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TextSitting" (
    "documentId" UUID NOT NULL,
    "firstSequence" BIGINT NOT NULL,
    "lastSequence" BIGINT NOT NULL,
    "personId" UUID,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3) NOT NULL,
    "clocks" JSONB NOT NULL,

    CONSTRAINT "TextSitting_pkey" PRIMARY KEY ("documentId","firstSequence")
);

-- CreateIndex
CREATE INDEX "TextVersion_documentId_keptAt_id_idx" ON "TextVersion"("documentId", "keptAt", "id");

-- AddForeignKey
ALTER TABLE "TextVersion" ADD CONSTRAINT "TextVersion_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TextSitting" ADD CONSTRAINT "TextSitting_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand:

-- What was kept is what was kept: no door, and no hand on the database by mistake, writes over it.
CREATE FUNCTION text_version_stays() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  RAISE EXCEPTION 'A kept version of a text is never changed.';
END
$body$;
CREATE TRIGGER text_version_stays BEFORE UPDATE ON "TextVersion" FOR EACH ROW EXECUTE FUNCTION text_version_stays();
