// The state of an occurrence, said twice: by `stateOf` for what is shown, and inside the statements that filter and count.
import { afterEach, describe, expect, test } from 'vitest';
import { setClock, toColumn } from '#domain/calendar.ts';
import { countOccurrences, listObligations, readObligation } from '#domain/obligations/obligation-lists.ts';
import { occurrenceStates } from '#domain/vocabulary.ts';
import { prisma } from '#prisma/client.ts';
import { buildEvidence, buildFollowed, buildObligation, type Followed } from '../../build/obligations.ts';
import { bothDatabases, useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';
import { listOccurrences } from '../../rig/single-lists.ts';

const on = (day: string) => setClock(() => new Date(`${day}T12:00:00Z`));
afterEach(() => setClock(null));

type Proof = Parameters<typeof buildEvidence>[1];

/** Many proofs: each kind, each day around the bounds, withdrawn or not, and every set of those present. */
function proofsOf({ department, debtor, lensHenin, artois, culture }: Followed): Proof[] {
  const present = [
    [],
    [{ unitId: lensHenin.id }],
    [{ unitId: lensHenin.id }, { unitId: artois.id }],
    [{ organisationId: department.id }],
    [{ unitId: culture.id }, { organisationId: debtor.id }],
    [{ unitId: lensHenin.id }, { unitId: artois.id }, { organisationId: debtor.id }],
  ];
  return [
    ...present.flatMap((attendees) =>
      ['2025-03-31', '2025-04-01', '2025-06-30', '2025-07-02'].map((day) => ({
        proof: 'MEETING' as const,
        on: day,
        attendees,
      })),
    ),
    { proof: 'MEETING', on: '2025-05-05', withdrawn: true, attendees: present[5] },
    { proof: 'DOCUMENT', on: '2025-05-05' },
    { proof: 'STATEMENT', on: '2025-07-01' },
    { proof: 'DOCUMENT', on: '2025-05-05', withdrawn: true },
  ];
}

describe.each(bothDatabases)('states on $name', ({ use }) => {
  use();
  useOutside();

  test('what is shown and what lists filter and count by never differ', async () => {
    const followed = await buildFollowed();
    const { department, debtor, lensHenin, artois } = followed;
    const demands = [
      { proof: 'DOCUMENT', attendeeIds: [] },
      { proof: 'STATEMENT', attendeeIds: [] },
      { proof: 'MEETING', attendeeIds: [lensHenin.id], invitedIds: [artois.id] },
      ...[[], [lensHenin.id, artois.id], [department.id], [debtor.id, department.id]].map((attendeeIds) => ({
        proof: 'MEETING',
        attendeeIds,
      })),
    ];
    for (const demand of demands)
      for (const [index, proof] of [null, ...proofsOf(followed)].entries()) {
        const { occurrences } = await buildObligation(followed, {
          ...demand,
          // What one may do is never late; of the other degrees one is as good as all.
          degree: index % 2 === 0 ? 'MUST' : 'MAY',
          startsOn: '2025-04-01',
          endsOn: '2025-06-30',
        });
        if (proof) await buildEvidence(occurrences[0]?.id ?? '', proof);
      }
    const ids = (await prisma.occurrence.findMany({ select: { id: true }, orderBy: { id: 'asc' } })).map(
      ({ id }) => id,
    );
    for (const [index, id] of ids.entries())
      await prisma.occurrence.update({
        where: { id },
        data: {
          plannedOn: index % 3 === 1 ? toColumn('2025-05-20') : null,
          notApplicableReason: index % 11 === 5 ? 'Rien à réunir cette année' : null,
        },
      });
    const seen = new Set<string>();
    for (const day of ['2025-03-01', '2025-04-01', '2025-06-30', '2025-07-01', '2025-07-02']) {
      on(day);
      const { nodes } = await listObligations(followed.steward, { first: 500 });
      const shown = new Map(nodes.flatMap(({ node }) => node.occurrences.map(({ id, state }) => [id, state] as const)));
      expect(shown.size).toBe(ids.length);
      const counted = new Map((await countOccurrences(followed.steward)).map(({ state, count }) => [state, count]));
      for (const state of occurrenceStates) {
        const listed = await listOccurrences(followed.steward, { first: 500, filter: { states: [state] } });
        const expected = ids.filter((id) => shown.get(id) === state);
        expect(listed.nodes.map(({ node }) => node.id).sort()).toEqual(expected);
        expect(counted.get(state) ?? 0).toBe(expected.length);
        if (expected.length > 0) seen.add(state);
      }
    }
    expect([...seen].sort()).toEqual([...occurrenceStates].sort());
  });
});

describe('where an occurrence stands', () => {
  useDatabase();
  useOutside();

  const firstState = async (followed: Followed, id: string) =>
    (await readObligation(followed.steward, id)).occurrences[0];

  test('a day is late the day after, and a proof after the due day still meets it, late', async () => {
    const followed = await buildFollowed();
    const { id, occurrences } = await buildObligation(followed, { endsOn: '2025-06-30' });
    on('2025-06-30');
    expect(await firstState(followed, id)).toMatchObject({ state: 'TO_PLAN' });
    on('2025-07-01');
    expect(await firstState(followed, id)).toMatchObject({ state: 'LATE' });
    await buildEvidence(occurrences[0]?.id ?? '', { proof: 'MEETING', on: '2025-07-01' });
    expect(await firstState(followed, id)).toMatchObject({ state: 'MET', metOn: '2025-07-01' });
  });

  test('a meeting to which somebody invited did not come counts, and says who', async () => {
    const followed = await buildFollowed();
    const { lensHenin, artois, debtor } = followed;
    const { id, occurrences } = await buildObligation(followed, {
      attendeeIds: [lensHenin.id],
      invitedIds: [artois.id, debtor.id],
    });
    on('2025-05-01');
    const attendees = [{ unitId: lensHenin.id }, { organisationId: debtor.id }];
    await buildEvidence(occurrences[0]?.id ?? '', { proof: 'MEETING', on: '2025-04-03', attendees });
    const occurrence = await firstState(followed, id);
    expect(occurrence).toMatchObject({ state: 'MET', evidence: [{ counts: true, missing: [] }] });
    expect(occurrence?.evidence[0]?.excused.map(({ unitId }) => unitId)).toEqual([artois.id]);
  });

  test('what is regular is not met for a year by one proof, and its silence is said', async () => {
    const followed = await buildFollowed();
    const regular = { periodicity: 'REGULAR', months: 3, proof: 'STATEMENT' };
    const { id, occurrences } = await buildObligation(followed, regular);
    await buildEvidence(occurrences[0]?.id ?? '', { proof: 'STATEMENT', on: '2025-02-10' });
    const now = async (day: string) => {
      on(day);
      const { occurrences: found, silentMonths } = await readObligation(followed.steward, id);
      return { states: found.map(({ state }) => state), silentMonths };
    };
    expect(await now('2025-05-09')).toEqual({ states: ['MET', 'TO_PLAN', 'TO_PLAN', 'TO_PLAN'], silentMonths: null });
    expect(await now('2025-07-01')).toEqual({ states: ['MET', 'LATE', 'TO_PLAN', 'TO_PLAN'], silentMonths: 4 });
  });

  test('what is continuous may be attested in January and is not late then', async () => {
    const followed = await buildFollowed();
    const continuous = { periodicity: 'CONTINUOUS', months: 1, proof: 'STATEMENT' };
    const { id, occurrences } = await buildObligation(followed, continuous);
    on('2026-01-20');
    expect(await firstState(followed, id)).toMatchObject({ state: 'TO_PLAN' });
    await buildEvidence(occurrences[0]?.id ?? '', { proof: 'STATEMENT', on: '2026-01-20' });
    expect(await firstState(followed, id)).toMatchObject({ state: 'MET', metOn: '2026-01-20', dueOn: '2026-01-31' });
  });

  test('what one may do is over after its day, and not late', async () => {
    const followed = await buildFollowed();
    const { id } = await buildObligation(followed, { degree: 'MAY', endsOn: '2025-06-30' });
    on('2025-07-01');
    expect(await firstState(followed, id)).toMatchObject({ state: 'LAPSED' });
  });

  test('a joint meeting with one MDADT alone is kept, does not count, and says who was missing', async () => {
    const followed = await buildFollowed();
    const { lensHenin, artois } = followed;
    const { id, occurrences } = await buildObligation(followed, { attendeeIds: [lensHenin.id, artois.id] });
    on('2025-05-01');
    const occurrenceId = occurrences[0]?.id ?? '';
    await buildEvidence(occurrenceId, {
      proof: 'MEETING',
      on: '2025-04-03',
      attendees: [{ unitId: lensHenin.id }],
    });
    const alone = await firstState(followed, id);
    expect(alone?.state).toBe('TO_PLAN');
    expect(alone?.evidence).toMatchObject([{ counts: false, missing: [{ unitId: artois.id }] }]);
    await buildEvidence(occurrenceId, {
      proof: 'MEETING',
      on: '2025-04-10',
      attendees: [{ unitId: lensHenin.id }, { unitId: artois.id }],
    });
    expect(await firstState(followed, id)).toMatchObject({ state: 'MET', metOn: '2025-04-10' });
  });
});
