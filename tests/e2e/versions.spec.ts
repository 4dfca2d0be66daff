// A version is named, the text broken and a passage brought back, of a convention, of notes and of a report; this year's text is
// compared with last year's and printed.
import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { ask, newConvention, openText, saving, sheet } from './drafting.ts';
import { another, expectAccessible, expectNarrow, signIn, takeAway } from './errand.ts';
import { newWorkshop } from './workshop.ts';

/** Goes where a link or a button leads, by the keyboard. */
async function enter(target: Locator): Promise<void> {
  await target.focus();
  await target.press('Enter');
}

/** Names the text as it is now, by the keyboard, on the page of its versions. */
async function nameVersion(page: Page, name: string): Promise<void> {
  await enter(page.getByRole('button', { name: 'Nommer une version' }));
  const field = page.getByLabel('Nom de la version');
  await field.focus();
  await page.keyboard.type(name);
  await field.press('Enter');
  await expect(page.getByRole('link', { name: new RegExp(`^${name}`) })).toBeVisible();
}

test('a version is named, the text broken, one passage brought back', async ({ page }) => {
  await signIn(page, 'steward');
  const { path } = await newConvention(page, 'Versions du texte', {});
  await page.goto(`${path}/versions`);
  await page.getByRole('button', { name: 'Nommer une version' }).click();
  await page.getByLabel('Nom de la version').fill('Avant la réunion');
  await page.getByRole('button', { name: 'Garder cette version' }).click();
  await expect(page.getByRole('link', { name: /^Avant la réunion/ })).toBeVisible();
  await expectAccessible(page);

  await openText(page, path);
  await sheet(page).getByText('Les partenaires écrivent ensemble.').click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('Tout est perdu.');
  await expect(saving(page)).toContainText('Enregistré');
  await page.keyboard.press('ControlOrMeta+Alt+q');
  await expect(page.getByRole('dialog', { name: 'Qui a écrit ce passage' })).toContainText('Tout est perdu.');

  await page.goto(`${path}/versions`);
  await page
    .getByRole('link', { name: /^Comparer .* avec le texte actuel/ })
    .first()
    .click();
  await expect(page.getByText('Les partenaires écrivent ensemble.')).toBeVisible();
  await expectAccessible(page);
  const lost = page.locator('div', { hasText: 'Les partenaires écrivent ensemble.' }).last();
  await lost.getByRole('button', { name: 'Rétablir ce passage' }).click();
  await expect(page.getByText('Le passage est rétabli.')).toBeVisible();
  await page.goto(`${path}/lecture`);
  await expect(page.getByText('Les partenaires écrivent ensemble.')).toBeVisible();
  await expect(page.getByText('Le Département réunit')).toHaveCount(0);
});

test('2025 and 2026 are compared, side by side too, and printed', async ({ page }) => {
  await signIn(page, 'reader');
  const { conventions } = await ask<{ conventions: { edges: { node: { id: string; previousId: string | null } }[] } }>(
    page,
    '{ conventions { edges { node { id previousId } } } }',
  );
  const id = conventions.edges.find(({ node }) => node.previousId !== null)?.node.id ?? '';
  await page.goto(`/conventions/${id}/versions`);
  await page.getByRole('link', { name: 'Différences avec l’an dernier' }).click();
  await expect(page.getByRole('heading', { name: 'Différences', exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Côte à côte' }).click();
  await expect(page).toHaveURL(/vue=cote/);
  await page.getByRole('link', { name: 'Seulement ce qui engage' }).click();
  await expect(page.getByRole('heading', { name: 'Ce qui engage' })).toBeVisible();
  await expectAccessible(page);
  const [paper] = await Promise.all([page.waitForEvent('download'), takeAway(page, /^PDF/)]);
  expect(
    readFileSync(await paper.path())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  const [tracked] = await Promise.all([page.waitForEvent('download'), takeAway(page, /^Word/)]);
  const document = unzipSync(readFileSync(await tracked.path()))['word/document.xml'] ?? new Uint8Array();
  expect(strFromU8(document)).toContain('Les différences sont des modifications suivies');
});

test('notes: a version is named, the text broken, one passage brought back, all by the keyboard', async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  await signIn(page, 'steward');
  const { id: conventionId } = await newConvention(page, 'Versions des notes', { reader: 'READER' });
  const path = await newWorkshop(page, conventionId);
  await page.goto(`${path}/notes/lecture`);
  await enter(page.getByRole('button', { name: 'Ouvrir les notes' }));
  await expect(sheet(page)).toHaveRole('textbox');
  await sheet(page).focus();
  await page.keyboard.type('La liste des terrils est arrêtée.');
  await page.keyboard.press('Control+Alt+d');
  await page.keyboard.press('Enter');
  await page.keyboard.type('La suite.');
  await expect(saving(page)).toHaveText('Enregistré');

  await enter(page.getByRole('link', { name: 'Versions', exact: true }));
  await expect(page.getByRole('heading', { name: 'Versions des notes' })).toBeVisible();
  const tabs = page.getByRole('navigation', { name: 'Pages de la réunion' });
  await expect(tabs.getByRole('link', { name: 'Versions' })).toHaveAttribute('aria-current', 'page');
  await nameVersion(page, 'Avant la relecture');
  await expectAccessible(page);
  await expectNarrow(page);

  await enter(tabs.getByRole('link', { name: 'Notes' }));
  await expect(sheet(page)).toContainText('La suite.');
  await sheet(page).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('Tout est perdu.');
  await expect(saving(page)).toHaveText('Enregistré');

  await enter(page.getByRole('link', { name: 'Versions', exact: true }));
  await enter(page.getByRole('link', { name: /^Comparer Avant la relecture.* avec le texte actuel/ }));
  const lost = page.locator('div', { hasText: 'La liste des terrils est arrêtée.' }).last();
  await enter(lost.getByRole('button', { name: 'Rétablir ce passage' }));
  await expect(page.getByText('Le passage est rétabli.')).toBeVisible();
  await expectAccessible(page);
  await expectNarrow(page);
  await page.goto(`${path}/notes/lecture`);
  await expect(page.getByRole('article')).toContainText('La liste des terrils est arrêtée.');
  await expect(page.getByRole('article')).not.toContainText('La suite.');
  await expect(page.getByRole('region', { name: 'Décisions et tâches' })).toContainText('La liste des terrils');

  // Who reads the notes reads their versions, and changes nothing by them.
  const reader = await another(browser, 'reader');
  await reader.page.goto(`${path}/notes/lecture`);
  await enter(reader.page.getByRole('link', { name: 'Versions', exact: true }));
  await expect(reader.page.getByRole('button', { name: 'Nommer une version' })).toHaveCount(0);
  await enter(reader.page.getByRole('link', { name: /^Avant la relecture/ }));
  await expect(reader.page.getByText('La suite.')).toBeVisible();
  await expect(reader.page.getByRole('button', { name: 'Rétablir cette version' })).toHaveCount(0);
  await expectAccessible(reader.page);
  await expectNarrow(reader.page);
  await reader.context.close();
});

test('a report: a version is named and the whole of it brought back', async ({ page }) => {
  await signIn(page, 'steward');
  const { id: conventionId, path } = await newConvention(page, 'Versions du bilan', {});
  await ask(page, 'mutation Make($input: MakeYearReportInput!) { makeYearReport(input: $input) { id } }', {
    input: { conventionId },
  });
  await page.goto(`${path}/suivi/bilan`);
  await enter(page.getByRole('link', { name: 'Versions', exact: true }).last());
  await expect(page.getByRole('heading', { name: 'Versions du bilan' })).toBeVisible();
  await nameVersion(page, 'Tel qu’assemblé');
  await expectAccessible(page);
  await expectNarrow(page);

  await page.goto(`${path}/suivi/bilan/redaction`);
  await expect(sheet(page)).toContainText('Synthèse de l’année');
  await sheet(page).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('Tout est perdu.');
  await expect(saving(page)).toContainText('Enregistré');
  await enter(page.getByRole('link', { name: 'Versions', exact: true }));
  await enter(page.getByRole('link', { name: /^Tel qu’assemblé/ }));
  await enter(page.getByRole('button', { name: 'Rétablir cette version' }));
  await enter(page.getByRole('button', { name: 'Rétablir le texte entier' }));
  await expect(page.getByText('La version est rétablie.')).toBeVisible();
  await page.goto(`${path}/suivi/bilan`);
  await expect(page.getByRole('article')).toContainText('Synthèse de l’année');
  await expect(page.getByRole('article')).not.toContainText('Tout est perdu.');
});
