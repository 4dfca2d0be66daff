// Two texts compared: what is told of the difference is the whole of it, and it is told as somebody who reads both would.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Doc } from 'yjs';
import { convention2025 } from '#demonstration/convention-2025.ts';
import { comparedBlocks } from '#domain/comparison/compared-text.ts';
import { type Comparison, compareBlocks, compareTexts, isBinding } from '#domain/comparison/comparison.ts';
import { countsOf, sectionsOf, wordSummary } from '#domain/comparison/summary.ts';
import { changesOfWords } from '#domain/comparison/word-changes.ts';
import { copyOf as nextYear } from '#domain/conventions/roll-over.ts';
import { parseText, textOf, writeText } from '#domain/texts/live-text.ts';
import { quiet } from '#domain/texts/text-sequence.ts';
import { act, anyActs } from '../../build/comparison.ts';
import { copyOf, deleteIn, formatIn, mergeUp, removeBlocks, setKey, splitAt, typeAtEnd } from '../../build/texts.ts';

const convention = parseText(convention2025());

function docOf(text = convention): Doc {
  const doc = quiet(new Doc());
  writeText(doc, text);
  return doc;
}

const block = (id: string, text: string, attrs: object = {}) => ({
  type: 'paragraph',
  attrs: { id: `00000000-0000-4000-8000-${id.padStart(12, '0')}`, ...attrs },
  content: text === '' ? [] : [{ type: 'text', text }],
});
const textWith = (...content: object[]) => parseText({ type: 'doc', content });

/** The later text as only the former one and the comparison tell it. */
function applied(before: ReturnType<typeof comparedBlocks>, { differences }: Comparison) {
  const former = new Map(before.map((one) => [one, one]));
  return differences
    .filter(({ state }) => state !== 'DROPPED')
    .map(({ before: from, after, words, facts }) => {
      const known = from === null ? null : former.get(from);
      let left = known?.text ?? '';
      let text = '';
      for (const { change, text: stretch } of words) {
        if (change !== 'ADDED') {
          expect(left.startsWith(stretch)).toBe(true);
          left = left.slice(stretch.length);
        }
        if (change !== 'DROPPED') text += stretch;
      }
      expect(left).toBe('');
      const { kind, mark, degree, outcome } = after as NonNullable<typeof after>;
      const later = { kind, mark, degree, outcome };
      const said = known
        ? Object.fromEntries(
            Object.entries(later).map(([fact, value]) => [
              fact,
              facts.includes(fact as never) ? value : known[fact as keyof typeof later],
            ]),
          )
        : later;
      return { ...said, text };
    });
}

const saidOf = (blocks: ReturnType<typeof comparedBlocks>) =>
  blocks.map(({ kind, mark, degree, outcome, text }) => ({ kind, mark, degree, outcome, text }));

describe('a comparison', () => {
  test('applied to the former text gives the later one, whatever people did', () => {
    const former = docOf();
    const before = comparedBlocks(textOf(former));
    fc.assert(
      fc.property(anyActs, (acts) => {
        const later = copyOf(former);
        act(later, acts);
        const after = comparedBlocks(textOf(later));
        const comparison = compareBlocks(before, after);
        expect(applied(before, comparison)).toEqual(saidOf(after));
        const dropped = comparison.differences.filter(({ state }) => state === 'DROPPED');
        const kept = comparison.differences.filter(({ before: from }) => from !== null);
        expect(kept).toHaveLength(before.length);
        expect(dropped.every(({ after: to }) => to === null)).toBe(true);
      }),
      { numRuns: 150, seed: 62 },
    );
  });

  test('of a text with itself has no difference', () => {
    const { differences } = compareTexts(convention, convention);
    expect(differences.every(({ state, isMoved }) => state === 'KEPT' && !isMoved)).toBe(true);
    expect(wordSummary(countsOf(differences))).toBe('Aucune différence');
  });

  test('of two years goes by what continues what', () => {
    const later = docOf(parseText(nextYear(convention.toJSON())));
    typeAtEnd(later, 1, ' Il vaut pour 2026.');
    removeBlocks(later, 3);
    const { differences } = compareTexts(convention, textOf(later), { before: 2025, after: 2026 });
    expect(differences.filter(({ state }) => state === 'CHANGED')).toHaveLength(1);
    expect(differences.filter(({ state }) => state === 'DROPPED')).toHaveLength(1);
    expect(differences.filter(({ state }) => state === 'ADDED')).toHaveLength(0);
    expect(differences.some(({ isMoved }) => isMoved)).toBe(false);
  });

  test('names a passage that was moved, and not those around it', () => {
    const before = textWith(block('1', 'Un.'), block('2', 'Deux.'), block('3', 'Trois.'), block('4', 'Quatre.'));
    const after = textWith(block('4', 'Quatre.'), block('1', 'Un.'), block('2', 'Deux.'), block('3', 'Trois.'));
    const { differences } = compareTexts(before, after);
    expect(differences.map(({ isMoved }) => isMoved)).toEqual([true, false, false, false]);
    expect(wordSummary(countsOf(differences))).toBe('1 paragraphe déplacé');
  });

  test('names a passage split in two, and two made one', () => {
    const former = docOf(
      textWith(
        block('1', 'Le Département aide. La Mission rend compte chaque trimestre.'),
        block('2', 'Fin du texte.'),
      ),
    );
    const split = copyOf(former);
    splitAt(split, 0, 'Le Département aide. '.length);
    const cut = compareTexts(textOf(former), textOf(split)).differences;
    expect(cut[1]).toMatchObject({ state: 'ADDED', splitFrom: { text: 'Le Département aide. ' } });
    mergeUp(split, 1);
    const merged = compareTexts(textOf(copyOfSplit(former)), textOf(split)).differences;
    expect(merged.find(({ state }) => state === 'DROPPED')?.mergedInto?.text).toContain('Le Département aide.');
  });

  test('names two passages of this year that continue one of last year', () => {
    const last = textWith(block('1', 'La Mission suit les cités et les terrils.'));
    const previousId = '00000000-0000-4000-8000-000000000001';
    const now = textWith(
      block('11', 'La Mission suit les cités.', { previousId }),
      block('12', 'Elle suit les terrils.', { previousId }),
    );
    const { differences } = compareTexts(last, now);
    expect(differences[1]).toMatchObject({ state: 'ADDED', splitFrom: { text: 'La Mission suit les cités.' } });
  });

  test('tells a passage made bold from one whose words changed, and a comment from both', () => {
    const former = docOf(textWith(block('1', 'La Mission agit.')));
    const bold = copyOf(former);
    formatIn(bold, 0, 3, 7, { bold: true });
    expect(compareTexts(textOf(former), textOf(bold)).differences[0]).toMatchObject({
      state: 'CHANGED',
      facts: ['look'],
    });
    formatIn(bold, 0, 5, 3, { 'comment:00000000-0000-4000-8000-00000000000a': true });
    formatIn(former, 0, 3, 7, { bold: true });
    expect(compareTexts(textOf(former), textOf(bold)).differences[0]).toMatchObject({ state: 'KEPT', facts: [] });
  });

  test('finds a passage again that came back without its id', () => {
    const before = textWith(
      block('1', 'Le Département verse sa participation au printemps de chaque année.'),
      block('2', 'Fin.'),
    );
    const after = textWith(
      block('8', 'Le Département verse sa participation en automne de chaque année.'),
      block('2', 'Fin.'),
    );
    expect(compareTexts(before, after).differences.map(({ state }) => state)).toEqual(['CHANGED', 'KEPT']);
  });
});

const copyOfSplit = (former: Doc) => {
  const doc = copyOf(former);
  splitAt(doc, 0, 'Le Département aide. '.length);
  return doc;
};

describe('what binds', () => {
  const compared = (before: string, after: string, years: { before: number; after: number } | null = null) =>
    compareTexts(textWith(block('1', before)), textWith(block('1', after)), years).differences[0];

  test('says how strong a promise was, and is', () => {
    const found = compared('La Mission pourra rendre compte.', 'La Mission doit rendre compte.');
    expect(found?.commitments).toEqual([{ kind: 'DEGREE', before: 'MAY', after: 'MUST' }]);
    expect(found && isBinding(found)).toBe(true);
  });

  test('says so of one sentence among others as strong', () => {
    const found = compared('Elle doit agir. Elle pourra aider.', 'Elle doit agir. Elle doit aider.');
    expect(found?.commitments).toEqual([{ kind: 'DEGREE', before: 'MAY', after: 'MUST' }]);
  });

  test('names amounts and dates, whatever their blanks', () => {
    const found = compared(
      'Une aide de 230 000 € est versée avant le 31 mars 2025.',
      'Une aide de 250\u202f000\u00a0€ est versée avant le 30 juin 2026.',
    );
    expect(found?.commitments).toEqual([
      { kind: 'AMOUNT', before: '230 000 €', after: '250 000 €' },
      { kind: 'DATE', before: '31 mars 2025', after: '30 juin 2026' },
    ]);
    expect(compared('Versée : 230 000 €.', 'Versée : 230\u202f000\u00a0€.')?.commitments).toEqual([]);
  });

  test('lets a date go on to the next year without a word', () => {
    const years = { before: 2025, after: 2026 };
    expect(compared('Avant le 31 mars 2025.', 'Avant le 31 mars 2026.', years)?.commitments).toEqual([]);
    expect(compared('Avant le 31 mars 2025.', 'Avant le 30 juin 2026.', years)?.commitments).toEqual([
      { kind: 'DATE', before: '31 mars 2025', after: '30 juin 2026' },
    ]);
  });

  test('is no spelling', () => {
    const found = compared('La Mission suit les cites.', 'La Mission suit les cités.');
    expect(found && isBinding(found)).toBe(false);
  });
});

describe('the summary', () => {
  test('counts objectives as people do', () => {
    const later = docOf();
    const objectives = comparedBlocks(textOf(later)).filter(({ kind }) => kind === 'OBJECTIVE');
    const [first, second, third, fourth] = objectives.map(({ id }) => String(id));
    typeAtEnd(later, first as string, ' et du reste');
    typeAtEnd(later, second as string, ' et du reste');
    deleteIn(later, third as string, 0, 4);
    removeBlocks(later, fourth as string);
    const { differences } = compareTexts(convention, textOf(later));
    expect(wordSummary(countsOf(differences))).toContain('3 objectifs modifiés, 1 écarté');
  });

  test('counts an objective as changed when a passage below it is', () => {
    const later = docOf();
    const blocks = comparedBlocks(textOf(later));
    const heading = blocks.findIndex(({ kind }) => kind === 'OBJECTIVE');
    setKey(later, String(blocks[heading + 1]?.id), 'mark', 'OBLIGATION');
    const comparison = compareTexts(convention, textOf(later));
    expect(wordSummary(countsOf(comparison.differences))).toBe('1 objectif modifié\u202f; 1 paragraphe modifié');
    expect(sectionsOf(comparison).map(({ heading: one }) => one?.id)).toEqual([blocks[heading]?.id]);
  });
});

describe('words', () => {
  test('are kept, dropped or added, and nothing else', () => {
    const words = fc
      .array(fc.constantFrom('le', 'la ', ' ', '’', '230 000', '€', '\n', '😀', '\ud800', 'é', 'Mission'), {
        maxLength: 40,
      })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(words, words, (before, after) => {
        const changes = changesOfWords(before, after);
        const without = (change: string) =>
          changes.flatMap((one) => (one.change === change ? [] : [one.text])).join('');
        expect([without('ADDED'), without('DROPPED')]).toEqual([before, after]);
      }),
      { numRuns: 2_000, seed: 62 },
    );
  });

  test('are whole ones', () => {
    expect(changesOfWords('230 000 € par an', '250 000 € par an')).toEqual([
      { change: 'DROPPED', text: '230 000' },
      { change: 'ADDED', text: '250 000' },
      { change: 'KEPT', text: ' € par an' },
    ]);
  });
});
