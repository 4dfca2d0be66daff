// `npm run project`: the rows of texts from their stored bytes alone, by a command.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { prisma } from '#prisma/client.ts';
import { buildConvention, heading, paragraph } from '#tests/build/conventions.ts';
import { useDatabase } from '#tests/rig/database.ts';

const database = useDatabase();
const root = join(import.meta.dirname, '../..');

function project(...words: string[]): Promise<{ code: number | null; said: string }> {
  const command = spawn(process.execPath, ['--import', 'tsx', 'commands/project.ts', ...words], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: database.url },
  });
  let said = '';
  command.stdout.on('data', (words) => {
    said += words;
  });
  return new Promise((resolve) => command.on('close', (code) => resolve({ code, said })));
}

test('rows that were never made or were altered say what the texts say', async () => {
  const [one, other] = [
    await buildConvention({ content: [heading('Titre'), paragraph('a')] }),
    await buildConvention({ content: [paragraph('b')] }),
  ];
  const { code, said } = await project('all');
  expect(code).toBe(0);
  expect(said).toContain(`${one.id} (2026) : 2 blocs`);
  expect(said).toContain(`${other.id} (2026) : 1 bloc`);
  await prisma.programmeItem.updateMany({ data: { text: 'altéré' } });
  expect((await project(one.id)).code).toBe(0);
  const texts = async (conventionId: string) => {
    const rows = await prisma.programmeItem.findMany({ where: { conventionId }, orderBy: { position: 'asc' } });
    return rows.map(({ text }) => text);
  };
  expect(await texts(one.id)).toEqual(['Titre', 'a']);
  expect(await texts(other.id)).toEqual(['altéré']);
});

test('a convention that does not exist and words that name none are said, with an exit code', async () => {
  expect(await project(randomUUID())).toEqual({ code: 1, said: 'Aucune convention ne porte cet identifiant.\n' });
  const usage = await project('tout');
  expect(usage.code).toBe(64);
  expect(usage.said).toContain('npm run project');
});
