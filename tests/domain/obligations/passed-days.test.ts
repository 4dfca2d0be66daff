// What the clock alone makes late is in the history like anything else: once for each due day, whoever asks how often.
import { beforeEach, describe, expect, test } from 'vitest';
import { addDays, today } from '#domain/calendar.ts';
import { followAction } from '#domain/follow-up/actions.ts';
import { tellPassedActions } from '#domain/follow-up/passed-days.ts';
import { tellPassedOccurrences } from '#domain/obligations/passed-days.ts';
import { prisma } from '#prisma/client.ts';
import { buildFollowed as buildFollowedActions } from '../../build/follow-up.ts';
import { buildEvidence, buildFollowed, buildObligation } from '../../build/obligations.ts';
import { bothDatabases } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

const kinds = ['occurrence.delayed', 'occurrence.lapsed', 'action.delayed'];

describe.each(bothDatabases)('on $name', ({ use }) => {
  use();
  useOutside();
  beforeEach(() => prisma.change.deleteMany({ where: { kind: { in: kinds } } }));
  const told = (conventionId: string) =>
    prisma.change.findMany({ where: { conventionId, kind: { in: kinds } }, orderBy: { seq: 'asc' } });

  test('an occurrence whose day passes is told of once, with a newer version; optional ones are over', async () => {
    const followed = await buildFollowed('RUNNING');
    const conventionId = followed.convention.id;
    const late = await buildObligation(followed);
    const lapsed = await buildObligation(followed, { degree: 'MAY' });
    const met = await buildObligation(followed, { proof: 'DOCUMENT' });
    await buildEvidence(met.occurrences[0]?.id ?? '', { proof: 'DOCUMENT', on: '2025-02-01' });
    await tellPassedOccurrences('2025-12-31');
    expect(await told(conventionId)).toEqual([]);
    await Promise.all([1, 2, 3].map(() => tellPassedOccurrences('2026-01-01')));
    await tellPassedOccurrences('2026-01-02');
    const changes = await told(conventionId);
    expect(changes.map(({ kind, subjectId, version }) => [kind, subjectId, version]).sort()).toEqual(
      [
        ['occurrence.delayed', late.occurrences[0]?.id, 2],
        ['occurrence.lapsed', lapsed.occurrences[0]?.id, 2],
      ].sort(),
    );
    // Another due day passes in its turn.
    await prisma.occurrence.updateMany({
      where: { obligationId: late.id },
      data: { dueOn: new Date('2026-03-31') },
    });
    await tellPassedOccurrences('2026-03-31');
    expect(await told(conventionId)).toHaveLength(2);
    await tellPassedOccurrences('2026-04-01');
    expect(await told(conventionId)).toHaveLength(3);
    await prisma.convention.update({ where: { id: conventionId }, data: { archivedAt: new Date() } });
  });

  test('an action whose due day passes is told of once, unless it is done or its convention archived', async () => {
    const { editor, convention, blocks } = await buildFollowedActions();
    const conventionId = convention.id;
    const dueOn = addDays(today(), 3);
    await followAction(editor, { conventionId, blockId: blocks.action, status: 'ONGOING', dueOn });
    await followAction(editor, { conventionId, blockId: blocks.otherAction, status: 'DONE', dueOn });
    await tellPassedActions(dueOn);
    expect(await told(conventionId)).toEqual([]);
    await Promise.all([1, 2, 3].map(() => tellPassedActions(addDays(dueOn, 1))));
    const [change, ...others] = await told(conventionId);
    expect(others).toEqual([]);
    expect(change).toMatchObject({ kind: 'action.delayed', subject: 'Action', subjectId: blocks.action, version: 2 });
    const later = addDays(dueOn, 10);
    await followAction(editor, { conventionId, blockId: blocks.action, dueOn: later });
    await prisma.convention.update({ where: { id: conventionId }, data: { archivedAt: new Date() } });
    await tellPassedActions(addDays(later, 1));
    expect(await told(conventionId)).toHaveLength(1);
  });
});
