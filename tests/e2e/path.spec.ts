// From draft to signature: each step recorded by its form, the text frozen and checked, money that stays within the vote.
import { expect, type Page, test } from '@playwright/test';
import { newConvention, openText, saving, writeAfter } from './drafting.ts';
import { expectAccessible, signIn } from './errand.ts';

/** The form of the step that comes next. */
const next = (page: Page) => page.getByRole('region', { name: /^Étape suivante/ });

async function take(page: Page, button: string, state: string): Promise<void> {
  const passOver = next(page).getByLabel('J’ai lu ces points et je passe outre');
  if (await passOver.isVisible()) await passOver.check();
  await next(page).getByRole('button', { name: button }).click();
  await expect(page.locator('[aria-current="step"]')).toContainText(state);
}

async function giveOpinion(page: Page): Promise<void> {
  await next(page).getByLabel('Commission ou instance').fill('5e commission');
  await next(page).getByLabel('Favorable', { exact: true }).check();
  await take(page, 'Enregistrer l’avis de la commission', 'Avis rendu');
}

async function fillVote(page: Page): Promise<void> {
  await next(page).getByLabel('Assemblée').fill('Commission permanente');
  await next(page).getByLabel('Numéro de la délibération').fill('2027-1');
  await next(page).getByLabel('Pour', { exact: true }).fill('40');
  for (const label of ['Contre', 'Abstentions', 'Absents sans procuration'])
    await next(page).getByLabel(label).fill('0');
}

test('a steward takes a convention from draft to signature, and its text no longer changes', async ({ page }) => {
  await signIn(page, 'steward');
  const { path } = await newConvention(page, 'Convention à signer', {});
  await page.goto(`${path}/parcours`);
  await take(page, 'Enregistrer la mise en concertation', 'En concertation');

  await giveOpinion(page);

  await fillVote(page);
  await take(page, 'Enregistrer le vote', 'Adoptée');

  await next(page).getByLabel('Lieu').fill('Arras');
  for (const [index, organisation] of ['Département', 'Mission'].entries()) {
    const signatory = next(page).getByRole('group', { name: `Signataire ${index + 1}` });
    await signatory.getByLabel('Nom').fill('Une personne');
    await signatory.getByLabel('Qualité').fill('Présidente');
    await signatory.getByLabel('Organisme').fill(organisation);
  }
  await expectAccessible(page);
  await take(page, 'Enregistrer la signature', 'Signée');

  await page.getByRole('button', { name: 'Vérifier' }).click();
  await expect(page.getByText('Conforme à ce qui a été signé')).toBeVisible();
  const [pdf] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /^Télécharger le PDF/ }).click(),
  ]);
  expect(pdf.suggestedFilename()).toMatch(/\.pdf$/);
  await expectAccessible(page);
});

test('a character that cannot be printed is refused at the vote with its place, what was typed stays, and once replaced the vote is taken', async ({
  page,
}) => {
  await signIn(page, 'steward');
  const { path } = await newConvention(page, 'Convention au signe étrange', {});
  await openText(page, path);
  await writeAfter(page, 'écrivent ensemble');
  await page.keyboard.insertText(' \uf0a7');
  await expect(saving(page)).toHaveText('Enregistré');
  await page.goto(`${path}/parcours`);
  await take(page, 'Enregistrer la mise en concertation', 'En concertation');
  await giveOpinion(page);
  await fillVote(page);
  const passOver = next(page).getByLabel('J’ai lu ces points et je passe outre');
  if (await passOver.isVisible()) await passOver.check();
  await next(page).getByRole('button', { name: 'Enregistrer le vote' }).click();
  const refusal = page.getByText('qu’aucune police ne sait imprimer');
  await expect(refusal).toContainText('écrivent ensemble. □ » : U+F0A7');
  await expect(refusal).toBeInViewport();
  await expect(next(page).getByLabel('Numéro de la délibération')).toHaveValue('2027-1');
  await expectAccessible(page);

  await openText(page, path);
  await writeAfter(page, 'écrivent ensemble');
  await page.keyboard.press('Backspace');
  await expect(saving(page)).toHaveText('Enregistré');
  await page.goto(`${path}/parcours`);
  await fillVote(page);
  await take(page, 'Enregistrer le vote', 'Adoptée');
});

test('a payment above what was voted is refused with what remains', async ({ page }) => {
  await signIn(page, 'steward');
  const { path } = await newConvention(page, 'Convention financée', {});
  await page.goto(`${path}/suivi/financement`);
  await page.getByText('Ajouter une ligne budgétaire').click();
  await page.getByLabel('Libellé').fill('Ingénierie territoriale');
  await page.getByLabel('Code opération').fill('C05-515C01');
  await page.getByLabel('Imputation').fill('6568//93515');
  await page.getByLabel('Autorisation d’engagement, en euros').fill('180 000');
  await page.getByRole('button', { name: 'Ajouter la ligne' }).click();
  await page.getByText('Prévoir un versement').click();
  await page.getByLabel('Montant, en euros').fill('180 000,01');
  await page.getByRole('button', { name: 'Prévoir le versement' }).click();
  await expect(page.getByText(/dépasse l’autorisation d’engagement/).first()).toBeVisible();
  await page.getByLabel('Montant, en euros').fill('90 000');
  await page.getByRole('button', { name: 'Prévoir le versement' }).click();
  await expect(page.getByRole('table', { name: /^Versements/ })).toContainText('Acompte');
  await expectAccessible(page);
});
