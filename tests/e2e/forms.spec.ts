// What a form does when it is refused: the first press counts, and one is led to what is to be corrected, in view.
import { expect, type Locator, type Page, test } from '@playwright/test';
import { accounts, expectAccessible, signIn } from './errand.ts';

/** Presses where the button is at this moment, as a hand does: the button may not go away under the finger. */
async function pressOnce(page: Page, button: Locator): Promise<void> {
  await button.scrollIntoViewIfNeeded();
  const box = await button.boundingBox();
  if (!box) throw new Error('The button is not to be seen.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  // A hand stays on the button longer than a page takes to move.
  await page.waitForTimeout(120);
  await page.mouse.up();
}

/** The focus is on the words of a refusal, and they are in the window. */
async function expectLedToRefusal(page: Page, words: string | RegExp): Promise<void> {
  const refusal = page.locator('[data-refusal]:focus');
  await expect(refusal).toContainText(words);
  await expect(refusal).toBeInViewport({ ratio: 1 });
}

/** A convention of the demonstration. */
async function conventionOf(page: Page): Promise<{ id: string; path: string }> {
  await page.goto('/conventions');
  const link = page.getByRole('main').locator('a[href^="/conventions/"]').filter({ hasText: /\S/ });
  const hrefs = await link.evaluateAll((links) => links.map((one) => one.getAttribute('href') ?? ''));
  const [, id] = hrefs.map((href) => /^\/conventions\/([0-9a-f-]{36})/.exec(href)).find(Boolean) ?? [];
  if (!id) throw new Error('There is no convention.');
  return { id, path: `/conventions/${id}` };
}

test.describe('the first press on the button of a form whose fields are left empty', () => {
  test('is not lost when signing in', async ({ page }) => {
    await page.goto('/connexion');
    await page.getByLabel('Adresse électronique').focus();
    await pressOnce(page, page.getByRole('button', { name: 'Se connecter' }));
    await expectLedToRefusal(page, '2\u00a0informations à corriger');
    await page.getByLabel('Mot de passe', { exact: true }).focus();
    await pressOnce(page, page.getByRole('button', { name: 'Se connecter' }));
    await expectLedToRefusal(page, '2\u00a0informations à corriger');
    await expectAccessible(page);
  });

  test('is not lost in the other forms of this kind', async ({ page }) => {
    await page.goto('/mot-de-passe-oublie');
    await page.getByLabel('Adresse électronique').fill('pas une adresse');
    await pressOnce(page, page.getByRole('button', { name: 'Envoyer le lien' }));
    await expectLedToRefusal(page, 'Saisissez une adresse électronique complète');

    await signIn(page, 'administrator');
    await page.goto('/compte');
    await page.getByLabel('Nouveau mot de passe', { exact: true }).fill('court');
    await pressOnce(page, page.getByRole('button', { name: /mot de passe$/ }).last());
    await expectLedToRefusal(page, /à corriger/);

    await page.goto('/organisation');
    await page.getByText('Inviter une personne').click();
    await page.getByLabel('Adresse électronique').fill('pas une adresse');
    await pressOnce(page, page.getByRole('button', { name: 'Envoyer l’invitation' }));
    await expectLedToRefusal(page, '2\u00a0informations à corriger');
  });
});

test.describe('after a refusal, one is on it, in view', () => {
  test('of the server, with the page or without leaving it, again each time', async ({ page }) => {
    await page.goto('/connexion');
    await page.getByLabel('Adresse électronique').fill(accounts.reader);
    await page.getByLabel('Mot de passe', { exact: true }).fill('pas le bon mot de passe');
    for (let time = 0; time < 2; time += 1) {
      await page.getByRole('button', { name: 'Se connecter' }).click();
      await expectLedToRefusal(page, 'L’adresse ou le mot de passe n’est pas reconnu.');
      await page.getByLabel('Mot de passe', { exact: true }).focus();
    }

    await signIn(page, 'administrator');
    await page.goto('/organisation');
    await page.getByText('Inviter une personne').click();
    await page.getByLabel('Adresse électronique').fill(accounts.reader.toUpperCase());
    await page.getByLabel('Prénom et nom').fill('Une personne connue');
    await page.getByRole('button', { name: 'Envoyer l’invitation' }).click();
    await expectLedToRefusal(page, 'Cette adresse a déjà un compte');
  });

  test('of a form that says it without a schema, and of a long one whose top is out of view', async ({ page }) => {
    await signIn(page, 'steward');
    const convention = await conventionOf(page);
    await page.goto(`/reunions/nouvelle?convention=${convention.id}`);
    await page.setViewportSize({ width: 360, height: 500 });
    const save = page.getByRole('button', { name: 'Enregistrer' });
    await save.scrollIntoViewIfNeeded();
    await save.click();
    await expectLedToRefusal(page, 'Donnez un intitulé à la réunion.');
    await page.getByRole('link', { name: 'Donnez un intitulé à la réunion.' }).click();
    await expect(page.getByLabel('Intitulé')).toBeFocused();

    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`${convention.path}/participants`);
    await page.getByLabel('Ou l’adresse électronique d’un compte').fill('personne@exemple.fr');
    await page.getByRole('button', { name: /accès/ }).last().click();
    await expectLedToRefusal(page, 'Aucun compte n’a cette adresse');
  });
});

test('a form that is taken moves nobody', async ({ page }) => {
  await signIn(page, 'reader');
  await page.goto('/compte');
  await page.getByRole('button', { name: 'Enregistrer' }).first().click();
  await expect(page.getByText('Votre profil est enregistré.')).toBeVisible();
  await expect(page.locator('[data-refusal]')).toHaveCount(0);
});
