// Three people in one paragraph and across blocks, in real browsers with real keys, by rounds drawn from fixed seeds: each
// one's words stay whole, each cursor stays behind its own words, all pages end equal. `npm run test:writing` plays 200.
import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { createChance } from '../realtime/random.ts';
import { newConvention, openText, saving, sheet, wordsOf } from './drafting.ts';
import { another, signIn } from './errand.ts';

const ROUNDS = Number(process.env.WRITING_ROUNDS ?? 20);

interface Writer {
  page: Page;
  context: BrowserContext;
  letter: string;
}

/** What a person does between two words; each leaves the cursor where the person is. */
const acts: readonly (readonly string[])[] = [
  ['Enter'],
  ['Control+b'],
  ['Control+Shift+8'],
  ['Alt+Shift+0'],
  ['Alt+Shift+4'],
  ['Alt+Shift+ArrowDown'],
  ['Alt+Shift+ArrowUp'],
  ['Enter', 'Control+Shift+7'],
  ['Control+i', 'Enter'],
  ['Control+z', 'Control+y'],
];

/** The words right before the cursor, as the browser has it. */
const beforeCursor = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { anchorNode, anchorOffset } = window.getSelection() ?? {};
    const block = (anchorNode instanceof Element ? anchorNode : anchorNode?.parentElement)?.closest(
      'p, h2, h3, h4, h5',
    );
    if (!anchorNode || !block) return '';
    const range = document.createRange();
    range.selectNodeContents(block);
    range.setEnd(anchorNode, anchorOffset ?? 0);
    const copy = range.cloneContents();
    for (const caret of copy.querySelectorAll('[data-caret]')) caret.remove();
    return (copy.textContent ?? '').replaceAll('\u2060', '');
  });

async function expectWhole(writers: readonly Writer[], words: readonly string[], hint: string): Promise<void> {
  for (const { page } of writers)
    for (const word of words)
      await expect
        .poll(async () => (await wordsOf(sheet(page))).split(word).length - 1, {
          message: `${hint}: ${word}`,
          timeout: 30_000,
        })
        .toBe(1);
}

test(`${ROUNDS} rounds of three people at once leave every word whole and every cursor behind its own`, async ({
  page,
  browser,
}) => {
  test.setTimeout(60_000 + ROUNDS * 15_000);
  await signIn(page, 'steward');
  const { path } = await newConvention(page, 'Trois plumes', { mission: 'EDITOR', artois: 'EDITOR' });
  const [second, third] = [await another(browser, 'mission'), await another(browser, 'artois')];
  const writers: Writer[] = [
    { page, context: page.context(), letter: 'k' },
    { ...second, letter: 'w' },
    { ...third, letter: 'y' },
  ];
  for (const one of writers) await openText(one.page, path);
  for (let round = 1; round <= ROUNDS; round += 1) {
    const below = createChance(round);
    const pick = <Value>(values: readonly Value[]) => values[below(values.length)] as Value;
    const offline = round % 4 === 0 ? pick(writers) : null;
    // All in one paragraph in two rounds of three.
    const blocks = await sheet(page).locator('p, h2, h3, h4, h5').count();
    const shared = below(blocks);
    const hint = `round ${round}`;
    for (const { page } of writers) {
      const block = sheet(page)
        .locator('p, h2, h3, h4, h5')
        .nth(round % 3 === 0 ? below(blocks) : shared);
      await block.click({ position: { x: 2, y: 4 } });
      await page.keyboard.press(pick(['Home', 'End']));
      for (let step = below(6); step > 0; step -= 1) await page.keyboard.press(pick(['ArrowRight', 'ArrowLeft']));
    }
    if (offline) await offline.context.setOffline(true);
    const wordOf = ({ letter }: Writer, part: string) => `${letter}${round}${part}${letter.repeat(4)}`;
    await Promise.all(writers.map((one) => one.page.keyboard.type(wordOf(one, 'a'), { delay: 12 })));
    const chosen = writers.map(() => pick(acts));
    await Promise.all(
      writers.map(async (one, index) => {
        for (const key of chosen[index] ?? []) await one.page.keyboard.press(key);
        await one.page.keyboard.type(wordOf(one, 'b'), { delay: 12 });
      }),
    );
    if (offline) await offline.context.setOffline(false);
    for (const { page } of writers) await expect(saving(page)).toHaveText('Enregistré', { timeout: 30_000 });
    const words = writers.flatMap((one) => [wordOf(one, 'a'), wordOf(one, 'b')]);
    await expectWhole(
      writers,
      words,
      `${hint}: ${JSON.stringify(chosen)}${offline ? `, ${offline.letter} offline` : ''}`,
    );
    for (const one of writers)
      expect(await beforeCursor(one.page), `${hint}: the cursor of ${one.letter}`).toMatch(
        new RegExp(`${wordOf(one, 'b')}$`),
      );
  }
  const [first, ...others] = await Promise.all(writers.map((one) => wordsOf(sheet(one.page))));
  for (const other of others) expect(other).toBe(first);
  await second.context.close();
  await third.context.close();
});

test('a word composed while another writes in the same block is there once, whole, for both', async ({
  page,
  browser,
}) => {
  await signIn(page, 'steward');
  const { path } = await newConvention(page, 'Composer à deux', { mission: 'EDITOR' });
  const mission = await another(browser, 'mission');
  await openText(page, path);
  await openText(mission.page, path);
  const input = await page.context().newCDPSession(page);
  const compose = (text: string) =>
    input.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  const block = (one: Page) => sheet(one).locator('p', { hasText: 'écrivent ensemble' });
  await block(page).click();
  await page.keyboard.press('End');
  await block(mission.page).click();
  for (const [round, word] of ['été', 'forêt', 'hâtif', 'naïve'].entries()) {
    await mission.page.keyboard.press(round % 2 === 0 ? 'Home' : 'End');
    for (let length = 1; length <= word.length; length += 1) {
      await compose(word.slice(0, length));
      await mission.page.keyboard.type(`m${round}`);
    }
    if (round === 3) await mission.page.keyboard.press('Enter');
    await input.send('Input.insertText', { text: word });
    for (const one of [page, mission.page])
      await expect.poll(async () => (await wordsOf(sheet(one))).split(word).length - 1).toBe(1);
  }
  for (const one of [page, mission.page]) await expect(saving(one)).toHaveText('Enregistré');
  expect(await wordsOf(sheet(mission.page))).toBe(await wordsOf(sheet(page)));
  await mission.context.close();
});

test('words written offline in a block that somebody deletes are shown to who wrote them, until they say otherwise', async ({
  page,
  browser,
}) => {
  await signIn(page, 'steward');
  const { path } = await newConvention(page, 'Retirer sous la plume', { mission: 'EDITOR' });
  const mission = await another(browser, 'mission');
  await openText(page, path);
  await openText(mission.page, path);
  const lost = (one: Page) => sheet(one).locator('p', { hasText: 'Les partenaires écrivent' });
  await mission.context.setOffline(true);
  await lost(mission.page).click();
  await mission.page.keyboard.press('End');
  await mission.page.keyboard.type(' Mots hors ligne.');
  await lost(page).click();
  await page.keyboard.press('Alt+Enter');
  await page.getByRole('menuitem', { name: /^Supprimer/ }).click();
  await expect(lost(page)).toHaveCount(0);
  await expect(saving(page)).toHaveText('Enregistré');
  await mission.context.setOffline(false);
  const notice = mission.page.getByRole('button', { name: '1 passage n’a plus sa place' });
  await expect(notice).toBeVisible({ timeout: 30_000 });
  await expect(sheet(page)).not.toContainText('Mots hors ligne');
  await mission.page.reload();
  await notice.click();
  const window = mission.page.getByRole('dialog', { name: '1 passage n’a plus sa place' });
  await expect(window).toContainText('Mots hors ligne.');
  await expect(window).toContainText('Hélène Carpentier');
  await mission.page.keyboard.press('Escape');
  await sheet(mission.page).locator('p', { hasText: 'chaque trimestre' }).click();
  await mission.page.keyboard.press('End');
  await notice.click();
  await window.getByRole('button', { name: /Insérer ici/ }).click();
  await expect(sheet(page)).toContainText('Mots hors ligne.');
  await mission.page.reload();
  await expect(sheet(mission.page)).toContainText('Mots hors ligne.');
  await expect(notice).toHaveCount(0);
  await mission.context.close();
});
