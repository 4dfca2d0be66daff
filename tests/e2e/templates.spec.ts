// The convention of 2025 becomes a template of its organisation, and a convention of it has its fields filled; what
// is not known is listed, and nobody of another organisation knows of it.
import { expect, test } from '@playwright/test';
import { ask, saving, sheet, writeAfter } from './drafting.ts';
import { another, expectAccessible, signIn } from './errand.ts';

interface Listed {
  conventions: { edges: { node: { id: string; title: string } }[] };
}

test('the 2025 convention is saved as a template; one made of it has its fields filled', async ({ page, browser }) => {
  await signIn(page, 'steward');
  const { conventions } = await ask<Listed>(
    page,
    '{ conventions(filter: { year: 2025, state: RUNNING }) { edges { node { id title } } } }',
  );
  await page.goto(`/conventions/${conventions.edges[0]?.node.id}/lecture`);
  await page.getByRole('link', { name: 'Enregistrer comme modèle' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Enregistrer comme modèle' })).toBeVisible();
  await expect(page.getByRole('group', { name: '[[année]]' }).getByRole('checkbox').first()).toBeChecked();
  await expectAccessible(page);
  await page.getByLabel('Nom du modèle').fill('Convention annuelle type');
  await page.getByRole('button', { name: 'Enregistrer le modèle' }).click();
  await expect(page.getByRole('heading', { name: /Convention annuelle type/ })).toBeVisible();
  const text = page.getByRole('article', { name: 'Texte du modèle' });
  await expect(text.getByText('[[année]]').first()).toBeVisible();
  await expectAccessible(page);

  await page.goto('/conventions');
  await page.getByText('Commencer une convention').click();
  await page.getByLabel('Titre', { exact: true }).fill('Convention née du modèle');
  await page.getByRole('textbox', { name: 'Année' }).fill('2031');
  await page.getByLabel('Partir d’un modèle').selectOption({ label: 'Convention annuelle type' });
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Commencer la rédaction' }).click();
  await page.waitForURL(/\/conventions\/[0-9a-f-]{36}$/);
  await expect(sheet(page)).toContainText('La présente convention fixe, pour l’année 2031');
  await expect(sheet(page)).toContainText('Le Département du Pas-de-Calais et');
  await expect(sheet(page).getByText('[[année]]')).toHaveCount(0);

  // What the record does not know is listed, and each entry leads to its place.
  const notice = page.getByRole('button', { name: /champs? à compléter$/ });
  const listed = async () => Number(/^\d+/.exec((await notice.textContent()) ?? '')?.[0]);
  const before = await listed();
  expect(before).toBeGreaterThan(1);
  await notice.click();
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'nom du partenaire' }).last().click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(sheet(page).getByText('à compléter : nom du partenaire').last()).toBeInViewport();

  // The names of fields are in a menu for who makes templates.
  await writeAfter(page, 'La présente convention fixe');
  await page.getByRole('button', { name: 'Champ', exact: true }).click();
  await page.getByRole('menuitem', { name: 'lieu de signature' }).click();
  await expect(sheet(page).getByText('[[lieu de signature]]')).toBeVisible();
  await expect(saving(page)).toContainText('Enregistré');
  await expect.poll(listed).toBe(before + 1);

  // Nobody of another organisation knows of it.
  await page.goto('/organisation');
  const home = new URL(page.url()).pathname;
  await page.getByRole('link', { name: 'Modèles' }).click();
  await expect(page.getByRole('link', { name: 'Convention annuelle type' })).toBeVisible();
  await expectAccessible(page);
  const mission = await another(browser, 'mission');
  await mission.page.goto(`${home}/modeles`);
  await expect(mission.page.getByText('ne sont vus que de ses membres')).toBeVisible();
  await mission.context.close();

  await page.getByRole('link', { name: 'Convention annuelle type' }).click();
  await page.getByRole('button', { name: 'Renommer' }).click();
  await page.getByLabel('Nom du modèle').fill('Convention, autre nom');
  await page.getByRole('button', { name: 'Enregistrer le nom' }).click();
  await expect(page.getByRole('heading', { name: /Convention, autre nom/ })).toBeVisible();
  await page.getByRole('button', { name: 'Retirer' }).click();
  await page.getByRole('button', { name: 'Retirer le modèle' }).click();
  await expect(page).toHaveURL(/\/modeles$/);
  await expect(page.getByRole('link', { name: 'Convention, autre nom' })).toHaveCount(0);
});
