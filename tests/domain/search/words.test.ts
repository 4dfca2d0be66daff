// How words find: stems, accents, short plurals, phrases, one typing error, what is half typed; and how passages are quoted.
import { beforeEach, describe, expect, test } from 'vitest';
import { projectProgramme } from '#domain/conventions/projection.ts';
import { searchEverything } from '#domain/search/search.ts';
import { isOneErrorAway, termsOf } from '#domain/search/typed-words.ts';
import type { PersonViewer } from '#domain/viewers.ts';
import { buildConvention, heading, paragraph } from '#tests/build/conventions.ts';
import { buildViewer } from '#tests/build/organisations.ts';
import { found, markedWords } from '#tests/build/search.ts';
import { bothDatabases } from '#tests/rig/database.ts';
import { useOutside } from '#tests/rig/outside.ts';

describe('what is typed', () => {
  test('is words, exact passages, and what must not be there', () => {
    const read = (typed: string) =>
      termsOf(typed).map(
        ({ text, isPhrase, isExcluded }) => `${isExcluded ? '-' : ''}${isPhrase ? `"${text}"` : text}`,
      );
    expect(read('Habitat minier')).toEqual(['habitat', 'minier']);
    expect(read('« bassin minier » -terril grand-place')).toEqual(['"bassin minier"', '-terril', 'grand-place']);
    expect(read("l’habitat, l'eau ; 3.2 !")).toEqual(['l', 'habitat', 'l', 'eau', '3.2']);
    expect(read('"non fermé')).toEqual(['non', 'fermé']);
    expect(read('-- "" - « »')).toEqual([]);
  });

  test('is one error away from a word: a letter more, less, another, or two exchanged; not two', () => {
    for (const near of ['habtat', 'habitats', 'habirat', 'hbaitat', 'habitta', 'xhabitat'])
      expect(isOneErrorAway(near, 'habitat')).toBe(true);
    for (const far of ['habitat', 'habt', 'hbattia', 'habitats2', 'tatibah'])
      expect(isOneErrorAway(far, 'habitat')).toBe(false);
  });
});

describe.each(bothDatabases)('$name', ({ use }) => {
  use();
  useOutside();
  let viewer: PersonViewer;

  beforeEach(async () => {
    if (viewer) return;
    viewer = await buildViewer();
    const { documentId } = await buildConvention({
      title: 'Convention d’ingénierie',
      participants: [{ organisationId: viewer.organisationId, role: 'READER' }],
      content: [
        heading('L’observation du territoire'),
        paragraph('Les élus du bassin minier suivent les aménagements des cités.'),
        paragraph('Un élu référent, même à Lens, tient la cité minière.'),
        paragraph('<b>Le terril</b> & les cœurs de ville : 3.2 hectares, dossier 2025-117.'),
        paragraph('Chaque année, le partenaire remet son bilan.'),
      ],
    });
    await projectProgramme(documentId);
  });

  const finds = async (words: string, typing = false) =>
    (await found(viewer, words, { typing })).map((hit) => hit.slice(0, 24));
  const [elus, elu, terril, year] = [
    'ITEM Les élus du bassin ',
    'ITEM Un élu référent, mê',
    'ITEM <b>Le terril</b> & ',
    'ITEM Chaque année, le pa',
  ];

  test('a word finds its stem, with accents or without, in any case', async () => {
    for (const words of ['aménagement', 'amenagements', 'AMÉNAGER']) expect(await finds(words)).toEqual([elus]);
    for (const words of ['minière', 'miniere']) expect(await finds(words)).toContain(elu);
    for (const words of ['coeur', 'cœurs']) expect(await finds(words)).toEqual([terril]);
    for (const words of ['observation', 'observer', 'Observations'])
      expect(await finds(words)).toEqual(['ITEM L’observation du te']);
  });

  test('« élu » and « élus » find each other, accents or not', async () => {
    for (const words of ['élu', 'élus', 'elu', 'ELUS']) expect((await finds(words)).sort()).toEqual([elus, elu].sort());
  });

  test('all words must be there; an exact passage in its order, an excluded word not at all', async () => {
    expect(await finds('élu Lens')).toEqual([elu]);
    expect(await finds('"bassin minier"')).toEqual([elus]);
    expect(await finds('"minier bassin"')).toEqual([]);
    expect(await finds('cité -élus -lens')).toEqual([]);
    expect(await finds('cité -bassin')).toEqual([elu]);
  });

  test('stop words are passed over, and alone they are said to be too common', async () => {
    expect(await finds('les élus à même le bassin')).toEqual([elus]);
    expect(await searchEverything(viewer, { words: 'les à et' })).toMatchObject({ isTooCommon: true, total: 0 });
  });

  test('numbers are found as they are written', async () => {
    expect(await finds('3.2')).toEqual([terril]);
    expect(await finds('2025-117')).toEqual([terril]);
  });

  test('one typing error is forgiven, and said; two are not', async () => {
    for (const words of ['amenagemetn', 'aménagment', 'ammenagement']) {
      const answer = await searchEverything(viewer, { words });
      expect(answer.correctedWords).toBe('aménagements');
      expect(answer.total).toBe(1);
    }
    expect(await searchEverything(viewer, { words: 'teril hectares' })).toMatchObject({
      correctedWords: 'terril hectares',
      total: 1,
    });
    expect(await searchEverything(viewer, { words: 'amngemant' })).toMatchObject({ correctedWords: null, total: 0 });
    // Each word finds something; together they find nothing.
    expect(await searchEverything(viewer, { words: 'terril bilan' })).toMatchObject({ correctedWords: null, total: 0 });
  });

  test('what is half typed finds what it begins, also a longer piece than the stem', async () => {
    expect(await finds('amén', true)).toEqual([elus]);
    expect(await finds('aménageme', true)).toEqual([elus]);
    expect(await finds('élus am', true)).toEqual([elus]);
    expect(await finds('l', true)).toContain(elu);
    expect(await finds('amén')).toEqual([]);
    expect(await finds('anné', true)).toEqual([year]);
  });

  test('passages are quoted with their words marked, and with whatever signs the text has', async () => {
    const { hits } = await searchEverything(viewer, { words: 'terrils coeur' });
    const [{ node }] = hits.nodes as [(typeof hits.nodes)[0]];
    expect(markedWords(node.passage)).toBe(
      '<b>Le *terril*</b> & les *cœurs* de ville : 3.2 hectares, dossier 2025-117.',
    );
    expect(node).toMatchObject({
      heading: { kind: 'ARTICLE', number: '1', title: 'L’observation du territoire' },
      year: 2026,
    });
    const title = await searchEverything(viewer, { words: 'observation' });
    expect(markedWords(title.hits.nodes[0]?.node.title ?? [])).toBe('L’*observation* du territoire');
  });

  test.each(['\u{1f600}', '%', "'", "':* | !", '\\', '𝕳', '\uE000habitat\uE001', '(((', ':*', '<->', 'a'.repeat(200)])(
    'hostile words end in an answer: %j',
    async (words) => {
      expect((await searchEverything(viewer, { words, typing: true })).total).toBe(0);
    },
  );

  test.each<[unknown]>([['\0'], [''], ['  \u200b'], ['a'.repeat(201)], [12]])(
    'words that are none are refused: %j',
    async (words) => {
      await expect(searchEverything(viewer, { words })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        fields: { words: expect.any(String) },
      });
    },
  );

  test('a page goes on where the last ended, and gives each thing once', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    for (let pages = 0; pages < 10; pages += 1) {
      const { hits } = await searchEverything(viewer, { words: 'e', typing: true, first: 1, after });
      seen.push(...hits.nodes.map(({ node }) => node.id));
      after = hits.nodes.at(-1)?.cursor;
      if (!hits.hasNextPage) break;
    }
    const { total } = await searchEverything(viewer, { words: 'e', typing: true });
    expect(seen.length).toBe(total);
    expect(new Set(seen).size).toBe(total);
    expect(total).toBeGreaterThan(1);
    await expect(searchEverything(viewer, { words: 'e', after: 'x' })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});
