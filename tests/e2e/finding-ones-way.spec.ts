// One finds one's way: the same tabs on every page of a convention, its name however far one has read, the text and the
// answers to a poll a few keys away, and nothing that is jumped to under the head of the page.
import { expect, type Page, test } from '@playwright/test';
import { ask, newConvention, openText, sheet } from './drafting.ts';
import { signIn } from './errand.ts';

const tabs = (page: Page) => page.getByRole('navigation', { name: 'Pages de la convention' });

interface Listed {
  conventions: { edges: { node: { id: string } }[] };
}

/** The demonstration's convention that is carried out: the one with a year's follow-up. */
async function inForce(page: Page): Promise<string> {
  const { conventions } = await ask<Listed>(
    page,
    '{ conventions(first: 1, filter: { state: RUNNING }) { edges { node { id } } } }',
  );
  return `/conventions/${conventions.edges[0]?.node.id}`;
}

/** Lower edge of what stays at the top of the window, px. */
const headEnd = (page: Page) => page.getByRole('banner').evaluate((head) => head.getBoundingClientRect().bottom);

test('the editing page has the tabs of the other pages, and says which convention it is however far one has read', async ({
  page,
}) => {
  await signIn(page, 'steward');
  const path = await inForce(page);
  await page.goto(`${path}/lecture`);
  const named = await tabs(page).getByRole('link').allTextContents();
  await page.goto(path);
  await expect(sheet(page)).toContainText('Préambule');
  await expect(tabs(page).getByRole('link')).toHaveText(named);
  // Signed, it is read here: nobody writes in it any more.
  await expect(tabs(page).getByRole('link', { name: 'Texte', exact: true })).toHaveAttribute('aria-current', 'page');
  await sheet(page).locator(':scope > *').last().scrollIntoViewIfNeeded();
  await expect(page.getByRole('heading', { level: 1 })).not.toBeInViewport();
  await expect(page.getByText(/, 2025$/).first()).toBeInViewport();
});

test('six keys lead past the head, the tabs and the outline to the text, and to the tools', async ({ page }) => {
  await signIn(page, 'steward');
  const { path } = await newConvention(page, 'À quelques touches', {});
  for (const [link, reached] of [
    ['Aller au texte', sheet(page)],
    ['Aller aux outils', page.getByRole('toolbar').getByRole('button').first()],
  ] as const) {
    await openText(page, path);
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    let keys = 0;
    const key = async (name: string) => {
      await page.keyboard.press(name);
      keys += 1;
    };
    await key('Tab');
    await expect(page.getByRole('link', { name: 'Aller au contenu' })).toBeFocused();
    await key('Enter');
    do await key('Tab');
    while (
      keys < 6 &&
      !(await page.getByRole('link', { name: link }).evaluate((one) => one === document.activeElement))
    );
    await key('Enter');
    await expect(reached).toBeFocused();
    expect(keys).toBeLessThanOrEqual(6);
  }
});

test('the outline leads to headings that exist, and a heading’s name is its own words', async ({ page }) => {
  await signIn(page, 'steward');
  const { path } = await newConvention(page, 'Des titres nets', {});
  await openText(page, path);
  const links = page.getByRole('navigation', { name: 'Plan du texte' }).getByRole('link');
  await expect(links).toHaveText([
    'Article 1 Objet du texte',
    'Article 2 Mise en œuvre',
    /1 Coopérer$/,
    '1.1 Se réunir',
  ]);
  const hrefs = await links.evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));
  await page.goto(`${path}/lecture`);
  for (const href of hrefs) {
    expect(new URL(href).pathname).toBe(`${path}/lecture`);
    await expect(page.locator(new URL(href).hash)).toHaveCount(1);
  }
  await expect(page.getByRole('heading', { name: 'Article 1 Objet du texte', exact: true })).toBeVisible();
  await expect(page.getByRole('heading', { name: '1.1 Se réunir', exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Lien vers 1.1 Se réunir' })).toHaveCount(1);
});

test('what an address names stands clear of the head of the page', async ({ page }) => {
  await signIn(page, 'steward');
  const path = await inForce(page);
  for (const [part, chosen] of [
    ['lecture', 'article [id^="b-"]'],
    ['suivi/obligations', '[id^="e-"], [id^="o-"]'],
    ['commentaires', '[id^="fil-"]'],
    ['gestion', '#annee-suivante'],
  ] as const) {
    await page.goto(`${path}/${part}`);
    const ids = await page.locator(chosen).evaluateAll((all) => all.map(({ id }) => id));
    for (const id of [ids[0], ids[Math.floor(ids.length / 2)], ids.at(-1)]) {
      if (!id) continue;
      await page.goto('about:blank');
      await page.goto(`${path}/${part}#${id}`);
      const top = () => page.locator(`[id="${id}"]`).evaluate((one) => one.getBoundingClientRect().top);
      await expect.poll(top).toBeGreaterThanOrEqual(await headEnd(page));
    }
  }
});

test('on a telephone a page of a convention begins in the first 250 px', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await signIn(page, 'steward');
  const path = await inForce(page);
  for (const part of [
    'lecture',
    'commentaires',
    'suivi',
    'documents',
    'parcours',
    'participants',
    'activite',
    'gestion',
  ]) {
    await page.goto(`${path}/${part}`);
    const end = await tabs(page).evaluate((nav) => nav.getBoundingClientRect().bottom);
    expect(end, part).toBeLessThanOrEqual(250);
  }
});

test('in « Parcours » the next step comes before those that are over', async ({ page }) => {
  await signIn(page, 'steward');
  await page.goto(`${await inForce(page)}/parcours`);
  const parts = await page.getByRole('main').getByRole('heading', { level: 2 }).allTextContents();
  expect(parts[0]).toMatch(/^Étape suivante/);
  expect(parts).toContain('Étapes');
});

test('the outline of the reading page leads to each part, one after the other and after a reload, at 360 px by the keyboard', async ({
  page,
}) => {
  await signIn(page, 'steward');
  await page.goto(`${await inForce(page)}/lecture`);
  const outline = page.getByRole('navigation', { name: 'Sommaire' });
  const expectAt = async (name: RegExp) =>
    expect(page.getByRole('article').getByRole('heading', { name })).toBeInViewport();
  for (const name of [/Litiges/, /Préambule/, /Engagements des partenaires/]) {
    await outline.getByRole('link', { name }).click();
    await expectAt(name);
  }
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.reload();
  await page.evaluate(() => window.scrollTo(0, 0));
  await outline.getByRole('link', { name: /Litiges/ }).click();
  await expectAt(/Litiges/);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.getByRole('button', { name: 'Sommaire' }).focus();
  await page.keyboard.press('Enter');
  for (const name of [/Préambule/, /Litiges/]) {
    await outline.getByRole('link', { name }).focus();
    await page.keyboard.press('Enter');
    await expectAt(name);
  }
});
