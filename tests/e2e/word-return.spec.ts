// A convention goes to Word, is changed there with tracked changes while another writes in it, and comes back: seen first, then
// suggestions, accepted; a file of another convention is refused.
import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { WordFile } from '../formats/office/word-edits.ts';
import { newConvention, openText, saving, sheet } from './drafting.ts';
import { another, expectAccessible, expectNarrow, signIn, takeAway } from './errand.ts';

const docx = (file: WordFile, name = 'Convention relue.docx') => ({
  name,
  mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  buffer: Buffer.from(file.bytes()),
});

async function taken(page: Page, entry: RegExp): Promise<WordFile> {
  const [download] = await Promise.all([page.waitForEvent('download'), takeAway(page, entry)]);
  return new WordFile(readFileSync(await download.path()));
}

test('a text goes to Word, is changed there while another writes, and comes back as suggestions', async ({
  page,
  browser,
}) => {
  await signIn(page, 'steward');
  const { path } = await newConvention(page, 'Aller et retour par Word', { mission: 'EDITOR' });
  await page.goto(`${path}/lecture`);
  const file = await taken(page, /^Word, avec propositions et commentaires/);

  // Meanwhile the Mission goes on.
  const { page: mission, context } = await another(browser, 'mission');
  await openText(mission, path);
  await sheet(mission).getByText('Les partenaires écrivent ensemble.').click();
  await mission.keyboard.press('End');
  await mission.keyboard.type(' Chaque mois.');
  await expect(saving(mission)).toHaveText('Enregistré');

  await page.getByRole('link', { name: 'Reprendre un fichier Word' }).click();
  await expect(page.getByRole('heading', { name: 'Reprendre un fichier Word' })).toBeVisible();
  await expectAccessible(page);
  file
    .replace('chaque trimestre', 'deux fois par an', 'Paul Caron')
    .replace('écrivent', 'rédigent', null)
    .addAfter('Les partenaires', 'Chacun relit.', 'Paul Caron')
    .comment('réunit les partenaires', { author: 'Jeanne Bernard', text: 'Où donc ?' });
  await page.locator('input[type=file]').setInputFiles(docx(file));
  await page.getByRole('button', { name: 'Voir ce qui change' }).click();
  await expect(page.getByRole('heading', { name: 'Ce que change « Convention relue.docx »' })).toBeVisible();
  await expect(page.getByText('Le texte a changé depuis.')).toBeVisible();
  await expect(page.getByText('Il donnerait 3 propositions et 1 commentaire, en votre nom.')).toBeVisible();
  await expect(page.getByText('D’après Paul Caron, dans Word')).toHaveCount(2);
  await expect(page.locator('del')).toContainText(['écrivent', 'chaque trimestre']);
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNarrow(page);
  await page.setViewportSize({ width: 1280, height: 800 });

  await page.getByRole('button', { name: 'Reprendre dans le texte' }).click();
  await expect(page.getByRole('heading', { name: 'est repris' })).toBeVisible();
  await page.getByRole('link', { name: 'Ouvrir le texte' }).click();
  await expect(sheet(page).locator('ins').filter({ hasText: 'deux fois par an' })).toHaveCount(1);
  await expect(sheet(page).locator('ins').filter({ hasText: 'rédigent' })).toHaveCount(1);
  // What the Mission wrote stays, and is no suggestion.
  await expect(sheet(page)).toContainText('ensemble. Chaque mois.');
  await expect(sheet(page).locator('ins, del').filter({ hasText: 'Chaque mois' })).toHaveCount(0);
  await expect(page.getByText('Où donc ?')).toBeVisible();
  await context.close();
});

test('a file of another convention, and one that is not from here, are refused in words', async ({ page }) => {
  await signIn(page, 'steward');
  const first = await newConvention(page, 'La première', {});
  const second = await newConvention(page, 'La seconde', {});
  await page.goto(`${first.path}/lecture`);
  const file = await taken(page, /^Word Fichier/);
  await page.goto(`${second.path}/retour-word`);
  await page.locator('input[type=file]').setInputFiles(docx(file));
  await page.getByRole('button', { name: 'Voir ce qui change' }).click();
  await expect(page.getByText('Ce fichier vient d’une autre convention : « La première » (2027).')).toBeVisible();
  await page.locator('input[type=file]').setInputFiles(docx(file.without('docProps/custom.xml')));
  await page.getByRole('button', { name: 'Voir ce qui change' }).click();
  await expect(page.getByText('Ce fichier ne dit pas de quel texte il vient.')).toBeVisible();
});
