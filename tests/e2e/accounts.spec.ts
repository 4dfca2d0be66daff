// Signing in and out, and being refused, as a person does it.
import { expect, type Page, test } from '@playwright/test';
import { newConvention, openText, saving, writeAfter } from './drafting.ts';
import { another, expectAccessible, expectNarrow, signIn, signInAnew } from './errand.ts';

test('a stranger is sent to the sign-in page and comes back to where they wanted to go', async ({ page }) => {
  await page.goto('/compte');
  await expect(page).toHaveURL(/\/connexion\?suite=%2Fcompte/);
  await expectAccessible(page);
  await expectNarrow(page);
  await page.getByLabel('Adresse électronique').fill('dat@demo.test');
  await page.getByLabel('Mot de passe', { exact: true }).fill('Terril-Demo-2026');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/compte$/);
});

test('a wrong password is refused in words, and the address stays in its field', async ({ page }) => {
  await page.goto('/connexion');
  await page.getByLabel('Adresse électronique').fill('dat@demo.test');
  await page.getByLabel('Mot de passe', { exact: true }).fill('pas le bon mot de passe');
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await expect(page.getByText('L’adresse ou le mot de passe n’est pas reconnu.').first()).toBeVisible();
  await expect(page.getByLabel('Adresse électronique')).toHaveValue('dat@demo.test');
  await expectAccessible(page);
});

test('signing out everywhere ends the session of another browser', async ({ page, browser }) => {
  await signIn(page, 'reader');
  const other = await another(browser, 'reader', signInAnew);
  await page.goto('/compte');
  await expectAccessible(page);
  await page.getByRole('button', { name: /déconnecter (partout|tous)/i }).click();
  const confirm = page.getByRole('alertdialog').or(page.getByRole('dialog'));
  if (await confirm.isVisible()) await confirm.getByRole('button', { name: /déconnecter/i }).click();
  await expect(async () => {
    await other.page.goto('/compte');
    expect(new URL(other.page.url()).pathname).toBe('/connexion');
  }).toPass();
  await other.context.close();
});

/** Texts of which this browser keeps a copy to start from. */
const copies = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    let found = 0;
    for (const { name = '' } of await indexedDB.databases()) {
      if (!name.startsWith('ingenierie62:sequence:')) continue;
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      found += await new Promise<number>((resolve, reject) => {
        const request = database.transaction('copy').objectStore('copy').count();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      database.close();
    }
    return found;
  });

test('who signs out from a text leaves no copy of it on the computer', async ({ page }) => {
  await signInAnew(page, 'steward');
  const { path } = await newConvention(page, 'Poste partagé', {});
  await openText(page, path);
  await writeAfter(page, 'écrivent ensemble.');
  await page.keyboard.type(' Sur un poste partagé.');
  await expect(saving(page)).toHaveText('Enregistré');
  await expect.poll(() => copies(page)).toBe(1);
  await page.locator('summary', { hasText: 'Mon compte' }).click();
  await page.getByRole('button', { name: 'Se déconnecter' }).click();
  await expect(page).toHaveURL(/\/connexion/);
  await expect.poll(() => copies(page)).toBe(0);
});
