// What every page must be, beside what axe sees: valid HTML, landmarks and buttons told apart by their names, links that lead somewhere.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, type Page } from '@playwright/test';
import { HtmlValidate } from 'html-validate';

/** The standard, and nothing of taste. */
const validator = new HtmlValidate({ extends: ['html-validate:standard'], elements: ['html5'], rules: {} });

/** The Nu Html Checker, where one is at hand: it wants Java, and finds more than any other. */
const nu = process.env.VNU_JAR;
const run = promisify(execFile);

/** What the server sent is HTML by the standard: html-validate finds no fault in it, nor the Nu checker where there is one. */
export async function expectValid(html: string): Promise<void> {
  const { results } = await validator.validateString(html);
  const faults = results.flatMap(({ messages }) => messages);
  expect(faults.map(({ ruleId, message, line, column }) => `${ruleId}: ${message} (${line}:${column})`)).toEqual([]);
  if (nu) await expectValidByNu(html, nu);
}

async function expectValidByNu(html: string, jar: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'i62-page-'));
  const path = join(folder, 'page.html');
  await writeFile(path, html);
  const said = await run('java', ['-jar', jar, '--errors-only', path]).catch(({ stderr }) => ({
    stderr: String(stderr),
  }));
  await rm(folder, { recursive: true });
  expect(said.stderr.trim()).toBe('');
}

const sniffer = readFileSync(createRequire(import.meta.url).resolve('html_codesniffer/build/HTMLCS.js'), 'utf8');

interface Sniffed {
  type: number;
  code: string;
  msg: string;
  element: Element;
}

/** The page as it stands has no error of WCAG 2 AA that HTML_CodeSniffer can see: a second eye beside axe. */
export async function expectUnsniffed(page: Page): Promise<void> {
  // Through the debugger, which the page's own policy does not bind.
  await page.evaluate(sniffer);
  const errors = await page.evaluate(
    () =>
      new Promise<string[]>((tell) => {
        const { HTMLCS } = globalThis as unknown as {
          HTMLCS: {
            ERROR: number;
            process(standard: string, page: Document, done: () => void): void;
            getMessages(): Sniffed[];
          };
        };
        HTMLCS.process('WCAG2AA', document, () =>
          tell(
            HTMLCS.getMessages()
              .filter(({ type, element }) => type === HTMLCS.ERROR && element.checkVisibility())
              // A form whose choices are kept at once has its button where there are no scripts.
              .filter(({ code }) => !code.endsWith('H32.2'))
              .map(({ code, msg, element }) => `${code}: ${msg} ${element.outerHTML.slice(0, 200)}`),
          ),
        );
      }),
  );
  expect(errors).toEqual([]);
}

/** Buttons that may be there several times under one name. */
const REPEATED: readonly string[] = [
  // At both ends of a menu that is open, for who hears the page: either closes it.
  'Rejeter',
  // Inside a field, right after its label was heard.
  'Afficher le mot de passe',
  'Montrer les choix',
  // The page of components shows one thing in several looks.
  'Indisponible',
  'Commenter',
  'Échéance',
  'Réessayer',
];

/** Faults of the page as it stands; runs in the page. */
function untold(repeated: readonly string[]): string[] {
  const wordsOf = (ids: string | null) =>
    (ids ?? '')
      .split(/\s+/)
      .map((id) => (id && document.getElementById(id)?.textContent) || '')
      .join(' ');
  const nameOf = (element: Element) =>
    (
      wordsOf(element.getAttribute('aria-labelledby')).trim() ||
      element.getAttribute('aria-label') ||
      element.textContent ||
      element.getAttribute('title') ||
      ''
    )
      .replace(/\s+/g, ' ')
      .trim();
  const isShown = (element: Element) => element.checkVisibility({ visibilityProperty: true });
  const faults: string[] = [];

  // A title's name is its words, and a link within the page leads somewhere.
  for (const heading of document.querySelectorAll('h1, h2, h3, h4, h5, h6'))
    if (heading.querySelector('a[aria-label^="Lien vers"]'))
      faults.push(`a title holds its own link: ${nameOf(heading)}`);
  // The map's own buttons are links that go nowhere, and say that they are buttons.
  for (const link of document.querySelectorAll('a[href^="#"]:not([role="button"])')) {
    const id = decodeURIComponent(link.getAttribute('href')?.slice(1) ?? '');
    if (!id || !document.getElementById(id)) faults.push(`a link to nothing: #${id}`);
  }

  // Landmarks of one kind have each a name of its own.
  const kinds = { navigation: 'nav', complementary: 'aside', search: '[role="search"], search', main: 'main' };
  for (const [kind, selector] of Object.entries(kinds)) {
    const shown = [...document.querySelectorAll(selector)].filter(isShown);
    const names = shown.map((landmark) =>
      [wordsOf(landmark.getAttribute('aria-labelledby')).trim(), landmark.getAttribute('aria-label')].join(''),
    );
    if (shown.length > 1 && new Set(names).size < names.length) faults.push(`${kind}: ${names.join(', ')}`);
  }

  // Two buttons that do not do the same have not the same name: whoever goes from button to button hears nothing else.
  const named = new Map<string, number>();
  for (const button of document.querySelectorAll('button, [role="button"], input[type="submit"], summary'))
    if (isShown(button) && !button.closest('[aria-hidden="true"], [inert]')) {
      const name = nameOf(button);
      if (name === '') faults.push(`a button without a name: ${button.outerHTML.slice(0, 200)}`);
      named.set(name, (named.get(name) ?? 0) + 1);
    }
  for (const [name, count] of named)
    if (count > 1 && name !== '' && !repeated.includes(name)) faults.push(`${count} buttons named « ${name} »`);

  // A link may bear the name that somebody gave a thing, and two things one name: the line they stand in tells them apart.
  const places = new Map<string, string>();
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href]:not([role="button"])')) {
    if (!isShown(link)) continue;
    const line = (link.closest('li, tr, article') ?? link.closest('dd, p, nav, section, main'))?.textContent ?? '';
    const place = link.closest('nav, aside, section, main')?.getAttribute('aria-label') ?? '';
    const known = places.get([nameOf(link), line, place].join('\n'));
    if (known !== undefined && known !== link.href && !repeated.includes(nameOf(link)))
      faults.push(`two links named « ${nameOf(link)} » in one line`);
    places.set([nameOf(link), line, place].join('\n'), link.href);
  }
  return faults;
}

/** Whoever hears the page part by part tells its landmarks, buttons and links apart. */
export async function expectToldApart(page: Page): Promise<void> {
  expect(await page.evaluate(untold, REPEATED)).toEqual([]);
}

/** Spaces that a reader may put into the text (WCAG 1.4.12). */
const SPACED_OUT =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }';

/** The size of letters that a browser gives unless told otherwise, px. */
const USUAL_PX = 16;

/** Words that are cut by the box around them, and how far the page runs out of its window; runs in the page. */
function cutWords(rules: string): string[] {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets.push(sheet);
  const cut = [...document.querySelectorAll('main *, header *')].filter(
    (element) =>
      element.checkVisibility({ visibilityProperty: true }) &&
      !element.closest('.visually-hidden, .leaflet-container') &&
      [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()) &&
      ['hidden', 'clip'].includes(getComputedStyle(element).overflowY) &&
      // What ends with dots says so, and is whole elsewhere.
      getComputedStyle(element).textOverflow !== 'ellipsis' &&
      getComputedStyle(element).webkitLineClamp === 'none' &&
      // One pixel: it is there for who hears the page.
      element.clientHeight > 1 &&
      element.scrollHeight > element.clientHeight + 2,
  );
  const faults = cut.map((element) => `cut: ${element.outerHTML.slice(0, 160)}`);
  const over = document.documentElement.scrollWidth - window.innerWidth;
  document.adoptedStyleSheets.pop();
  return over > 0 ? [`runs out by ${over} px`, ...faults] : faults;
}

/** Whoever doubles the size of letters in their browser, or spaces the text out, still has all of it. */
export async function expectRoomForText(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const spaced = await page.evaluate(cutWords, SPACED_OUT);
  await cdp.send('Page.setFontSizes', { fontSizes: { standard: 2 * USUAL_PX } });
  const doubled = await page.evaluate(cutWords, '');
  await cdp.send('Page.setFontSizes', { fontSizes: { standard: USUAL_PX } });
  await cdp.detach();
  expect({ spaced, doubled }).toEqual({ spaced: [], doubled: [] });
}
