// What every errand needs: signing in as one of the demonstration's people, a second person beside, axe on the page.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContext, type Cookie, expect, type Page } from '@playwright/test';

const PASSWORD = 'Terril-Demo-2026';

/** Accounts of the demonstration, by what they may do. */
export const accounts = {
  steward: 'dat@demo.test',
  lensHenin: 'lens-henin@demo.test',
  artois: 'artois@demo.test',
  mission: 'mission@demo.test',
  commenter: 'agence@demo.test',
  reader: 'lecture@demo.test',
  administrator: 'administration@demo.test',
} as const;

export type Account = keyof typeof accounts;

/** Signs in through the page, as a person does, with a session of its own. */
export async function signInAnew(page: Page, account: Account): Promise<void> {
  await page.goto('/connexion');
  await page.getByLabel('Adresse électronique').fill(accounts[account]);
  await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await page.waitForURL((url) => url.pathname !== '/connexion');
}

/** The session of each account, to be used again: signing in costs a password's hash and two pages. */
const sessions = new Map<Account, Cookie[]>();

/** Opens the home page as somebody who is signed in, with the session that this account has already where it still lives. */
export async function signIn(page: Page, account: Account): Promise<void> {
  const cookies = sessions.get(account);
  if (cookies) {
    await page.context().addCookies(cookies);
    await page.goto('/');
    if (new URL(page.url()).pathname !== '/connexion') return;
  }
  await signInAnew(page, account);
  sessions.set(account, await page.context().cookies());
}

/** A page of another person, in a browser of their own. */
export async function another(
  browser: Browser,
  account: Account,
  enter = signIn,
): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await enter(page, account);
  return { page, context };
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  id: string;
  help: string;
  nodes: { html: string }[];
}

/** The page, as it is now, has no violation of WCAG 2.2 AA that axe can see; `outside`: what is not of our making. */
export async function expectAccessible(page: Page, outside: string[] = []): Promise<void> {
  // What a page that was scrolled hides under its head is in reach by scrolling: that is no fault of it.
  await page.evaluate(() => window.scrollTo(0, 0));
  // A colour on its way to another is none that anybody reads; what turns or waits for ever is not waited for.
  await page.evaluate(() =>
    Promise.race([
      Promise.allSettled(document.getAnimations().map(({ finished }) => finished)),
      new Promise((resolve) => setTimeout(resolve, 600)),
    ]).then(() => undefined),
  );
  // Through the debugger, which the page's own policy does not bind.
  await page.evaluate(axe);
  const violations = await page.evaluate(async (outside) => {
    const { axe } = globalThis as unknown as {
      axe: { run(context: object, options: object): Promise<{ violations: Violation[] }> };
    };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    // React Aria says « en cours » of a button in an image without a name, outside the page and for seven seconds.
    const context = { exclude: [...outside, '[data-live-announcer] div[role=img]'] };
    return (await axe.run(context, { runOnly: { type: 'tag', values: tags } })).violations;
  }, outside);
  expect(
    violations.map(
      ({ id, help, nodes }) => `${id} (${help}): ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`,
    ),
  ).toEqual([]);
}

/** No sideways scrolling on a telephone. */
export async function expectNarrow(page: Page): Promise<void> {
  await page.setViewportSize({ width: 320, height: 700 });
  // Panels become sheets, and menus close, a moment after the window has changed.
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await expect.poll(overflow).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1280, height: 800 });
}

/** Takes the text of a page away, by the keyboard, as the entry of the menu that has this name. */
export async function takeAway(page: Page, entry: RegExp): Promise<void> {
  const button = page.getByRole('button', { name: /^Télécharger/ });
  await button.focus();
  await page.keyboard.press('Enter');
  await page
    .getByRole('menu', { name: /^Télécharger/ })
    .getByRole('menuitem', { name: entry })
    .press('Enter');
}
