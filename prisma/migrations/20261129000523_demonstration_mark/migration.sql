-- AlterTable
ALTER TABLE "Organisation" ADD COLUMN     "demonstration" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "demonstration" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Convention" ADD COLUMN     "demonstration" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "Demonstration" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "begunAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "madeAt" TIMESTAMPTZ(3),
    "emptiedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Demonstration_pkey" PRIMARY KEY ("id")
);

-- Written by hand:

-- There is one demonstration.
ALTER TABLE "Demonstration" ADD CONSTRAINT "Demonstration_single" CHECK ("id" = 1);

-- Those of before this migration had no mark: what they made is known by the names they gave, here for the last time.
UPDATE "Person" SET "demonstration" = true WHERE "email" IN ('dat@demo.test', 'lens-henin@demo.test', 'artois@demo.test',
  'mission@demo.test', 'agence@demo.test', 'lecture@demo.test', 'administration@demo.test');
INSERT INTO "Demonstration" ("id", "begunAt", "madeAt")
  SELECT 1, min("createdAt"), now() FROM "Person" WHERE "demonstration" HAVING count(*) > 0;
UPDATE "Organisation" SET "demonstration" = true WHERE EXISTS (SELECT 1 FROM "Demonstration") AND "name" IN (
  'Département du Pas-de-Calais', 'Mission Bassin Minier Nord-Pas de Calais', 'Agence d’urbanisme de l’Artois',
  'Pas-de-Calais Tourisme', 'EDEN 62', 'Communauté d’agglomération de Lens-Liévin',
  'Communauté d’agglomération Hénin-Carvin', 'Communauté d’agglomération Béthune-Bruay, Artois-Lys Romane',
  'Préfecture du Pas-de-Calais', 'Région Hauts-de-France', 'Département du Nord');
-- Its two conventions are the first of their title: a later one of the same year is somebody's own.
UPDATE "Convention" SET "demonstration" = true WHERE EXISTS (SELECT 1 FROM "Demonstration") AND "id" = (
  SELECT "id" FROM "Convention" WHERE "year" = 2025 AND "previousId" IS NULL AND "amendsId" IS NULL
    AND "title" = 'Convention Département – Mission Bassin Minier (démonstration)' ORDER BY "createdAt" LIMIT 1);
UPDATE "Convention" SET "demonstration" = true WHERE "id" = (
  SELECT next."id" FROM "Convention" next JOIN "Convention" former ON former."id" = next."previousId"
    AND former."demonstration"
  WHERE next."year" = 2026 AND next."title" = former."title" ORDER BY next."createdAt" LIMIT 1);

-- What is signed or approved in a demonstration binds nobody: it may go with the demonstration, and only so.
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND EXISTS (
    SELECT 1 FROM "Convention" c WHERE c."demonstration" AND (c."id" = (to_jsonb(OLD) ->> 'conventionId')::uuid
      OR c."id" = (SELECT m."conventionId" FROM "Meeting" m WHERE m."id" = (to_jsonb(OLD) ->> 'meetingId')::uuid)))
  THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'A signed text is never changed.' USING ERRCODE = 'integrity_constraint_violation';
END $$;
