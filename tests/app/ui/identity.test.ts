import { expect, test } from 'vitest';
import { identityColour, identityRank, initials } from '#app/ui/identity.ts';

test('somebody has the same colour on every machine', () => {
  expect(identityRank('0199f7a0-0000-7000-8000-000000000001')).toBe(
    identityRank('0199f7a0-0000-7000-8000-000000000001'),
  );
  expect(identityColour('a')).toMatch(/^#[0-9a-f]{6}$/);
});

test('a hundred people do not share two colours', () => {
  const ranks = Array.from({ length: 100 }, (_, rank) =>
    identityRank(`0199f7a0-0000-7000-8000-${String(rank).padStart(12, '0')}`),
  );
  expect(new Set(ranks).size).toBe(10);
});

test('initials are those of the first and last words', () => {
  expect(initials('Élodie Caron')).toBe('ÉC');
  expect(initials('Anne-Sophie Le Roux')).toBe('AR');
  expect(initials('DAT')).toBe('D');
  expect(initials('  ')).toBe('');
});
