// One date for two houses: one proposes, an outsider answers by link and somebody signed in on the page, one refuses and the
// organiser is warned, a date is kept and the meeting called with what was answered.
import { expect, type Page, test } from '@playwright/test';
import { another, expectAccessible, expectNarrow, signIn } from './errand.ts';
import { linkMailedTo } from './mailed.ts';

/** The polls that wait for somebody's answer. */
const waiting = (page: Page) => page.getByRole('region', { name: 'Sondages à compléter' });

/** Answers the dates in their order. */
async function answer(page: Page, ...words: string[]): Promise<void> {
  const slots = page.getByRole('main').getByRole('group');
  for (const [index, word] of words.entries()) await slots.nth(index).getByLabel(word, { exact: true }).check();
}

test('dates are proposed, answered by link and on the page, warned of, and one is kept', async ({ page, browser }) => {
  test.setTimeout(180_000);
  const title = `Rencontre à dater ${Date.now()}`;
  const outsider = `sondage-${Date.now()}@exemple.fr`;
  await signIn(page, 'lensHenin');
  await page.goto('/reunions/nouvelle');
  await page.getByRole('main').getByRole('link', { name: /2026/ }).click();
  await page.getByLabel('Type de réunion').selectOption('TERRITORIAL_EXCHANGE');
  await page.getByLabel('Intitulé').fill(title);
  // No date is made up: looking for one is what a new meeting starts with.
  await expect(page.getByLabel('Trouver une date')).toBeChecked();
  await expect(page.getByRole('group', { name: 'Jour' })).toBeHidden();
  await page.getByLabel('MDADT de Lens-Hénin').check();
  await page.getByLabel('MDADT de l’Artois').check();
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
  await expect(page.getByRole('heading', { name: 'Trouver une date' })).toBeVisible();
  const address = new URL(page.url()).pathname.replace(/\/sondage$/, '');
  await page.goto(address);
  await expect(page.getByText('Cette réunion n’a pas encore de date.')).toBeVisible();
  await page.getByText('Inviter', { exact: true }).first().click();
  await page.getByLabel('Ou l’adresse électronique').fill(outsider);
  await page.getByLabel('Son prénom et son nom').fill('Claude Dehors');
  await page.getByRole('button', { name: 'Inviter' }).click();
  await expect(page.getByRole('rowheader', { name: 'Claude Dehors' })).toBeVisible();

  await page.getByRole('link', { name: 'Sondage' }).click();
  await expect(page.getByRole('heading', { name: 'Trouver une date' })).toBeVisible();
  const free = page.getByRole('group', { name: /^Semaine du/ }).getByRole('checkbox');
  for (const index of [0, 1, 2]) await free.nth(index).check();
  await expectAccessible(page);
  const lastDay = page.getByRole('group', { name: 'Répondre au plus tard le' });
  await lastDay.getByRole('spinbutton').first().click();
  const inThreeDays = new Date(Date.now() + 3 * 24 * 3_600_000).toISOString().slice(0, 10);
  await page.keyboard.type(inThreeDays.split('-').reverse().join(''));
  await page.getByRole('button', { name: 'Envoyer le sondage' }).click();
  await expect(page.getByText('3 réponses manquent')).toBeVisible();

  // By link, without an account and without a script.
  const link = await linkMailedTo(outsider, 'invitation');
  const outside = await browser.newContext({ javaScriptEnabled: false });
  const phone = await outside.newPage();
  await phone.goto(link);
  await expect(phone.getByText('Invitation adressée à Claude Dehors.')).toBeVisible();
  await answer(phone, 'Oui', 'Si nécessaire', 'Oui');
  await phone.getByRole('button', { name: 'Envoyer mes réponses' }).click();
  await expect(phone.getByText('Vos réponses sont enregistrées.')).toBeVisible();
  // The link again, by whoever holds it: the same one person, and no name of anybody else.
  await phone.goto(link);
  await expect(phone.getByLabel('Oui', { exact: true }).first()).toBeChecked();
  await expect(phone.getByRole('main')).not.toContainText('MDADT de Lens-Hénin a répondu');

  // Held by somebody else who is signed in, it still speaks for the one it was sent to alone.
  const artois = await another(browser, 'artois');
  await artois.page.goto(link);
  await expect(artois.page.getByText('Invitation adressée à Claude Dehors.')).toBeVisible();
  await answer(artois.page, 'Oui', 'Si nécessaire', 'Oui');
  await artois.page.getByRole('button', { name: 'Envoyer mes réponses' }).click();
  await expect(artois.page.getByText('Vos réponses sont enregistrées.')).toBeVisible();
  await expect(page.getByText('2 réponses manquent')).toBeVisible();

  // Signed in: the poll waits on the home page and above the notifications, until it is answered; the organiser's page
  // follows by itself.
  for (const place of ['/notifications', '/']) {
    await artois.page.goto(place);
    await expect(waiting(artois.page).getByRole('link', { name: title })).toBeVisible();
  }
  await waiting(artois.page).getByRole('link', { name: title }).click();
  await expect(artois.page).toHaveURL(new RegExp(`${address}/sondage$`));
  await answer(artois.page, 'Non', 'Oui', 'Oui');
  await artois.page.getByRole('button', { name: 'Enregistrer mes réponses' }).click();
  await expect(page.getByText('1 réponse manque')).toBeVisible();
  await artois.page.goto('/');
  await expect(artois.page.getByRole('link', { name: title })).toHaveCount(0);
  await expect(page.getByText(/MDADT Artois\s: toutes les personnes invitées ont répondu non/)).toBeVisible();
  await expect(page.getByText(/personne n’a répondu/)).toBeHidden();
  await expectAccessible(page);

  await page
    .getByRole('link', { name: /Retenir la date/ })
    .first()
    .click();
  await expect(page.getByText('À savoir avant de retenir cette date')).toBeVisible();
  await page.getByRole('link', { name: 'Annuler' }).click();
  await page
    .getByRole('link', { name: /Retenir la date/ })
    .nth(1)
    .click();
  // The organiser's own house has not answered: told here, and not under every date.
  await expect(page.getByText(/MDADT Lens-Hénin\s: personne n’a répondu/)).toBeVisible();
  await page.getByRole('button', { name: 'Retenir cette date malgré tout' }).click();
  await expect(page).toHaveURL(new RegExp(`${address}$`));
  await phone.reload();
  await expect(phone.getByText(/Cette date est retenue/)).toBeVisible();

  await page.getByRole('link', { name: 'Convoquer' }).click();
  await page.getByRole('button', { name: /^Envoyer \d+\sinvitation/ }).click();
  await expect(page.getByText('Convoquée').first()).toBeVisible();
  await expect(page.getByRole('row', { name: /Claude Dehors/ })).toContainText('Peut-être');
  await page.goto(`${address}/sondage`);
  await expectNarrow(page);
  await artois.context.close();
  await outside.close();
});
