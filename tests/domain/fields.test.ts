// What is one line is cleaned in one way, whatever it names.
import { describe, expect, test } from 'vitest';
import type { ZodType } from 'zod';
import { renameConventionInput } from '#domain/conventions/inputs.ts';
import { cleanLine } from '#domain/fields.ts';
import { obligationFormInput } from '#domain/obligations/inputs.ts';
import { settleSuggestionsInput } from '#domain/suggestions/inputs.ts';
import { keepVersionInput } from '#domain/versions/inputs.ts';

/** The field alone, of an input that has others. */
const fieldOf = (input: unknown, name: string): ZodType =>
  (input as { shape: Record<string, ZodType> }).shape[name] as ZodType;

const named: [string, ZodType][] = [
  ['a convention', fieldOf(renameConventionInput, 'title')],
  ['a version', fieldOf(keepVersionInput, 'name')],
  ['an obligation', fieldOf(obligationFormInput, 'title')],
];
const reason = fieldOf(settleSuggestionsInput, 'reason');

describe('words on one line', () => {
  test.each([
    ['a\u0000b', 'a b'],
    ['a\ud800b', 'ab'],
    ['conven\u00adtion', 'convention'],
    ['facture\u202egpj.exe', 'facturegpj.exe'],
    ['  deux\u00a0\n mots ', 'deux mots'],
    ['a\u200db', 'ab'],
    ['👩\u200d💻 et 👩🏽\u200d⚕\ufe0f', '👩\u200d💻 et 👩🏽\u200d⚕\ufe0f'],
    ['👩\u200d\u200d💻 👩\u200d a\u200d💻 👩\u200d\u202e💻', '👩💻 👩 a💻 👩\u200d💻'],
  ])('%j is kept as %j', (typed, kept) => {
    expect(cleanLine(typed)).toBe(kept);
    for (const [, field] of named) expect(field.parse(typed)).toBe(kept);
    expect(reason.parse(typed)).toBe(kept);
  });

  test.each(named)('%s is not called by what nobody sees', (_of, field) => {
    for (const unseen of ['', ' \u00a0\u2003', '\u200b\u200d\ufeff', '\u202e'])
      expect(field.safeParse(unseen).success).toBe(false);
  });

  test.each(named)('%s is not called by a whole text', (_of, field) => {
    const refused = field.safeParse('é'.repeat(100_000));
    expect(refused.error?.issues[0]?.message).toMatch(/caractères au plus/);
  });
});
