// A convention goes to Word, is changed there with tracked changes while another writes in it, and comes back: seen first, then
// suggestions; so do the notes of a meeting and a report; a file of another text is refused.
import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { WordFile } from '../formats/office/word-edits.ts';
import { ask, newConvention, openText, saving, sheet } from './drafting.ts';
import { another, expectAccessible, expectNarrow, signIn, takeAway } from './errand.ts';
import { newWorkshop } from './workshop.ts';

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
  // As mails and bookmarks of before have it.
  const { pathname } = new URL(page.url());
  await page.goto(`${path}/retour-word/${pathname.split('/').at(-1)}`);
  await expect(page).toHaveURL(new RegExp(`${pathname}$`));
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

test('the notes of a meeting go to Word and come back, and what is suggested in them is accepted', async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  await signIn(page, 'steward');
  const { id: conventionId, path: conventionPath } = await newConvention(page, 'Notes par Word', { reader: 'READER' });
  const path = await newWorkshop(page, conventionId);
  await page.goto(`${path}/notes/lecture`);
  await page.getByRole('button', { name: 'Ouvrir les notes' }).click();
  await expect(sheet(page)).toHaveRole('textbox');
  await sheet(page).focus();
  await page.keyboard.type('La liste des terrils est close.');
  await page.keyboard.press('Control+Alt+d');
  await page.keyboard.press('Enter');
  await page.keyboard.type('La suite au printemps.');
  await expect(saving(page)).toHaveText('Enregistré');
  await expectAccessible(page);
  await expectNarrow(page);

  await page.getByRole('link', { name: 'Lire', exact: true }).click();
  const file = await taken(page, /^Word Fichier/);
  await page.getByRole('link', { name: 'Reprendre un fichier Word' }).click();
  await expect(page.getByText('Ce qui entoure les notes dans le fichier')).toBeVisible();
  const tabs = page.getByRole('navigation', { name: 'Pages de la réunion' });
  await expect(tabs.getByRole('link', { name: 'Notes' })).toHaveAttribute('aria-current', 'page');
  await expectAccessible(page);
  await expectNarrow(page);
  file
    .replace('au printemps', 'en juin', 'Paul Caron')
    .replace('close', 'arrêtée', null)
    .comment('La suite', { author: 'Jeanne Bernard', text: 'Laquelle ?' });
  const address = page.url();
  await page.locator('input[type=file]').setInputFiles(docx(file, 'Notes relues.docx'));
  await page.getByRole('button', { name: 'Voir ce qui change' }).click();
  await expect(page.getByText('Il donnerait 2 propositions, en votre nom.')).toBeVisible();
  await expect(page.getByText('Laquelle ?')).toBeVisible();
  await expect(page.getByText('ne sont écrits nulle part ailleurs')).toBeVisible();
  await expectAccessible(page);
  await expectNarrow(page);
  await page.getByRole('button', { name: 'Reprendre dans le texte' }).click();
  await expect(page.getByText('Il a donné 2 propositions.')).toBeVisible();
  // What the file's comments say is not lost with it.
  await expect(page.getByText('Laquelle ?')).toBeVisible();
  await page.getByRole('link', { name: 'Ouvrir le texte' }).click();
  await expect(sheet(page).locator('ins').filter({ hasText: 'en juin' })).toHaveCount(1);
  await page.getByRole('button', { name: /^2 propositions/ }).click();
  const waiting = page.getByRole('dialog');
  await expect(waiting.getByText('d’après Paul Caron, dans Word')).toBeVisible();
  const accepting = waiting.getByRole('button', { name: /^Accepter\s: / });
  for (const left of [1, 0]) {
    await accepting.first().click();
    await expect(accepting).toHaveCount(left);
  }
  await expect(sheet(page).locator('ins, del')).toHaveCount(0);
  await page.goto(`${path}/notes/lecture`);
  await expect(page.getByRole('article')).toContainText('La liste des terrils est arrêtée.');
  await expect(page.getByRole('article')).toContainText('La suite en juin.');
  await expect(page.getByRole('region', { name: 'Décisions et tâches' })).toContainText('arrêtée');

  // Who reads the notes brings nothing back; notes are no convention either.
  const reader = await another(browser, 'reader');
  await reader.page.goto(address);
  await expect(reader.page.getByText('Vos droits ne permettent pas de reprendre un fichier Word')).toBeVisible();
  await expect(reader.page.locator('input[type=file]')).toHaveCount(0);
  await expectAccessible(reader.page);
  await reader.context.close();
  await page.goto(`${conventionPath}/retour-word`);
  await page.locator('input[type=file]').setInputFiles(docx(file));
  await page.getByRole('button', { name: 'Voir ce qui change' }).click();
  await expect(page.getByText('Ce fichier vient d’un autre texte : « Notes – Atelier des terrils ».')).toBeVisible();
});

test('a yearly report goes to Word and comes back, and a file that changes nothing says so', async ({ page }) => {
  await signIn(page, 'steward');
  const { id: conventionId, path } = await newConvention(page, 'Bilan par Word', {});
  await ask(page, 'mutation Make($input: MakeYearReportInput!) { makeYearReport(input: $input) { id } }', {
    input: { conventionId },
  });
  await page.goto(`${path}/suivi/bilan`);
  const file = await taken(page, /^Word Fichier/);
  await page.getByRole('link', { name: 'Reprendre un fichier Word' }).click();
  await page.locator('input[type=file]').setInputFiles(docx(file));
  await page.getByRole('button', { name: 'Voir ce qui change' }).click();
  await expect(page.getByText('Ce fichier ne change rien')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Supprimer ce fichier' }).click();
  await expect(page).toHaveURL(/retour-word$/);
  await page.locator('input[type=file]').setInputFiles(docx(file.replace('Synthèse', 'Résumé', 'Paul Caron')));
  await page.getByRole('button', { name: 'Voir ce qui change' }).click();
  await page.getByRole('button', { name: 'Reprendre dans le texte' }).click();
  await page.getByRole('link', { name: 'Ouvrir le texte' }).click();
  await expect(sheet(page).locator('ins').filter({ hasText: 'Résumé' })).toHaveCount(1);
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
  await expect(page).toHaveURL(/\/textes\/[\w-]+\/retour-word$/);
  await expect(page.getByText('Ce fichier vient d’un autre texte : « La première, 2027 ».')).toBeVisible();
  await page.locator('input[type=file]').setInputFiles(docx(file.without('docProps/custom.xml')));
  await page.getByRole('button', { name: 'Voir ce qui change' }).click();
  await expect(page.getByText('Ce fichier ne dit pas de quel texte il vient.')).toBeVisible();
});
