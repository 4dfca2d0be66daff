// Who finds what: results, counts, suggestions and corrections hold nothing that the viewer may not see, by any word.
import { beforeEach, describe, expect, test } from 'vitest';
import { type SearchKind, searchKinds } from '#domain/search/inputs.ts';
import { searchEverything } from '#domain/search/search.ts';
import type { Viewer } from '#domain/viewers.ts';
import { prisma } from '#prisma/client.ts';
import { buildJoint, type Joint } from '#tests/build/meetings.ts';
import { buildPerson, buildSystemViewer, buildViewer, signIn } from '#tests/build/organisations.ts';
import { buildEveryKind } from '#tests/build/search.ts';
import { useDatabase } from '#tests/rig/database.ts';
import { useOutside } from '#tests/rig/outside.ts';

const kindsFor = async (viewer: Viewer, words: string, more: object = {}) => {
  const { hits } = await searchEverything(viewer, { words, first: 100, ...more });
  return hits.nodes.map(({ node }) => node.kind).sort();
};

describe('on a database', () => {
  useDatabase();
  useOutside();
  let joint: Joint;
  let ids: Record<SearchKind, string>;
  beforeEach(async () => {
    if (joint) return;
    joint = await buildJoint();
    await prisma.participant.create({
      data: { conventionId: joint.convention.id, organisationId: joint.department.id, role: 'READER' },
    });
    ids = await buildEveryKind(joint, 'zinnia');
  });

  const everyKind = [...searchKinds].sort();
  /** What whoever is signed in may know of: public bodies, and data open to all partners. */
  const publicKinds = ['DATASET', 'ORGANISATION'];

  test('who takes part finds one thing of every kind, by name or through the organisation, in whatever role', async () => {
    const reader = await buildPerson();
    const { id: conventionId } = joint.convention;
    await prisma.participant.create({ data: { conventionId, personId: reader.id, role: 'READER' } });
    for (const viewer of [joint.steward, joint.agent, joint.debtorViewer, await signIn(reader)]) {
      expect(await kindsFor(viewer, 'zinnia')).toEqual(everyKind);
      const { hits } = await searchEverything(viewer, { words: 'zinnia', first: 100 });
      for (const { node } of hits.nodes) expect(node.subjectId).toBe(ids[node.kind]);
    }
  });

  test('an outsider finds public bodies alone, in results, counts, suggestions and corrections', async () => {
    const outsider = await buildViewer();
    for (const words of [
      'zinnia',
      'ZINNIAS',
      'zinni',
      'znnia',
      'convention zinnia',
      '"commentaire zinnia"',
      'zinnia -alinéa',
    ])
      for (const typing of [false, true])
        for (const kinds of [null, ['ITEM'], ['PERSON', 'COMMENT']])
          for (const year of [null, 2025]) {
            const answer = await searchEverything(outsider, { words, typing, kinds, year, first: 100 });
            const found = [
              ...answer.hits.nodes.map(({ node }) => node.kind),
              ...answer.kinds.map(({ value }) => value),
            ];
            for (const kind of found) expect(publicKinds).toContain(kind);
            expect(answer.years).toEqual([]);
            expect(answer.total).toBeLessThanOrEqual(publicKinds.length);
          }
    await prisma.organisation.update({ where: { id: ids.ORGANISATION }, data: { shortName: 'Une autre' } });
    await prisma.dataset.update({ where: { id: ids.DATASET }, data: { title: 'D’autres' } });
    expect(await searchEverything(outsider, { words: 'zinia' })).toMatchObject({ total: 0, correctedWords: null });
    await prisma.organisation.update({ where: { id: ids.ORGANISATION }, data: { shortName: 'L’agence zinnia' } });
    await prisma.dataset.update({ where: { id: ids.DATASET }, data: { title: 'Des données zinnia' } });
  });

  test('nothing of a convention is found by its id, nor its years told, to who does not see it', async () => {
    const outsider = await buildViewer();
    const { id: conventionId } = joint.convention;
    expect(await searchEverything(outsider, { words: 'zinnia', conventionId })).toMatchObject({
      total: 0,
      kinds: [],
      years: [],
    });
    expect((await searchEverything(joint.agent, { words: 'zinnia', conventionId })).total).toBe(everyKind.length - 3);
  });

  test('a key finds what its organisation sees, and nothing that is its maker’s alone', async () => {
    expect(await kindsFor(await buildSystemViewer(joint.department.id, 'READ'), 'zinnia')).toEqual(everyKind);
    const stranger = await buildPerson();
    const { id: conventionId } = joint.convention;
    await prisma.participant.create({ data: { conventionId, personId: stranger.id, role: 'STEWARD' } });
    expect(await kindsFor(await signIn(stranger), 'zinnia')).toEqual(everyKind);
    expect(await kindsFor(await buildSystemViewer(stranger.organisationId, 'READ_WRITE'), 'zinnia')).toEqual(
      publicKinds,
    );
  });

  test('a right given or lost counts at once', async () => {
    const viewer = await buildViewer();
    const { id: conventionId } = joint.convention;
    const { id } = await prisma.participant.create({
      data: { conventionId, organisationId: viewer.organisationId, role: 'READER' },
    });
    expect(await kindsFor(viewer, 'zinnia')).toEqual(everyKind);
    await prisma.participant.delete({ where: { id } });
    expect(await kindsFor(viewer, 'zinnia')).toEqual(publicKinds);
  });

  test('the platform’s administrator finds everything; people are found by colleagues too', async () => {
    expect(await kindsFor(await buildViewer({ platformAdministrator: true }), 'zinnia')).toEqual(everyKind);
    const colleague = await buildPerson({ name: 'Dominique Zinnia-Roux' });
    const beside = await signIn(await buildPerson({ organisationId: colleague.organisationId }));
    const { hits } = await searchEverything(beside, { words: 'zinnia', kinds: ['PERSON'] });
    expect(hits.nodes.map(({ node }) => node.subjectId)).toEqual([colleague.id]);
  });

  test('counts by kind are under the year, counts by year under the kinds; the total is of what was chosen', async () => {
    const answer = await searchEverything(joint.agent, { words: 'zinnia', kinds: ['ITEM', 'TASK'], year: 2025 });
    expect(answer.total).toBe(2);
    expect(answer.years).toEqual([{ value: 2025, count: 2 }]);
    expect(answer.kinds.map(({ value }) => value)).toEqual(
      searchKinds.filter((kind) => kind !== 'PERSON' && !publicKinds.includes(kind)),
    );
    expect(await searchEverything(joint.agent, { words: 'zinnia', year: 2019 })).toMatchObject({
      total: 0,
      correctedWords: null,
    });
  });

  test.each([[{ kinds: ['SECRET'] }], [{ year: 12 }], [{ conventionId: 'x' }], [{ first: 0 }], [{ first: 101 }]])(
    'what is asked otherwise is refused: %j',
    async (more) => {
      await expect(searchEverything(joint.agent, { words: 'zinnia', ...more })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
      });
    },
  );
});
