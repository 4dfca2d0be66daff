// The whole errand without a mouse: sign in, find one's convention, write, mark, comment, read, see who takes part, leave.
// Nothing here clicks or focuses by script: only keys, as they come to hand.
import { expect, type Locator, type Page, test } from '@playwright/test';
import { ask, newConvention, saving, sheet } from './drafting.ts';
import { signIn } from './errand.ts';
import { press, tabTo } from './keys.ts';

/** Moves in an open menu until the entry has the focus, and chooses it. */
async function choose(page: Page, entry: Locator, key: 'Enter' | 'ArrowRight' = 'Enter'): Promise<void> {
  await expect(entry).toBeVisible();
  for (let presses = 0; presses < 30; presses += 1) {
    if (await entry.evaluate((element) => element === document.activeElement)) break;
    await page.keyboard.press('ArrowDown');
  }
  await expect(entry).toBeFocused();
  await page.keyboard.press(key);
}

test('the whole errand is done with the keyboard alone', async ({ page, browser }) => {
  test.setTimeout(240_000);
  const made = await browser.newContext();
  const maker = await made.newPage();
  await signIn(maker, 'steward');
  const title = 'Au clavier seul';
  const { id, path } = await newConvention(maker, title, {});

  await page.goto('/connexion');
  await tabTo(page, page.getByLabel('Adresse électronique'));
  await page.keyboard.type('dat@demo.test');
  await tabTo(page, page.getByLabel('Mot de passe', { exact: true }));
  await page.keyboard.type('Terril-Demo-2026');
  await page.keyboard.press('Enter');
  await expect(page).not.toHaveURL(/connexion/);

  await press(page, page.getByRole('navigation').getByRole('link', { name: 'Conventions' }));
  await expect(page).toHaveURL(/\/conventions$/);
  await press(page, page.getByRole('link', { name: title }));
  await expect(page).toHaveURL(new RegExp(`${path}$`));
  await expect(sheet(page)).toContainText('Objet du texte');

  // Writing: a paragraph at the end, made a heading by the tool bar.
  await tabTo(page, sheet(page));
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Dates');
  await page.keyboard.press('Alt+F10');
  const nature = page.getByRole('button', { name: /^Nature du passage/ });
  await expect(nature).toBeFocused();
  await page.keyboard.press('Enter');
  await choose(page, page.getByRole('menuitem', { name: /^Article/ }));
  // Typing goes on at once: no key is lost while the menu closes.
  await page.keyboard.type(' et lieux');
  await expect(sheet(page).getByRole('heading', { name: /Dates et lieux/ })).toHaveAttribute('data-kind', 'article');

  // An obligation, with its degree, by the menu of the block.
  await page.keyboard.press('Enter');
  await page.keyboard.type('La Mission remet un bilan.');
  await page.keyboard.press('Alt+Enter');
  await choose(page, page.getByRole('menuitem', { name: 'Marquer comme…' }), 'ArrowRight');
  await choose(page, page.getByRole('menuitem', { name: /^Obligation/ }));
  await page.keyboard.type(' Il est écrit.');
  await page.keyboard.press('Alt+Enter');
  await choose(page, page.getByRole('menuitem', { name: /^Degré d’engagement/ }), 'ArrowRight');
  await choose(page, page.getByRole('menuitem', { name: /^S’engage/ }));
  const bilan = sheet(page).locator('p', { hasText: 'La Mission remet un bilan. Il est écrit.' });
  await expect(bilan).toHaveAttribute('data-mark', 'OBLIGATION');
  await expect(bilan).toHaveAttribute('data-degree', 'COMMITS');
  await expect(sheet(page)).toBeFocused();

  await page.keyboard.press('Shift+Home');
  await page.keyboard.press('Control+Alt+m');
  await expect(page.getByLabel('Votre commentaire')).toBeFocused();
  await page.keyboard.type('À quelle date ?');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('article')).toContainText('À quelle date ?');
  await expect(saving(page)).toHaveText('Enregistré');

  // The convention's other pages.
  const pages = page.getByRole('navigation', { name: 'Pages de la convention' });
  await press(page, pages.getByRole('link', { name: 'Lire', exact: true }));
  await expect(page).toHaveURL(new RegExp(`${path}/lecture$`));
  await expect(page.getByRole('article')).toContainText('La Mission remet un bilan.');
  await press(page, page.getByRole('link', { name: 'Participants' }));
  await expect(page).toHaveURL(new RegExp(`${path}/participants$`));
  await expect(page.getByRole('main')).toContainText('Hélène Carpentier');

  await tabTo(page, page.getByRole('banner').getByText('Mon compte, ').locator('xpath=..'), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await press(page, page.getByRole('button', { name: 'Se déconnecter' }));
  await page.waitForURL(/\/connexion/);

  // What the keys wrote is the convention's.
  const { convention } = await ask<{ convention: { text: object } }>(maker, `{ convention(id: "${id}") { text } }`);
  expect(JSON.stringify(convention.text)).toContain('La Mission remet un bilan.');
  await made.close();
});
