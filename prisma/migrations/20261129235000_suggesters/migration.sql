-- AlterEnum
ALTER TYPE "ParticipantRole" ADD VALUE 'SUGGESTER' BEFORE 'EDITOR';

-- Written by hand:
