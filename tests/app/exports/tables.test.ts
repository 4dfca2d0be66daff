// Every list as a table to take away: as many rows as its page shows, under the filters of its address, for those who see the list.
import type { AppLoadContext } from '@remix-run/node';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { loader } from '#app/routes/tableaux.$file/loader.ts';
import { seedDemonstration } from '#demonstration/seed.ts';
import type { PersonViewer } from '#domain/viewers.ts';
import { writtenSheet } from '#formats/written-sheet.ts';
import { createApi } from '#graphql/execute.ts';
import { prisma } from '#prisma/client.ts';
import { buildViewer, signIn } from '../../build/organisations.ts';
import { useDatabase } from '../../rig/database.ts';
import { useOutside } from '../../rig/outside.ts';

useDatabase();
const outside = useOutside();

let viewer: PersonViewer;
let conventionId: string;
beforeAll(async () => {
  outside.begin();
  await seedDemonstration();
  const { personId } = await prisma.participant.findFirstOrThrow({
    where: { role: 'STEWARD', personId: { not: null } },
  });
  viewer = await signIn({ id: personId ?? '' });
  const signed = await prisma.convention.findFirstOrThrow({ where: { budgetLines: { some: {} } } });
  conventionId = signed.id;
});

async function take(file: string, query: Record<string, string> = {}, asker: PersonViewer | null = viewer) {
  const context = {
    api: createApi({ viewer: asker, from: { address: null } } as never, '/connexion'),
    writtenSheet,
  } as unknown as AppLoadContext;
  const request = new Request(`http://localhost/tableaux/${file}?${new URLSearchParams(query)}`);
  return (await loader({ request, params: { file }, context })) as Response;
}

/** Lines of a CSV whose cells hold no line of their own. */
const linesOf = async (answer: Response) => (await answer.text()).trim().split('\r\n');

const lists = {
  obligations: () => prisma.obligation.count({ where: { conventionId } }),
  actions: () => prisma.programmeItem.count({ where: { conventionId, mark: 'ACTION', archivedAt: null } }),
  livrables: () => prisma.deliverable.count({ where: { conventionId } }),
  indicateurs: () => prisma.indicator.count({ where: { conventionId } }),
  financement: () => prisma.budgetLine.count({ where: { conventionId } }),
  reunions: async () => 1,
  decisions: async () => 1,
  donnees: async () => 1,
  documents: () => prisma.storedFile.count({ where: { conventionId } }),
};

describe.each(Object.entries(lists))('%s', (list, least) => {
  test('is a workbook and a CSV with French names of columns and all its rows', async () => {
    const query: Record<string, string> =
      list === 'decisions' || list === 'donnees' ? {} : { convention: conventionId, vue: 'passees' };
    const csv = await take(`${list}.csv`, query);
    expect(csv.headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
    expect(csv.headers.get('Content-Disposition')).toMatch(/^attachment; filename/);
    const [head = '', ...rows] = await linesOf(csv);
    expect(head.split(';').length).toBeGreaterThan(5);
    expect(rows.length).toBeGreaterThanOrEqual(await least());
    expect(rows.join('\n')).not.toMatch(/undefined|\[object/);
    const book = unzipSync(new Uint8Array(await (await take(`${list}.xlsx`, query)).arrayBuffer()));
    const sheet = Buffer.from(book['xl/worksheets/sheet1.xml'] ?? []).toString();
    expect(sheet.match(/<row>/g)?.length).toBeGreaterThanOrEqual(rows.length > 0 ? 2 : 1);
    expect(Buffer.from(book['xl/workbook.xml'] ?? []).toString()).toMatch(/<sheet name="\p{Lu}/u);
  });
});

test('amounts are numbers and days are dates', async () => {
  const book = unzipSync(
    new Uint8Array(await (await take('financement.xlsx', { convention: conventionId })).arrayBuffer()),
  );
  const sheet = Buffer.from(book['xl/worksheets/sheet1.xml'] ?? []).toString();
  const { commitmentAuthorisation } = await prisma.budgetLine.findFirstOrThrow({ where: { conventionId } });
  expect(sheet).toContain(`<c><v>${Number(commitmentAuthorisation)}</v></c>`);
  const owed = unzipSync(
    new Uint8Array(await (await take('obligations.xlsx', { convention: conventionId })).arrayBuffer()),
  );
  expect(Buffer.from(owed['xl/worksheets/sheet1.xml'] ?? []).toString()).toMatch(/<c s="1"><v>4\d{4}<\/v><\/c>/);
});

test('the filters of the page hold', async () => {
  const query = { convention: conventionId };
  const all = await linesOf(await take('actions.csv', query));
  const done = await linesOf(await take('actions.csv', { ...query, etat: 'DONE' }));
  expect(done.length).toBeLessThan(all.length);
  for (const line of done.slice(1)) expect(line).toContain(';Réalisée;');
  const none = await linesOf(await take('donnees.csv', { mots: 'rien de tel' }));
  expect(none).toHaveLength(1);
});

test('what would be a formula is words', async () => {
  const action = await prisma.programmeItem.findFirstOrThrow({ where: { conventionId, mark: 'ACTION' } });
  const { text, blockId } = action;
  const where = { conventionId_blockId: { conventionId, blockId } };
  await prisma.programmeItem.update({ where, data: { text: '=HYPERLINK("http://ailleurs")' } });
  const words = await (await take('actions.csv', { convention: conventionId })).text();
  await prisma.programmeItem.update({ where, data: { text } });
  expect(words).toContain(`"'=HYPERLINK(""http://ailleurs"")"`);
});

test('nobody takes what they do not see, nor a table that there is none of', async () => {
  const stranger = await buildViewer();
  const refused = async (file: string, asker: PersonViewer | null, query = { convention: conventionId }) =>
    take(file, query, asker).then(
      () => 200,
      (answer: Response) => answer.status,
    );
  for (const list of ['actions', 'livrables', 'indicateurs', 'financement', 'documents'])
    expect([list, await refused(`${list}.xlsx`, stranger)]).toEqual([list, 404]);
  for (const list of ['obligations', 'reunions', 'decisions'])
    expect(await linesOf(await take(`${list}.csv`, { convention: conventionId }, stranger))).toHaveLength(1);
  for (const list of Object.keys(lists)) expect([list, await refused(`${list}.csv`, null)]).toEqual([list, 302]);
  for (const file of ['actions.pdf', 'toString.csv', '../actions.csv', 'autre.xlsx'])
    expect(await refused(file, viewer)).toBe(404);
  expect(await refused('actions.csv', viewer, { convention: 'pas un numéro' })).toBe(404);
});
