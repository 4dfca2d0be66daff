-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "searchKey" BOOLEAN NOT NULL DEFAULT true;

-- CreateTable
CREATE TABLE "NotesPassage" (
    "meetingId" UUID NOT NULL,
    "blockId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "heading" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "NotesPassage_pkey" PRIMARY KEY ("meetingId","blockId")
);

-- CreateTable
CREATE TABLE "SearchEntry" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "source" TEXT NOT NULL,
    "scopeId" UUID NOT NULL,
    "subjectId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "conventionId" UUID,
    "access" UUID[],
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "words" tsvector,

    CONSTRAINT "SearchEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SearchWord" (
    "id" BIGSERIAL NOT NULL,
    "word" TEXT NOT NULL,
    "folded" TEXT NOT NULL,

    CONSTRAINT "SearchWord_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SearchFilling" (
    "source" TEXT NOT NULL,
    "filledAt" TIMESTAMPTZ(3),

    CONSTRAINT "SearchFilling_pkey" PRIMARY KEY ("source")
);

-- CreateIndex
CREATE INDEX "SearchEntry_conventionId_idx" ON "SearchEntry"("conventionId");

-- CreateIndex
CREATE UNIQUE INDEX "SearchEntry_source_scopeId_subjectId_key" ON "SearchEntry"("source", "scopeId", "subjectId");

-- AddForeignKey
ALTER TABLE "NotesPassage" ADD CONSTRAINT "NotesPassage_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Written by hand:
-- An account that may not make extensions on this database finds them made by somebody who may (with-database.ts says so).
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- French stems of words without accents: « miniere » is « minière ». Beside `french`, not instead: « à » is no stop word in it.
CREATE TEXT SEARCH CONFIGURATION fr (COPY = french);
ALTER TEXT SEARCH CONFIGURATION fr ALTER MAPPING FOR hword, hword_part, word WITH unaccent, french_stem;

ALTER TABLE "SearchEntry" DROP COLUMN "words";
ALTER TABLE "SearchEntry" ADD COLUMN "words" tsvector GENERATED ALWAYS AS (
  setweight(to_tsvector('french', "title") || to_tsvector('fr', "title"), 'A')
  || to_tsvector('french', "body") || to_tsvector('fr', "body")) STORED;

-- Words and rights in one index: what a viewer may not see is not even counted. Kept small while it waits to be merged,
-- because every search reads what waits from end to end.
CREATE INDEX "SearchEntry_words_access_idx" ON "SearchEntry" USING gin ("words", "access") WITH (gin_pending_list_limit = 1024);
CREATE INDEX "SearchWord_folded_idx" ON "SearchWord" ("folded" text_pattern_ops);
CREATE INDEX "SearchWord_trigrams_idx" ON "SearchWord" USING gin ("folded" gin_trgm_ops);

-- Makes the entries of some things of one source what its view says of them. With `only_missing`, those that are there
-- stay: a write since then knew better. Words are not unique, so that two writes never wait for each other's.
CREATE FUNCTION search_take_in(source text, scopes uuid[], subjects uuid[], only_missing boolean) RETURNS void
LANGUAGE plpgsql AS $body$
BEGIN
  EXECUTE format($sql$
    WITH changed AS MATERIALIZED (SELECT DISTINCT scope, subject FROM unnest($2, $3) AS k(scope, subject)),
    living AS MATERIALIZED (
      SELECT v.* FROM %I v JOIN changed k ON v."scopeId" = k.scope AND v."subjectId" = k.subject),
    written AS (
      INSERT INTO "SearchEntry" AS e ("source", "scopeId", "subjectId", "kind", "conventionId", "access", "title", "body")
      SELECT $1, v."scopeId", v."subjectId", v."kind", v."conventionId", v."access", v."title", v."body" FROM living v
      WHERE NOT EXISTS (
        SELECT 1 FROM "SearchEntry" o
        WHERE o."source" = $1 AND o."scopeId" = v."scopeId" AND o."subjectId" = v."subjectId" AND ($4 OR (
          o."title" = v."title" AND o."body" = v."body" AND o."kind" = v."kind" AND o."access" = v."access"
          AND o."conventionId" IS NOT DISTINCT FROM v."conventionId")))
      ON CONFLICT ("source", "scopeId", "subjectId") DO UPDATE SET "kind" = excluded."kind", "title" = excluded."title",
        "body" = excluded."body", "conventionId" = excluded."conventionId", "access" = excluded."access" WHERE NOT $4
      RETURNING e."title", e."body"),
    gone AS (
      DELETE FROM "SearchEntry" e USING changed k
      WHERE e."source" = $1 AND e."scopeId" = k.scope AND e."subjectId" = k.subject AND NOT EXISTS (
        SELECT 1 FROM living v WHERE v."scopeId" = k.scope AND v."subjectId" = k.subject)),
    said AS (
      SELECT DISTINCT lower(t.token) AS word
      FROM written w, ts_parse('default', w."title" || ' ' || w."body") t
      -- Words, and parts of words with a hyphen; none that is too short to be mistyped, or no word at all.
      WHERE t.tokid IN (1, 2, 10, 11) AND length(t.token) BETWEEN 4 AND 40)
    INSERT INTO "SearchWord" ("word", "folded")
    SELECT s.word, unaccent(s.word) FROM said s
    WHERE NOT EXISTS (SELECT 1 FROM "SearchWord" w WHERE w."folded" = unaccent(s.word) AND w."word" = s.word)
  $sql$, 'search_' || source) USING source, scopes, subjects, only_missing;
END $body$;

-- After each statement on a table: its changed rows name the things whose entries follow. Argument 2 is the query that
-- gives them from `changed`.
CREATE FUNCTION search_follow_change() RETURNS trigger LANGUAGE plpgsql AS $body$
DECLARE
  scopes uuid[];
  subjects uuid[];
BEGIN
  EXECUTE format('SELECT array_agg(k.scope), array_agg(k.subject) FROM (%s) AS k(scope, subject)', TG_ARGV[1])
    INTO scopes, subjects;
  IF scopes IS NOT NULL THEN
    PERFORM search_take_in(TG_ARGV[0], scopes, subjects, false);
  END IF;
  RETURN NULL;
END $body$;

-- Lets the entries of `source` (whose view is `search_<source>`) follow a table. What is there already is taken in by the
-- next start, in batches (domain/search/filling.ts).
CREATE FUNCTION search_follow(followed text, source text, things text) RETURNS void LANGUAGE plpgsql AS $body$
DECLARE
  part record;
BEGIN
  FOR part IN SELECT * FROM (VALUES ('INSERT', 'NEW'), ('UPDATE', 'NEW'), ('DELETE', 'OLD')) AS p(event, rows) LOOP
    EXECUTE format(
      'CREATE TRIGGER %I AFTER %s ON %I REFERENCING %s TABLE AS changed FOR EACH STATEMENT '
      'EXECUTE FUNCTION search_follow_change(%L, %L)',
      format('search_%s_%s', source, lower(part.event)), part.event, followed, part.rows, source, things);
  END LOOP;
  INSERT INTO "SearchFilling" ("source") VALUES (source) ON CONFLICT DO NOTHING;
END $body$;

-- A view gives the living things of a source. 60 000 characters of a thing are searched: a tsvector holds no more than
-- a megabyte, and a write must never fail for being searched.
CREATE VIEW search_convention AS
  SELECT "id" AS "scopeId", "id" AS "subjectId", 'CONVENTION' AS "kind", "id" AS "conventionId", ARRAY["id"] AS "access",
    "title", "year"::text AS "body"
  FROM "Convention";
SELECT search_follow('Convention', 'convention', 'SELECT "id", "id" FROM changed');

CREATE VIEW search_item AS
  SELECT "conventionId" AS "scopeId", "blockId" AS "subjectId",
    CASE WHEN "mark" IN ('ACTION', 'COMMITMENT', 'DELIVERABLE') THEN 'ACTION' ELSE 'ITEM' END AS "kind",
    "conventionId", ARRAY["conventionId"] AS "access",
    left("title", 60000) AS "title", CASE WHEN "title" = '' THEN left("text", 60000) ELSE '' END AS "body"
  FROM "ProgrammeItem" WHERE "archivedAt" IS NULL AND "text" <> '';
SELECT search_follow('ProgrammeItem', 'item', 'SELECT "conventionId", "blockId" FROM changed');

CREATE VIEW search_comment AS
  SELECT c."threadId" AS "scopeId", c."id" AS "subjectId", 'COMMENT' AS "kind", t."conventionId",
    ARRAY[t."conventionId"] AS "access", '' AS "title", left(c."body", 60000) AS "body"
  FROM "Comment" c JOIN "Thread" t ON t."id" = c."threadId" WHERE c."deletedAt" IS NULL;
SELECT search_follow('Comment', 'comment', 'SELECT "threadId", "id" FROM changed');

CREATE VIEW search_obligation AS
  SELECT "id" AS "scopeId", "id" AS "subjectId", 'OBLIGATION' AS "kind", "conventionId", ARRAY["conventionId"] AS "access",
    left("title", 10000) AS "title", left(concat_ws(' · ', "event", nullif(array_to_string("pieces", ' · '), '')), 50000) AS "body"
  FROM "Obligation" WHERE "withdrawnAt" IS NULL;
SELECT search_follow('Obligation', 'obligation', 'SELECT "id", "id" FROM changed');

-- Its address is that of its block.
CREATE VIEW search_deliverable AS
  SELECT "id" AS "scopeId", "id" AS "subjectId", 'DELIVERABLE' AS "kind", "conventionId",
    ARRAY["conventionId"] AS "access", left("title", 60000) AS "title", '' AS "body"
  FROM "Deliverable" WHERE "withdrawnAt" IS NULL;
SELECT search_follow('Deliverable', 'deliverable', 'SELECT "id", "id" FROM changed');

CREATE VIEW search_action_note AS
  SELECT "blockId" AS "scopeId", "id" AS "subjectId", 'ACTION_NOTE' AS "kind", "conventionId",
    ARRAY["conventionId"] AS "access", '' AS "title", left("body", 60000) AS "body"
  FROM "ActionNote" WHERE "withdrawnAt" IS NULL;
SELECT search_follow('ActionNote', 'action_note', 'SELECT "blockId", "id" FROM changed');

CREATE VIEW search_meeting AS
  SELECT "id" AS "scopeId", "id" AS "subjectId", 'MEETING' AS "kind", "conventionId", ARRAY["conventionId"] AS "access",
    left("title", 10000) AS "title", left(concat_ws(' · ', "purpose", "place"), 50000) AS "body"
  FROM "Meeting";
SELECT search_follow('Meeting', 'meeting', 'SELECT "id", "id" FROM changed');

CREATE VIEW search_agenda AS
  SELECT a."meetingId" AS "scopeId", a."id" AS "subjectId", 'AGENDA' AS "kind", m."conventionId",
    ARRAY[m."conventionId"] AS "access", left(a."title", 60000) AS "title", '' AS "body"
  FROM "AgendaItem" a JOIN "Meeting" m ON m."id" = a."meetingId" WHERE m."state" <> 'CANCELLED';
SELECT search_follow('AgendaItem', 'agenda', 'SELECT "meetingId", "id" FROM changed');

CREATE VIEW search_outcome AS
  SELECT o."meetingId" AS "scopeId", o."blockId" AS "subjectId", o."kind"::text AS "kind", m."conventionId",
    ARRAY[m."conventionId"] AS "access", '' AS "title", left(o."text", 60000) AS "body"
  FROM "Outcome" o JOIN "Meeting" m ON m."id" = o."meetingId"
  WHERE o."archivedAt" IS NULL AND m."state" <> 'CANCELLED';
SELECT search_follow('Outcome', 'outcome', 'SELECT "meetingId", "blockId" FROM changed');

CREATE VIEW search_notes AS
  SELECT p."meetingId" AS "scopeId", p."blockId" AS "subjectId", 'NOTES' AS "kind", m."conventionId",
    ARRAY[m."conventionId"] AS "access", '' AS "title", left(p."text", 60000) AS "body"
  FROM "NotesPassage" p JOIN "Meeting" m ON m."id" = p."meetingId" WHERE m."state" <> 'CANCELLED';
SELECT search_follow('NotesPassage', 'notes', 'SELECT "meetingId", "blockId" FROM changed');

CREATE VIEW search_file AS
  SELECT "id" AS "scopeId", "id" AS "subjectId", 'FILE' AS "kind", "conventionId", ARRAY["conventionId"] AS "access",
    left("name", 10000) AS "title", left(regexp_replace("name", '[-_.]+', ' ', 'g'), 10000) AS "body"
  FROM "StoredFile";
SELECT search_follow('StoredFile', 'file', 'SELECT "id", "id" FROM changed');

-- For whoever is signed in; people are judged further, where they are looked for.
CREATE VIEW search_organisation AS
  SELECT o."id" AS "scopeId", o."id" AS "subjectId", 'ORGANISATION' AS "kind", NULL::uuid AS "conventionId",
    ARRAY['00000000-0000-0000-0000-000000000000'::uuid] AS "access", left(o."name", 10000) AS "title",
    left(concat_ws(' · ', nullif(o."shortName", o."name"),
      (SELECT string_agg(u."name", ' · ' ORDER BY u."name") FROM "Unit" u WHERE u."organisationId" = o."id")), 50000) AS "body"
  FROM "Organisation" o;
SELECT search_follow('Organisation', 'organisation', 'SELECT "id", "id" FROM changed');

CREATE VIEW search_person AS
  SELECT p."id" AS "scopeId", p."id" AS "subjectId", 'PERSON' AS "kind", NULL::uuid AS "conventionId",
    ARRAY['00000000-0000-0000-0000-000000000000'::uuid] AS "access", left(p."name", 10000) AS "title",
    left(concat_ws(' · ', p."jobTitle", u."name", o."shortName"), 50000) AS "body"
  FROM "Person" p JOIN "Organisation" o ON o."id" = p."organisationId" LEFT JOIN "Unit" u ON u."id" = p."unitId"
  WHERE p."deactivatedAt" IS NULL;
SELECT search_follow('Person', 'person', 'SELECT "id", "id" FROM changed');

-- What an entry says that is another row's. Named apart: a table may be followed by several.
CREATE FUNCTION search_follow_other(followed text, source text, things text) RETURNS void LANGUAGE plpgsql AS $body$
BEGIN
  EXECUTE format(
    'CREATE TRIGGER %I AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT '
    'EXECUTE FUNCTION search_follow_change(%L, %L)',
    format('search_%s_of_%s', source, lower(followed)), followed, source, things);
END $body$;
SELECT search_follow_other('Thread', 'comment', 'SELECT c."threadId", c."id" FROM "Comment" c JOIN changed t ON t."id" = c."threadId"');
SELECT search_follow_other('Meeting', 'agenda', 'SELECT a."meetingId", a."id" FROM "AgendaItem" a JOIN changed m ON m."id" = a."meetingId"');
SELECT search_follow_other('Meeting', 'outcome', 'SELECT o."meetingId", o."blockId" FROM "Outcome" o JOIN changed m ON m."id" = o."meetingId"');
SELECT search_follow_other('Meeting', 'notes', 'SELECT p."meetingId", p."blockId" FROM "NotesPassage" p JOIN changed m ON m."id" = p."meetingId"');
SELECT search_follow_other('Organisation', 'person', 'SELECT p."id", p."id" FROM "Person" p JOIN changed o ON o."id" = p."organisationId"');
SELECT search_follow_other('Unit', 'person', 'SELECT p."id", p."id" FROM "Person" p JOIN changed u ON u."id" = p."unitId"');
-- A service is a word of its organisation, from its making to its end.
SELECT search_follow('Unit', 'organisation', 'SELECT "organisationId", "organisationId" FROM changed');
