// `npm run project -- <conventionId|all>` projects texts into their rows anew, from the stored bytes alone: after a
// restored backup, a mended projection, or rows that somebody altered by hand. The server must be stopped
// (with-database.ts says so when it is not).

import { rebuildProgramme } from '#domain/conventions/projection.ts';
import { isUuid } from '#domain/parse.ts';
import { convertFormerTexts } from '#domain/texts/former-texts.ts';
import { prisma } from '#prisma/client.ts';
import { runCommand, say } from '../with-database.ts';

async function projectAll(which: string): Promise<number> {
  const conventions = await prisma.convention.findMany({
    where: which === 'all' ? {} : { id: which },
    select: { id: true, documentId: true, year: true },
    orderBy: { id: 'asc' },
  });
  for (const { id, documentId, year } of conventions) {
    await rebuildProgramme(documentId);
    const items = await prisma.programmeItem.count({ where: { conventionId: id, archivedAt: null } });
    say(`${id} (${year}) : ${items} ${items < 2 ? 'bloc' : 'blocs'}`);
  }
  return conventions.length;
}

const which = process.argv[2] ?? '';
if (which !== 'all' && !isUuid(which)) {
  say('Usage : npm run project -- <identifiant de la convention | all>');
  process.exit(64);
}
await runCommand(async () => {
  await convertFormerTexts();
  if ((await projectAll(which)) > 0) return 0;
  say(which === 'all' ? 'Aucune convention.' : 'Aucune convention ne porte cet identifiant.');
  return 1;
});
