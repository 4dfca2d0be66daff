// The agenda of a meeting: drawn from what is open, put in order by keyboard, and without JavaScript.
import { expect, type Page, test } from '@playwright/test';
import { another, expectAccessible, signIn } from './errand.ts';

const titles = (page: Page) => page.getByRole('main').locator('ol > li p:first-child');

async function addPoint(page: Page, title: string, minutes: string): Promise<void> {
  const form = page.locator('details', { hasText: 'Ajouter un point' });
  if ((await form.getAttribute('open')) === null) await form.locator('summary').click();
  await form.getByLabel('Intitulé').fill(title);
  await form.getByLabel('Durée en minutes').fill(minutes);
  await form.getByRole('button', { name: 'Ajouter le point' }).click();
  await expect(titles(page).filter({ hasText: title })).toBeVisible();
}

test('an agenda is prepared, reordered by keyboard and by mouse, and reordered again without JavaScript', async ({
  page,
  browser,
}) => {
  test.setTimeout(150_000);
  const title = `Comité ${Date.now()}`;
  await signIn(page, 'lensHenin');
  await page.goto('/reunions/nouvelle');
  await page.getByRole('main').getByRole('link', { name: /2026/ }).click();
  await page.getByLabel('Type de réunion').selectOption('TECHNICAL_COMMITTEE');
  await page.getByLabel('Intitulé').fill(title);
  await page.getByLabel('La date est connue').check();
  const day = page.getByRole('group', { name: 'Jour' });
  await day.getByRole('spinbutton').first().click();
  await page.keyboard.type('17062030');
  await page.getByLabel('Début').fill('9:30');
  await page.getByRole('textbox', { name: 'Fin' }).fill('10:30');
  await page.getByLabel('MDADT de Lens-Hénin').check();
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
  await page
    .getByRole('navigation', { name: 'Pages de la réunion' })
    .getByRole('link', { name: 'Ordre du jour' })
    .click();
  await addPoint(page, 'Bilan du trimestre', '20');
  await addPoint(page, 'Questions diverses', '15');
  await expect(titles(page)).toHaveText([/9\sh\s30\s+Bilan du trimestre/, /9\sh\s50\s+Questions diverses/]);
  await expect(page.getByText(/il reste 25\smin/)).toBeVisible();

  // By keyboard: the focus stays with the point, on the button that still has somewhere to go.
  await page.getByRole('button', { name: 'Descendre : Bilan du trimestre' }).focus();
  await page.keyboard.press('Enter');
  await expect(titles(page)).toHaveText([/9\sh\s30\s+Questions diverses/, /9\sh\s45\s+Bilan du trimestre/]);
  await expect(page.getByRole('button', { name: 'Monter : Bilan du trimestre' })).toBeFocused();

  // By mouse.
  const row = (words: string) => page.locator('ol > li', { hasText: words });
  await row('Bilan du trimestre').getByTitle('Glisser pour déplacer').dragTo(row('Questions diverses'));
  await expect(titles(page)).toHaveText([/Bilan du trimestre/, /Questions diverses/]);

  // From what is waiting; it is offered no more.
  const offered = page.getByRole('button', { name: /^Ajouter : / }).first();
  const name = (await offered.getAttribute('aria-label')) ?? '';
  const words = name.replace(/^Ajouter\s: |, Convention .*$/g, '');
  await offered.click();
  await expect(titles(page).filter({ hasText: words })).toBeVisible();
  await expect(page.getByRole('button', { name, exact: true })).toHaveCount(0);

  // From the programme, unfolded by keyboard; the focus stays on the button.
  await page.locator('summary', { hasText: 'Choisir dans le programme 2026' }).focus();
  await page.keyboard.press('Enter');
  const objective = page.getByRole('button', { name: /^Ajouter : 1\.2 / }).first();
  await objective.focus();
  await page.keyboard.press('Enter');
  await expect(titles(page).filter({ hasText: '1.2 ' })).toBeVisible();
  await expect(objective).toBeFocused();
  await expectAccessible(page);

  // Without JavaScript.
  const state = await page.context().storageState();
  const plain = await browser.newContext({ javaScriptEnabled: false, storageState: state });
  const still = await plain.newPage();
  await still.goto(page.url());
  await still.getByRole('button', { name: 'Monter : Questions diverses' }).click();
  await expect(titles(still).first()).toContainText('Questions diverses');
  await plain.close();

  // Who does not organise it reads it.
  const reader = await another(browser, 'reader');
  await reader.page.goto(page.url());
  await expect(titles(reader.page).first()).toContainText('Questions diverses');
  await expect(reader.page.getByRole('button', { name: /Monter/ })).toHaveCount(0);
  await reader.context.close();
});
