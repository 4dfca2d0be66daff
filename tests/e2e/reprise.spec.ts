// The 2026 convention out of 2025's: what becomes of each block, decided by keyboard, and the text that follows.
import { expect, type Page, test } from '@playwright/test';
import { another, expectAccessible, expectNarrow, signIn } from './errand.ts';

/** The demonstration's convention 2026, continued from 2025. */
async function openReprise(page: Page): Promise<string> {
  const response = await page.request.post('/graphql', {
    headers: { 'content-type': 'application/json', origin: new URL(page.url()).origin },
    data: { query: '{ conventions { edges { node { id title previousId } } } }' },
  });
  const { data } = (await response.json()) as {
    data: { conventions: { edges: { node: { id: string; title: string; previousId: string | null } }[] } };
  };
  const id =
    data.conventions.edges.find(({ node }) => node.previousId !== null && node.title.includes('démonstration'))?.node
      .id ?? '';
  expect(id).not.toBe('');
  await page.goto(`/conventions/${id}/reprise`);
  return id;
}

const stale = 'Pour 2024, la Mission';
/** Words of the same block after its year, which the reading page flags in their midst. */
const afterYear = 'la Mission prépare et anime';
const choicesOf = (page: Page, words: string) => page.getByRole('group', { name: `Que devient « ${words}` });
const saved = (page: Page) =>
  expect(page.getByRole('status').filter({ hasText: 'Enregistré' })).toHaveText('Enregistré');
const progress = (page: Page) => page.getByRole('progressbar');
const decided = async (page: Page) => Number(await progress(page).getAttribute('value'));

test('a year that is past is flagged where it stands, under objective 1.1', async ({ page }) => {
  await signIn(page, 'steward');
  await openReprise(page);
  const section = page.getByRole('region', { name: /^1\.1 / });
  await expect(section.locator('mark', { hasText: '2024' }).first()).toContainText('année périmée');
  await expect(section).toContainText('Pour 2024');
  await page
    .getByRole('navigation', { name: 'Passages montrés' })
    .getByRole('link', { name: /Années périmées/ })
    .click();
  await expect(page).toHaveURL(/vue=annees/);
  await expect(page.getByRole('group', { name: `Que devient « ${stale}` })).toBeVisible();
  await expect(choicesOf(page, 'la communauté d’agglomération de Lens-Liévin')).toHaveCount(0);
  await expectAccessible(page);
});

test('a block is kept, adapted and dropped by keyboard; dropped it leaves the text, and comes back when kept', async ({
  page,
  browser,
}) => {
  await signIn(page, 'steward');
  const id = await openReprise(page);
  const other = await another(browser, 'lensHenin');
  await other.page.goto(`/conventions/${id}/reprise`);
  const before = await decided(page);
  const choices = choicesOf(page, stale);

  await choices.getByRole('radio', { name: 'Garder' }).focus();
  await page.keyboard.press('Space');
  await expect(choices.getByRole('radio', { name: 'Garder' })).toBeChecked();
  await saved(page);
  expect(await decided(page)).toBe(before + 1);

  await page.keyboard.press('ArrowRight');
  await expect(choices.getByRole('radio', { name: 'Adapter' })).toBeChecked();
  await page.keyboard.press('ArrowRight');
  await expect(choices.getByRole('radio', { name: 'Écarter' })).toBeFocused();
  await expect(page.getByText('Écarté : retiré du texte')).toHaveCount(1);
  await saved(page);
  expect(await decided(page)).toBe(before + 1);
  // Somebody who has the page open sees it without reloading.
  await expect(choicesOf(other.page, stale).getByRole('radio', { name: 'Écarter' })).toBeChecked();
  await other.page.goto(`/conventions/${id}/lecture`);
  await expect(other.page.getByRole('heading', { name: /Faire vivre la gouvernance/ })).toBeVisible();
  await expect(other.page.getByText(afterYear)).toHaveCount(0);
  await expectAccessible(page);
  await expectNarrow(page);

  await choices.getByRole('radio', { name: 'Garder' }).focus();
  await page.keyboard.press('Space');
  await saved(page);
  await expect(page.getByText('Écarté : retiré du texte')).toHaveCount(0);
  await other.page.reload();
  await expect(other.page.getByText(afterYear)).toHaveCount(1);
  await other.context.close();
});

test('a section is kept as a whole, and the progress counts its blocks', async ({ page }) => {
  await signIn(page, 'steward');
  await openReprise(page);
  const section = page.getByRole('region', { name: /^1\.3 / });
  const rows = await section.getByRole('group').count();
  expect(rows).toBeGreaterThan(2);
  const before = await decided(page);
  expect(await section.getByRole('radio', { checked: true }).count()).toBe(0);
  await section.getByRole('button', { name: /^Tout garder dans cette section/ }).press('Enter');
  await saved(page);
  await expect(section.getByRole('radio', { name: 'Garder', checked: true })).toHaveCount(rows);
  expect(await decided(page)).toBe(before + rows);
  await page.reload();
  expect(await decided(page)).toBe(before + rows);
  await page
    .getByRole('navigation', { name: 'Passages montrés' })
    .getByRole('link', { name: /À décider/ })
    .click();
  await expect(page.getByRole('region', { name: /^1\.3 / })).toHaveCount(0);
});

test('a year that is past goes on by one press, several in one preview, and a passage is rewritten where it stands', async ({
  page,
}) => {
  await signIn(page, 'steward');
  const id = await openReprise(page);
  const toast = (words: RegExp) => expect(page.getByText(words)).toBeVisible();

  await page.getByRole('button', { name: /Modifier ici : Pour 2024, la Mission/ }).press('Enter');
  const field = page.getByRole('textbox', { name: /Nouveaux mots de « Pour 2024/ });
  await expect(field).toBeFocused();
  const words = await field.inputValue();
  await field.fill(words.replace('la Mission', 'chaque année la Mission'));
  await page.getByRole('button', { name: 'Modifier le texte' }).press('Enter');
  await toast(/Le passage est modifié dans le texte/);
  await expect(field).toHaveCount(0);

  await page.getByRole('button', { name: /^2024 → 2026 dans « Pour 2024, chaque année/ }).press('Enter');
  await expect(page.getByText('Pour 2026, chaque année la Mission').first()).toBeVisible();
  await expect(choicesOf(page, 'Pour 2026, chaque année').getByRole('radio', { name: 'Adapter' })).toBeChecked();

  await page.getByRole('button', { name: /^Passer les années à 2026/ }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Passer les années à 2026' });
  const ticked = await dialog.getByRole('checkbox', { checked: true }).count();
  expect(ticked).toBeGreaterThan(0);
  await expect(dialog.locator('del', { hasText: '2025' }).first()).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/reprise-years.png' });
  await dialog.getByRole('button', { name: /^Modifier \d+/ }).press('Enter');
  await expect(dialog).toHaveCount(0);
  await toast(ticked === 1 ? /Le passage est modifié/ : /passages sont modifiés dans le texte/);
  await page.goto(`/conventions/${id}/lecture`);
  await expect(page.getByText('Pour 2026, chaque année la Mission').first()).toBeVisible();
});

test('a reader follows the decisions and takes none', async ({ page }) => {
  await signIn(page, 'reader');
  await openReprise(page);
  await expect(page.getByRole('heading', { name: 'Reprise du texte de 2025' })).toBeVisible();
  await expect(progress(page)).toBeVisible();
  await expect(page.getByRole('radio')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /Tout garder/ })).toHaveCount(0);
  await expectAccessible(page);
  await expectNarrow(page);
});

test('without scripts, a decision is posted and the page comes back to its block', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await signIn(page, 'steward');
  await openReprise(page);
  const before = await decided(page);
  const choices = choicesOf(page, 'la communauté d’agglomération de Lens-Liévin');
  await choices.getByRole('radio', { name: 'Adapter' }).check();
  await page.locator('form').filter({ has: choices }).getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page).toHaveURL(/#bloc-/);
  await expect(choices.getByRole('radio', { name: 'Adapter' })).toBeChecked();
  expect(await decided(page)).toBe(before + 1);
  await context.close();
});
