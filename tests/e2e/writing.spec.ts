// Several people in one text: what each sees of the others, what is kept when the network or the session is not there.
import { expect, test } from '@playwright/test';
import { newConvention, openText, saving, sheet, wordsOf, writeAfter } from './drafting.ts';
import { accounts, another, signIn, signInAnew } from './errand.ts';

test('a text opens without an error of the page', async ({ page }) => {
  await signIn(page, 'steward');
  const { path } = await newConvention(page, 'Ouvrir', {});
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await openText(page, path);
  await expect(saving(page)).toHaveText('Enregistré');
  expect(errors).toEqual([]);
});

test('two people who write at once each see both, and the other by name', async ({ page, browser }) => {
  await signIn(page, 'steward');
  const { path } = await newConvention(page, 'Écrire à deux', { mission: 'EDITOR' });
  const mission = await another(browser, 'mission');
  await openText(page, path);
  await openText(mission.page, path);
  await writeAfter(page, 'écrivent ensemble.');
  await writeAfter(mission.page, 'chaque trimestre.');
  await Promise.all([
    page.keyboard.type(' La DAT tient la plume.', { delay: 15 }),
    mission.page.keyboard.type(' La Mission aussi.', { delay: 15 }),
  ]);
  for (const one of [page, mission.page]) {
    await expect(sheet(one).locator('p', { hasText: 'Les partenaires écrivent ensemble.' })).toContainText(
      'La DAT tient la plume.',
    );
    await expect(sheet(one).locator('p', { hasText: 'chaque trimestre.' })).toContainText('La Mission aussi.');
    await expect(saving(one)).toHaveText('Enregistré');
  }
  await expect(sheet(page).locator('[data-caret]')).toContainText('Julien Wavrin · Mission Bassin Minier');
  await expect(sheet(mission.page).locator('[data-caret]')).toContainText('Hélène Carpentier');
  await page.getByRole('button', { name: '2 personnes dans ce texte' }).click();
  await expect(page.getByRole('dialog', { name: 'Personnes présentes' })).toContainText('Julien Wavrin');
  await page.keyboard.press('Escape');
  // « Enregistré » was true: nothing of this page is needed to read it again.
  await mission.context.close();
  await page.reload();
  await expect(sheet(page)).toContainText('La DAT tient la plume.');
  await expect(sheet(page)).toContainText('La Mission aussi.');
});

test('undo takes back one’s own words and never the other’s', async ({ page, browser }) => {
  await signIn(page, 'steward');
  const { path } = await newConvention(page, 'Annuler', { mission: 'EDITOR' });
  const mission = await another(browser, 'mission');
  await openText(page, path);
  await openText(mission.page, path);
  await writeAfter(page, 'écrivent ensemble.');
  await page.keyboard.type(' Mienne.');
  await expect(sheet(mission.page)).toContainText('Mienne.');
  await writeAfter(mission.page, 'chaque trimestre.');
  await mission.page.keyboard.type(' Autre.');
  await expect(sheet(page)).toContainText('Autre.');
  await page.keyboard.press('Control+z');
  for (const one of [page, mission.page]) {
    await expect(sheet(one)).not.toContainText('Mienne.');
    await expect(sheet(one)).toContainText('Autre.');
  }
  await page.keyboard.press('Control+y');
  await expect(sheet(mission.page)).toContainText('Mienne.');
  await mission.context.close();
});

test('what was typed offline is said to be kept, survives its tab, and reaches the others', async ({
  page,
  browser,
}) => {
  await signIn(page, 'steward');
  const { path } = await newConvention(page, 'Hors connexion', { mission: 'EDITOR' });
  const mission = await another(browser, 'mission');
  await openText(page, path);
  await openText(mission.page, path);
  await expect(saving(mission.page)).toHaveText('Enregistré');
  await mission.context.setOffline(true);
  await writeAfter(mission.page, 'écrivent ensemble.');
  await mission.page.keyboard.type(' Depuis le train.');
  await expect(saving(mission.page)).toHaveText('Hors connexion : vos modifications sont gardées sur ce poste');
  await writeAfter(page, 'chaque trimestre.');
  await page.keyboard.type(' Depuis le bureau.');
  await expect(saving(page)).toHaveText('Enregistré');
  await expect(sheet(page)).not.toContainText('Depuis le train.');
  await mission.page.close();
  await mission.context.setOffline(false);
  const again = await mission.context.newPage();
  await openText(again, path);
  for (const one of [page, again]) {
    await expect(sheet(one)).toContainText('écrivent ensemble. Depuis le train.');
    await expect(sheet(one)).toContainText('chaque trimestre. Depuis le bureau.');
  }
  await expect(saving(again)).toHaveText('Enregistré');
  await mission.context.close();
});

test('a network that comes back finds the page where it was', async ({ page, browser }) => {
  await signIn(page, 'steward');
  const { path } = await newConvention(page, 'Tunnel', { mission: 'EDITOR' });
  const mission = await another(browser, 'mission');
  await openText(page, path);
  await openText(mission.page, path);
  await mission.context.setOffline(true);
  await writeAfter(mission.page, 'écrivent ensemble.');
  await mission.page.keyboard.type(' Dans le tunnel.');
  await expect(saving(mission.page)).toContainText('Hors connexion');
  await mission.context.setOffline(false);
  await expect(sheet(page)).toContainText('Dans le tunnel.', { timeout: 30_000 });
  await expect(saving(mission.page)).toHaveText('Enregistré');
  await mission.context.close();
});

test('a reader is told so, and types nothing anywhere', async ({ page, browser }) => {
  await signIn(page, 'steward');
  const { path } = await newConvention(page, 'Lire seulement', { reader: 'READER' });
  const reader = await another(browser, 'reader');
  const text = await openText(page, path);
  const read = await openText(reader.page, path);
  await expect(saving(reader.page)).toHaveText('Lecture seule');
  await expect(read).toHaveAttribute('contenteditable', 'false');
  await expect(reader.page.getByRole('toolbar', { name: 'Outils de rédaction' })).toHaveCount(0);
  const before = await wordsOf(text);
  await read.getByText('écrivent ensemble.').click();
  await reader.page.keyboard.type('Intrus');
  await reader.page.keyboard.press('Backspace');
  // A word of the writer comes after: whatever the reader had sent would be there with it.
  await writeAfter(page, 'écrivent ensemble.');
  await page.keyboard.type(' Suite.');
  await expect(read).toContainText('Suite.');
  for (const one of [text, read]) await expect(one).not.toContainText('Intrus');
  expect((await wordsOf(text)).replace(' Suite.', '')).toBe(before);
  await reader.context.close();
});

test('a session ended elsewhere while one writes: the text is kept, asked for, and sent', async ({ page, browser }) => {
  await signIn(page, 'steward');
  const { path } = await newConvention(page, 'Session', { artois: 'EDITOR' });
  const artois = await another(browser, 'artois');
  const elsewhere = await another(browser, 'artois', signInAnew);
  await openText(page, path);
  await openText(artois.page, path);
  await elsewhere.page.goto('/compte');
  await elsewhere.page.getByRole('button', { name: /déconnecter (partout|tous)/i }).click();
  await writeAfter(artois.page, 'écrivent ensemble.');
  await artois.page.keyboard.type(' Juste avant.');
  const confirm = elsewhere.page.getByRole('alertdialog');
  await confirm.getByRole('button', { name: /déconnecter/i }).click();
  const dialog = artois.page.getByRole('dialog', { name: 'Votre session a expiré' });
  await expect(dialog).toBeVisible();
  await expect(dialog).toContainText('Rien n’est perdu');
  // Whoever sends the question away may write on, and finds it again beside the state of saving.
  await artois.page.keyboard.press('Escape');
  await writeAfter(artois.page, 'Juste avant.');
  await artois.page.keyboard.type(' Juste après.');
  await expect(saving(artois.page)).toContainText('Votre session a expiré');
  await expect(sheet(page)).not.toContainText('Juste après.');
  await artois.page.getByRole('button', { name: 'Se reconnecter' }).click();
  await dialog.getByLabel('Adresse électronique').fill(accounts.artois);
  await dialog.getByLabel('Mot de passe', { exact: true }).fill('Terril-Demo-2026');
  await dialog.getByRole('button', { name: 'Se reconnecter' }).click();
  await expect(dialog).toBeHidden();
  await expect(saving(artois.page)).toHaveText('Enregistré');
  await expect(sheet(page)).toContainText('Juste avant. Juste après.');
  await artois.context.close();
  await elsewhere.context.close();
});

test('a heading inserted above moves the numbers below, for everybody', async ({ page, browser }) => {
  await signIn(page, 'steward');
  const { path } = await newConvention(page, 'Numéros', { mission: 'EDITOR' });
  const mission = await another(browser, 'mission');
  await openText(page, path);
  await openText(mission.page, path);
  for (const one of [page, mission.page])
    await expect(one.getByRole('complementary', { name: 'Plan' })).toContainText('Article 2');
  await writeAfter(page, 'écrivent ensemble.');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Alt+Shift+1');
  await page.keyboard.type('Durée');
  for (const one of [page, mission.page]) {
    const plan = one.getByRole('complementary', { name: 'Plan' });
    await expect(plan.getByText(/Article\s2/)).toBeVisible();
    await expect(
      plan
        .locator('li, a, button')
        .filter({ hasText: /Article\s3.*Mise en œuvre/ })
        .first(),
    ).toBeVisible();
    await expect(
      plan
        .locator('li, a, button')
        .filter({ hasText: /Article\s2.*Durée/ })
        .first(),
    ).toBeVisible();
  }
  await mission.context.close();
});
