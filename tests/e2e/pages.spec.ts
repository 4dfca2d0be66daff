// Every page and main state, as the fitting person: nothing that axe, HTML_CodeSniffer or html-validate can see is wrong, in the light and in the dark,
// nothing scrolls sideways on a telephone, and nothing breaks the page's own security policy.
import { expect, type Page, test } from '@playwright/test';
import { ask, newConvention, openText, saving, writeAfter } from './drafting.ts';
import { expectAccessible, expectNarrow, signIn } from './errand.ts';
import { expectRoomForText, expectToldApart, expectUnsniffed, expectValid } from './sound.ts';

// Each goes through many pages, with every checker on each.
test.beforeEach(() => test.setTimeout(240_000));

/** The page as it stands: in both appearances. */
async function expectSound(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expectAccessible(page);
  }
  await expectUnsniffed(page);
  await expectToldApart(page);
}

/** Opens a page, then looks at it; it must be the page asked for and have come well. */
async function expectSoundAt(page: Page, path: string, status = 200): Promise<void> {
  await test.step(path, async () => {
    const response = await page.goto(path);
    expect(response?.status()).toBe(status);
    await expectValid((await response?.text()) ?? '');
    expect(new URL(page.url()).pathname).toBe(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectSound(page);
    await expectRoomForText(page);
    await expectNarrow(page);
  });
}

interface Listed {
  conventions: { edges: { node: { id: string; year: number; previous: { id: string } | null } }[] };
}

/** The demonstration's convention that continues another: with comments, history and last year's text. */
async function continued(page: Page): Promise<string> {
  const { conventions } = await ask<Listed>(
    page,
    '{ conventions(first: 50) { edges { node { id year previous { id } } } } }',
  );
  const found = conventions.edges.find(({ node }) => node.previous !== null);
  if (!found) throw new Error('The demonstration has no convention that continues another.');
  return `/conventions/${found.node.id}`;
}

/** What the page did against its own policy, as the browser reports it. */
const breaches: string[] = [];

test.beforeEach(async ({ page }) => {
  test.setTimeout(240_000);
  breaches.length = 0;
  await page.exposeFunction('reportBreach', (breach: string) => breaches.push(breach));
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
      const report = (window as unknown as { reportBreach(breach: string): void }).reportBreach;
      report(`${location.pathname}: ${violatedDirective} ${blockedURI} ${sourceFile}`);
    }),
  );
});

test.afterEach(() => expect(breaches).toEqual([]));

test('the pages of a stranger are sound', async ({ page }) => {
  await expectSoundAt(page, '/connexion');
  await expectSoundAt(page, '/mot-de-passe-oublie');
  await expectSoundAt(page, '/une-page-qui-n-existe-pas', 404);
});

test('the pages around conventions are sound', async ({ page }) => {
  await signIn(page, 'steward');
  for (const path of [
    '/',
    '/conventions',
    '/reunions',
    '/reunions/nouvelle',
    '/conventions/importer',
    '/notifications',
    '/recherche',
    '/compte',
    '/composants',
  ])
    await expectSoundAt(page, path);
});

test('the calendar, the decisions and the pages of help are sound', async ({ page }) => {
  await signIn(page, 'steward');
  for (const path of [
    '/reunions/calendrier',
    '/reunions/decisions',
    '/aide',
    '/mentions-legales',
    '/accessibilite',
    '/donnees-personnelles',
  ])
    await expectSoundAt(page, path);
});

const followed = ['', '/obligations', '/actions', '/livrables', '/financement', '/bilan'].map((part) => `suivi${part}`);

test('the pages of one convention are sound', async ({ page }) => {
  await signIn(page, 'steward');
  const path = await continued(page);
  for (const part of [
    'lecture',
    'reprise',
    'participants',
    'activite',
    'commentaires',
    'gestion',
    'parcours',
    'documents',
    ...followed,
  ])
    await expectSoundAt(page, `${path}/${part}`);
});

test('the pages of a convention in force, full of a year, are sound', async ({ page }) => {
  await signIn(page, 'steward');
  const { conventions } = await ask<Listed>(
    page,
    '{ conventions(first: 50, filter: { state: RUNNING }) { edges { node { id year previous { id } } } } }',
  );
  const path = `/conventions/${conventions.edges[0]?.node.id}`;
  for (const part of ['parcours', 'lecture', 'documents', ...followed]) await expectSoundAt(page, `${path}/${part}`);
  await expectSoundAt(page, '/territoires/lens-henin');
});

test('the pages of an organisation and of the platform are sound', async ({ page }) => {
  await signIn(page, 'steward');
  await page.goto('/organisation');
  const { pathname } = new URL(page.url());
  for (const part of ['', '/services', '/cles', '/webhooks', '/charte', '/identite', '/modeles'])
    await expectSoundAt(page, `${pathname}${part}`);
  for (const path of ['/donnees', '/donnees/deposer']) await expectSoundAt(page, path);
  await soundData(page);
  await page.context().clearCookies();
  await signIn(page, 'administrator');
  await expectSoundAt(page, '/administration');
});

interface Shared {
  datasets: { edges: { node: { id: string; latest: { content: { kind: string } | null } | null } }[] };
}

/** A page of data of each kind: a map, a table, a document, an image. */
async function soundData(page: Page): Promise<void> {
  const { datasets } = await ask<Shared>(
    page,
    '{ datasets(first: 50) { edges { node { id latest { content { kind } } } } } }',
  );
  for (const kind of ['FEATURES', 'TABLE', 'DOCUMENT', 'IMAGE']) {
    const found = datasets.edges.find(({ node }) => node.latest?.content?.kind === kind);
    if (!found) throw new Error(`The demonstration shares no ${kind}.`);
    await expectSoundAt(page, `/donnees/${found.node.id}`);
  }
}

test('the text is sound while one writes, with its menus open and a comment begun', async ({ page }) => {
  await signIn(page, 'steward');
  const { path } = await newConvention(page, 'Relire les outils', {});
  await openText(page, path);
  await expectSound(page);
  await writeAfter(page, 'écrivent ensemble.');
  await page.keyboard.press('Alt+Enter');
  await expect(page.getByRole('menu', { name: 'Menu du passage' })).toBeVisible();
  await expectSound(page);
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('menuitem', { name: 'Livrable' })).toBeVisible();
  await expectSound(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await writeAfter(page, 'écrivent ensemble.');
  await page.keyboard.press('Shift+Home');
  await page.keyboard.press('Control+Alt+m');
  await page.getByLabel('Votre commentaire').fill('À relire.');
  await expectSound(page);
  await page.getByRole('button', { name: 'Publier' }).click();
  await expect(page.getByRole('article')).toContainText('À relire.');
  await expectSound(page);
  await expectNarrow(page);
  await page.setViewportSize({ width: 320, height: 700 });
  // Open beside the text, it lies over it when there is no room beside.
  await expect(page.getByRole('dialog', { name: 'Commentaires' })).toBeVisible();
  await expectSound(page);
});

test('the text with its discussion is sound for who comments and who reads', async ({ page }) => {
  for (const [account, words] of [
    ['commenter', 'Lecture et commentaires'],
    ['reader', 'Lecture seule'],
  ] as const) {
    await page.context().clearCookies();
    await signIn(page, account);
    await page.goto(await continued(page));
    await expect(saving(page)).toHaveText(words);
    await expect(page.getByRole('complementary', { name: 'Commentaires' }).getByRole('article').first()).toBeVisible();
    await expectSound(page);
    await expectNarrow(page);
  }
});

test('GraphiQL loads under our policy and answers a query', async ({ page }) => {
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(String(error)));
  await signIn(page, 'reader');
  await page.goto('/graphql');
  const result = page.getByRole('region', { name: 'Result Window' });
  // A query asked before GraphiQL has read the schema is not sent.
  await expect(async () => {
    await page.getByRole('button', { name: /Execute query/ }).click();
    await expect(result).toContainText('Thomas Roussel', { timeout: 3_000 });
  }).toPass();
  expect(errors).toEqual([]);
  // GraphiQL's own widgets are not ours to mend; the page around them is.
  await expectAccessible(page, ['.graphiql-container']);
});
