-- This is an empty migration.

-- Written by hand: what partners share is found by its words, those of its columns and those of a document. Open to whoever is
-- signed in, or to those named; somebody without an account searches nothing.
CREATE VIEW search_dataset AS
  SELECT d."id" AS "scopeId", d."id" AS "subjectId", 'DATASET' AS "kind", NULL::uuid AS "conventionId",
    CASE d."access"
      WHEN 'MINE' THEN ARRAY[d."ownerId"]
      WHEN 'CHOSEN' THEN ARRAY[d."organisationId"] || coalesce((
        SELECT array_agg(coalesce(g."organisationId", g."unitId", g."personId")) FROM "DatasetGrant" g
        WHERE g."datasetId" = d."id"), '{}')
      ELSE ARRAY['00000000-0000-0000-0000-000000000000'::uuid]
    END AS "access",
    left(d."title", 10000) AS "title",
    left(concat_ws(E'\n', nullif(d."description", ''), v.columns, v.words), 50000) AS "body"
  FROM "Dataset" d JOIN LATERAL (
    SELECT l."summary" ->> 'text' AS words, (
      SELECT string_agg(c ->> 'name', ' · ') FROM jsonb_array_elements(l."summary" -> 'columns') c) AS columns
    FROM "DatasetVersion" l WHERE l."datasetId" = d."id" AND l."state" = 'READY' ORDER BY l."number" DESC LIMIT 1) v ON true
  WHERE d."withdrawnAt" IS NULL;
SELECT search_follow('Dataset', 'dataset', 'SELECT "id", "id" FROM changed');
SELECT search_follow('DatasetVersion', 'dataset', 'SELECT DISTINCT "datasetId", "datasetId" FROM changed');
SELECT search_follow('DatasetGrant', 'dataset', 'SELECT DISTINCT "datasetId", "datasetId" FROM changed');
