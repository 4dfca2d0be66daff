// Errands on a network that misbehaves: what was typed stays, what is said is true, nothing is done twice.
import { expect, test } from '@playwright/test';
import { BadNetwork } from './bad-network.ts';
import { newConvention, openText, saving, sheet, writeAfter } from './drafting.ts';
import { another } from './errand.ts';

let network: BadNetwork;
test.beforeEach(() => {
  network = new BadNetwork();
});
test.afterEach(() => network.close());

test('a text is written together where the network swallows WebSockets, from the start and later', async ({
  browser,
}) => {
  network.swallowsWebSockets = true;
  const { page } = await network.open(browser, 'steward');
  const { path } = await newConvention(page, 'Réseau sans WebSocket', { mission: 'EDITOR' });
  await openText(page, path);
  await writeAfter(page, 'écrivent ensemble.');
  await page.keyboard.type(' Par des requêtes.');
  await expect(saving(page)).toContainText('Enregistré');
  const { page: beside } = await another(browser, 'mission');
  await expect(await openText(beside, path)).toContainText('Par des requêtes.');

  network.swallowsWebSockets = false;
  await page.reload();
  await expect(saving(page)).toContainText('Enregistré');
  network.swallowsWebSockets = true;
  await writeAfter(page, 'Par des requêtes.');
  await page.keyboard.type(' Dans le silence.');
  await expect(sheet(beside)).toContainText('Dans le silence.');
});
