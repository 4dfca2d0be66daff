// What other programs put on the clipboard, pasted in a real browser: what the text says then, and what is said of the rest.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { JSONContent } from '@tiptap/core';
import { golden } from '../clipboards/golden.ts';
import { outlineOf } from '../clipboards/outline.ts';
import { ask, newConvention, openText, saving, sheet, writeAfter } from './drafting.ts';
import { expectAccessible, signIn } from './errand.ts';

/** A new article at the end of the text, empty, with the cursor in it. */
async function newLine(page: Page): Promise<void> {
  await writeAfter(page, 'chaque trimestre.');
  await page.keyboard.press('Enter');
}

/** Pastes as the browser does once it has read the clipboard: the bytes are those of the program, not cleaned by it. */
const paste = (page: Page, html: string) =>
  sheet(page).evaluate((element, html) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', html);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, html);

const storedLines = async (page: Page, id: string): Promise<string[]> => {
  const { convention } = await ask<{ convention: { text: JSONContent } }>(
    page,
    'query Text($id: ID!) { convention(id: $id) { text } }',
    { id },
  );
  return outlineOf(convention.text.content);
};

for (const [name, { lines, leftOut }] of Object.entries(golden))
  test(`a paste from ${name} says what its source says`, async ({ page }) => {
    await signIn(page, 'steward');
    const { id, path } = await newConvention(page, `Coller ${name}`, {});
    await openText(page, path);
    const before = await storedLines(page, id);
    await newLine(page);
    await paste(page, readFileSync(join(import.meta.dirname, '../clipboards', `${name}.html`), 'utf8'));
    // The text has two articles and an objective before: what it counts differs, what it says does not.
    const withoutCount = (line: string) => line.replace(/^(article|axis|objective)=\d+/, '$1');
    await expect
      .poll(async () => (await storedLines(page, id)).slice(before.length).map(withoutCount))
      .toEqual(lines.map(withoutCount));
    await expect(saving(page)).toHaveText('Enregistré');
    const message = page.getByText('Une partie de ce que vous avez collé n’est pas entrée dans le texte.');
    if (Object.keys(leftOut).length === 0) return expect(message).toHaveCount(0);
    await expect(message).toBeVisible();
    await page.getByRole('button', { name: 'Voir laquelle' }).click();
    const dialog = page.getByRole('dialog', { name: 'Laissé de côté par le collage' });
    for (const words of [...(leftOut.deletions ?? []), ...(leftOut.struck ?? []), ...(leftOut.hidden ?? [])])
      await expect(dialog.getByText(`«\u00a0${words}\u00a0»`)).toBeVisible();
    if (name === 'word') {
      await expect(dialog).toContainText('1 commentaire');
      await expect(dialog).toContainText('1 image ou dessin');
      await expectAccessible(page);
      await page.screenshot({ path: 'test-results/paste-notice.png' });
    }
    await dialog.getByRole('button', { name: 'Fermer' }).last().click();
    await expect(dialog).toHaveCount(0);
  });

test('a title and a table pasted in a cell are its paragraphs, and numbers typed by hand are counted', async ({
  page,
}) => {
  await signIn(page, 'steward');
  const { id, path } = await newConvention(page, 'Coller dans une cellule', {});
  await openText(page, path);
  const before = await storedLines(page, id);
  await newLine(page);
  await paste(page, '<h1>Article 9 bis – Durée</h1><p>Un an.</p><table><tr><td>Ici</td><td>là</td></tr></table>');
  await sheet(page).getByRole('cell', { name: 'Ici' }).click();
  await page.keyboard.press('End');
  await paste(page, '<h1>Article 10 : Titre</h1><table><tr><td>x</td><td>y</td></tr></table>');
  await expect
    .poll(async () => (await storedLines(page, id)).slice(before.length))
    .toEqual(['article=9 Durée', 'Un an.', 'row', '|', '|   IciArticle 10 : Titre', '|   x', '|   y', '|', '|   là']);
});
