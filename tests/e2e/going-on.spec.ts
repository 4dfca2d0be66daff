// Where one goes on after an act, by the keyboard: the focus is never lost with what goes away. And handing in documents, several
// at once, each with what came of it.
import { expect, type Page, test } from '@playwright/test';
import { ask, newConvention, sheet } from './drafting.ts';
import { another, expectAccessible, signIn } from './errand.ts';
import { linkMailedTo } from './mailed.ts';

/** What has the focus, in words; empty when nothing has. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const one = document.activeElement;
    if (!(one instanceof HTMLElement) || one === document.body) return '';
    const label = one instanceof HTMLInputElement ? (one.labels?.[0]?.textContent ?? '') : '';
    return (one.getAttribute('aria-label') || label || one.textContent || one.tagName).replace(/\s+/g, ' ').trim();
  });

async function press(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name }).first().focus();
  await page.keyboard.press('Enter');
}

/** A meeting in a fortnight, of a convention of its own. */
async function newMeeting(page: Page): Promise<{ meetingId: string; path: string }> {
  const { id: conventionId, path } = await newConvention(page, `Suite ${Date.now()}`, {});
  const startsAt = new Date(Date.now() + 14 * 86_400_000);
  startsAt.setUTCHours(9, 0, 0, 0);
  const input = {
    conventionId,
    kind: 'OTHER',
    title: 'Réunion de suite',
    startsAt: startsAt.toISOString(),
    endsAt: new Date(startsAt.getTime() + 5_400_000).toISOString(),
    organiserIds: [],
  };
  const make = 'mutation ($input: CreateMeetingInput!) { meeting: createMeeting(input: $input) { id } }';
  const { meeting } = await ask<{ meeting: { id: string } }>(page, make, { input });
  return { meetingId: meeting.id, path };
}

test('a point added or removed, somebody invited, a poll sent: one goes on where one was, or on what comes next', async ({
  page,
}) => {
  await signIn(page, 'steward');
  const { meetingId } = await newMeeting(page);

  await page.goto(`/reunions/${meetingId}/ordre-du-jour`);
  const form = page.locator('details', { hasText: 'Ajouter un point' });
  for (const title of ['Premier', 'Second', 'Troisième']) {
    if ((await form.getAttribute('open')) === null) await form.locator('summary').press('Enter');
    await form.getByLabel('Intitulé').fill(title);
    await form.getByRole('button', { name: 'Ajouter le point' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: `Retirer : ${title}` })).toBeVisible();
    await expect.poll(() => focused(page), title).toContain('Ajouter un point');
  }
  await press(page, 'Retirer : Second');
  await expect(page.getByRole('button', { name: 'Retirer : Second' })).toHaveCount(0);
  await expect.poll(() => focused(page)).toContain('Troisième');
  await press(page, 'Retirer : Troisième');
  await expect(page.getByRole('button', { name: 'Retirer : Troisième' })).toHaveCount(0);
  await expect.poll(() => focused(page)).toContain('Premier');

  await page.goto(`/reunions/${meetingId}`);
  const email = `suite-${Date.now()}@exemple.fr`;
  await page.getByText('Inviter', { exact: true }).first().click();
  await page.getByLabel('Ou l’adresse électronique').fill(email);
  await page.getByLabel('Son prénom et son nom').fill('Claude Suite');
  await press(page, 'Inviter');
  await expect(page.getByRole('rowheader', { name: 'Claude Suite' })).toBeVisible();
  await expect.poll(() => focused(page)).not.toBe('');

  await page.goto(`/reunions/${meetingId}/sondage`);
  const free = page.getByRole('group', { name: /^Semaine du/ }).getByRole('checkbox');
  for (const index of [0, 1]) await free.nth(index).check();
  const lastDay = page.getByRole('group', { name: 'Répondre au plus tard le' });
  await lastDay.getByRole('spinbutton').first().click();
  const inThreeDays = new Date(Date.now() + 3 * 24 * 3_600_000).toISOString().slice(0, 10);
  await page.keyboard.type(inThreeDays.split('-').reverse().join(''));
  await press(page, 'Envoyer le sondage');
  await expect(page.getByText(/réponses? manque/).first()).toBeVisible();
  await expect.poll(() => focused(page)).not.toBe('');

  // The link of the outsider: answered with a script, one is still on the page's own words.
  await page.goto(await linkMailedTo(email, 'invitation'));
  const slots = page.getByRole('main').getByRole('group');
  for (const index of [0, 1]) await slots.nth(index).getByLabel('Oui', { exact: true }).check();
  await press(page, 'Envoyer mes réponses');
  await expect(page.getByText('Vos réponses sont enregistrées.')).toBeVisible();
  await expect.poll(() => focused(page)).not.toBe('');
});

test('a comment published leaves one on its card', async ({ page }) => {
  await signIn(page, 'steward');
  const { path } = await newConvention(page, `Commentée ${Date.now()}`, {});
  await page.goto(path);
  await sheet(page).getByText('Les partenaires écrivent ensemble.').click();
  await page.keyboard.press('Control+Alt+m');
  await expect(page.getByLabel('Votre commentaire')).toBeFocused();
  await page.keyboard.type('À préciser.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('article')).toContainText('À préciser.');
  await expect.poll(() => focused(page)).not.toBe('');
});

test('documents are handed in on their page, several at once: what is refused keeps no other back, and says why', async ({
  page,
  browser,
}) => {
  await signIn(page, 'steward');
  const { path } = await newConvention(page, `Documentée ${Date.now()}`, { reader: 'READER' });
  await page.goto(`${path}/documents`);
  const file = (name: string, words: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(words) });
  await page
    .getByLabel('Déposer des documents')
    .setInputFiles([
      file('note.txt', 'Une note.'),
      file('faux.pdf', 'Ce n’est pas un PDF.'),
      file('suite.txt', 'La suite.'),
    ]);
  await expect(page.getByRole('status').filter({ hasText: '2 documents déposés.' })).toBeVisible();
  await expect(page.getByRole('alert').filter({ hasText: 'faux.pdf' })).toContainText('ne contient pas');
  await expect(page.getByRole('table')).toContainText('note.txt');
  await expect(page.getByRole('table')).toContainText('suite.txt');
  await expect(page.getByRole('table')).not.toContainText('faux.pdf');
  await expectAccessible(page);
  // The network gone: what was not sent is kept, and sent again by a button.
  await page.context().setOffline(true);
  await page.getByLabel('Déposer des documents').setInputFiles([file('plus-tard.txt', 'Plus tard.')]);
  await expect(page.getByRole('alert').filter({ hasText: 'plus-tard.txt' })).toContainText('n’a pas abouti');
  await page.context().setOffline(false);
  await page.getByRole('alert').getByRole('button', { name: 'Réessayer' }).click();
  await expect(page.getByRole('table')).toContainText('plus-tard.txt');

  const reader = await another(browser, 'reader');
  await reader.page.goto(`${path}/documents`);
  await expect(reader.page.getByRole('table')).toContainText('note.txt');
  await expect(reader.page.getByLabel('Déposer des documents')).toHaveCount(0);
  const tabs = reader.page.getByRole('navigation', { name: 'Pages de la convention' });
  await expect(tabs.getByRole('link', { name: 'Texte', exact: true })).toBeVisible();
  await expect(tabs.getByRole('link', { name: 'Rédiger' })).toHaveCount(0);
  await expect(tabs.getByRole('link', { name: 'Gestion' })).toHaveCount(0);
  await reader.context.close();
});
