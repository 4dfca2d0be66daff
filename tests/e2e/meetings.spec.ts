// The two MDADT meet: one prepares and calls, the other answers, and the first sees it without reloading.
import { expect, test } from '@playwright/test';
import { another, expectAccessible, signIn } from './errand.ts';

test('a joint meeting is prepared, refused with one house, called with both, and answered', async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  const title = `Échange des deux maisons ${Date.now()}`;
  await signIn(page, 'lensHenin');
  // From a day of the calendar.
  await page.goto('/reunions/calendrier?mois=2030-06');
  await page.getByRole('link', { name: /^Nouvelle réunion le .*15\sjuin\s2030$/ }).click();
  await page.getByRole('main').getByRole('link', { name: /2026/ }).click();
  await page.getByLabel('Type de réunion').selectOption('TERRITORIAL_EXCHANGE');
  await page.getByLabel('Intitulé').fill(title);
  await expect(page.getByRole('group', { name: 'Jour' })).toContainText(/15.*06.*2030/);
  await page.getByLabel('Début').fill('9:30');
  await page.getByRole('textbox', { name: 'Fin' }).fill('11:00');
  // An exchange is of both houses: they are ticked, and may be unticked.
  await expect(page.getByLabel('MDADT de Lens-Hénin')).toBeChecked();
  await page.getByLabel('MDADT de l’Artois').uncheck();
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
  await page.getByRole('link', { name: 'Convoquer' }).click();
  // Asked first: who receives what, and that the 15th of June 2030 is a Saturday.
  const asked = page.getByRole('region', { name: /^Convoquer la réunion/ });
  await expect(asked).toContainText('Karim Benali');
  await expect(asked).toContainText('fin de semaine');
  await page.getByRole('button', { name: /^Envoyer \d+\sinvitation/ }).click();
  await expect(page.getByText(/Il manque\s: MDADT Artois/).first()).toBeVisible();
  await page.getByRole('link', { name: 'Modifier' }).click();
  await page.getByLabel('MDADT de l’Artois').check();
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page).toHaveURL(/\/reunions\/[0-9a-f-]{36}$/);
  await page.getByRole('link', { name: 'Convoquer' }).click();
  await page.getByRole('button', { name: /^Envoyer \d+\sinvitation/ }).click();
  await expect(page.getByText('Convoquée').first()).toBeVisible();
  const address = page.url();
  const other = await another(browser, 'artois');
  await other.page.goto(address);
  await other.page.getByRole('button', { name: 'Oui' }).click();
  await expect(page.getByText(/2\soui/)).toBeVisible();
  await expectAccessible(page);
  await other.context.close();
});
