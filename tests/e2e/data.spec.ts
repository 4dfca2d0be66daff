// Data that partners share: a map deposited by the Mission, linked to an objective, found by a word of its description, looked
// into by the keyboard, brought up to date and announced; and not to be had by who may not see it, by any address.
import { expect, type Page, test } from '@playwright/test';
import { ask, newConvention } from './drafting.ts';
import { another, expectAccessible, expectNarrow, signIn } from './errand.ts';

const point = (name: string, longitude: number, latitude: number, floors: number) => ({
  type: 'Feature',
  properties: { nom: name, niveaux: floors },
  geometry: { type: 'Point', coordinates: [longitude, latitude] },
});

/** A file as one chooses it. */
const file = (name: string, features: object[]) => ({
  name,
  mimeType: 'application/geo+json',
  buffer: Buffer.from(JSON.stringify({ type: 'FeatureCollection', features })),
});

const sites = [
  point('Fosse A', 2.83, 50.43, 3),
  point('Cité B', 2.95, 50.41, 1),
  point('Chevalement C', 2.76, 50.45, 2),
];

/** Deposits a file as data open to the organisations of these names, or to partners; gives the address of its page. */
async function deposit(page: Page, chosen: ReturnType<typeof file>, title: string, services: boolean): Promise<string> {
  await page.goto('/donnees/deposer');
  await expect(page.locator('input[type=file]')).toBeEnabled();
  await page.locator('input[type=file]').setInputFiles(chosen);
  await expect(page.getByText('est arrivé')).toBeVisible();
  await page.getByLabel(`Titre de « ${chosen.name} »`).fill(title);
  await page.getByLabel('Description').fill('Repérage des chevalements et des cités, relevé sur place');
  if (services) {
    await page.getByLabel('Organismes choisis').check();
    await page.getByRole('button', { name: 'Cocher les deux MDADT' }).click();
  }
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Déposer le fichier' }).click();
  await page.waitForURL(/\/donnees\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('heading', { name: 'Carte', exact: true })).toBeVisible({ timeout: 60_000 });
  return new URL(page.url()).pathname;
}

/** Chooses a map on the page where one deposits, names it and deposits it. */
async function fillDeposit(page: Page, title: string): Promise<void> {
  await page.waitForURL((url) => url.pathname === '/donnees/deposer');
  // The address is there before the page: the one it comes from has a field for a file too.
  await expect(page.getByRole('heading', { name: 'Déposer des données' })).toBeVisible();
  await expect(page.locator('input[type=file]')).toBeEnabled();
  await page.locator('input[type=file]').setInputFiles(file('sites.geojson', sites));
  await expect(page.getByText('est arrivé')).toBeVisible();
  await page.getByLabel('Titre de « sites.geojson »').fill(title);
  await page.getByRole('button', { name: 'Déposer le fichier' }).click();
}

test('the Mission deposits a map for both MDADT; they find it, look into it and are told of its next version; others do not see it', async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  await signIn(page, 'mission');
  const title = `Sites miniers ${Date.now()}`;
  const path = await deposit(page, file('sites.geojson', sites), title, true);

  const lens = await another(browser, 'lensHenin');
  await lens.page.goto('/donnees?mots=chevalements');
  await lens.page.getByRole('link', { name: title }).click();
  await expect(lens.page.getByText('3 objets dans ce cadre')).toBeVisible();
  await lens.page.getByRole('button', { name: 'Suivre' }).click();
  await expect(lens.page.getByRole('button', { name: 'Suivi', exact: true })).toBeVisible();

  // By the keyboard alone: sorted, then from cell to cell.
  await lens.page.getByRole('button', { name: 'niveaux', exact: true }).press('Enter');
  const grid = lens.page.getByRole('grid', { name: `Tableau : ${title}` });
  await expect(grid.getByRole('gridcell').first()).toHaveText('Cité B');
  await grid.getByRole('gridcell').first().focus();
  await lens.page.keyboard.press('Control+End');
  await expect(grid.getByRole('gridcell', { name: '3' })).toBeFocused();
  await expectAccessible(lens.page);
  await expectNarrow(lens.page);

  const outsider = await another(browser, 'commenter');
  await outsider.page.goto(path);
  await expect(outsider.page.getByRole('heading', { level: 1 })).toHaveText('Données introuvables ou réservées');
  for (const address of [
    'fichier',
    'versions/1/fichier',
    'versions/1/lignes',
    'versions/1/carte',
    'versions/1/selection.csv',
  ])
    expect((await outsider.page.request.get(`${path}/${address}`)).status(), address).toBe(404);
  await outsider.page.getByLabel('Pourquoi en avez-vous besoin ?').fill('Étude des mobilités');
  await outsider.page.getByRole('button', { name: 'Demander l’accès' }).click();
  await expect(outsider.page.getByText('Votre demande est transmise')).toBeVisible();

  await page.reload();
  await expect(page.getByText('Étude des mobilités')).toBeVisible();
  await page.getByRole('button', { name: 'Ouvrir l’accès' }).click();
  await expect(page.getByText('Étude des mobilités')).toHaveCount(0);
  expect((await outsider.page.goto(path))?.status()).toBe(200);
  await expect(outsider.page.getByRole('heading', { level: 1 })).toContainText(title);

  await page.getByRole('button', { name: 'Nouvelle version' }).click();
  const dialog = page.getByRole('dialog', { name: 'Déposer une nouvelle version' });
  await dialog.getByLabel('Fichier').setInputFiles(file('sites.geojson', [...sites, point('Terril D', 2.9, 50.44, 0)]));
  await expect(dialog.getByText('est arrivé')).toBeVisible();
  await dialog.getByLabel('Ce qui change').fill('Un site de plus');
  await dialog.getByRole('button', { name: 'Déposer la version' }).click();
  await expect(page.getByRole('cell', { name: /Un site de plus.*1 ligne ajoutée/ })).toBeVisible({ timeout: 60_000 });
  await lens.page.goto('/notifications');
  await expect(lens.page.getByText(`Nouvelle version (n° 2) de « ${title} ».`)).toBeVisible();
  await Promise.all([lens.context.close(), outsider.context.close()]);
});

test('data are linked to an objective and stand among the documents of its convention', async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, 'steward');
  const { path: convention } = await newConvention(page, `Données ${Date.now()}`, {});
  const title = `Repérage ${Date.now()}`;
  const path = await deposit(page, file('reperage.geojson', sites), title, false);
  await page.getByRole('link', { name: 'Rattacher' }).click();
  const name = await page
    .getByLabel('Convention')
    .locator(`option[value="${convention.split('/')[2]}"]`)
    .textContent();
  await page.getByLabel('Convention').selectOption(name ?? '');
  await page.getByRole('button', { name: 'Choisir cette convention' }).click();
  await page.getByLabel('Rattacher à').fill('dans son ensemble');
  await page.getByRole('option', { name: /dans son ensemble/ }).click();
  await page.getByRole('button', { name: 'Rattacher' }).click();
  await page.waitForURL((url) => url.pathname === path);
  await page.goto(`${convention}/documents`);
  await expect(page.getByRole('link', { name: title })).toBeVisible();
  await expectAccessible(page);
});

test('a file whose first part is lost on its way arrives all the same, and one that is no map is refused in a sentence', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await signIn(page, 'steward');
  await page.goto('/donnees/deposer');
  let cut = 0;
  await page.route('**/depots/**', async (route) => {
    if (route.request().method() !== 'PATCH' || cut > 0) return route.continue();
    cut += 1;
    return route.abort('connectionreset');
  });
  await page.locator('input[type=file]').setInputFiles(file('coupé.geojson', sites));
  await expect(page.getByText('est arrivé')).toBeVisible({ timeout: 30_000 });
  expect(cut).toBe(1);
  await page.locator('input[type=file]').setInputFiles({ name: 'outil.exe', mimeType: 'x', buffer: Buffer.from('MZ') });
  await expect(page.getByRole('alert').filter({ hasText: 'Ce type de fichier ne se dépose pas' })).toBeVisible();
  await page.getByRole('button', { name: 'Retirer « coupé.geojson »' }).click();
  await page.getByRole('button', { name: 'Retirer « outil.exe »' }).click();
  const wrong = { name: 'carte.gpkg', mimeType: 'x', buffer: Buffer.from('ceci n’est pas une carte') };
  await page.locator('input[type=file]').setInputFiles(wrong);
  await expect(page.getByText('est arrivé')).toBeVisible();
  await page.getByRole('button', { name: 'Déposer le fichier' }).click();
  await expect(page.getByText('La version 1 n’a pas été acceptée')).toBeVisible({ timeout: 60_000 });
});

test('data are deposited for an obligation and a deliverable from their pages, come back there, and prove a due date', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await signIn(page, 'steward');
  const { id: conventionId, path } = await newConvention(page, `Preuves ${Date.now()}`, {});
  const { programme } = await ask<{ programme: { items: { id: string; kind: string }[] } }>(
    page,
    'query Blocks($id: ID!) { programme(conventionId: $id) { items { id kind } } }',
    { id: conventionId },
  );
  const blockId = programme.items.find(({ kind }) => kind === 'PARAGRAPH')?.id;
  await ask(page, 'mutation Owe($input: CreateObligationInput!) { createObligation(input: $input) { id } }', {
    input: {
      conventionId,
      terms: {
        blockId,
        title: 'Remettre le repérage',
        periodicity: 'ONCE',
        proof: 'DOCUMENT',
        startsOn: '2026-01-01',
        endsOn: '2026-12-31',
      },
    },
  });
  await ask(page, 'mutation Owe($input: CreateDeliverableInput!) { createDeliverable(input: $input) { id } }', {
    input: { conventionId, blockId, title: 'Carte des sites', target: 1 },
  });

  await page.goto(`${path}/suivi/livrables`);
  await page.getByRole('link', { name: 'Déposer des données pour « Carte des sites »' }).click();
  await expect(page.getByText('Sera rattaché à : livrable')).toBeVisible();
  const forDeliverable = `Sites ${Date.now()}`;
  await fillDeposit(page, forDeliverable);
  await page.waitForURL((url) => url.pathname === `${path}/suivi/livrables`);
  await page.getByRole('link', { name: forDeliverable }).click();
  await expect(page.getByRole('link', { name: 'Carte des sites' })).toBeVisible();

  await page.goto(`${path}/suivi/obligations`);
  await page.getByRole('button', { name: /^Déposer un document/ }).click();
  await page.getByRole('link', { name: 'Déposer de nouvelles données, puis revenir ici' }).click();
  const proof = `Repérage remis ${Date.now()}`;
  await fillDeposit(page, proof);
  const dialog = page.getByRole('dialog', { name: 'Déposer un document' });
  await expect(dialog.getByLabel('Nom du document')).toHaveValue(proof);
  await expect(dialog.getByText('en cours de vérification')).toHaveCount(0, { timeout: 60_000 });
  await dialog.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByText('Satisfaite').first()).toBeVisible();
  await expect(page.getByRole('link', { name: proof }).first()).toBeVisible();
  await expectAccessible(page);

  const taken = page.waitForEvent('download');
  await page.getByRole('link', { name: 'CSV' }).click();
  expect((await taken).suggestedFilename()).toBe('Obligations.csv');
});

test('a deposit is made by the keyboard alone, and one whose answer is lost is not made twice', async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, 'steward');
  await page.goto('/donnees/deposer');
  await page.locator('input[type=file]').setInputFiles(file('clavier.geojson', sites));
  await expect(page.getByText('est arrivé')).toBeVisible();
  const title = `Au clavier ${Date.now()}`;
  const field = page.getByLabel('Titre de « clavier.geojson »');
  await field.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(title);
  await page.keyboard.press('Tab');
  // From field to field, as far as the button: nothing keeps the focus, nothing is out of its reach.
  const button = page.getByRole('button', { name: 'Déposer le fichier' });
  for (let tabs = 0; tabs < 60; tabs += 1) {
    if (await button.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(button).toBeFocused();
  // The line is cut at the very moment: the server deposits, its answer never comes.
  let cut = 0;
  await page.route('**/donnees/deposer**', async (route) => {
    if (route.request().method() !== 'POST' || cut > 0) return route.continue();
    cut += 1;
    await route.fetch();
    return route.abort('connectionreset');
  });
  await page.keyboard.press('Enter');
  await expect.poll(() => cut).toBe(1);
  await expect(async () => {
    if (!/\/donnees\/[0-9a-f-]{36}$/.test(page.url()) && (await button.isEnabled())) await button.press('Enter');
    await expect(page).toHaveURL(/\/donnees\/[0-9a-f-]{36}$/, { timeout: 3000 });
  }).toPass({ timeout: 60_000 });
  await page.goto(`/donnees?mots=${encodeURIComponent(title)}`);
  await expect(page.getByRole('link', { name: title })).toHaveCount(1);
});

test('an address with its key opens one map for a program that is nobody, is shown once, and closes by the keyboard', async ({
  page,
  playwright,
}) => {
  test.setTimeout(120_000);
  await signIn(page, 'steward');
  const title = `Adresse ${Date.now()}`;
  await page.goto('/donnees/deposer');
  await page.locator('input[type=file]').setInputFiles(file('adresse.geojson', sites));
  await expect(page.getByText('est arrivé')).toBeVisible();
  await page.getByLabel('Titre de « adresse.geojson »').fill(title);
  await page.getByLabel('Texte de remplacement').fill('Trois sites, au nord de Lens.');
  await page.getByRole('button', { name: 'Déposer le fichier' }).click();
  await page.waitForURL(/\/donnees\/[0-9a-f-]{36}$/);
  const carte = page.getByRole('group', { name: `Carte : ${title}` });
  await expect(carte).toHaveAccessibleDescription('Trois sites, au nord de Lens.', { timeout: 60_000 });

  // The line is cut at the moment of sending: the window stays with its words, and what was made is made once.
  await page.getByRole('button', { name: 'Créer une adresse avec sa clé' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Créer une adresse avec sa clé' });
  await dialog.getByLabel('À quoi servira-t-elle ?').fill('Projet QGIS');
  await expectAccessible(page);
  let cut = 0;
  await page.route('**/donnees/**', async (route) => {
    if (route.request().method() !== 'POST' || cut > 0) return route.continue();
    cut += 1;
    await route.fetch();
    return route.abort('connectionreset');
  });
  const send = dialog.getByRole('button', { name: 'Créer l’adresse' });
  await send.press('Enter');
  await expect.poll(() => cut).toBe(1);
  await expect(dialog.getByLabel('À quoi servira-t-elle ?')).toHaveValue('Projet QGIS');
  await expect(async () => {
    if (await send.isVisible()) await send.press('Enter');
    await expect(page.getByText('Voici les adresses avec leur clé')).toBeVisible({ timeout: 3000 });
  }).toPass({ timeout: 30_000 });
  const keys = page.getByRole('table', { name: 'Clés qui ouvrent ces données' });
  await expect(keys.getByRole('rowheader', { name: 'Projet QGIS' })).toHaveCount(1);
  await expectAccessible(page);
  await expectNarrow(page);

  const addresses = await page.locator('code', { hasText: '?cle=i62d_' }).allTextContents();
  expect(addresses).toHaveLength(3);
  const program = await playwright.request.newContext();
  for (const address of addresses) expect([address, (await program.get(address)).status()]).toEqual([address, 200]);

  await page.reload();
  await expect(page.getByRole('heading', { name: 'Ouvrir dans un autre logiciel' })).toBeVisible();
  await expect(page.locator('code', { hasText: '?cle=i62d_' })).toHaveCount(0);
  await keys.getByRole('button', { name: 'Fermer la clé Projet QGIS' }).press('Enter');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Fermer la clé' }).press('Enter');
  await expect(keys).toHaveCount(0);
  for (const address of addresses) expect([address, (await program.get(address)).status()]).toEqual([address, 401]);
  await program.dispose();
});
