-- CreateTable
CREATE TABLE "ExternalId" (
    "organisationId" UUID NOT NULL,
    "noun" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "withinId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "digest" TEXT,
    "version" INTEGER,

    CONSTRAINT "ExternalId_pkey" PRIMARY KEY ("organisationId","noun","externalId")
);

-- CreateIndex
CREATE UNIQUE INDEX "ExternalId_organisationId_noun_subjectId_withinId_key" ON "ExternalId"("organisationId", "noun", "subjectId", "withinId");

-- AddForeignKey
ALTER TABLE "ExternalId" ADD CONSTRAINT "ExternalId_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand:
