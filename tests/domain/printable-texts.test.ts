// What cannot be printed is refused with its place before anything is frozen.
import { expect, test } from 'vitest';
import { moveConvention } from '#domain/lifecycle.ts';
import { prisma } from '#prisma/client.ts';
import { buildConvention, buildViewer, heading, paragraph } from '../build.ts';
import { stepInput } from '../build-lifecycle.ts';
import { useDatabase } from '../database.ts';
import { useOutside } from '../outside.ts';

useDatabase();
useOutside();

test('signing a text with a symbol that no font draws is refused with its place, and nothing is frozen', async () => {
  const steward = await buildViewer();
  const content = [heading('Objet'), paragraph('Les partenaires \uf0a7 agissent ensemble.'), paragraph('Fin ☐ 📅.')];
  const participants = [{ personId: steward.personId, role: 'STEWARD' as const }];
  const { id } = await buildConvention({ state: 'ADOPTED', content, participants });
  const refused = await moveConvention(steward, stepInput(id, 'SIGNED')).catch((error: unknown) => error);
  expect(refused).toMatchObject({
    code: 'UNPRINTABLE_TEXT',
    message: expect.stringContaining('article 1, dans « Les partenaires □ agissent ensemble. » : U+F0A7'),
  });
  expect(await prisma.frozenText.count({ where: { conventionId: id } })).toBe(0);
  expect(await prisma.storedFile.count({ where: { conventionId: id } })).toBe(0);
  expect((await prisma.convention.findUniqueOrThrow({ where: { id } })).state).toBe('ADOPTED');
});
