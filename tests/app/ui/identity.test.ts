import { expect, test } from 'vitest';
import { initials } from '#app/ui/identity.ts';
import { affiliationOf, identityColour, identityRank } from '#domain/identity.ts';
import { identityOf } from '#realtime/server/handshake.ts';

test('somebody has the same colour on every machine', () => {
  expect(identityRank('0199f7a0-0000-7000-8000-000000000001')).toBe(
    identityRank('0199f7a0-0000-7000-8000-000000000001'),
  );
  expect(identityColour('a')).toMatch(/^#[0-9a-f]{6}$/);
});

test('somebody’s cursor has the colour of their avatar', () => {
  for (const personId of ['a', '0199f7a0-0000-7000-8000-000000000001', '0199f7a0-0000-7000-8000-000000000042']) {
    const visitor = { personId, name: 'N', organisation: 'O', organisationId: 'o', viewer: null, sessionId: null };
    expect(identityOf({ ...visitor, expiresAt: null }).colour).toBe(identityColour(personId));
  }
});

test('two people of one organisation are told apart by their service', () => {
  const organisation = { shortName: 'Département' };
  const [artois, lens] = ['MDADT Artois', 'MDADT Lens-Hénin'].map((shortName) =>
    affiliationOf({ organisation, unit: { shortName } }),
  );
  expect(artois).toBe('Département · MDADT Artois');
  expect(lens).not.toBe(artois);
  expect(affiliationOf({ organisation, unit: null })).toBe('Département');
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
