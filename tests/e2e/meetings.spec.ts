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
  await page.goto('/reunions/nouvelle');
  await page.getByRole('main').getByRole('link', { name: /2026/ }).click();
  await page.getByLabel('Type de réunion').selectOption('TERRITORIAL_EXCHANGE');
  await page.getByLabel('Intitulé').fill(title);
  const day = page.getByRole('group', { name: 'Jour' });
  await day.getByRole('spinbutton').first().click();
  await page.keyboard.type('15062030');
  await page.getByLabel('Début').fill('9:30');
  await page.getByRole('textbox', { name: 'Fin' }).fill('11:00');
  await page.getByLabel('MDADT de Lens-Hénin').check();
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
  await page.getByRole('button', { name: 'Convoquer' }).click();
  await expect(page.getByText(/Il manque\s: MDADT Artois/).first()).toBeVisible();
  await page.getByRole('link', { name: 'Modifier' }).click();
  await page.getByLabel('MDADT de l’Artois').check();
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page).toHaveURL(/\/reunions\/[0-9a-f-]{36}$/);
  await page.getByRole('button', { name: 'Convoquer' }).click();
  await expect(page.getByText('Convoquée').first()).toBeVisible();
  const address = page.url();
  const other = await another(browser, 'artois');
  await other.page.goto(address);
  await other.page.getByRole('button', { name: 'Oui' }).click();
  await expect(page.getByText(/2\soui/)).toBeVisible();
  await expectAccessible(page);
  await other.context.close();
});
