// The notes of a meeting: two who write them at once, what they decide, and who was there.
import { expect, test } from '@playwright/test';
import { newConvention, saving, sheet, wordsOf, writeAfter } from './drafting.ts';
import { another, expectAccessible, expectNarrow, signIn } from './errand.ts';
import { newWorkshop } from './workshop.ts';

test('two write the notes of a meeting at once; one decides by keyboard and says what it concerns, the other sees it', async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  await signIn(page, 'steward');
  // Who is invited writes notes, with whatever role.
  const { id: conventionId } = await newConvention(page, 'Notes à deux', { mission: 'READER', reader: 'READER' });
  const path = await newWorkshop(page, conventionId);
  await page.goto(path);
  await page.getByRole('navigation', { name: 'Pages de la réunion' }).getByRole('link', { name: 'Notes' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Ouvrir les notes' }).click();
  await expect(sheet(page)).toHaveRole('textbox');

  const mission = await another(browser, 'mission');
  await mission.page.goto(`${path}/notes`);
  await expect(sheet(mission.page)).toHaveRole('textbox');
  await sheet(page).click();
  await page.keyboard.type('La liste des terrils est arrêtée.');
  await page.keyboard.press('Enter');
  await page.keyboard.type('La suite.');
  await expect(sheet(mission.page)).toContainText('La suite.');
  await writeAfter(mission.page, 'La suite.');
  await mission.page.keyboard.press('Enter');
  await writeAfter(page, 'La suite.');
  await Promise.all([
    page.keyboard.type(' Vue par la DAT.', { delay: 15 }),
    mission.page.keyboard.type('Transmettre la carte.', { delay: 15 }),
  ]);
  for (const one of [page, mission.page]) {
    await expect.poll(() => wordsOf(sheet(one))).toContain('La suite. Vue par la DAT.');
    await expect(sheet(one)).toContainText('Transmettre la carte.');
  }

  // A decision and a task, by their keys; a block split off is not marked again.
  await writeAfter(page, 'est arrêtée.');
  await page.keyboard.press('Control+Alt+d');
  await writeAfter(mission.page, 'la carte.');
  await mission.page.keyboard.press('Control+Alt+t');
  const decided = sheet(mission.page).locator('p', { hasText: 'est arrêtée.' });
  await expect(decided).toHaveAttribute('data-outcome', 'DECISION');
  await expect(sheet(page).locator('p', { hasText: 'la carte.' })).toHaveAttribute('data-badge', 'Tâche');
  for (const one of [page, mission.page]) await expect(saving(one)).toHaveText('Enregistré');

  const beside = page.getByRole('complementary', { name: 'Décisions et présences' });
  const decision = beside.getByRole('listitem').filter({ hasText: 'est arrêtée.' });
  await decision.getByText('Dire quel passage elle concerne').click();
  await decision.getByRole('combobox', { name: 'Passage du programme concerné' }).fill('réunir');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await decision.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(decision.locator('summary')).toContainText('Se réunir');
  const besideMission = mission.page.getByRole('complementary', { name: 'Décisions et présences' });
  await expect(
    besideMission.getByRole('listitem').filter({ hasText: 'est arrêtée.' }).locator('summary'),
  ).toContainText('Se réunir');

  const task = besideMission.getByRole('listitem').filter({ hasText: 'la carte.' });
  await task.getByText('Dire qui, pour quand').click();
  await task.getByRole('combobox', { name: 'Responsable' }).selectOption('Hélène Carpentier');
  await task.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(beside.getByRole('listitem').filter({ hasText: 'la carte.' }).locator('summary')).toContainText(
    'Hélène Carpentier',
  );

  await expectAccessible(page);
  for (const one of [page, mission.page]) await one.getByRole('tab', { name: /Présences/ }).click();
  await page.getByRole('combobox', { name: /Julien Wavrin/ }).selectOption('Présent');
  await expect(mission.page.getByRole('combobox', { name: /Julien Wavrin/ })).toHaveValue('PRESENT');
  await expectAccessible(page);
  await expectNarrow(page);

  // Who is not invited reads them, with what was decided.
  const reader = await another(browser, 'reader');
  await reader.page.goto(`${path}/notes`);
  await expect(reader.page).toHaveURL(/\/notes\/lecture$/);
  await expect(reader.page.getByRole('article')).toContainText('La liste des terrils est arrêtée.');
  await expect(reader.page.getByRole('region', { name: 'Décisions et tâches' })).toContainText('Se réunir');
  await expectAccessible(reader.page);
  await expectNarrow(reader.page);
  await reader.context.close();
  await mission.context.close();
});
