// The page of components, in a real browser: both themes, a telephone, the keyboard alone, no JavaScript.
import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, expectNarrow } from './errand.ts';

/** Presses a button as somebody without a mouse does. */
async function press(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name }).first().focus();
  await page.keyboard.press('Enter');
}

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    test('every component at rest is accessible, on a wide page and on a telephone', async ({ page }) => {
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      await page.goto('/composants');
      await expect(page.getByRole('group', { name: 'Échéance' }).first()).toBeVisible();
      await expectAccessible(page);
      await expectNarrow(page);
      await page.setViewportSize({ width: 320, height: 700 });
      await expectAccessible(page);
      expect(complaints).toEqual([]);
    });

    test('whatever opens is reached, accessible and closed with the keyboard, which then is where it was', async ({
      page,
    }) => {
      await page.goto('/composants');
      await expect(page.getByRole('group', { name: 'Échéance' }).first()).toBeVisible();
      const openings: [string | RegExp, 'dialog' | 'alertdialog' | 'menu'][] = [
        ['Ouvrir une fenêtre', 'dialog'],
        ['Demander confirmation', 'alertdialog'],
        ['Menu nommé', 'menu'],
        ['Ouvrir un panneau', 'dialog'],
        [/Calendrier/, 'dialog'],
      ];
      for (const [name, role] of openings) {
        await press(page, name);
        await expect(page.getByRole(role)).toBeVisible();
        await expectAccessible(page);
        await page.keyboard.press('Escape');
        await expect(page.getByRole(role)).toBeHidden();
        await expect(page.getByRole('button', { name }).first()).toBeFocused();
      }
    });
  });

test('an option is found and chosen by typing, a tab and a theme with the arrows', async ({ page }) => {
  await page.goto('/composants');
  const organisation = page.getByRole('combobox', { name: 'Organisme', exact: true });
  // Until the page is awake it is a plain select.
  await expect(organisation).toHaveAttribute('aria-autocomplete', 'list');
  await organisation.focus();
  await page.keyboard.type('region');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(organisation).toHaveValue('Région');

  await page.getByRole('tab', { name: /Ouverts/ }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tabpanel')).toHaveText('Douze fils résolus.');
});

test('a form says what is wrong, leads to it, and sends once all is right', async ({ page }) => {
  await page.goto('/composants');
  const form = page.locator('#exemple');
  await expect(form.getByRole('group', { name: 'Échéance' })).toBeVisible();
  await form.getByLabel('Nom').fill('Élodie');
  await form.getByLabel('Adresse électronique').fill('elodie@exemple.test');
  await form.getByRole('radio', { name: /^Rédacteur/ }).check();
  await form.getByLabel('Territoire').selectOption('ARTOIS');
  await form.getByLabel('J’ai lu').check();
  await form.getByRole('button', { name: 'Envoyer' }).click();
  await expect(form.getByRole('alert')).toContainText('1 information à corriger');
  await expectAccessible(page);
  await form.getByRole('link', { name: 'Choisissez un jour.' }).press('Enter');
  await page.keyboard.type('22042025');
  await expect(form.getByRole('alert')).toBeHidden();
  await form.getByRole('button', { name: 'Envoyer' }).click();
  await expect(page.locator('#formulaire').getByText('Tout est juste.')).toBeVisible();
});

test('a choice of theme holds from the first byte of the next page', async ({ page, context }) => {
  await page.goto('/composants');
  await context.addCookies([{ name: 'apparence', value: 'dark', url: page.url() }]);
  const answer = await page.request.get('/composants');
  expect(await answer.text()).toContain('<html lang="fr" data-theme="dark"');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a form is sent and its errors come back', async ({ page }) => {
    await page.goto('/composants');
    const form = page.locator('#exemple');
    await form.getByLabel('Nom').fill('Élodie');
    await form.getByRole('button', { name: 'Envoyer' }).click();
    await expect(form.getByText('Certaines informations sont à corriger.')).toBeVisible();
    await expect(form.getByText('Choisissez un rôle.').first()).toBeVisible();
  });
});

test('an unknown address has a calm page and a way out', async ({ page }) => {
  const answer = await page.goto('/cette-page/n-existe-pas');
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Cette page n’existe pas');
  await expectAccessible(page);
  await expect(page.getByRole('link', { name: 'Revenir à l’accueil' })).toBeVisible();
});
