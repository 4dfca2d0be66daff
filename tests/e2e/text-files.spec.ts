// A text is taken away for Word from the page where it is read, in the charter that its organisation gave.
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { newConvention } from './drafting.ts';
import { expectAccessible, expectNarrow, signIn, takeAway } from './errand.ts';

test('a text goes to Word, and its look becomes the charter of the organisation', async ({ page }) => {
  await signIn(page, 'administrator');
  await page.goto('/organisation');
  const { pathname } = new URL(page.url());
  await page.context().clearCookies();
  await signIn(page, 'steward');
  const { path } = await newConvention(page, 'Un texte à emporter', {});
  await page.goto(`${path}/lecture`);
  await page.getByRole('button', { name: 'Télécharger' }).click();
  await expect(page.getByRole('menu', { name: /^Télécharger/ })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  const [word] = await Promise.all([page.waitForEvent('download'), takeAway(page, /^Word, avec les commentaires/)]);
  expect(word.suggestedFilename()).toMatch(/\.docx$/);
  const bytes = readFileSync(await word.path());
  expect(strFromU8(unzipSync(bytes)['word/document.xml'] ?? new Uint8Array())).toContain('écrivent ensemble');
  await page.setViewportSize({ width: 360, height: 740 });
  await expectNarrow(page);
  await page.setViewportSize({ width: 1280, height: 800 });

  await page.goto('/organisation');
  await page.getByRole('link', { name: 'Charte' }).click();
  await page
    .getByLabel('Modèle')
    .setInputFiles({ name: 'modele.txt', mimeType: 'text/plain', buffer: Buffer.from('rien') });
  await page.getByRole('button', { name: 'Déposer ce modèle' }).click();
  await expect(page.getByText('Ce fichier n’est ni un DOCX')).toBeVisible();
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'Modèle.docx', mimeType: 'application/zip', buffer: bytes });
  await page.getByRole('button', { name: 'Déposer ce modèle' }).click();
  await expect(page.getByRole('row', { name: /Word.*Modèle\.docx/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Retirer la charte pour Word' }).click();
  await expect(page.getByText('Aucune charte n’est déposée')).toBeVisible();
  // Another organisation's is not one's to change.
  await page.goto(`${pathname}/charte`);
  await expect(page.getByRole('heading', { name: 'Charte graphique' })).toBeVisible();
});
