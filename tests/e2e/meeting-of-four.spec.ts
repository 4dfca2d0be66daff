// A joint meeting from its dates to what it proves, by four people at once: the two MDADT, the association, and somebody
// without an account. Each part has an errand of its own; this one is that they hold together.
import { expect, type Page, test } from '@playwright/test';
import { ask, newConvention, saving, sheet, wordsOf, writeAfter } from './drafting.ts';
import { another, signIn } from './errand.ts';
import { linkMailedTo } from './mailed.ts';

const DAY_MS = 24 * 3_600_000;
const dayIn = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

interface Party {
  id: string;
  unit: { territory: string | null } | null;
}

/** What the association owes, by a meeting with both MDADT; its occurrence. */
async function owe(
  page: Page,
  conventionId: string,
): Promise<{ occurrenceId: string; obligationId: string; houses: string[] }> {
  const { convention, meetingCandidates } = await ask<{
    convention: { programme: { items: { id: string; text: string }[] } };
    meetingCandidates: { parties: Party[] };
  }>(
    page,
    `query ($id: ID!) {
      convention(id: $id) { programme { items(kinds: [OBJECTIVE]) { id text } } }
      meetingCandidates(conventionId: $id) { parties { id unit { territory } } }
    }`,
    { id: conventionId },
  );
  const houses = meetingCandidates.parties.filter(({ unit }) => unit?.territory).map(({ id }) => id);
  const { createObligation } = await ask<{ createObligation: { id: string; occurrences: { id: string }[] } }>(
    page,
    'mutation ($input: CreateObligationInput!) { createObligation(input: $input) { id occurrences { id } } }',
    {
      input: {
        conventionId,
        terms: {
          blockId: convention.programme.items[0]?.id,
          title: 'Échange avec les deux MDADT',
          periodicity: 'ONCE',
          proof: 'MEETING',
          startsOn: dayIn(-1),
          endsOn: dayIn(200),
          attendeeIds: houses,
        },
      },
    },
  );
  return { occurrenceId: createObligation.occurrences[0]?.id ?? '', obligationId: createObligation.id, houses };
}

/** A meeting in preparation, with the association's person and Zoé Dehors invited beside both houses; its id. */
async function prepare(
  page: Page,
  conventionId: string,
  zoe: string,
): Promise<{ meetingId: string; obligationId: string }> {
  const { occurrenceId, obligationId, houses } = await owe(page, conventionId);
  const { createMeeting } = await ask<{ createMeeting: { id: string } }>(
    page,
    'mutation ($input: CreateMeetingInput!) { createMeeting(input: $input) { id } }',
    {
      input: {
        conventionId,
        kind: 'TERRITORIAL_EXCHANGE',
        title: 'Rencontre à quatre',
        startsAt: `${dayIn(10)}T08:30:00.000Z`,
        endsAt: `${dayIn(10)}T10:00:00.000Z`,
        organiserIds: houses,
        occurrenceIds: [occurrenceId],
      },
    },
  );
  const meetingId = createMeeting.id;
  for (const [email, name] of [
    ['mission@demo.test', 'Julien Wavrin'],
    [zoe, 'Zoé Dehors'],
  ])
    await ask(page, 'mutation ($input: InviteInput!) { invite(input: $input) { id } }', {
      input: { meetingId, email, name },
    });
  return { meetingId, obligationId };
}

/** Brings a called meeting forward to in a moment, as who has its page open. */
async function bringForward(page: Page, meetingId: string): Promise<void> {
  const { meeting } = await ask<{
    meeting: { version: number; kind: string; title: string; organisers: { id: string }[]; aims: { id: string }[] };
  }>(page, `{ meeting(id: "${meetingId}") { version kind title organisers { id } aims { id } } }`);
  const startsAt = Date.now() + 2_000;
  await ask(page, 'mutation ($input: ChangeMeetingInput!) { changeMeeting(input: $input) { id } }', {
    input: {
      meetingId,
      version: meeting.version,
      kind: meeting.kind,
      title: meeting.title,
      startsAt: new Date(startsAt).toISOString(),
      endsAt: new Date(startsAt + 3_600_000).toISOString(),
      organiserIds: meeting.organisers.map(({ id }) => id),
      occurrenceIds: meeting.aims.map(({ id }) => id),
    },
  });
}

/** Says yes to every date that is shown. */
async function sayYes(page: Page, button: string): Promise<void> {
  const yes = page.getByRole('radio', { name: 'Oui', exact: true });
  await expect(yes.first()).toBeVisible();
  for (const one of await yes.all()) await one.check();
  await page.getByRole('button', { name: button }).click();
}

test('four people find a date, meet, decide, agree on the minutes, and what was owed is met', async ({
  page,
  browser,
}) => {
  test.setTimeout(300_000);
  const zoe = `zoe-${Date.now()}@exemple.fr`;
  const steward = await another(browser, 'steward');
  const { id: conventionId, path } = await newConvention(steward.page, 'À quatre', {
    lensHenin: 'EDITOR',
    artois: 'EDITOR',
    mission: 'READER',
  });
  await steward.context.close();
  await signIn(page, 'lensHenin');
  const { meetingId, obligationId } = await prepare(page, conventionId, zoe);
  const address = `/reunions/${meetingId}`;

  // The dates.
  await page.goto(`${address}/sondage`);
  const free = page.getByRole('group', { name: /^Semaine du/ }).getByRole('checkbox');
  for (const index of [3, 4]) await free.nth(index).check();
  await page.getByRole('group', { name: 'Répondre au plus tard le' }).getByRole('spinbutton').first().click();
  await page.keyboard.type(dayIn(1).split('-').reverse().join(''));
  await page.getByRole('button', { name: 'Envoyer le sondage' }).click();
  await expect(page.getByText('4 réponses manquent')).toBeVisible();
  const outside = await browser.newContext();
  const zoePage = await outside.newPage();
  await zoePage.goto(await linkMailedTo(zoe, 'invitation'));
  await sayYes(zoePage, 'Envoyer mes réponses');
  const artois = await another(browser, 'artois');
  const mission = await another(browser, 'mission');
  for (const one of [artois.page, mission.page]) {
    await one.goto(`${address}/sondage`);
    await sayYes(one, 'Enregistrer mes réponses');
  }
  await sayYes(page, 'Enregistrer mes réponses');
  await page
    .getByRole('link', { name: /Retenir la date/ })
    .first()
    .click();
  await page.getByRole('button', { name: /^Retenir cette date/ }).click();
  await expect(page).toHaveURL(new RegExp(`${address}$`));
  await page.getByRole('link', { name: 'Convoquer' }).click();
  await page.getByRole('button', { name: /^Envoyer \d+\sinvitation/ }).click();
  await expect(page.getByRole('row', { name: /Zoé Dehors/ })).toContainText('Oui');
  // The invitation says what she answered already, and takes another answer.
  await zoePage.goto(await linkMailedTo(zoe, 'invitation'));
  await zoePage.getByRole('button', { name: 'Peut-être' }).click();
  await expect(zoePage.getByText(/^Votre réponse\s:\s*Peut-être/)).toBeVisible();
  await page.reload();
  await expect(page.getByRole('row', { name: /Zoé Dehors/ })).toContainText('Peut-être');

  // The hour has come: notes by two at once, a decision for the programme, who is there.
  await bringForward(page, meetingId);
  await page.goto(`${address}/notes`);
  await page.getByRole('button', { name: 'Ouvrir les notes' }).click();
  await expect(sheet(page)).toHaveRole('textbox');
  await artois.page.goto(`${address}/notes`);
  await expect(sheet(artois.page)).toHaveRole('textbox');
  await sheet(page).click();
  await page.keyboard.type('Le comité se réunit chaque mois.');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Suite :');
  await expect(sheet(artois.page)).toContainText('Suite :');
  await writeAfter(artois.page, 'Suite :');
  await writeAfter(page, 'chaque mois.');
  await Promise.all([
    page.keyboard.type(' À Lens et à Béthune.', { delay: 15 }),
    artois.page.keyboard.type(' envoyer le calendrier.', { delay: 15 }),
  ]);
  await expect.poll(() => wordsOf(sheet(artois.page))).toContain('chaque mois. À Lens et à Béthune.');
  await expect(sheet(page)).toContainText('Suite : envoyer le calendrier.');
  await page.keyboard.press('Control+Alt+d');
  await expect(sheet(artois.page).locator('p', { hasText: 'chaque mois.' })).toHaveAttribute(
    'data-outcome',
    'DECISION',
  );
  await expect(saving(page)).toHaveText('Enregistré');
  const beside = page.getByRole('complementary', { name: 'Décisions et présences' });
  const decision = beside.getByRole('listitem').filter({ hasText: 'chaque mois.' });
  await decision.getByText('Dire quel passage elle concerne').click();
  await decision.getByRole('combobox', { name: 'Passage du programme concerné' }).fill('réunir');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await decision.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(decision.locator('summary')).toContainText('Se réunir');
  await artois.page.getByRole('tab', { name: /Présences/ }).click();
  for (const name of ['Karim Benali', 'Sophie Delattre', 'Julien Wavrin', 'Zoé Dehors']) {
    const attendance = artois.page.getByRole('combobox', { name: new RegExp(name) });
    await attendance.selectOption('PRESENT');
    await expect(attendance).toHaveValue('PRESENT');
  }

  // The decision shows on the programme.
  await mission.page.goto(`${path}/lecture`);
  await expect(mission.page.getByRole('link', { name: /^Décidé le .* Échange territorial$/ })).toBeVisible();

  // Closed, sent to be read again, agreed to by all four, approved.
  await page.goto(`${address}/cloture`);
  await page.getByRole('button', { name: 'Clore la réunion' }).click();
  await page.goto(`${address}/compte-rendu`);
  await page.getByRole('button', { name: 'Soumettre aux observations' }).click();
  await expect(page.getByText('En observations')).toBeVisible();
  await page.getByRole('button', { name: 'Je n’ai pas d’observation' }).click();
  for (const one of [artois.page, mission.page]) {
    await one.goto(`${address}/compte-rendu`);
    await one.getByRole('button', { name: 'Je n’ai pas d’observation' }).click();
  }
  await zoePage.goto(await linkMailedTo(zoe, 'compte-rendu'));
  await expect(zoePage.getByText('Le comité se réunit chaque mois.').first()).toBeVisible();
  await zoePage.getByRole('button', { name: 'Je n’ai pas d’observation' }).click();
  await expect(zoePage.getByText('Merci, c’est enregistré.')).toBeVisible();
  await page.goto(`${path}/suivi/obligations/${obligationId}`);
  await expect(page.getByText('Satisfaite')).toHaveCount(0);
  await page.goto(`${address}/compte-rendu`);
  await page.getByRole('button', { name: 'Approuver le compte rendu' }).click();
  await expect(page.getByRole('heading', { name: 'Compte rendu approuvé' })).toBeVisible();
  await page.getByRole('link', { name: 'Échange avec les deux MDADT' }).click();
  await expect(page.getByText('Satisfaite').first()).toBeVisible();
  await artois.page.goto(`${address}/notes`);
  await expect(artois.page.locator('.ProseMirror[contenteditable=true]')).toHaveCount(0);
  for (const { context } of [artois, mission]) await context.close();
  await outside.close();
});
