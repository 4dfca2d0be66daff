// A version is named, the text broken and a passage brought back; this year's text is compared with last year's and printed.
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { ask, newConvention, openText, saving, sheet } from './drafting.ts';
import { expectAccessible, signIn, takeAway } from './errand.ts';

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
