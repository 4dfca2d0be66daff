// What is owed, seen through the year: the steward says it, an agent of a MDADT records the meetings, the page says what
// counts and what is late.
import { expect, type Locator, type Page, test } from '@playwright/test';
import { newConvention, saving, sheet, writeAfter } from './drafting.ts';
import { another, expectAccessible, signIn } from './errand.ts';

/** Types a day in the segments of its field, as a person does. */
async function typeDay(page: Page, label: string, digits: string): Promise<void> {
  const field = page.getByRole('group', { name: label });
  await field.getByRole('spinbutton').first().click();
  await page.keyboard.type(digits, { delay: 30 });
}

const card = (page: Page, title: string): Locator => page.getByRole('listitem').filter({ hasText: title }).first();

test('an obligation is stated, seen late, met by a joint meeting alone, and told in the yearly report', async ({
  page,
  browser,
}) => {
  await signIn(page, 'steward');
  const { path } = await newConvention(page, 'Suivre les obligations', { lensHenin: 'EDITOR', reader: 'READER' });
  const owed = `${path}/suivi/obligations`;
  await page.goto(owed);
  await page.getByRole('link', { name: 'Ajouter une obligation' }).click();
  await page.getByRole('combobox', { name: 'Passage du texte' }).fill('trimestre');
  await page.getByRole('option', { name: /Le Département réunit/ }).click();
  await page.getByLabel('Ce qui est dû').fill('Réunir les deux MDADT');
  await page.getByLabel('Périodicité').selectOption('ONCE');
  await typeDay(page, 'Début de la période', '01012025');
  await typeDay(page, 'Fin de la période', '31122024');
  await page.getByLabel('Preuve attendue').selectOption('MEETING');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByText('La fin de la période précède son début.').first()).toBeVisible();
  await typeDay(page, 'Fin de la période', '31122025');
  await page.locator('summary').filter({ hasText: 'Qui doit être présent' }).click();
  for (const name of ['MDADT de Lens-Hénin', 'MDADT de l’Artois'])
    await page
      .getByRole('group', { name: /Qui doit être présent/ })
      .getByRole('checkbox', { name })
      .check();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(card(page, 'Réunir les deux MDADT')).toContainText(
    '0/1 réunion tenue avec la MDADT de Lens-Hénin et la MDADT de l’Artois, échéance 31 décembre 2025',
  );
  await expect(card(page, 'Réunir les deux MDADT')).toContainText('En retard');
  await expectAccessible(page);

  const agent = await another(browser, 'lensHenin');
  await agent.page.goto(`${owed}?etat=LATE`);
  await expect(card(agent.page, 'Réunir les deux MDADT')).toContainText('En retard');
  for (const [day, names] of [
    ['10032025', ['MDADT de Lens-Hénin']],
    ['15052025', ['MDADT de Lens-Hénin', 'MDADT de l’Artois']],
  ] as const) {
    // By the keyboard alone: the button, the fields of its window, and Enter.
    await agent.page.getByRole('button', { name: /^Consigner une réunion/ }).focus();
    await agent.page.keyboard.press('Enter');
    const window = agent.page.getByRole('dialog', { name: 'Consigner une réunion' });
    await expect(window).toBeVisible();
    await typeDay(agent.page, 'Jour de la réunion', day);
    await window.getByLabel('Objet de la réunion').fill(`Réunion à ${names.length}`);
    for (const name of names) await window.getByRole('checkbox', { name }).first().check();
    if (names.length === 1) await expectAccessible(agent.page);
    await window.getByRole('button', { name: 'Enregistrer' }).focus();
    await agent.page.keyboard.press('Enter');
    await expect(window).toBeHidden();
    if (names.length === 1)
      await expect(agent.page.getByText('Ne compte pas : il manquait la MDADT de l’Artois')).toBeVisible();
  }
  await expect(agent.page.getByText('Aucune obligation ne répond à ce choix')).toBeVisible();
  await expect(card(page, 'Réunir les deux MDADT')).toContainText('1/1 réunion tenue');

  const reader = await another(browser, 'reader');
  await reader.page.goto(owed);
  await expect(card(reader.page, 'Réunir les deux MDADT')).toContainText('Satisfaite');
  await expect(reader.page.getByRole('button', { name: /^Consigner/ })).toHaveCount(0);
  await expect(reader.page.getByRole('link', { name: 'Ajouter une obligation' })).toHaveCount(0);

  // What was followed makes the yearly report, which is then finished by hand.
  await page.goto(`${path}/suivi/bilan`);
  await page.getByRole('button', { name: 'Assembler le bilan' }).click();
  const report = page.getByRole('article', { name: 'Bilan annuel' });
  await expect(report).toContainText('Réunir les deux MDADT');
  await expect(report).toContainText('Réunion à 2');
  await page.getByRole('link', { name: 'Rédiger', exact: true }).last().click();
  await expect(sheet(page)).toContainText('Réunion à 2');
  await writeAfter(page, 'Réunion à 2');
  await page.keyboard.type(' Relu par la DAT.');
  await expect(saving(page)).toHaveText('Enregistré');
  await page.goto(`${path}/suivi/bilan`);
  await expect(report).toContainText('Relu par la DAT.');
  await expect(page.getByRole('button', { name: 'Réassembler' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Ajouter une mise à jour à la fin' })).toBeVisible();
});
