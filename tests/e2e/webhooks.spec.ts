// An administrator has a program told of what changes: the webhook is made, tried, found down, taken up again, and removed.
import { expect, test } from '@playwright/test';
import { openReceiver, takes } from '../rig/receiver.ts';
import { expectAccessible, expectNarrow, signIn } from './errand.ts';

test('a webhook is made, tried, repaired and removed; a key’s networks are changed', async ({ page }) => {
  const receiver = await openReceiver();
  await signIn(page, 'steward');
  await page.goto('/organisation');
  await page.getByRole('link', { name: 'Webhooks' }).click();
  await page.getByText('Créer un webhook').click();
  await page.getByLabel('Logiciel qui reçoit').fill('Gestion documentaire');
  await page.getByLabel('Adresse', { exact: true }).fill('http://10.1.2.3/journal');
  await page.getByRole('button', { name: 'Créer le webhook' }).click();
  await expect(page.getByText(/réseau privé/).first()).toBeVisible();
  await page.getByLabel('Adresse', { exact: true }).fill(receiver.url);
  await page.getByRole('button', { name: 'Créer le webhook' }).click();
  await expect(page.getByText(/^whsec_/)).toBeVisible();
  await expectAccessible(page);
  await expectNarrow(page);

  await page.getByRole('link', { name: 'Gestion documentaire' }).click();
  await expect(page.getByText(/^whsec_/)).toHaveCount(0);
  receiver.answer = (response) => void response.writeHead(500).end('en panne');
  await page.getByRole('button', { name: 'Envoyer un essai' }).click();
  await expect(page.getByText(/L’essai n’est pas pris/).first()).toBeVisible();
  await expect(page.getByRole('cell', { name: /Refusé, 500/ })).toBeVisible();
  await expectAccessible(page);
  await expectNarrow(page);
  receiver.answer = takes;
  await page.getByRole('button', { name: 'Envoyer un essai' }).click();
  await expect(page.getByText(/l’essai est pris/).first()).toBeVisible();

  await page.getByRole('button', { name: 'Mettre en pause' }).click();
  await expect(page.getByRole('button', { name: 'Reprendre' })).toBeVisible();
  await page.getByRole('button', { name: 'Reprendre' }).click();
  // The pause and the taking up again are themselves told.
  await expect
    .poll(() => receiver.arrived.flatMap(({ message }) => message.data.changes.map(({ kind }) => kind)))
    .toContain('WEBHOOK_RESUMED');
  await page.reload();
  await expect(page.getByRole('button', { name: /Renvoyer depuis/ }).first()).toBeVisible();

  await page.getByRole('button', { name: 'Remplacer la clé de signature' }).click();
  await page.getByRole('button', { name: 'Remplacer la clé', exact: true }).click();
  await expect(page.getByText(/^whsec_/)).toBeVisible();
  await page.getByRole('button', { name: 'Supprimer' }).click();
  await page.getByRole('button', { name: 'Supprimer le webhook' }).click();
  await page.waitForURL(/\/webhooks$/);
  await expect(page.getByText('Aucun webhook')).toBeVisible();
  receiver.close();

  await page.getByRole('link', { name: 'Clés d’accès' }).click();
  await page.getByText('Créer une clé', { exact: true }).click();
  await page.getByLabel('Logiciel qui utilisera la clé').fill('Essai des réseaux');
  await page.getByText('Lecture seule').first().click();
  await page.getByRole('button', { name: 'Créer la clé' }).click();
  await expect(page.getByText(/^i62_/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Modifier la clé Essai des réseaux' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/Adresses d’où elle s’utilise/).fill('999.1.1.1');
  await dialog.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(dialog.getByText(/Saisissez une adresse IP/).first()).toBeVisible();
  await dialog.getByLabel(/Adresses d’où elle s’utilise/).fill('192.0.2.0/24');
  await dialog.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText('Depuis 192.0.2.0/24')).toBeVisible();
});
