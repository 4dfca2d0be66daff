-- CreateEnum
CREATE TYPE "Periodicity" AS ENUM ('ONCE', 'TIMES_A_YEAR', 'TWICE_A_YEAR', 'QUARTERLY', 'WITHIN_MONTHS', 'REGULAR', 'CONTINUOUS', 'ON_REQUEST', 'ON_EVENT');

-- CreateEnum
CREATE TYPE "ProofKind" AS ENUM ('MEETING', 'DOCUMENT', 'STATEMENT');

-- CreateEnum
CREATE TYPE "ObligationRole" AS ENUM ('CREDITOR', 'ATTENDEE');

-- CreateEnum
CREATE TYPE "ReminderStep" AS ENUM ('DUE_60', 'DUE_30', 'DUE_7', 'LATE');

-- CreateEnum
CREATE TYPE "ActionStatus" AS ENUM ('UPCOMING', 'ONGOING', 'DONE', 'LATE', 'BLOCKED', 'PAUSED', 'ABANDONED');

-- CreateEnum
CREATE TYPE "ActionRole" AS ENUM ('PILOT', 'PARTNER');

-- CreateEnum
CREATE TYPE "PaymentKind" AS ENUM ('ADVANCE', 'INSTALMENT', 'BALANCE', 'REPAYMENT');

-- CreateEnum
CREATE TYPE "PaymentState" AS ENUM ('PLANNED', 'ORDERED', 'PAID', 'CANCELLED');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "ConventionState" ADD VALUE 'OPINION_GIVEN';
ALTER TYPE "ConventionState" ADD VALUE 'RUNNING';
ALTER TYPE "ConventionState" ADD VALUE 'REPORTED';
ALTER TYPE "ConventionState" ADD VALUE 'REJECTED';
ALTER TYPE "ConventionState" ADD VALUE 'AMENDED';
ALTER TYPE "ConventionState" ADD VALUE 'TERMINATED';

-- AlterEnum
ALTER TYPE "DocumentKind" ADD VALUE 'REPORT';

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "NotificationKind" ADD VALUE 'OBLIGATION_DUE';
ALTER TYPE "NotificationKind" ADD VALUE 'OBLIGATION_LATE';

-- AlterTable
ALTER TABLE "Convention" ADD COLUMN     "amendsId" UUID;

-- AlterTable
ALTER TABLE "Notification" ADD COLUMN     "occurrenceId" UUID;

-- CreateTable
CREATE TABLE "ConventionStep" (
    "id" UUID NOT NULL,
    "conventionId" UUID NOT NULL,
    "from" "ConventionState" NOT NULL,
    "to" "ConventionState" NOT NULL,
    "on" DATE NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recordedById" UUID NOT NULL,
    "details" JSONB NOT NULL,
    "warnings" JSONB NOT NULL,

    CONSTRAINT "ConventionStep_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FrozenText" (
    "conventionId" UUID NOT NULL,
    "sequence" BIGINT NOT NULL,
    "canonical" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "pdfId" UUID NOT NULL,
    "frozenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FrozenText_pkey" PRIMARY KEY ("conventionId")
);

-- CreateTable
CREATE TABLE "StoredFile" (
    "id" UUID NOT NULL,
    "conventionId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "StoredFile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Obligation" (
    "id" UUID NOT NULL,
    "conventionId" UUID NOT NULL,
    "blockId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "debtorId" UUID,
    "periodicity" "Periodicity" NOT NULL,
    "times" INTEGER,
    "months" INTEGER,
    "event" TEXT,
    "eventOn" DATE,
    "proof" "ProofKind" NOT NULL,
    "startsOn" DATE NOT NULL,
    "endsOn" DATE NOT NULL,
    "degree" "Degree",
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "withdrawnAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Obligation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ObligationParty" (
    "id" UUID NOT NULL,
    "obligationId" UUID NOT NULL,
    "role" "ObligationRole" NOT NULL,
    "organisationId" UUID,
    "unitId" UUID,

    CONSTRAINT "ObligationParty_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ObligationPilot" (
    "obligationId" UUID NOT NULL,
    "personId" UUID NOT NULL,

    CONSTRAINT "ObligationPilot_pkey" PRIMARY KEY ("obligationId","personId")
);

-- CreateTable
CREATE TABLE "Occurrence" (
    "id" UUID NOT NULL,
    "obligationId" UUID NOT NULL,
    "rank" INTEGER NOT NULL,
    "startsOn" DATE NOT NULL,
    "dueOn" DATE NOT NULL,
    "plannedOn" DATE,
    "occasion" TEXT,
    "notApplicableReason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Occurrence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Evidence" (
    "id" UUID NOT NULL,
    "occurrenceId" UUID NOT NULL,
    "proof" "ProofKind" NOT NULL,
    "on" DATE NOT NULL,
    "title" TEXT NOT NULL,
    "url" TEXT,
    "fileId" UUID,
    "recordedById" UUID,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "withdrawnAt" TIMESTAMPTZ(3),

    CONSTRAINT "Evidence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EvidenceAttendee" (
    "id" UUID NOT NULL,
    "evidenceId" UUID NOT NULL,
    "organisationId" UUID,
    "unitId" UUID,

    CONSTRAINT "EvidenceAttendee_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Reminder" (
    "occurrenceId" UUID NOT NULL,
    "step" "ReminderStep" NOT NULL,
    "personId" UUID NOT NULL,
    "sentAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Reminder_pkey" PRIMARY KEY ("occurrenceId","step","personId")
);

-- CreateTable
CREATE TABLE "SilencedReminder" (
    "occurrenceId" UUID NOT NULL,
    "personId" UUID NOT NULL,

    CONSTRAINT "SilencedReminder_pkey" PRIMARY KEY ("occurrenceId","personId")
);

-- CreateTable
CREATE TABLE "ActionFollowUp" (
    "conventionId" UUID NOT NULL,
    "blockId" UUID NOT NULL,
    "status" "ActionStatus" NOT NULL DEFAULT 'UPCOMING',
    "progress" INTEGER NOT NULL DEFAULT 0,
    "dueOn" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "ActionFollowUp_pkey" PRIMARY KEY ("conventionId","blockId")
);

-- CreateTable
CREATE TABLE "ActionStatusEntry" (
    "id" UUID NOT NULL,
    "conventionId" UUID NOT NULL,
    "blockId" UUID NOT NULL,
    "status" "ActionStatus" NOT NULL,
    "progress" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "authorId" UUID NOT NULL,

    CONSTRAINT "ActionStatusEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ActionNote" (
    "id" UUID NOT NULL,
    "conventionId" UUID NOT NULL,
    "blockId" UUID NOT NULL,
    "on" DATE NOT NULL,
    "body" TEXT NOT NULL,
    "authorId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "withdrawnAt" TIMESTAMPTZ(3),

    CONSTRAINT "ActionNote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ActionParty" (
    "id" UUID NOT NULL,
    "conventionId" UUID NOT NULL,
    "blockId" UUID NOT NULL,
    "role" "ActionRole" NOT NULL,
    "personId" UUID,
    "organisationId" UUID,
    "unitId" UUID,

    CONSTRAINT "ActionParty_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Deliverable" (
    "id" UUID NOT NULL,
    "conventionId" UUID NOT NULL,
    "blockId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "target" INTEGER NOT NULL DEFAULT 1,
    "dueOn" DATE,
    "referenceSetId" UUID,
    "withdrawnAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Deliverable_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DeliverablePiece" (
    "id" UUID NOT NULL,
    "deliverableId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "on" DATE NOT NULL,
    "url" TEXT,
    "fileId" UUID,
    "entryId" UUID,
    "recordedById" UUID,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "withdrawnAt" TIMESTAMPTZ(3),

    CONSTRAINT "DeliverablePiece_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReferenceSet" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "size" INTEGER NOT NULL,

    CONSTRAINT "ReferenceSet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReferenceEntry" (
    "id" UUID NOT NULL,
    "setId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "detail" TEXT,

    CONSTRAINT "ReferenceEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Indicator" (
    "id" UUID NOT NULL,
    "conventionId" UUID NOT NULL,
    "blockId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "target" DECIMAL(18,4),
    "targetOn" DATE,
    "withdrawnAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Indicator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IndicatorValue" (
    "indicatorId" UUID NOT NULL,
    "on" DATE NOT NULL,
    "value" DECIMAL(18,4) NOT NULL,
    "recordedById" UUID,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "IndicatorValue_pkey" PRIMARY KEY ("indicatorId","on")
);

-- CreateTable
CREATE TABLE "BudgetLine" (
    "id" UUID NOT NULL,
    "conventionId" UUID NOT NULL,
    "operationCode" TEXT NOT NULL,
    "imputation" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "commitmentAuthorisation" DECIMAL(14,2) NOT NULL,
    "paymentCredit" DECIMAL(14,2),
    "withdrawnAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "BudgetLine_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Payment" (
    "id" UUID NOT NULL,
    "budgetLineId" UUID NOT NULL,
    "kind" "PaymentKind" NOT NULL,
    "amount" DECIMAL(14,2) NOT NULL,
    "state" "PaymentState" NOT NULL DEFAULT 'PLANNED',
    "dueOn" DATE,
    "paidOn" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PaymentProof" (
    "id" UUID NOT NULL,
    "paymentId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "obligationId" UUID,
    "deliverableId" UUID,
    "fileId" UUID,
    "receivedOn" DATE,

    CONSTRAINT "PaymentProof_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "YearReport" (
    "conventionId" UUID NOT NULL,
    "documentId" UUID NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "YearReport_pkey" PRIMARY KEY ("conventionId")
);

-- CreateIndex
CREATE INDEX "ConventionStep_conventionId_recordedAt_id_idx" ON "ConventionStep"("conventionId", "recordedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "FrozenText_pdfId_key" ON "FrozenText"("pdfId");

-- CreateIndex
CREATE INDEX "StoredFile_conventionId_idx" ON "StoredFile"("conventionId");

-- CreateIndex
CREATE INDEX "Obligation_conventionId_blockId_idx" ON "Obligation"("conventionId", "blockId");

-- CreateIndex
CREATE INDEX "Obligation_debtorId_idx" ON "Obligation"("debtorId");

-- CreateIndex
CREATE INDEX "ObligationParty_obligationId_idx" ON "ObligationParty"("obligationId");

-- CreateIndex
CREATE INDEX "ObligationParty_organisationId_idx" ON "ObligationParty"("organisationId");

-- CreateIndex
CREATE INDEX "ObligationParty_unitId_idx" ON "ObligationParty"("unitId");

-- CreateIndex
CREATE INDEX "ObligationPilot_personId_idx" ON "ObligationPilot"("personId");

-- CreateIndex
CREATE INDEX "Occurrence_dueOn_idx" ON "Occurrence"("dueOn");

-- CreateIndex
CREATE UNIQUE INDEX "Occurrence_obligationId_rank_key" ON "Occurrence"("obligationId", "rank");

-- CreateIndex
CREATE INDEX "Evidence_occurrenceId_idx" ON "Evidence"("occurrenceId");

-- CreateIndex
CREATE INDEX "Evidence_fileId_idx" ON "Evidence"("fileId");

-- CreateIndex
CREATE INDEX "EvidenceAttendee_evidenceId_idx" ON "EvidenceAttendee"("evidenceId");

-- CreateIndex
CREATE INDEX "Reminder_personId_idx" ON "Reminder"("personId");

-- CreateIndex
CREATE INDEX "SilencedReminder_personId_idx" ON "SilencedReminder"("personId");

-- CreateIndex
CREATE INDEX "ActionStatusEntry_conventionId_blockId_at_idx" ON "ActionStatusEntry"("conventionId", "blockId", "at");

-- CreateIndex
CREATE INDEX "ActionNote_conventionId_blockId_on_idx" ON "ActionNote"("conventionId", "blockId", "on");

-- CreateIndex
CREATE INDEX "ActionParty_conventionId_blockId_idx" ON "ActionParty"("conventionId", "blockId");

-- CreateIndex
CREATE INDEX "ActionParty_personId_idx" ON "ActionParty"("personId");

-- CreateIndex
CREATE INDEX "ActionParty_organisationId_idx" ON "ActionParty"("organisationId");

-- CreateIndex
CREATE INDEX "ActionParty_unitId_idx" ON "ActionParty"("unitId");

-- CreateIndex
CREATE INDEX "Deliverable_conventionId_blockId_idx" ON "Deliverable"("conventionId", "blockId");

-- CreateIndex
CREATE INDEX "Deliverable_referenceSetId_idx" ON "Deliverable"("referenceSetId");

-- CreateIndex
CREATE INDEX "DeliverablePiece_deliverableId_idx" ON "DeliverablePiece"("deliverableId");

-- CreateIndex
CREATE INDEX "DeliverablePiece_fileId_idx" ON "DeliverablePiece"("fileId");

-- CreateIndex
CREATE INDEX "DeliverablePiece_entryId_idx" ON "DeliverablePiece"("entryId");

-- CreateIndex
CREATE UNIQUE INDEX "ReferenceSet_key_key" ON "ReferenceSet"("key");

-- CreateIndex
CREATE UNIQUE INDEX "ReferenceEntry_setId_name_key" ON "ReferenceEntry"("setId", "name");

-- CreateIndex
CREATE INDEX "Indicator_conventionId_blockId_idx" ON "Indicator"("conventionId", "blockId");

-- CreateIndex
CREATE INDEX "BudgetLine_conventionId_idx" ON "BudgetLine"("conventionId");

-- CreateIndex
CREATE INDEX "Payment_budgetLineId_idx" ON "Payment"("budgetLineId");

-- CreateIndex
CREATE INDEX "PaymentProof_paymentId_idx" ON "PaymentProof"("paymentId");

-- CreateIndex
CREATE INDEX "PaymentProof_obligationId_idx" ON "PaymentProof"("obligationId");

-- CreateIndex
CREATE INDEX "PaymentProof_deliverableId_idx" ON "PaymentProof"("deliverableId");

-- CreateIndex
CREATE INDEX "PaymentProof_fileId_idx" ON "PaymentProof"("fileId");

-- CreateIndex
CREATE UNIQUE INDEX "YearReport_documentId_key" ON "YearReport"("documentId");

-- CreateIndex
CREATE INDEX "Convention_amendsId_idx" ON "Convention"("amendsId");

-- AddForeignKey
ALTER TABLE "Convention" ADD CONSTRAINT "Convention_amendsId_fkey" FOREIGN KEY ("amendsId") REFERENCES "Convention"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConventionStep" ADD CONSTRAINT "ConventionStep_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FrozenText" ADD CONSTRAINT "FrozenText_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FrozenText" ADD CONSTRAINT "FrozenText_pdfId_fkey" FOREIGN KEY ("pdfId") REFERENCES "StoredFile"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StoredFile" ADD CONSTRAINT "StoredFile_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Obligation" ADD CONSTRAINT "Obligation_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Obligation" ADD CONSTRAINT "Obligation_debtorId_fkey" FOREIGN KEY ("debtorId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ObligationParty" ADD CONSTRAINT "ObligationParty_obligationId_fkey" FOREIGN KEY ("obligationId") REFERENCES "Obligation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ObligationParty" ADD CONSTRAINT "ObligationParty_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ObligationParty" ADD CONSTRAINT "ObligationParty_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ObligationPilot" ADD CONSTRAINT "ObligationPilot_obligationId_fkey" FOREIGN KEY ("obligationId") REFERENCES "Obligation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ObligationPilot" ADD CONSTRAINT "ObligationPilot_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Occurrence" ADD CONSTRAINT "Occurrence_obligationId_fkey" FOREIGN KEY ("obligationId") REFERENCES "Obligation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Evidence" ADD CONSTRAINT "Evidence_occurrenceId_fkey" FOREIGN KEY ("occurrenceId") REFERENCES "Occurrence"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Evidence" ADD CONSTRAINT "Evidence_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "StoredFile"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EvidenceAttendee" ADD CONSTRAINT "EvidenceAttendee_evidenceId_fkey" FOREIGN KEY ("evidenceId") REFERENCES "Evidence"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EvidenceAttendee" ADD CONSTRAINT "EvidenceAttendee_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EvidenceAttendee" ADD CONSTRAINT "EvidenceAttendee_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reminder" ADD CONSTRAINT "Reminder_occurrenceId_fkey" FOREIGN KEY ("occurrenceId") REFERENCES "Occurrence"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Reminder" ADD CONSTRAINT "Reminder_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SilencedReminder" ADD CONSTRAINT "SilencedReminder_occurrenceId_fkey" FOREIGN KEY ("occurrenceId") REFERENCES "Occurrence"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SilencedReminder" ADD CONSTRAINT "SilencedReminder_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActionFollowUp" ADD CONSTRAINT "ActionFollowUp_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActionStatusEntry" ADD CONSTRAINT "ActionStatusEntry_conventionId_blockId_fkey" FOREIGN KEY ("conventionId", "blockId") REFERENCES "ActionFollowUp"("conventionId", "blockId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActionNote" ADD CONSTRAINT "ActionNote_conventionId_blockId_fkey" FOREIGN KEY ("conventionId", "blockId") REFERENCES "ActionFollowUp"("conventionId", "blockId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActionParty" ADD CONSTRAINT "ActionParty_conventionId_blockId_fkey" FOREIGN KEY ("conventionId", "blockId") REFERENCES "ActionFollowUp"("conventionId", "blockId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActionParty" ADD CONSTRAINT "ActionParty_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActionParty" ADD CONSTRAINT "ActionParty_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActionParty" ADD CONSTRAINT "ActionParty_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deliverable" ADD CONSTRAINT "Deliverable_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Deliverable" ADD CONSTRAINT "Deliverable_referenceSetId_fkey" FOREIGN KEY ("referenceSetId") REFERENCES "ReferenceSet"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DeliverablePiece" ADD CONSTRAINT "DeliverablePiece_deliverableId_fkey" FOREIGN KEY ("deliverableId") REFERENCES "Deliverable"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DeliverablePiece" ADD CONSTRAINT "DeliverablePiece_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "StoredFile"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DeliverablePiece" ADD CONSTRAINT "DeliverablePiece_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "ReferenceEntry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReferenceEntry" ADD CONSTRAINT "ReferenceEntry_setId_fkey" FOREIGN KEY ("setId") REFERENCES "ReferenceSet"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Indicator" ADD CONSTRAINT "Indicator_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IndicatorValue" ADD CONSTRAINT "IndicatorValue_indicatorId_fkey" FOREIGN KEY ("indicatorId") REFERENCES "Indicator"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BudgetLine" ADD CONSTRAINT "BudgetLine_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Payment" ADD CONSTRAINT "Payment_budgetLineId_fkey" FOREIGN KEY ("budgetLineId") REFERENCES "BudgetLine"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaymentProof" ADD CONSTRAINT "PaymentProof_paymentId_fkey" FOREIGN KEY ("paymentId") REFERENCES "Payment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaymentProof" ADD CONSTRAINT "PaymentProof_obligationId_fkey" FOREIGN KEY ("obligationId") REFERENCES "Obligation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaymentProof" ADD CONSTRAINT "PaymentProof_deliverableId_fkey" FOREIGN KEY ("deliverableId") REFERENCES "Deliverable"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaymentProof" ADD CONSTRAINT "PaymentProof_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "StoredFile"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "YearReport" ADD CONSTRAINT "YearReport_conventionId_fkey" FOREIGN KEY ("conventionId") REFERENCES "Convention"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "YearReport" ADD CONSTRAINT "YearReport_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Written by hand:

-- A party, an attendee and a pilot are one of the things they may be.
ALTER TABLE "ObligationParty" ADD CONSTRAINT "ObligationParty_one" CHECK (num_nonnulls("organisationId", "unitId") = 1);
ALTER TABLE "EvidenceAttendee" ADD CONSTRAINT "EvidenceAttendee_one" CHECK (num_nonnulls("organisationId", "unitId") = 1);
ALTER TABLE "ActionParty" ADD CONSTRAINT "ActionParty_one" CHECK (num_nonnulls("personId", "organisationId", "unitId") = 1);

-- Periods run forwards, and amounts are not negative.
ALTER TABLE "Obligation" ADD CONSTRAINT "Obligation_period" CHECK ("startsOn" <= "endsOn");
ALTER TABLE "ActionFollowUp" ADD CONSTRAINT "ActionFollowUp_progress" CHECK ("progress" BETWEEN 0 AND 100);
ALTER TABLE "Deliverable" ADD CONSTRAINT "Deliverable_target" CHECK ("target" > 0);
ALTER TABLE "BudgetLine" ADD CONSTRAINT "BudgetLine_amounts" CHECK ("commitmentAuthorisation" >= 0 AND "paymentCredit" >= 0);
ALTER TABLE "Payment" ADD CONSTRAINT "Payment_amount" CHECK ("amount" > 0);

-- A signed text is kept as it was signed, whoever asks.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'A signed text is never changed.' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "FrozenText_kept" BEFORE UPDATE OR DELETE ON "FrozenText" FOR EACH ROW EXECUTE FUNCTION refuse_change();
