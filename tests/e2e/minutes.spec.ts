// Minutes: notes are sent to be read again, an outsider observes by a link and without a script, the observation is settled,
// everybody consents, and what is approved is kept and sent.
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { ask } from './drafting.ts';
import { another, expectAccessible, expectNarrow, signIn } from './errand.ts';
import { linkMailedTo } from './mailed.ts';

const prepare = `mutation ($input: CreateMeetingInput!) { meeting: createMeeting(input: $input) { id } }`;
const invite = `mutation ($input: InviteInput!) { meeting: invite(input: $input) { version } }`;
const agenda = `mutation ($input: AddAgendaItemInput!) { meeting: addAgendaItem(input: $input) { id } }`;
const notes = `mutation ($input: OpenMeetingNotesInput!) { meeting: openMeetingNotes(input: $input) { id } }`;
const every = `{ meetings(filter: { joint: true, states: [HELD] }) {
  edges { node { id title convention { id } organisers { id } } } } }`;

interface Held {
  meetings: {
    edges: { node: { id: string; title: string; convention: { id: string }; organisers: { id: string }[] } }[];
  };
}

test('minutes are sent, observed without a script, settled, consented to and approved', async ({ page, browser }) => {
  test.setTimeout(180_000);
  const email = `dehors-${Date.now()}@exemple.fr`;
  await signIn(page, 'lensHenin');
  const { meetings } = await ask<Held>(page, every);
  const [held] = meetings.edges;
  if (!held) throw new Error('The demonstration holds a joint meeting.');
  const { convention, organisers } = held.node;
  const startsAt = new Date(Date.now() - 26 * 3_600_000);
  const about = {
    conventionId: convention.id,
    kind: 'TERRITORIAL_EXCHANGE',
    title: 'Échange à relire',
    startsAt: startsAt.toISOString(),
    endsAt: new Date(startsAt.getTime() + 5_400_000).toISOString(),
    organiserIds: organisers.map(({ id }) => id),
  };
  const meetingId = (await ask<{ meeting: { id: string } }>(page, prepare, { input: about })).meeting.id;
  await ask(page, invite, { input: { meetingId, email, name: 'Zoé Dehors' } });
  await ask(page, agenda, { input: { meetingId, title: 'Bilan des visites de terrils' } });

  await page.goto(`/reunions/${meetingId}/cloture`);
  for (const name of ['Karim Benali', 'Sophie Delattre', 'Zoé Dehors'])
    await page.getByLabel(`Présence de ${name}`).selectOption('PRESENT');
  await page.getByRole('button', { name: 'Clore la réunion' }).click();
  await page.getByRole('link', { name: 'Compte rendu' }).click();
  await expect(page.getByText('Personne n’a encore pris de notes.')).toBeVisible();
  await ask(page, notes, { input: { meetingId } });
  await page.reload();
  await page.getByRole('button', { name: 'Soumettre aux observations' }).click();
  await expect(page.getByText('En observations')).toBeVisible();
  await expectAccessible(page);
  await expectNarrow(page);

  const scriptless = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 700 } });
  const outsider = await scriptless.newPage();
  const link = await linkMailedTo(email, 'compte-rendu');
  await outsider.goto(link);
  await expect(outsider.getByText('Bilan des visites de terrils').first()).toBeVisible();
  await outsider.getByLabel('Passage').selectOption({ label: 'Bilan des visites de terrils' });
  await outsider.getByLabel('Votre observation').fill('Il manque le site de Loos.');
  await outsider.getByRole('button', { name: 'Envoyer l’observation' }).click();
  await expect(outsider.getByText('Merci, c’est enregistré.')).toBeVisible();
  await expect(outsider.getByText('En attente d’une réponse')).toBeVisible();

  await page.reload();
  await expect(page.getByText('1 observation attend une réponse.')).toBeVisible();
  await page.getByText('Répondre', { exact: true }).click();
  await page.getByLabel('Réponse à Zoé Dehors').fill('Le site est ajouté.');
  await page.getByRole('button', { name: 'Enregistrer la réponse' }).click();
  await expect(page.getByText('Le site est ajouté.')).toBeVisible();
  await expect(page.getByText(/Possible dès que Karim Benali et Sophie Delattre/)).toBeVisible();
  await page.getByRole('button', { name: 'Je n’ai pas d’observation' }).click();
  const other = await another(browser, 'artois');
  await other.page.goto(`/reunions/${meetingId}/compte-rendu`);
  await other.page.getByRole('button', { name: 'Je n’ai pas d’observation' }).click();
  // Who closes the window at once may be gone before it is sent.
  await expect(other.page.getByText('Vous avez indiqué n’avoir pas d’observation.')).toBeVisible();
  await other.context.close();

  await page.reload();
  await page.getByRole('button', { name: 'Approuver le compte rendu' }).click();
  await expect(page.getByRole('heading', { name: 'Compte rendu approuvé' })).toBeVisible();
  await page.getByRole('button', { name: 'Vérifier' }).click();
  await expect(page.getByText('Conforme à ce qui a été approuvé')).toBeVisible();
  await expectAccessible(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /Télécharger le PDF/ }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^Compte rendu – Échange à relire – \d{4}-\d\d-\d\d\.pdf$/);
  expect(
    readFileSync(await download.path())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');

  // The link still opens them, and no longer takes anything.
  await outsider.goto(link);
  await expect(outsider.getByText(/Compte rendu approuvé le/)).toBeVisible();
  await expect(outsider.getByLabel('Votre observation')).toHaveCount(0);
  const pdf = await outsider.request.get(`${link}/document`);
  expect(pdf.headers()['content-type']).toBe('application/pdf');
  await scriptless.close();
});

test('the joint meeting that was held has proved what both houses owed', async ({ page }) => {
  await signIn(page, 'lensHenin');
  const { meetings } = await ask<Held>(page, every);
  const held = meetings.edges.find(({ node }) => node.title.startsWith('Retour sur'));
  await page.goto(`/reunions/${held?.node.id}/compte-rendu`);
  await expect(page.getByText('Satisfaite')).toBeVisible();
  await page.getByRole('link', { name: /Échanges conjoints avec les deux MDADT/ }).click();
  await expect(page.getByText('Satisfaite').first()).toBeVisible();
});
