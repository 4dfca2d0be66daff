// The Mission suggests in three places, offline too; the Département accepts two and refuses one with a reason.
import { expect, type Page, test } from '@playwright/test';
import { ask, newConvention, openText, saving, sheet } from './drafting.ts';
import { accounts, another, expectAccessible, expectNarrow, signIn } from './errand.ts';

async function selectWords(page: Page, words: string): Promise<void> {
  await page.evaluate((wanted) => {
    const walker = document.createTreeWalker(document.querySelector('.ProseMirror') as Node, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1;
      if (at >= 0) window.getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length);
    }
  }, words);
}

test('three suggestions, two accepted and one refused with a reason', async ({ page, browser }) => {
  await signIn(page, 'steward');
  const { path } = await newConvention(page, 'Propositions', { mission: 'EDITOR' });
  const { page: mission, context } = await another(browser, 'mission');
  await openText(mission, path);
  await openText(page, path);
  const text = sheet(mission);

  await text.getByText('Les partenaires écrivent ensemble.').click();
  await mission.keyboard.press('ControlOrMeta+Alt+p');
  await expect(mission.getByRole('button', { name: /Vous proposez/ })).toBeVisible();
  await mission.keyboard.press('End');
  await mission.keyboard.type(' Chaque mois.');
  await expect(text.locator('ins')).toHaveText(' Chaque mois.');
  await expect(saving(mission)).toHaveText('Enregistré');

  await context.setOffline(true);
  await selectWords(mission, 'chaque trimestre');
  await mission.keyboard.type('deux fois par an');
  await expect(text.locator('del')).toHaveText('chaque trimestre');
  await text.getByText('Se réunir').click();
  await mission.keyboard.press('Alt+Shift+4');
  await context.setOffline(false);
  await expect(saving(mission)).toHaveText('Enregistré', { timeout: 30_000 });
  await expectAccessible(mission);
  await expectNarrow(mission);

  // The Mission says why, for everybody to read.
  await mission.getByRole('button', { name: '3 propositions' }).click();
  const own = mission.getByRole('dialog', { name: 'Propositions à décider' });
  await own.getByRole('button', { name: /^Dire pourquoi : Remplace/ }).click();
  await expect(own.getByLabel('Motif de ma proposition')).toBeFocused();
  await mission.keyboard.type('Deux réunions suffisent.');
  await mission.keyboard.press('Enter');
  await expect(own.getByText('Motif : Deux réunions suffisent.')).toBeVisible();
  await expect(own.getByRole('button', { name: /^Changer le motif : Remplace/ })).toBeFocused();
  await mission.keyboard.press('Escape');
  await expect(text.locator('del')).toHaveAttribute('title', /Deux réunions suffisent\.$/);

  // Nothing of it is read as the text.
  await expect(sheet(page).locator('ins').filter({ hasText: 'deux fois par an' })).toHaveCount(1);
  const reading = await page.context().newPage();
  await reading.goto(`${path}/lecture`);
  await expect(reading.getByText('Le Département réunit les partenaires chaque trimestre.')).toBeVisible();
  await expect(reading.getByText('Chaque mois')).toHaveCount(0);
  await reading.close();

  await page.getByRole('button', { name: '3 propositions' }).click();
  const list = page.getByRole('dialog', { name: 'Propositions à décider' });
  const waiting = list.getByRole('list', { name: 'Propositions en attente' }).getByRole('listitem');
  const decided = list.getByRole('list', { name: 'Propositions décidées' }).getByRole('listitem');
  await expect(waiting).toHaveCount(3);
  await expect(list.getByText('Motif : Deux réunions suffisent.')).toBeVisible();
  await expectAccessible(page);
  await list.getByRole('button', { name: /^Accepter : Ajoute « Chaque mois/ }).click();
  await expect(waiting).toHaveCount(2);
  await expect(list.getByRole('heading', { name: /^En attente/ })).toBeFocused();
  await list.getByRole('button', { name: /^Accepter : Le passage devient intertitre/ }).click();
  await expect(waiting).toHaveCount(1);
  await list.getByLabel('Motif de la décision').fill('Le trimestre est convenu.');
  // The line is cut at the moment of deciding: the reason stays, and the suggestion waits.
  await page.context().setOffline(true);
  await list.getByRole('button', { name: /^Refuser : Remplace/ }).click();
  await expect(page.getByText('La décision n’est pas partie.')).toBeVisible();
  await expect(list.getByLabel('Motif de la décision')).toHaveValue('Le trimestre est convenu.');
  await expect(waiting).toHaveCount(1);
  await page.context().setOffline(false);
  await list.getByRole('button', { name: /^Refuser : Remplace/ }).click();
  await expect(list.getByText('Rien n’attend de décision dans ce texte.')).toBeVisible();
  await expect(decided).toHaveCount(3);
  await expectAccessible(page);
  await expectNarrow(page);

  // A decision is taken back: it waits again in the text, and is taken anew.
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Propositions décidées' }).click();
  await list.getByRole('button', { name: /^Annuler la décision : Remplace/ }).click();
  await expect(list.getByRole('heading', { name: 'Décidées' })).toBeFocused();
  await expect(decided).toHaveCount(2);
  await expect(waiting).toHaveCount(1);
  await expect(waiting).toContainText('Motif : Deux réunions suffisent.');
  await expect(sheet(mission).locator('del')).toHaveText('chaque trimestre');
  await list.getByRole('button', { name: /^Refuser : Remplace/ }).click();
  await expect(decided).toHaveCount(3);
  await page.keyboard.press('Escape');

  await expect(sheet(mission)).toContainText('Les partenaires écrivent ensemble. Chaque mois.');
  await expect(sheet(mission)).toContainText('réunit les partenaires chaque trimestre.');
  await expect(sheet(mission).locator('ins, del')).toHaveCount(0);
  await mission.goto('/notifications');
  await expect(mission.getByText('a répondu à votre proposition dans').first()).toBeVisible();
  await expect(mission.getByText('a remis votre proposition en attente dans').first()).toBeVisible();
  await context.close();
});

test('who suggests takes back and deletes forwards as one who writes', async ({ page }) => {
  await signIn(page, 'steward');
  const { path } = await newConvention(page, 'Proposer au clavier', {});
  await openText(page, path);
  const text = sheet(page);
  await text.getByText('Les partenaires écrivent ensemble.').click();
  await page.keyboard.press('ControlOrMeta+Alt+p');
  await page.keyboard.press('Home');
  for (let key = 0; key < 4; key += 1) await page.keyboard.press('Delete');
  await expect(text.locator('del')).toHaveText('Les ');
  await page.keyboard.type('Nos ');
  await expect(text.locator('ins')).toHaveText('Nos ');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Suite');
  await expect(text.locator('[data-suggested="come"]')).toHaveCount(1);
  for (let step = 0; step < 4 && (await text.locator('[data-suggested]').count()) > 0; step += 1)
    await page.keyboard.press('ControlOrMeta+z');
  await expect(text.locator('[data-suggested]')).toHaveCount(0);
  await expect(text).toContainText('Les partenaires écrivent ensemble.');
  await page.getByRole('button', { name: /Vous proposez/ }).click();
  await page.keyboard.type('X');
  await expect(text.locator('ins')).toHaveCount(0);
});

test('a row more and one less are suggested, read as they were, and decided', async ({ page }) => {
  await signIn(page, 'steward');
  const { path } = await newConvention(page, 'Proposer dans un tableau', {});
  await openText(page, path);
  const text = sheet(page);
  await text.getByText('Les partenaires écrivent ensemble.').click();
  await page.keyboard.press('End');
  await page.getByRole('button', { name: 'Insérer un tableau' }).first().click();
  const rows = text.locator('tr');
  await expect(rows).toHaveCount(3);
  // The heads of its columns.
  for (const words of ['Parts', 'Sommes', 'Années']) {
    await page.keyboard.type(words);
    if (words !== 'Années') await page.keyboard.press('Tab');
  }
  await page.keyboard.press('ControlOrMeta+Alt+p');
  const ofTable = async (entry: string) => {
    await page.getByRole('button', { name: 'Tableau', exact: true }).click();
    await page.getByRole('menuitem', { name: entry }).click();
  };
  await ofTable('Ajouter une ligne au-dessous');
  await expect(rows).toHaveCount(4);
  await expect(text.locator('tr[data-suggested="line-come"]')).toHaveCount(1);
  await rows.last().locator('td').first().click();
  await ofTable('Supprimer la ligne');
  await expect(text.locator('tr[data-suggested="line-gone"]')).toHaveCount(1);
  await expect(saving(page)).toHaveText('Enregistré');
  await expectAccessible(page);
  await expectNarrow(page);
  const reading = await page.context().newPage();
  await reading.goto(`${path}/lecture`);
  await expect(reading.locator('tr')).toHaveCount(3);
  await reading.close();
  await page.getByRole('button', { name: '2 propositions' }).click();
  const list = page.getByRole('dialog', { name: 'Propositions à décider' });
  await list.getByRole('button', { name: /^Accepter : Ajoute une ligne au tableau/ }).click();
  await list.getByRole('button', { name: /^Refuser : Retire une ligne du tableau/ }).click();
  await expect(list.getByText('Rien n’attend de décision dans ce texte.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(rows).toHaveCount(4);
  await expect(text.locator('[data-suggested]')).toHaveCount(0);
});

test('merged cells and a row of heads are not suggested: the table stays as it was, and a sentence says so', async ({
  page,
}) => {
  await signIn(page, 'steward');
  const { path } = await newConvention(page, 'Fusionner en proposant', {});
  await openText(page, path);
  const text = sheet(page);
  await text.getByText('Les partenaires écrivent ensemble.').click();
  await page.keyboard.press('End');
  await page.getByRole('button', { name: 'Insérer un tableau' }).first().click();
  await page.keyboard.type('Parts');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Sommes');
  await expect(saving(page)).toHaveText('Enregistré');
  await page.keyboard.press('ControlOrMeta+Alt+p');
  const ofTable = async (entry: string) => {
    await page.getByRole('button', { name: 'Tableau', exact: true }).click();
    await page.getByRole('menuitem', { name: entry }).click();
  };
  const heads = text.locator('th');
  const refused = page.getByText('Les fusions et les en-têtes ne se proposent pas');
  const isAsItWas = async () => {
    await expect(refused).toBeVisible();
    await expect(text.locator('tr')).toHaveCount(3);
    await expect(text.locator('th, td')).toHaveCount(9);
    await expect(heads).toHaveText(['Parts', 'Sommes', '']);
    await expect(text.locator('[data-suggested]')).toHaveCount(0);
    await page.getByRole('button', { name: 'Fermer' }).last().click();
    await expect(refused).toHaveCount(0);
  };
  await ofTable('Ligne d’en-tête');
  await isAsItWas();
  await heads.first().dragTo(heads.nth(1));
  await expect(text.locator('.selectedCell')).toHaveCount(2);
  await ofTable('Fusionner les cellules choisies');
  await isAsItWas();
  // Written, and no more suggested, they are merged; the merged cell is then not parted by suggesting.
  await page.getByRole('button', { name: /Vous proposez/ }).click();
  await heads.first().dragTo(heads.nth(1));
  await ofTable('Fusionner les cellules choisies');
  await expect(text.locator('th, td')).toHaveCount(8);
  await page.keyboard.press('ControlOrMeta+Alt+p');
  for (const entry of ['Scinder la cellule', 'Ajouter une colonne à droite', 'Ajouter une ligne au-dessous']) {
    await heads.first().click();
    await ofTable(entry);
    await expect(refused).toBeVisible();
    await expect(text.locator('th, td')).toHaveCount(8);
    await page.getByRole('button', { name: 'Fermer' }).last().click();
    await expect(refused).toHaveCount(0);
  }
});

test('who may only suggest has no other way, takes back what is theirs, and is told when it is too late to write', async ({
  page,
  browser,
}) => {
  await signIn(page, 'steward');
  const { id, path } = await newConvention(page, 'Contributeur', { commenter: 'SUGGESTER' });
  const { page: agency, context } = await another(browser, 'commenter');
  await agency.goto('/');
  await expect(agency.getByRole('link', { name: 'Proposer' }).first()).toBeVisible();
  await openText(agency, path);
  const text = sheet(agency);
  await expect(agency.getByText('Vous proposez')).toBeVisible();
  await expect(agency.getByRole('button', { name: 'Proposer au lieu de rédiger' })).toHaveCount(0);
  await text.getByText('Les partenaires écrivent ensemble.').click();
  await agency.keyboard.press('End');
  await agency.keyboard.type(' Chaque mois.');
  await expect(text.locator('ins')).toHaveText(' Chaque mois.');
  await text.getByText('Le Département réunit').click();
  await agency.keyboard.press('Home');
  for (let key = 0; key < 3; key += 1) await agency.keyboard.press('Delete');
  await expect(text.locator('del')).toHaveText('Le ');
  await expect(saving(agency)).toHaveText('Enregistré');
  await expectAccessible(agency);

  await agency.getByRole('button', { name: '2 propositions' }).click();
  const list = agency.getByRole('dialog', { name: 'Propositions à décider' });
  await expect(list.getByRole('button', { name: /^Accepter/ })).toHaveCount(0);
  const waiting = list.getByRole('list', { name: 'Propositions en attente' }).getByRole('listitem');
  await list.getByLabel('Partie du texte').selectOption({ label: 'Article\u00a01\u00a0: Objet du texte' });
  await expect(waiting).toHaveCount(1);
  await list.getByLabel('Partie du texte').selectOption({ label: 'tout le texte' });
  await expectAccessible(agency);
  await list.getByRole('button', { name: /^Retirer : Retire/ }).click();
  await expect(waiting).toHaveCount(1);
  // Taken back by mistake, it is brought back, still theirs: to be taken back again, here from the text.
  await list.getByRole('button', { name: /^Annuler la décision : Retire/ }).click();
  await expect(waiting).toHaveCount(2);
  await agency.keyboard.press('Escape');
  await expect(text.locator('del')).toHaveText('Le ');
  await text.getByText('Les partenaires écrivent ensemble.').click();
  await agency.keyboard.press('Home');
  await agency.keyboard.type('Or ');
  await expect(saving(agency)).toHaveText('Enregistré');
  await agency.getByRole('button', { name: '3 propositions' }).click();
  await list.getByRole('button', { name: /^Retirer : Ajoute « Or/ }).click();
  await list.getByRole('button', { name: /^Retirer : Retire/ }).click();
  await expect(waiting).toHaveCount(1);
  await list.getByRole('button', { name: /^Commenter : Ajoute/ }).click();
  await expect(agency.getByRole('textbox', { name: /commentaire/i })).toBeVisible();
  await expect(text.locator('del')).toHaveCount(0);

  // Who wrote as an editor while offline, and has become a contributor meanwhile, keeps the words and may suggest them.
  await ask(page, 'mutation Add($input: AddParticipantInput!) { addParticipant(input: $input) { id } }', {
    input: { conventionId: id, email: accounts.mission, role: 'EDITOR' },
  });
  const mission = await another(browser, 'mission');
  await openText(mission.page, path);
  await sheet(mission.page).getByText('Se réunir').click();
  await mission.context.setOffline(true);
  await mission.page.keyboard.press('End');
  await mission.page.keyboard.type(' souvent');
  const { convention } = await ask<{ convention: { participants: { id: string; role: string }[] } }>(
    page,
    'query Who($id: ID!) { convention(id: $id) { participants { id role } } }',
    { id },
  );
  const editor = convention.participants.find(({ role }) => role === 'EDITOR');
  await ask(page, 'mutation Change($input: ChangeParticipantInput!) { changeParticipant(input: $input) { id } }', {
    input: { participantId: editor?.id, role: 'SUGGESTER' },
  });
  await mission.context.setOffline(false);
  await mission.page.getByRole('button', { name: '1 passage n’a plus sa place' }).click({ timeout: 30_000 });
  const passage = mission.page.getByRole('dialog', { name: '1 passage n’a plus sa place' });
  await expect(passage).toContainText('Votre rôle permet de proposer');
  await expect(passage).toContainText('souvent');
  await mission.page.keyboard.press('Escape');
  await expect(sheet(mission.page)).not.toContainText('souvent');
  await mission.context.close();
  await context.close();
});
