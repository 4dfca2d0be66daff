// How a convention is named where the title alone would not tell two years apart.
import { expect, test } from 'vitest';
import { titleWithYear } from '#domain/convention-title.ts';

test.each([
  ['Convention annuelle', 2026, 'Convention annuelle, 2026'],
  ['Convention d’essai 2027', 2027, 'Convention d’essai 2027'],
  ['Convention 2025-2027', 2026, 'Convention 2025-2027, 2026'],
  // A dash ends a line, and begins none.
  ['Département – Mission', 2026, 'Département\u00a0– Mission, 2026'],
  ['Convention n° 120265', 2026, 'Convention n° 120265, 2026'],
])('%s of %i is named %s', (title, year, named) => expect(titleWithYear({ title, year })).toBe(named));
