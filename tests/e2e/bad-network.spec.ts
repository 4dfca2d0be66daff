// Errands on a network that misbehaves: what was typed stays, what is said is true, nothing is done twice.
import { expect, type Page, test } from '@playwright/test';
import { BadNetwork } from './bad-network.ts';
import { ask, newConvention, openText, saving, sheet, writeAfter } from './drafting.ts';
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

/** The form of a new convention, filled in; whoever sends it twice by mistake has two conventions of one name. */
async function fillIn(page: Page, title: string): Promise<void> {
  await page.goto('/conventions');
  await page.getByText('Commencer une convention').click();
  await page.getByLabel('Titre', { exact: true }).fill(title);
  await page.getByRole('textbox', { name: 'Année' }).fill('2041');
}

const send = (page: Page) => page.getByRole('button', { name: 'Commencer la rédaction' }).click();

/** How many conventions of this name the server has. */
async function madeOf(page: Page, title: string): Promise<number> {
  const { conventions } = await ask<{ conventions: { edges: { node: { title: string } }[] } }>(
    page,
    '{ conventions(first: 100, filter: { year: 2041 }) { edges { node { title } } } }',
  );
  return conventions.edges.filter(({ node }) => node.title === title).length;
}

test('a form whose answer is lost on the way keeps its words, and sent again is done once', async ({ browser }) => {
  const { page } = await network.open(browser, 'steward');
  await fillIn(page, 'Réponse perdue');
  network.losesAnswers = true;
  await send(page);
  const notice = page.getByText('La plate-forme ne répond pas. Ce que vous avez saisi est gardé sur cette page.');
  await expect(notice).toBeVisible();
  await expect(page.getByLabel('Titre', { exact: true })).toHaveValue('Réponse perdue');
  network.losesAnswers = false;
  expect(await madeOf(page, 'Réponse perdue')).toBe(1);
  await page.getByRole('button', { name: 'Réessayer' }).click();
  await expect(page).toHaveURL(/\/conventions\/[0-9a-f-]{36}/);
  expect(await madeOf(page, 'Réponse perdue')).toBe(1);
});

test('a comment whose answer is lost on the way keeps its words, and sent again is posted once', async ({
  browser,
}) => {
  const { page } = await network.open(browser, 'steward');
  const { id, path } = await newConvention(page, 'Commentaire perdu', {});
  await openText(page, path);
  await sheet(page).getByText('Les partenaires écrivent ensemble.').click();
  await page.getByRole('button', { name: 'Commenter', exact: true }).click();
  const words = page.getByLabel('Votre commentaire');
  await words.fill('Posté une fois.');
  network.losesAnswers = true;
  await page.getByRole('button', { name: 'Publier' }).click();
  await expect(page.getByText('Votre texte est conservé ici')).toBeVisible();
  await expect(words).toHaveValue('Posté une fois.');
  network.losesAnswers = false;
  await page.getByRole('button', { name: 'Publier' }).click();
  await expect(words).toHaveCount(0);
  const { convention } = await ask<{ convention: { threads: { edges: unknown[] } } }>(
    page,
    `{ convention(id: "${id}") { threads(first: 10) { edges { node { id } } } } }`,
  );
  expect(convention.threads.edges).toHaveLength(1);
});

test('what was said in a window is sent again over it, and done once', async ({ browser }) => {
  const { page } = await network.open(browser, 'steward');
  const { path } = await newConvention(page, 'Version perdue', {});
  await page.goto(`${path}/versions`);
  await page.getByRole('button', { name: 'Nommer une version' }).click();
  // A window that asks for one thing opens on it.
  await expect(page.getByLabel('Nom de la version')).toBeFocused();
  await page.getByLabel('Nom de la version').fill('Avant la coupure');
  network.losesAnswers = true;
  await page.getByRole('button', { name: 'Garder cette version' }).click();
  const retry = page.getByRole('button', { name: 'Réessayer' });
  await expect(retry).toBeVisible();
  await expect(page.getByLabel('Nom de la version')).toHaveValue('Avant la coupure');
  network.losesAnswers = false;
  await retry.click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('link', { name: /^«?\s?Avant la coupure/ })).toHaveCount(1);
});

test('an act that no form of the page says is sent again by the notice, and no other form in its place', async ({
  browser,
}) => {
  const { page } = await network.open(browser, 'steward');
  const { id, path } = await newConvention(page, 'À archiver', {});
  await page.goto(`${path}/gestion`);
  // A form was sent before.
  await page.getByLabel('Titre de la convention').fill('À archiver bientôt');
  await page.getByLabel('Titre de la convention').press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: /À archiver bientôt/ })).toBeVisible();
  await page.getByRole('button', { name: 'Archiver la convention' }).click();
  network.state = 'gone';
  await page.getByRole('alertdialog').getByRole('button', { name: 'Archiver la convention' }).click();
  const retry = page.getByRole('button', { name: 'Réessayer' });
  await expect(retry).toBeVisible();
  network.state = 'fine';
  const before = network.posted.length;
  await retry.click();
  await expect(retry).toHaveCount(0);
  await expect.poll(() => network.posted.length).toBe(before + 1);
  const { convention } = await ask<{ convention: { archivedAt: string | null } }>(
    page,
    `{ convention(id: "${id}") { archivedAt } }`,
  );
  expect(convention.archivedAt).not.toBeNull();
});

test('an act that removes the page one is on, whose answer is lost, leads where it would have led', async ({
  browser,
}) => {
  const { page } = await network.open(browser, 'steward');
  const { path } = await newConvention(page, 'Modèle à retirer', {});
  await page.goto(`${path}/lecture`);
  await page.getByRole('link', { name: 'Enregistrer comme modèle' }).click();
  await page.getByLabel('Nom du modèle').fill('Modèle de trop');
  await page.getByRole('button', { name: 'Enregistrer le modèle' }).click();
  await page.getByRole('button', { name: 'Retirer' }).click();
  // The page is read again at once, and is not there any more.
  network.losesAnswers = true;
  page.once('requestfailed', () => {
    network.losesAnswers = false;
  });
  await page.getByRole('alertdialog').getByRole('button', { name: 'Retirer le modèle' }).click();
  await expect(page).toHaveURL(/\/modeles$/);
  await expect(page.getByRole('link', { name: 'Modèle de trop' })).toHaveCount(0);
  await expect(page.getByRole('main')).toBeFocused();
  await expect(page.getByText('La plate-forme ne répond pas.')).toHaveCount(0);
});

for (const state of ['gone', 'bad gateway'] as const)
  test(`a page stays with its words where the network is ${state}, and goes on once it is back`, async ({
    browser,
  }) => {
    const { page } = await network.open(browser, 'steward');
    const title = `Réseau ${state}`;
    await fillIn(page, title);
    network.state = state;
    await send(page);
    const retry = page.getByRole('button', { name: 'Réessayer' });
    await expect(retry).toBeVisible();
    await expect(page.getByRole('heading', { name: /Erreur|incident/ })).toHaveCount(0);
    await expect(page.getByLabel('Titre', { exact: true })).toHaveValue(title);
    await expect(page.getByRole('textbox', { name: 'Année' })).toHaveValue('2041');
    network.state = 'fine';
    await retry.click();
    await expect(page).toHaveURL(/\/conventions\/[0-9a-f-]{36}/);
    expect(await madeOf(page, title)).toBe(1);
  });

test('a page with words that were not sent asks before it is left', async ({ browser }) => {
  const { page } = await network.open(browser, 'steward');
  await page.goto('/conventions');
  await page.getByText('Commencer une convention').click();
  await page.getByLabel('Titre', { exact: true }).click();
  await page.keyboard.type('À moitié');
  const questions: string[] = [];
  page.once('dialog', (dialog) => {
    questions.push(dialog.message());
    void dialog.dismiss();
  });
  const meetings = page.getByRole('navigation').getByRole('link', { name: 'Réunions' }).first();
  await meetings.click();
  await expect.poll(() => questions.length).toBe(1);
  await expect(page).toHaveURL(/\/conventions$/);
  await expect(page.getByLabel('Titre', { exact: true })).toHaveValue('À moitié');
  page.once('dialog', (dialog) => void dialog.accept());
  await meetings.click();
  await expect(page).toHaveURL(/\/reunions/);
});
