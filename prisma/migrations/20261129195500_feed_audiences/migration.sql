-- This is an empty migration.

-- Written by hand:
-- A page of the feed is read by the index of each audience, wherever its cursor stands. Few changes are addressed so.
CREATE INDEX "Change_datasetId_position_idx" ON "Change"("datasetId", "position") WHERE "datasetId" IS NOT NULL;
CREATE INDEX "Change_organisationId_position_idx" ON "Change"("organisationId", "position") WHERE "organisationId" IS NOT NULL;
CREATE INDEX "Change_personId_position_idx" ON "Change"("personId", "position") WHERE "personId" IS NOT NULL;
