// From an agent's file to a convention: handed in, looked at, corrected, confirmed. The real texts are read from
// ../shared/data where that folder is there; the others are made here.
import { existsSync, mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { bold, makeBomb, makeDocx, p } from '../formats/make-files.ts';
import { another, expectAccessible, expectNarrow, signIn } from './errand.ts';

const realTexts = join(import.meta.dirname, '../../../shared/data/convention');
const folder = mkdtempSync(join(tmpdir(), 'ingenierie62-import-'));
const MB = 1024 * 1024;

const fileOf = (name: string, bytes: Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};

const made = fileOf(
  'convention-2031.docx',
  makeDocx(
    [
      p('CONVENTION 2031'),
      bold('Article 1 : Objet'),
      p('La convention fixe le programme des deux partenaires.'),
      bold('Article 2 : Programme'),
      bold('Objectif stratégique 1 : Veiller'),
      bold('1.1 Suivre les sites'),
      p('Pour 2030, un bilan devra être remis au Département.'),
      p('Les visites de terrain'),
      p('Elles ont lieu deux fois par an, avec les services associés et les élus qui le souhaitent.'),
      bold('Article 3 : Suivi'),
      p('Le comité se réunit deux fois par an.'),
    ].join(''),
  ),
);

async function handIn(page: Page, path: string): Promise<void> {
  await page.goto('/conventions/importer');
  await page.getByLabel('Texte de la convention').setInputFiles(path);
  await page.getByRole('button', { name: 'Lire le fichier' }).click();
}

async function importFile(page: Page, path: string): Promise<void> {
  await handIn(page, path);
  await page.waitForURL(/\/conventions\/importer\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Vérifier l’import' })).toBeVisible();
}

/** The page's own API, as its person. */
async function ask<Result>(page: Page, query: string, variables: object = {}): Promise<Result> {
  const { origin } = new URL(page.url());
  const response = await page.request.post('/graphql', { data: { query, variables }, headers: { origin } });
  const { data, errors } = (await response.json()) as { data: Result; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

/** The numbers of the titles that are now of a kind, as the page shows them; « – » for those without. */
const numbersOf = (page: Page, kind: string) =>
  page
    .locator(`[data-kind="${kind}"] summary > span:first-child`)
    .allInnerTexts()
    .then((numbers) => numbers.map((number) => number.trim()));

const kindOf = (page: Page, words: string) => page.getByLabel(`Type de « ${words} »`);

test.describe('the real convention', () => {
  for (const name of ['convention-2025.docx', 'convention-2025.odt', 'convention-2025-sans-styles.docx']) {
    test(`${name} shows its articles, objectives and priority block, and becomes a convention`, async ({ page }) => {
      const path = join(realTexts, name);
      test.skip(!existsSync(path), `${name} is not in ../shared/data/convention`);
      await signIn(page, 'steward');
      await importFile(page, path);
      await expect(page.getByText(/^7.articles, 4.objectifs stratégiques, 9.objectifs/)).toBeVisible();
      expect(await numbersOf(page, 'ARTICLE')).toEqual(['–', '–', '1', '2', '3', '8', '9', '10', '11']);
      // The priority block stands before the four, without a number.
      expect(await numbersOf(page, 'AXIS')).toEqual(['–', '1', '2', '3', '4']);
      expect(await numbersOf(page, 'OBJECTIVE')).toEqual([
        '1.1',
        '1.2',
        '1.3',
        '2.1',
        '2.2',
        '3.1',
        '3.2',
        '4.1',
        '4.2',
      ]);
      await expect(page.getByText('Clauses absentes : articles 4 à 7.')).toBeVisible();
      const stale = page.getByRole('link', { name: /^Pour 2024/ });
      const place = (await stale.getAttribute('href'))?.replace(/^.*#/, '#') ?? '';
      await stale.click();
      await expect(page.locator(place).locator('mark', { hasText: '2024' }).first()).toBeInViewport();

      await kindOf(page, 'Préambule :').selectOption('Intertitre');
      await expect(page.getByText('Corrections enregistrées')).toBeVisible();
      await page.reload();
      await expect(kindOf(page, 'Préambule :')).toHaveValue('SUBHEADING');

      await page.getByLabel('Titre', { exact: true }).fill(`Convention 2025 (${name})`);
      await page.getByRole('button', { name: 'Créer la convention' }).click();
      await page.waitForURL((url) => /^\/conventions\/[0-9a-f-]{36}$/.test(url.pathname));
      const { programme } = await ask<{
        programme: { items: { kind: string; number: string | null; title: string }[] };
      }>(page, 'query ($id: ID!) { programme(conventionId: $id) { items { kind number title } } }', {
        id: new URL(page.url()).pathname.split('/').at(-1),
      });
      const numbers = (kind: string) =>
        programme.items.filter((item) => item.kind === kind).map(({ number }) => number);
      expect(numbers('ARTICLE')).toEqual([null, '1', '2', '3', '8', '9', '10', '11']);
      expect(numbers('AXIS')).toEqual([null, '1', '2', '3', '4']);
      expect(numbers('OBJECTIVE')).toHaveLength(9);
      expect(programme.items.find(({ title }) => title.startsWith('Préambule'))?.kind).toBe('SUBHEADING');
    });
  }
});

test('the pages of an import are accessible, folded and unfolded, wide and narrow, in both themes', async ({
  page,
}) => {
  await signIn(page, 'steward');
  await page.goto('/conventions/importer');
  await expectAccessible(page);
  await expectNarrow(page);
  await importFile(page, made);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.getByRole('link', { name: 'Titres seulement' }).click();
    await expectAccessible(page);
    await expectNarrow(page);
    await page.getByRole('link', { name: 'Tout le texte' }).click();
    await expect(page.getByText('Le comité se réunit deux fois par an.')).toBeVisible();
    await expectAccessible(page);
    await expectNarrow(page);
  }
});

test('a title that was missed is made one with the keyboard alone, and its number follows', async ({ page }) => {
  await signIn(page, 'steward');
  await importFile(page, made);
  const whole = page.getByRole('link', { name: 'Tout le texte' });
  await whole.press('Enter');
  // What is folded cannot have the focus.
  await expect(whole).toHaveAttribute('aria-current', 'page');
  const kind = kindOf(page, 'Les visites de terrain');
  await kind.focus();
  // The first letters of « Objectif » alone would stop at « Objectif stratégique ».
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(kind).toHaveValue('OBJECTIVE');
  await expect(page.getByText('Corrections enregistrées')).toBeVisible();
  expect(await numbersOf(page, 'OBJECTIVE')).toEqual(['1.1', '–']);
  // It has moved in the page, and whoever typed is still on it.
  await expect(kind).toBeFocused();

  const numbering = page.locator('summary', { hasText: 'numérotation de « Les visites de terrain »' });
  await numbering.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('checkbox', { name: 'Hors numérotation' }).locator('visible=true').press('Space');
  await expect.poll(() => numbersOf(page, 'OBJECTIVE')).toEqual(['1.1', '1.2']);
  await page.getByLabel('Numéro imposé').locator('visible=true').fill('4');
  await page.keyboard.press('Enter');
  await expect.poll(() => numbersOf(page, 'OBJECTIVE')).toEqual(['1.1', '1.4']);
  await page.getByLabel('Numéro imposé').locator('visible=true').fill('beaucoup');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Un numéro est un nombre entier de 1 à 999.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(numbering).toBeFocused();
  await page.reload();
  await expect.poll(() => numbersOf(page, 'OBJECTIVE')).toEqual(['1.1', '1.4']);
});

test('corrections made without a network wait, are told as such, and are saved when it is back', async ({ page }) => {
  await signIn(page, 'steward');
  await importFile(page, made);
  await page.context().setOffline(true);
  await kindOf(page, 'Suivi').selectOption('Intertitre');
  await expect(page.getByText(/^Hors connexion\s: vos /)).toBeVisible();
  await kindOf(page, 'Objet').selectOption('Paragraphe');
  await page.context().setOffline(false);
  await expect(page.getByText('Corrections enregistrées')).toBeVisible();
  await page.reload();
  await expect(kindOf(page, 'Article 3 : Suivi')).toHaveValue('SUBHEADING');
  expect(await numbersOf(page, 'ARTICLE')).toEqual(['–', '2']);
});

test('a session that ends while one corrects is told, and the correction is saved once signed in again', async ({
  page,
}) => {
  await signIn(page, 'steward');
  await importFile(page, made);
  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  await kindOf(page, 'Suivi').selectOption('Intertitre');
  await expect(page.getByText('Session terminée')).toBeVisible();
  await page.context().addCookies(cookies);
  await expect(page.getByText('Corrections enregistrées')).toBeVisible();
});

test('a convention asked for before its last correction is saved is made with that correction', async ({ page }) => {
  await signIn(page, 'steward');
  await importFile(page, made);
  await page.route('**/corrections', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await route.continue();
  });
  await kindOf(page, 'Suivi').selectOption('Paragraphe');
  await page.getByRole('button', { name: 'Créer la convention' }).click();
  await page.waitForURL((url) => /^\/conventions\/[0-9a-f-]{36}$/.test(url.pathname));
  const { programme } = await ask<{ programme: { items: { number: string | null }[] } }>(
    page,
    'query ($id: ID!) { programme(conventionId: $id) { items(kinds: [ARTICLE]) { number } } }',
    { id: new URL(page.url()).pathname.split('/').at(-1) },
  );
  expect(programme.items.map(({ number }) => number)).toEqual([null, '1', '2']);
});

test('an import is its sender’s alone, and asks before it is thrown away', async ({ page, browser }) => {
  await signIn(page, 'steward');
  await importFile(page, made);
  const url = page.url();
  const other = await another(browser, 'lensHenin');
  expect((await other.page.goto(url))?.status()).toBe(404);
  await other.context.close();
  await page.getByRole('button', { name: 'Supprimer cet import' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Annuler' }).click();
  await page.getByRole('button', { name: 'Supprimer cet import' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Supprimer cet import' }).click();
  await page.waitForURL('**/conventions/importer');
  expect((await page.goto(url))?.status()).toBe(404);
});

test('without JavaScript an import is read, corrected and confirmed with plain forms', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await signIn(page, 'steward');
  await importFile(page, made);
  await kindOf(page, 'Suivi').selectOption('Objectif stratégique');
  await page.locator('summary', { hasText: 'numérotation de « Objet »' }).click();
  await page.getByRole('checkbox', { name: 'Hors numérotation' }).locator('visible=true').check();
  await page.locator('summary', { hasText: 'numérotation de « Objet »' }).click();
  await page.getByRole('button', { name: 'Enregistrer les corrections' }).click();
  await expect(page.getByText('2\u00a0corrections enregistrées.')).toBeVisible();
  // The number that was typed before its title.
  expect(await numbersOf(page, 'AXIS')).toEqual(['1', '3']);
  await page.getByRole('button', { name: 'Enregistrer les corrections' }).click();
  await expect(page.getByText('Aucune correction à enregistrer.')).toBeVisible();
  await page.locator('summary', { hasText: 'numérotation de « Programme »' }).click();
  await page.getByLabel('Numéro imposé').locator('visible=true').fill('beaucoup');
  await page.locator('summary', { hasText: 'numérotation de « Programme »' }).click();
  await page.getByRole('button', { name: 'Enregistrer les corrections' }).click();
  await expect(page.getByText('Un numéro est un nombre entier de 1 à 999.')).toBeVisible();
  await page.getByLabel('Année').fill('20');
  await page.getByRole('button', { name: 'Créer la convention' }).click();
  await expect(page.getByText('L’année s’écrit en quatre chiffres.').first()).toBeVisible();
  await page.getByLabel('Année').fill('2031');
  await page.getByRole('button', { name: 'Créer la convention' }).click();
  await page.waitForURL((url) => /^\/conventions\/[0-9a-f-]{36}$/.test(url.pathname));
  await context.close();
});

test.describe('a file that cannot be a convention', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const huge = () => {
    const path = fileOf('grand.docx', Buffer.from('PK\u0003\u0004', 'latin1'));
    truncateSync(path, 50 * MB);
    return path;
  };
  const files: [string, () => string | Promise<string>, RegExp][] = [
    ['an image renamed .docx', () => fileOf('image.docx', png), /Ce fichier est une image/],
    ['an empty file', () => fileOf('vide.docx', Buffer.alloc(0)), /Ce fichier est vide/],
    ['a file of 50 MB', huge, /dépasse la taille autorisée \(20.Mo\)/],
    ['a zip bomb', async () => fileOf('bombe.docx', await makeBomb(300)), /anormalement volumineux/],
  ];
  const drafts = (page: Page) =>
    ask<{ importDrafts: { id: string }[] }>(page, '{ importDrafts { id } }').then(({ importDrafts }) => importDrafts);

  for (const javaScriptEnabled of [true, false]) {
    test(`is refused in a French sentence beside its field, and nothing is kept, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({
      browser,
    }) => {
      const context = await browser.newContext({ javaScriptEnabled });
      const page = await context.newPage();
      await signIn(page, 'mission');
      for (const [what, make, sentence] of files) {
        await test.step(what, async () => {
          const before = await drafts(page);
          await handIn(page, await make());
          await expect(page.getByText(sentence)).toBeVisible();
          await expect(page).toHaveURL(/\/conventions\/importer$/);
          await expect(page.getByLabel('Texte de la convention')).toHaveAttribute('aria-invalid', 'true');
          if (javaScriptEnabled) await expectAccessible(page);
          expect(await drafts(page)).toEqual(before);
        });
      }
      await context.close();
    });
  }

  test('one that was not chosen is asked for', async ({ page }) => {
    await signIn(page, 'steward');
    await page.goto('/conventions/importer');
    await page.getByRole('button', { name: 'Lire le fichier' }).click();
    await expect(page.getByText('Choisissez un fichier.')).toBeVisible();
  });
});
