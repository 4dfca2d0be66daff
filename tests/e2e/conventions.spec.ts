// The home page, the list of conventions, and how one comes to be: from nothing, or from last year's.
import { expect, test } from '@playwright/test';
import { expectAccessible, expectNarrow, signIn } from './errand.ts';

const DEMONSTRATION = /Convention Département – Mission Bassin Minier/;

test('a stranger at home is asked to sign in', async ({ page }) => {
  await page.goto('/');
  await expect(page).toHaveURL(/\/connexion/);
});

test('home greets by first name and tells what waits in the conventions in progress', async ({ page }) => {
  // Other errands make conventions of the steward's, which home shows first.
  await signIn(page, 'lensHenin');
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1, name: 'Bonjour Karim' })).toBeVisible();
  const ongoing = page
    .getByRole('region', { name: 'Conventions en cours' })
    .getByRole('listitem')
    .filter({
      has: page.getByRole('heading', { level: 3, name: /, 2026$/ }),
    });
  await expect(ongoing.getByRole('progressbar', { name: /Reprise de l’an dernier.*sur \d+/ })).toBeVisible();
  await expect(ongoing.getByRole('heading', { name: /^Activité/ })).toBeVisible();
  await expect(
    ongoing
      .getByRole('listitem')
      .filter({ hasText: /^\S+ \S+ a / })
      .first(),
  ).toBeVisible();
  await expectAccessible(page);
  await expectNarrow(page);
  await ongoing.getByRole('link', { name: 'Poursuivre la reprise' }).click();
  await expect(page).toHaveURL(/\/conventions\/[0-9a-f-]{36}\/reprise$/);
});

test('the convention that is carried out stands on the home page before the drafts, named with its year, and opens its follow-up', async ({
  page,
}) => {
  await signIn(page, 'steward');
  await page.goto('/');
  const first = page.getByRole('region', { name: 'Conventions en cours' }).getByRole('heading', { level: 3 }).first();
  await expect(first).toHaveText(/, 2025$/);
  await first.getByRole('link').click();
  await expect(page).toHaveURL(/\/suivi$/);
  await expect(page).toHaveTitle(/^Suivi · .+, 2025 · Ingénierie\s62$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(', 2025');
  await page.goto('/notifications');
  await expect(page.getByRole('main')).not.toContainText(/Bassin Minier(?!, 20\d\d| 20\d\d)$/);
});

test('home leads somebody who was mentioned to the place, unread until then', async ({ page }) => {
  await signIn(page, 'lensHenin');
  await page.goto('/');
  const unread = page.getByRole('region', { name: 'À lire' });
  await expect(unread.getByRole('link', { name: DEMONSTRATION }).first()).toBeVisible();
  await expectAccessible(page);
  await unread.getByRole('link', { name: DEMONSTRATION }).first().click();
  await expect(page).toHaveURL(/\/conventions\/[0-9a-f-]{36}/);
});

test('a reader is led to the text to read, never to write', async ({ page }) => {
  await signIn(page, 'reader');
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Bonjour');
  await expect(page.getByRole('link', { name: 'Rédiger' })).toHaveCount(0);
  // The one that is written; the one that is carried out opens its follow-up.
  await page
    .getByRole('heading', { level: 3, name: /, 2026/ })
    .getByRole('link')
    .first()
    .click();
  await expect(page).toHaveURL(/\/lecture$/);
  await expect(page.getByRole('heading', { level: 1, name: DEMONSTRATION })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  await expect(page.getByRole('navigation', { name: 'Pages de la convention' })).toBeVisible();
  await expectAccessible(page);
  await expectNarrow(page);
  await page.goto('/conventions');
  await expect(page.getByRole('row').filter({ hasText: 'Lecteur' }).first()).toBeVisible();
  await expect(page.getByRole('link', { name: 'Importer un document' })).toHaveCount(0);
  await expectAccessible(page);
});

test('the list is filtered by words, year and state without scripts', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
  const page = await context.newPage();
  await signIn(page, 'steward');
  await page.goto('/conventions');
  await expect(page.getByRole('rowheader')).not.toHaveCount(0);
  await page.getByRole('search').getByLabel('Année').selectOption('2025');
  await page.getByRole('button', { name: 'Filtrer' }).click();
  await expect(page).toHaveURL(/annee=2025/);
  await expect(page.getByRole('heading', { name: '2025', exact: true })).toBeVisible();
  await expect(page.getByRole('heading', { name: '2026', exact: true })).toHaveCount(0);
  await page.getByLabel('Rechercher dans les titres').fill('introuvable');
  await page.getByRole('button', { name: 'Filtrer' }).click();
  await expect(page.getByText('Aucune convention ne correspond')).toBeVisible();
  await context.close();
});

test('a convention is begun from nothing, then the next year is prepared from it', async ({ page }) => {
  await signIn(page, 'steward');
  await page.goto('/conventions');
  await expectNarrow(page);
  await page.getByText('Commencer une convention').click();
  await page.getByRole('textbox', { name: 'Titre', exact: true }).fill('Convention d’essai 2031');
  await page.getByRole('textbox', { name: 'Année' }).fill('2031');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Commencer la rédaction' }).click();
  await expect(page).toHaveURL(/\/conventions\/[0-9a-f-]{36}$/);
  const created = page.url();

  await page.goto('/conventions');
  const row = page.getByRole('row').filter({ hasText: 'Convention d’essai 2031' });
  await expect(row).toContainText('Responsable');
  await row.getByRole('link', { name: 'Préparer 2032' }).click();
  await expect(page).toHaveURL(/\/gestion/);
  const next = page.getByRole('region', { name: 'Préparer une année suivante' });
  await expect(next.getByLabel('Titre')).toHaveValue('Convention d’essai 2032');
  await expect(next.getByLabel('Année')).toHaveValue('2032');
  await expectAccessible(page);
  await next.getByRole('button', { name: 'Préparer la convention' }).click();
  await expect(page).toHaveURL(/\/reprise$/);
  expect(page.url()).not.toContain(created);
  await expect(page.getByRole('heading', { level: 1, name: 'Convention d’essai 2032' })).toBeVisible();

  await page.goto('/conventions');
  await expect(row.getByRole('link', { name: 'Suivie de 2032' })).toBeVisible();
});

test('a year before the one it continues is refused beside its field', async ({ page }) => {
  await signIn(page, 'steward');
  await page.goto('/conventions?annee=2025');
  const [id] =
    /[0-9a-f-]{36}/.exec((await page.getByRole('link', { name: DEMONSTRATION }).getAttribute('href')) ?? '') ?? [];
  await page.goto(`/conventions/${id}/gestion`);
  const next = page.getByRole('region', { name: 'Préparer une année suivante' });
  await next.getByLabel('Année').fill('2024');
  await next.getByRole('button', { name: 'Préparer la convention' }).click();
  await expect(next.getByText('L’année doit suivre celle de la convention reprise (2025).').first()).toBeVisible();
  await expectAccessible(page);
});
