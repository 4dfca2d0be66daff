// Talking about a text beside it: what one says appears to the others, finds whom it names, and outlives its words.
import { expect, type Locator, type Page, test } from '@playwright/test';
import { ask, newConvention, openText, saving, sheet, wordsOf, writeAfter } from './drafting.ts';
import { another, signIn } from './errand.ts';

const panel = (page: Page): Locator => page.getByRole('complementary', { name: 'Commentaires' });
const bell = (page: Page): Locator => page.getByRole('banner').getByRole('link', { name: /^Notifications/ });

async function unread(page: Page): Promise<number> {
  return Number(/\d+/.exec((await bell(page).textContent()) ?? '')?.[0] ?? 0);
}

/** Whether these words have a background of their own: the colour of an open thread. */
const isHighlighted = (words: Locator): Promise<boolean> =>
  words.evaluate((element) => getComputedStyle(element).backgroundColor !== 'rgba(0, 0, 0, 0)');

test('a commenter’s words appear beside the others’ text, are answered, find whom they name, and are settled', async ({
  page,
  browser,
}) => {
  await signIn(page, 'steward');
  const { path } = await newConvention(page, 'Commenter', { commenter: 'COMMENTER', mission: 'EDITOR' });
  const agency = await another(browser, 'commenter');
  const mission = await another(browser, 'mission');
  const { unreadNotifications: told } = await ask<{ unreadNotifications: number }>(
    mission.page,
    '{ unreadNotifications }',
  );
  await openText(page, path);
  const read = await openText(agency.page, path);
  await expect(saving(agency.page)).toHaveText('Lecture et commentaires');

  await read.getByText('chaque trimestre.').dblclick({ position: { x: 12, y: 12 } });
  const quoted = await agency.page.evaluate(() => document.getSelection()?.toString().trim() ?? '');
  expect(quoted).not.toBe('');
  await agency.page.getByRole('button', { name: 'Commenter', exact: true }).click();
  await expect(panel(agency.page).locator('blockquote')).toHaveText(quoted);
  await panel(agency.page).getByLabel('Votre commentaire').fill('Qui convoque ?');
  await panel(agency.page).getByRole('button', { name: 'Publier' }).click();
  await expect(panel(agency.page).getByRole('article')).toContainText('Qui convoque ?');

  await expect(panel(page).getByRole('article')).toContainText('Qui convoque ?');
  await expect(panel(page).getByRole('article')).toContainText('Claire Lemaire');
  const stretch = sheet(page).locator('[data-thread]');
  await expect(stretch).toHaveText(quoted);
  await expect.poll(() => isHighlighted(stretch)).toBe(true);

  await panel(page).getByRole('button', { expanded: false }).first().click();
  const answer = panel(page).getByLabel('Répondre', { exact: true });
  await answer.pressSequentially('Le Département, avec @Wavr');
  await page.getByRole('option', { name: /Julien Wavrin/ }).click();
  await expect(answer).toHaveValue(/@Julien Wavrin /);
  await panel(page).getByRole('button', { name: 'Répondre', exact: true }).click();
  await expect(panel(page).getByRole('article')).toContainText('Le Département, avec @Julien Wavrin');
  await panel(agency.page)
    .getByRole('button', { name: /1\sréponse/ })
    .or(panel(agency.page).getByText('Le Département, avec'))
    .first()
    .click();
  await expect(panel(agency.page).getByRole('article')).toContainText('Le Département, avec @Julien Wavrin');

  // The page of the one who was named has not been touched since before.
  await expect.poll(() => unread(mission.page)).toBe(told + 1);
  await bell(mission.page).click();
  await mission.page.getByRole('link', { name: /Non lue : Hélène Carpentier.*mentionné dans Commenter/ }).click();
  await expect(mission.page).toHaveURL(new RegExp(`${path}\\?fil=`));
  await expect(panel(mission.page).locator('article[aria-current="true"]')).toContainText('Qui convoque ?');
  await expect.poll(() => unread(mission.page)).toBe(told);

  await panel(page)
    .getByRole('button', { name: /^Marquer comme résolu/ })
    .click();
  await expect(panel(page).getByRole('article')).toContainText('Résolu par Hélène Carpentier');
  await expect(panel(mission.page).getByRole('article')).toContainText('Résolu par Hélène Carpentier');
  // Put away, it is among the settled ones, and its words are words like others.
  await panel(mission.page).getByRole('button', { expanded: true }).first().click();
  await expect(panel(mission.page).getByRole('article')).toHaveCount(0);
  await expect.poll(() => isHighlighted(sheet(mission.page).locator('[data-thread]'))).toBe(false);
  await panel(page).getByRole('button', { name: 'Rouvrir' }).click();
  await expect(panel(mission.page).getByRole('article')).toContainText('Qui convoque ?');
  await expect.poll(() => isHighlighted(sheet(mission.page).locator('[data-thread]'))).toBe(true);
  await agency.context.close();
  await mission.context.close();
});

test('a comment outlives its text, and finds it again when the deletion is undone', async ({ page, browser }) => {
  await signIn(page, 'steward');
  const { path } = await newConvention(page, 'Supprimer', { commenter: 'COMMENTER' });
  const agency = await another(browser, 'commenter');
  await openText(page, path);
  await openText(agency.page, path);
  await writeAfter(page, 'écrivent ensemble.');
  await page.keyboard.press('Shift+Home');
  await page.keyboard.press('Control+Alt+m');
  await panel(page).getByLabel('Votre commentaire').fill('À préciser.');
  await page.keyboard.press('Control+Enter');
  const stretch = sheet(page).locator('[data-thread]');
  await expect(stretch).toHaveText('Les partenaires écrivent ensemble.');
  await expect(saving(page)).toHaveText('Enregistré');

  await writeAfter(page, 'écrivent ensemble.');
  await page.keyboard.press('Shift+Home');
  await page.keyboard.press('Backspace');
  await expect.poll(() => wordsOf(sheet(page))).not.toContain('écrivent ensemble.');
  for (const one of [page, agency.page]) {
    await expect(panel(one).getByRole('article')).toContainText('Texte supprimé');
    await expect(panel(one).getByRole('article')).toContainText('Les partenaires écrivent ensemble.');
  }

  await sheet(page).focus();
  await page.keyboard.press('Control+z');
  await expect(sheet(page)).toContainText('Les partenaires écrivent ensemble.');
  for (const one of [page, agency.page]) {
    await expect(panel(one).getByRole('article')).not.toContainText('Texte supprimé');
    await expect.poll(() => wordsOf(sheet(one).locator('[data-thread]'))).toBe('Les partenaires écrivent ensemble.');
  }
  await agency.context.close();
});

test('on the page of comments the field of an answer is empty once that is posted, and the focus stays in its form', async ({
  page,
}) => {
  await signIn(page, 'steward');
  const { path } = await newConvention(page, 'Répondre', {});
  await openText(page, path);
  await writeAfter(page, 'écrivent ensemble.');
  await page.keyboard.press('Shift+Home');
  await page.keyboard.press('Control+Alt+m');
  await panel(page).getByLabel('Votre commentaire').fill('Qui relit ?');
  await page.keyboard.press('Control+Enter');
  await expect(panel(page).getByRole('article')).toContainText('Qui relit ?');

  await page.goto(`${path}/commentaires`);
  const answer = page.getByRole('textbox', { name: 'Répondre' });
  await answer.fill('Moi.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toContainText('Moi.');
  await expect(answer).toHaveValue('');
  await expect(page.locator('form:has(:focus)').filter({ has: answer })).toHaveCount(1);
});

test('the page of comments follows what others write, and leaves what is typed, its thread and the focus alone', async ({
  page,
  browser,
}) => {
  await signIn(page, 'steward');
  const { id, path } = await newConvention(page, 'Suivre', { mission: 'EDITOR' });
  const { programme } = await ask<{ programme: { items: { id: string }[] } }>(
    page,
    `{ programme(conventionId: "${id}") { items { id } } }`,
  );
  const input = { conventionId: id, blockId: programme.items[0]?.id, body: 'Qui relit ?' };
  const { openThread } = await ask<{ openThread: { id: string } }>(
    page,
    'mutation Open($input: OpenThreadInput!) { openThread(input: $input) { id } }',
    { input },
  );
  await page.goto(`${path}/commentaires`);
  const answer = page.getByRole('textbox', { name: 'Répondre' });
  await answer.click();
  await page.keyboard.type('Je relis ');

  const mission = await another(browser, 'mission');
  const say = (mutation: string, input: object) =>
    ask(
      mission.page,
      `mutation Say($input: ${mutation}Input!) { said: ${mutation.replace(/^./, (first) => first.toLowerCase())}(input: $input) { id } }`,
      { input },
    );
  await say('PostComment', { threadId: openThread.id, body: 'Pas nous.' });
  await expect(page.getByRole('main')).toContainText('Pas nous.');
  await page.keyboard.type('demain');
  // Settled, it is among the open ones no more, and stays while somebody writes in it.
  await say('ResolveThread', { threadId: openThread.id });
  await expect(page.getByText('Ce fil n’est plus parmi les fils affichés')).toBeVisible();
  await expect(answer).toBeFocused();
  await expect(answer).toHaveValue('Je relis demain');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toContainText('Je relis demain');
  await expect(answer).toHaveValue('');
  await expect(page.getByText('Ce fil n’est plus parmi les fils affichés')).toHaveCount(0);
  await mission.context.close();
});
