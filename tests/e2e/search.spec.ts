// A word of the convention found from the header, and its very block opened, by the keyboard alone.
import { expect, test } from '@playwright/test';
import { newConvention, openText, sheet } from './drafting.ts';
import { expectAccessible, expectNarrow, signIn } from './errand.ts';

test('a word found from the header opens its block, by the keyboard alone', async ({ page }) => {
  await signIn(page, 'lensHenin');
  await expect(page.getByRole('combobox', { name: 'Rechercher dans toute la plate-forme' })).toBeVisible();
  await page.goto('/reunions');
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('/');
  const field = page.getByRole('combobox', { name: 'Rechercher dans toute la plate-forme' });
  await expect(field).toBeFocused();
  await page.keyboard.type('patrimoine mond');
  await expect(page.getByRole('option').first()).toContainText('Patrimoine mondial');
  await expectAccessible(page);
  await page.keyboard.press('ArrowDown');
  const suggestions = page.getByRole('listbox', { name: 'Suggestions' });
  await expect(suggestions.getByRole('option', { selected: true })).toHaveCount(1);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/lecture#b-/);
  const block = page.locator(new URL(page.url()).hash);
  await expect(block).toBeInViewport();
  await expect(block).toContainText('Patrimoine mondial');
});

test('results are narrowed by links, and a mistyped word is mended', async ({ page }) => {
  await signIn(page, 'lensHenin');
  await page.goto('/reunions');
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('patrimione');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/recherche\?q=patrimione/);
  await expect(page.getByText('Voici ce qui répond à')).toContainText('patrimoine');
  const results = page.getByRole('region', { name: 'Résultats' });
  await expect(results.getByRole('listitem').first()).toContainText(/patrimoine/i);
  await expectAccessible(page);
  await page.getByRole('navigation', { name: 'Affiner la recherche' }).getByRole('link', { name: '2025' }).click();
  await page.waitForURL(/annee=2025/);
  await expect(results.getByRole('listitem').first()).toContainText(', 2025');
});

test('on a narrow window an icon leads to the field, which waits for words', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await signIn(page, 'lensHenin');
  await page.getByRole('banner').getByRole('link', { name: 'Rechercher' }).click();
  await page.waitForURL(/\/recherche$/);
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('habitat');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Résultats' }).getByRole('listitem').first()).toBeVisible();
  await expectNarrow(page);
});

test('a word is found in a text that is read, and replaced everywhere in one that is written, as one step', async ({
  page,
}) => {
  await signIn(page, 'steward');
  const { path } = await newConvention(page, 'Chercher et remplacer', {});
  await openText(page, path);
  await sheet(page).locator('p').last().click();
  await page.keyboard.type('Le terril, un térril et des TERRILS');
  await page.keyboard.press('Control+Alt+f');
  const bar = page.getByRole('region', { name: 'Rechercher dans le texte' });
  await expect(bar.getByRole('textbox', { name: 'Mots à rechercher' })).toBeFocused();
  await page.keyboard.type('terril');
  await expect(bar.getByRole('status')).toHaveText('1 sur 3');
  await page.keyboard.press('Enter');
  await expect(bar.getByRole('status')).toHaveText('2 sur 3');
  await bar.getByRole('textbox', { name: 'Remplacer par' }).fill('site');
  await expectAccessible(page);
  await bar.getByRole('button', { name: 'Tout remplacer' }).click();
  await expect(sheet(page)).toContainText('Le site, un site et des siteS');
  await page.keyboard.press('Escape');
  await expect(bar).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(sheet(page)).toContainText('Le terril, un térril et des TERRILS');
  await expect(page.getByText('Enregistré', { exact: true })).toBeVisible();

  await page.goto(`${path}/lecture`);
  await page.getByRole('button', { name: 'Rechercher dans le texte' }).click();
  await page.keyboard.type('terril');
  await expect(bar.getByRole('status')).toHaveText('1 sur 3');
  await page.keyboard.press('Shift+Enter');
  await expect(bar.getByRole('status')).toHaveText('3 sur 3');
  await expect(bar.getByRole('textbox')).toHaveCount(1);
  await expectAccessible(page);
});
