// Which statements are kept by a name, and which need not be sent at all.
import { expect, test } from 'vitest';
import { findsNothing, statementName } from '#prisma/statements.ts';

const row = 'SELECT "public"."Unit"."id" FROM "public"."Unit" WHERE';

test('a statement that comes again has one name for good, and no other has it', () => {
  const [one, other] = [`${row} 1=1 one`, `${row} 1=1 other`];
  expect(statementName(one)).toBeUndefined();
  const name = statementName(one);
  statementName(other);
  expect(name).toBeDefined();
  expect(statementName(one)).toBe(name);
  expect(statementName(other)).not.toBe(name);
});

test('lists of lengths that never end do not fill a connection', () => {
  const names = Array.from({ length: 3_000 }, (_, index) => `${row} "public"."Unit"."id" IN (${index})`).flatMap(
    (text) => [statementName(text), statementName(text)],
  );
  expect(new Set(names.filter(Boolean)).size).toBeLessThanOrEqual(400);
});

test.each([
  `${row} 1=0 OFFSET $1`,
  `${row} "public"."Unit"."id" IN (NULL) OFFSET $1`,
  `${row} ("public"."Unit"."removedAt" IS NULL AND "public"."Unit"."id" IN (NULL)) ORDER BY "public"."Unit"."id" ASC OFFSET $1`,
])('what no row can answer is told: %s', (text) => {
  expect(findsNothing(text)).toBe(true);
});

test.each([
  `${row} "public"."Unit"."id" IN ($1) OFFSET $2`,
  `${row} ("public"."Unit"."id" IN (NULL) OR 1=1) OFFSET $1`,
  `${row} (NOT "public"."Unit"."id" IN (NULL)) OFFSET $1`,
  `${row} ("public"."Unit"."id" = $1 AND NOT (1=0)) OFFSET $2`,
  'SELECT COUNT(*) FROM "public"."Unit" WHERE 1=0 OFFSET $1',
  'UPDATE "public"."Unit" SET "name" = $1 WHERE 1=0',
])('and what may find one is sent: %s', (text) => {
  expect(findsNothing(text)).toBe(false);
});
