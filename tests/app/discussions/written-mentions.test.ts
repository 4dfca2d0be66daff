// Mentions as they are typed and as they are sent.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bodyOf, insertMention, mentionAt, textOfBody } from '#app/discussions/written-mentions.ts';
import { writeMention } from '#domain/discussions/bodies.ts';

const claire = { id: '01920000-0000-7000-8000-00000000000a', name: 'Claire Dupont', detail: 'DAT' };
const otherClaire = { id: '01920000-0000-7000-8000-00000000000b', name: 'Claire Dupont', detail: 'MDADT Artois' };
const agency = { id: '01920000-0000-7000-8000-00000000000c', name: 'Agence (AULA)', detail: 'Agence d’urbanisme' };

const nobody = { text: '', known: new Map<string, string>() };

describe('a name that is being typed', () => {
  test.each([
    ['@', 1, { start: 0, query: '' }],
    ['@cl', 3, { start: 0, query: 'cl' }],
    ['Bonjour @Claire Du', 18, { start: 8, query: 'Claire Du' }],
    ['(@cl', 4, { start: 1, query: 'cl' }],
    ['Fin de ligne\n@é', 15, { start: 13, query: 'é' }],
    ['Bonjour @claire et merci', 11, { start: 8, query: 'cl' }],
    ['claire@exemple.fr', 9, null],
    ['à 14 h @ Lens', 13, null],
    ['@Claire\nmerci', 13, null],
    [`@${'a'.repeat(60)}`, 61, null],
    ['rien', 4, null],
  ])('in « %s » at %i', (text, caret, found) => {
    expect(mentionAt(text, caret)).toEqual(found);
  });
});

describe('a name that is chosen', () => {
  test('takes the place of what was typed, and the caret stands after it', () => {
    const written = insertMention({ ...nobody, text: 'Bonjour @cl merci' }, { start: 8, caret: 11 }, claire);
    expect(written.text).toBe('Bonjour @Claire Dupont merci');
    expect(written.text.slice(0, written.caret)).toBe('Bonjour @Claire Dupont');
    expect(bodyOf(written.text, written.known)).toBe(`Bonjour ${writeMention(claire.id)} merci`);
  });

  test('is told from the same name of somebody else', () => {
    const one = insertMention({ ...nobody, text: '@' }, { start: 0, caret: 1 }, claire);
    const two = insertMention({ text: `${one.text}et @`, known: one.known }, { start: 18, caret: 19 }, otherClaire);
    expect(two.text).toBe('@Claire Dupont et @Claire Dupont (MDADT Artois) ');
    expect(bodyOf(two.text, two.known)).toBe(`${writeMention(claire.id)} et ${writeMention(otherClaire.id)} `);
  });

  test('that is changed afterwards is only words', () => {
    const { known } = insertMention({ ...nobody, text: '@' }, { start: 0, caret: 1 }, claire);
    expect(bodyOf('@Claire Dupontel, @Claire', known)).toBe('@Claire Dupontel, @Claire');
  });

  test('may hold signs that mean something elsewhere', () => {
    const written = insertMention({ ...nobody, text: '@' }, { start: 0, caret: 1 }, agency);
    expect(bodyOf(`${written.text}merci`, written.known)).toBe(`${writeMention(agency.id)} merci`);
  });
});

test('a body that is edited without a change is sent as it was', () => {
  const person = fc.constantFrom(claire, otherClaire, agency);
  const words = fc.stringMatching(/^[a-zé ,.!\n]{0,20}$/);
  fc.assert(
    fc.property(fc.array(fc.tuple(words, person), { maxLength: 6 }), words, (parts, end) => {
      const body = `${parts.map(([before, { id }]) => `${before} ${writeMention(id)} `).join('')}${end}`;
      const { text, known } = textOfBody(body, [claire, otherClaire, agency]);
      expect(bodyOf(text, known)).toBe(body);
    }),
    { seed: 62 },
  );
});
