// Which passwords are refused because they are guessed first, and that phrases are not.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guessableFault } from '#domain/accounts/common-passwords.ts';

const known = {
  email: 'camille.roux@hauts-de-france-habitat.exemple.fr',
  name: 'Camille Roux-Lefèbvre',
  organisation: ['Mission Bassin Minier Nord-Pas-de-Calais', 'MBM'],
};

const isRefused = async (password: string) => (await guessableFault(password, known)) !== null;

const common = ['motdepasse', 'azerty', 'soleil', 'marseille', 'chocolat', 'password', 'bonjour', 'administrateur'];
const named = [
  'ingenierie62',
  'Ingénierie',
  'camille',
  'roux',
  'Lefebvre',
  'camilleroux',
  'pasdecalais',
  'BassinMinier',
];

describe('a password', () => {
  test.each([
    'motdepasse123',
    'azertyuiopqs',
    'azertyuiopqsdfghjklm',
    'poiuytrezamlkj',
    'qwertyuiop12',
    '123456789012',
    '000000000000',
    'abcdefghijkl',
    'abcabcabcabcabc',
    'password1234',
    'Password2026!',
    'M0tDeP@sse123',
    'P@ssw0rd2026!',
    'mot de passe 123',
    'motdepasse motdepasse',
    'jetaimejetaime',
    'doudou123456',
    'loulou020685',
    'Janvier2026!!',
    'administrateurs',
    'azerty azerty azerty',
    '🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍🌍',
    'Ingenierie62!',
    'ingenierie2026',
    'Ingénierie62Ingénierie62',
    'PasDeCalais62',
    'MissionBassinMinier2026',
    'CamilleRoux1985',
    'camille.roux62',
    'mbm-2026-mbm-2026',
    'Hauts-de-France',
  ])('« %s » is refused', async (password) => {
    expect(await isRefused(password)).toBe(true);
  });

  test.each([
    'une phrase assez longue',
    'une tout autre phrase',
    'douze lettre',
    'le chat mange du pain',
    'cheval pile agrafe bleu',
    'vélo rouge sur le quai',
    'tournesol-42-lampe',
    'kX9$vb2!mQ7z',
    '839201746352',
    '%µ§£*!?;:&~#',
    'Terril-Demo-2026',
    'Camille boit un thé vert',
    'ma mission : du bon café',
  ])('« %s » may be chosen', async (password) => {
    expect(await isRefused(password)).toBe(false);
  });

  test('that is a common word or a name stays refused with any case, digits, signs or spaces around it, or said again', async () => {
    const around = fc.string({ unit: fc.constantFrom(...'0123456789!?.-_ '), maxLength: 4 });
    const changed = fc.record({
      word: fc.constantFrom(...common, ...named),
      isUpper: fc.boolean(),
      before: around,
      after: around,
      times: fc.integer({ min: 1, max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(changed, async ({ word, isUpper, before, after, times }) => {
        const password = `${before}${isUpper ? word.toUpperCase() : word}${after}`.repeat(times);
        expect(await isRefused(password)).toBe(true);
      }),
      { seed: 62, numRuns: 400 },
    );
  });

  test('of random letters, or of four different words, may be chosen', async () => {
    const words = ['cheval', 'pile', 'agrafe', 'nuage', 'lampe', 'tiroir', 'sapin', 'moulin', 'graine', 'velours'];
    const phrase = fc.shuffledSubarray(words, { minLength: 4, maxLength: 6 }).map((some) => some.join(' '));
    const letters = fc.string({ unit: fc.constantFrom(...'bdfhjkmpqtvwxz2468'), minLength: 14, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(phrase, async (password) => {
        expect(await isRefused(password)).toBe(false);
      }),
      { seed: 62, numRuns: 200 },
    );
    await fc.assert(
      fc.asyncProperty(
        letters.filter((password) => new Set(password).size > 8 && /[a-z]{3}.*\d.*[a-z]{3}/.test(password)),
        async (password) => {
          expect(await isRefused(password)).toBe(false);
        },
      ),
      { seed: 62, numRuns: 200 },
    );
  });

  test('of any characters at all gets an answer', async () => {
    const anything = fc.string({ unit: 'grapheme', maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(anything, fc.string({ unit: 'grapheme', maxLength: 60 }), async (password, name) => {
        const fault = await guessableFault(password, { ...known, name });
        expect(fault === null || fault.endsWith('.')).toBe(true);
      }),
      { seed: 62, numRuns: 300 },
    );
  });
});
