-- AlterEnum
ALTER TYPE "ItemKind" ADD VALUE 'PART';

-- Written by hand:
