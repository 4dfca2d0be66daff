-- AlterTable
ALTER TABLE "CarryOver" ADD COLUMN     "dropped" JSONB;
