// The convention of 2025 becomes a template of its organisation, and a convention of it has its fields filled; what
// is not known is listed, and nobody of another organisation knows of it.
import { expect, type Page, test } from '@playwright/test';
import { ask, newConvention, saving, sheet, writeAfter } from './drafting.ts';
import { another, expectAccessible, expectNarrow, signIn } from './errand.ts';

interface Listed {
  conventions: { edges: { node: { id: string; title: string } }[] };
}

test('the 2025 convention is saved as a template; one made of it has its fields filled', async ({ page, browser }) => {
  await signIn(page, 'steward');
  const { conventions } = await ask<Listed>(
    page,
    '{ conventions(filter: { year: 2025, state: RUNNING }) { edges { node { id title } } } }',
  );
  await page.goto(`/conventions/${conventions.edges[0]?.node.id}/lecture`);
  await page.getByRole('link', { name: 'Enregistrer comme modèle' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Enregistrer comme modèle' })).toBeVisible();
  await expect(page.getByRole('group', { name: '[[année]]' }).getByRole('checkbox').first()).toBeChecked();
  await expectAccessible(page);
  await page.getByLabel('Nom du modèle').fill('Convention annuelle type');
  await page.getByRole('button', { name: 'Enregistrer le modèle' }).click();
  await expect(page.getByRole('heading', { name: /Convention annuelle type/ })).toBeVisible();
  const text = page.getByRole('article', { name: 'Texte du modèle' });
  await expect(text.getByText('[[année]]').first()).toBeVisible();
  await expectAccessible(page);

  await page.goto('/conventions');
  await page.getByText('Commencer une convention').click();
  await page.getByLabel('Titre', { exact: true }).fill('Convention née du modèle');
  await page.getByRole('textbox', { name: 'Année' }).fill('2031');
  await page.getByLabel('Partir d’un modèle').selectOption({ label: 'Convention annuelle type' });
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Commencer la rédaction' }).click();
  await page.waitForURL(/\/conventions\/[0-9a-f-]{36}#a-completer$/);
  // What the record does not know is listed as one comes, and each entry leads to its place.
  await expect(page.getByRole('dialog', { name: /champs à compléter$/ })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(sheet(page)).toContainText('La présente convention fixe, pour l’année 2031');
  await expect(sheet(page)).toContainText('Le Département du Pas-de-Calais et');
  await expect(sheet(page).getByText('[[année]]')).toHaveCount(0);

  const notice = page.getByRole('button', { name: /champs? à compléter$/ });
  const listed = async () => Number(/^\d+/.exec((await notice.textContent()) ?? '')?.[0]);
  const before = await listed();
  expect(before).toBeGreaterThan(1);
  await notice.click();
  await page.getByRole('dialog').getByRole('button', { name: 'nom du partenaire' }).last().click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(sheet(page).getByText('à compléter : nom du partenaire').last()).toBeInViewport();

  // The names of fields are in the menu of the passage, by the keyboard too.
  await writeAfter(page, 'La présente convention fixe');
  await page.keyboard.press('Alt+Enter');
  await page.getByRole('menuitem', { name: 'Insérer un champ de modèle' }).focus();
  await page.keyboard.press('Enter');
  const choice = page.getByRole('dialog', { name: 'Insérer un champ de modèle' });
  await expect(choice).toBeVisible();
  await expectAccessible(page);
  await choice.getByRole('button', { name: 'lieu de signature' }).press('Enter');
  await expect(sheet(page).getByText('[[lieu de signature]]')).toBeVisible();
  await expect(saving(page)).toContainText('Enregistré');
  await expect.poll(listed).toBe(before + 1);

  // Nobody of another organisation knows of it.
  await page.goto('/organisation');
  const home = new URL(page.url()).pathname;
  await page.getByRole('link', { name: 'Modèles' }).click();
  await expect(page.getByRole('link', { name: 'Convention annuelle type' })).toBeVisible();
  await expectAccessible(page);
  const mission = await another(browser, 'mission');
  await mission.page.goto(`${home}/modeles`);
  await expect(mission.page.getByText('ne sont vus que de ses membres')).toBeVisible();
  await mission.context.close();

  await page.getByRole('link', { name: 'Convention annuelle type' }).click();
  await page.getByRole('button', { name: 'Renommer' }).click();
  await page.getByLabel('Nom du modèle').fill('Convention, autre nom');
  await page.getByRole('button', { name: 'Enregistrer le nom' }).click();
  await expect(page.getByRole('heading', { name: /Convention, autre nom/ })).toBeVisible();
  await page.getByRole('button', { name: 'Retirer' }).click();
  await page.getByRole('button', { name: 'Retirer le modèle' }).click();
  await expect(page).toHaveURL(/\/modeles$/);
  await expect(page.getByRole('link', { name: 'Convention, autre nom' })).toHaveCount(0);
});

/** A workshop that begins in a minute and is called, with the page's person invited; its address. */
async function newMeeting(page: Page, conventionId: string, title: string): Promise<string> {
  const startsAt = Date.now() + 60_000;
  const span = { startsAt: new Date(startsAt).toISOString(), endsAt: new Date(startsAt + 3_600_000).toISOString() };
  const { createMeeting } = await ask<{ createMeeting: { id: string } }>(
    page,
    'mutation Make($input: CreateMeetingInput!) { createMeeting(input: $input) { id } }',
    { input: { conventionId, kind: 'WORKSHOP', title, place: 'Oignies', ...span } },
  );
  const { id } = createMeeting;
  const { invite } = await ask<{ invite: { version: number } }>(
    page,
    'mutation Invite($input: InviteInput!) { invite(input: $input) { version } }',
    { input: { meetingId: id, email: 'dat@demo.test', name: 'Hélène Carpentier' } },
  );
  await ask(page, 'mutation Call($input: CallMeetingInput!) { callMeeting(input: $input) { id } }', {
    input: { meetingId: id, version: invite.version },
  });
  return `/reunions/${id}`;
}

async function saveAs(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Enregistrer comme modèle' }).click();
  await page.getByLabel('Nom du modèle').fill(name);
  await page.getByRole('button', { name: 'Enregistrer le modèle' }).click();
  await expect(page.getByRole('heading', { name: new RegExp(name) })).toBeVisible();
}

test('an agenda, notes and a report begin with templates made of others', async ({ page }) => {
  test.setTimeout(150_000);
  await signIn(page, 'steward');
  const { id: conventionId, path } = await newConvention(page, 'Modèles de réunions', {});
  const first = await newMeeting(page, conventionId, 'Atelier de mars');
  await page.goto(`${first}/ordre-du-jour`);
  await page.getByText('Ajouter un point').click();
  await page.getByLabel('Intitulé').fill('Ouverture : Atelier de mars, [[date de fin]]');
  await page.getByLabel('Durée en minutes').fill('15');
  await page.getByRole('button', { name: 'Ajouter le point' }).click();
  await expect(page.getByText('Le point est ajouté.')).toBeVisible();
  await saveAs(page, 'Ordre du jour type');
  await page.goto(`${first}/notes/lecture`);
  await page.getByRole('button', { name: 'Ouvrir les notes' }).click();
  await expect(sheet(page)).toHaveRole('textbox');
  await sheet(page).locator('p').last().click();
  await page.keyboard.type('Réunis à Oignies : Atelier de mars.');
  await expect(saving(page)).toContainText('Enregistré');
  await page.goto(`${first}/notes/lecture`);
  await saveAs(page, 'Compte rendu type');

  const second = await newMeeting(page, conventionId, 'Atelier de juin');
  await page.goto(`${second}/ordre-du-jour`);
  await page.getByText('Partir d’un modèle').first().click();
  await page.getByRole('combobox', { name: 'Partir d’un modèle' }).selectOption({ label: 'Ordre du jour type' });
  await page.getByRole('button', { name: 'Ajouter les points du modèle' }).click();
  const point = page.getByRole('main').getByText(/Ouverture : Atelier de juin, \[\[à compléter/);
  await expect(point.first()).toBeVisible();
  await expect(page.getByRole('link', { name: /^date de fin, dans/ })).toHaveAttribute('href', /^#point-/);
  await expect(
    page
      .getByRole('main')
      .getByText(/15\smin/)
      .first(),
  ).toBeVisible();
  await expectAccessible(page);
  await expectNarrow(page);
  await page.goto(`${second}/notes/lecture`);
  await page.getByRole('combobox', { name: 'Partir d’un modèle' }).selectOption({ label: 'Compte rendu type' });
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Ouvrir les notes' }).click();
  await expect(sheet(page)).toContainText('Réunis à Oignies : Atelier de juin.');

  await page.goto(`${path}/suivi/bilan`);
  await page.getByRole('button', { name: 'Assembler le bilan' }).click();
  await expect(page.getByRole('article', { name: 'Bilan annuel' })).toBeVisible();
  await page.getByRole('link', { name: 'Enregistrer comme modèle' }).click();
  await page.getByLabel('Nom du modèle').fill('Note type');
  await page.getByLabel('Ne garder que les titres').check();
  await page.getByRole('button', { name: 'Enregistrer le modèle' }).click();
  await expect(page.getByRole('heading', { name: /Note type/ })).toBeVisible();
  await page.goto(`${path}/suivi/bilan`);
  const report = page.getByRole('article', { name: 'Bilan annuel' });
  await expect(report).toContainText('Situation au');
  await page.getByText('Partir d’un modèle').first().click();
  await page.getByRole('button', { name: 'Faire le bilan du modèle' }).click();
  await expect(sheet(page)).toContainText('Synthèse de l’année 2027');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.goto(`${path}/suivi/bilan`);
  await expect(report).toContainText('Synthèse de l’année 2027');
  await expect(report).not.toContainText('Situation au');
  await expectAccessible(page);
});

test('a template that another changes meanwhile stays chosen to be replaced, and is not replaced unread', async ({
  page,
  browser,
}) => {
  await signIn(page, 'steward');
  const { path } = await newConvention(page, 'Modèle à deux', {});
  await page.goto(`${path}/lecture`);
  await saveAs(page, 'Modèle commun');
  const address = page.url();
  await page.goto(`${path}/lecture`);
  await page.getByRole('link', { name: 'Enregistrer comme modèle' }).click();
  await page.getByLabel('Nom du modèle').fill('Modèle repris');
  const replaced = page.getByLabel('Modèle à remplacer');
  await replaced.selectOption({ label: 'Modèle commun' });

  const other = await another(browser, 'steward');
  await other.page.goto(address);
  await other.page.getByRole('button', { name: 'Renommer' }).click();
  await other.page.getByLabel('Nom du modèle').fill('Modèle renommé');
  await other.page.getByRole('button', { name: 'Enregistrer le nom' }).click();
  await expect(other.page.getByRole('heading', { name: /Modèle renommé/ })).toBeVisible();
  await other.context.close();

  const save = page.getByRole('button', { name: 'Enregistrer le modèle' });
  await save.click();
  await expect(page.getByText('Ce modèle a changé entre-temps.')).toBeVisible();
  await expect(page.getByLabel('Nom du modèle')).toHaveValue('Modèle repris');
  await expect(replaced.locator('option:checked')).toHaveText('Modèle renommé');
  await save.click();
  await expect(page).toHaveURL(address);
  await expect(page.getByRole('heading', { name: /Modèle repris/ })).toBeVisible();
});
