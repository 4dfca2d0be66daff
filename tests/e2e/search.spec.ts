// A word of the convention found from the header, and its very block opened, by the keyboard alone.
import { expect, test } from '@playwright/test';
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
  await expect(page.getByRole('option', { selected: true })).toHaveCount(1);
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
  await expect(results.getByRole('listitem').first()).toContainText('(2025)');
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
