// What two houses that share a calendar do with it: find their next joint meeting, go through the months, narrow what they
// see, take up what was decided, and have their meetings in the calendar program that they already use.
import { expect, type Locator, type Page, test } from '@playwright/test';
import ICAL from 'ical.js';
import { ask, newConvention } from './drafting.ts';
import { another, expectAccessible, expectNarrow, signIn } from './errand.ts';
import { press, tabTo } from './keys.ts';

/** The joint meeting that the demonstration's houses held, and its day. */
const HELD = 'Retour sur l’année et priorités communes';
const NOVEMBER = '/reunions/calendrier?mois=2025-11';

const joint = (page: Page): Locator => page.getByRole('region', { name: 'Prochaine rencontre conjointe' });

const textOf = async (place: Locator): Promise<string> => (await place.textContent()) ?? '';

async function expectSound(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expectAccessible(page);
  }
  await expectNarrow(page);
}

test('both houses find the same next joint meeting on their home, and go to it and to their territory by keyboard', async ({
  page,
  browser,
}) => {
  await signIn(page, 'lensHenin');
  const artois = await another(browser, 'artois');
  const found: (string | null)[] = [];
  for (const [house, territory] of [
    [page, 'Lens-Hénin'],
    [artois.page, 'Artois'],
  ] as const) {
    await house.goto('/');
    const meeting = joint(house).getByRole('heading').getByRole('link');
    const [title, path] = [await textOf(meeting), await meeting.getAttribute('href')];
    found.push(path);
    await press(house, meeting);
    await expect(house).toHaveURL(new RegExp(`${path}$`));
    await expect(house.getByRole('heading', { level: 1 })).toContainText(title);

    await house.goto('/');
    await press(house, joint(house).getByRole('link', { name: `Territoire ${territory}` }));
    await expect(house.getByRole('heading', { level: 1 })).toHaveText(`Territoire ${territory}`);
    await expect(joint(house).getByRole('link', { name: title })).toHaveAttribute('href', path ?? '');
    await house.goto('/reunions');
    await press(house, house.getByRole('main').getByRole('link', { name: `Territoire ${territory}` }));
    await expect(house.getByRole('heading', { level: 1 })).toHaveText(`Territoire ${territory}`);
  }
  expect(found[0]).toMatch(/^\/reunions\//);
  expect(found[1]).toBe(found[0]);
  await artois.context.close();
});

/** The cell of a day on the sheet. */
const dayOf = (page: Page, day: string): Locator =>
  page.getByRole('cell').filter({ has: page.locator(`[datetime="${day}"]`) });

const heading = (page: Page): Locator => page.getByRole('heading', { level: 2 });

test('the months are gone through by keyboard, days off are told in words, and a day leads to its meeting', async ({
  page,
}) => {
  await signIn(page, 'artois');
  await page.goto('/reunions');
  await press(page, page.getByRole('navigation', { name: 'Réunions' }).getByRole('link', { name: 'Calendrier' }));
  await expect(page.locator('td[aria-current=date]')).toContainText('Aujourd’hui');
  const thisMonth = await textOf(heading(page));

  await page.goto(NOVEMBER);
  await expect(heading(page)).toHaveText('novembre 2025');
  await expect(page.getByText('Zone B : vacances de la Toussaint, jusqu’au 2 novembre 2025.')).toBeVisible();
  await expect(dayOf(page, '2025-11-11')).toContainText('armistice de 1918');
  await expect(dayOf(page, '2025-11-12')).not.toContainText(/armistice|vacances/);
  for (const day of ['2025-10-27', '2025-10-30', '2025-11-02'])
    await expect(dayOf(page, day)).toContainText('vacances de la Toussaint');

  // The focus stays on the way, so that Enter goes on.
  const after = page.getByRole('link', { name: /^Suivant/ });
  await press(page, after);
  await expect(heading(page)).toHaveText('décembre 2025');
  await expect(after).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText('janvier 2026');
  await expect(page).toHaveTitle(/janvier\s2026/);
  await press(page, page.getByRole('link', { name: /^Précédent/ }), 'Shift+Tab');
  await expect(heading(page)).toHaveText('décembre 2025');
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText('novembre 2025');

  const meeting = dayOf(page, '2025-11-20').getByRole('link', { name: HELD });
  await expect(meeting).toHaveAccessibleDescription(/jeudi\s20\snovembre\s2025/);
  await expectSound(page);
  await press(page, meeting);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(HELD);

  await page.goBack();
  await press(page, page.getByRole('link', { name: 'Ce mois-ci' }));
  await expect(heading(page)).toHaveText(thisMonth);
});

/** A meeting in preparation on a day, called by these services alone. */
async function prepare(page: Page, conventionId: string, title: string, organiserIds: string[]): Promise<void> {
  await ask(page, 'mutation ($input: CreateMeetingInput!) { createMeeting(input: $input) { id } }', {
    input: {
      ...{ conventionId, kind: 'OTHER', title, organiserIds },
      ...{ startsAt: '2025-11-12T13:00:00Z', endsAt: '2025-11-12T14:00:00Z' },
    },
  });
}

test('the calendar and the list are narrowed to a territory and to one’s own meetings, without JavaScript too', async ({
  page,
  browser,
}) => {
  await signIn(page, 'steward');
  const { id } = await newConvention(page, 'Agenda des maisons', { lensHenin: 'EDITOR', artois: 'EDITOR' });
  const { meetingCandidates } = await ask<{
    meetingCandidates: { parties: { id: string; unit: { territory: string | null } | null }[] };
  }>(page, 'query ($id: ID!) { meetingCandidates(conventionId: $id) { parties { id unit { territory } } } }', { id });
  const house = (territory: string) =>
    meetingCandidates.parties.flatMap((one) => (one.unit?.territory === territory ? [one.id] : []));
  await prepare(page, id, 'Point à Lens', house('LENS_HENIN'));
  await prepare(page, id, 'Point à Béthune', house('ARTOIS'));

  await page.context().clearCookies();
  await signIn(page, 'artois');
  await page.goto(NOVEMBER);
  const titles = page.getByRole('table').getByRole('link');
  await expect(titles).toHaveText([/Point à Lens/, /Point à Béthune/, new RegExp(HELD)]);
  await tabTo(page, page.getByLabel('Territoire'));
  await page.keyboard.type('Lens');
  await press(page, page.getByRole('button', { name: 'Filtrer' }));
  await expect(titles).toHaveText([/Point à Lens/, new RegExp(HELD)]);
  await expect(heading(page)).toHaveText('novembre 2025');
  await expect(page.getByRole('status').filter({ hasText: /2\sréunions/ })).toBeAttached();
  await tabTo(page, page.getByLabel('Mes réunions'), 'Shift+Tab');
  await page.keyboard.press('Space');
  await press(page, page.getByRole('button', { name: 'Filtrer' }));
  await expect(titles).toHaveText([new RegExp(HELD)]);
  await expectSound(page);

  const state = await page.context().storageState();
  const plain = await browser.newContext({ javaScriptEnabled: false, storageState: state });
  const still = await plain.newPage();
  await still.goto('/reunions?vue=passees');
  await expect(still.getByRole('link', { name: 'Point à Lens' })).toBeVisible();
  await still.getByLabel('Mes réunions').check();
  await still.getByRole('button', { name: 'Filtrer' }).click();
  await expect(still.getByRole('link', { name: 'Point à Béthune' })).toBeVisible();
  await expect(still.getByRole('link', { name: 'Point à Lens' })).toHaveCount(0);
  // The other views keep it.
  await still.getByRole('link', { name: 'Annulées' }).click();
  await expect(still.getByLabel('Mes réunions')).toBeChecked();
  await still.getByRole('link', { name: 'Tout afficher' }).click();
  await expect(still.getByLabel('Mes réunions')).not.toBeChecked();
  await plain.close();
});

test('what was decided is narrowed by kind and to one’s own tasks, and shown whole again', async ({ page }) => {
  await signIn(page, 'artois');
  await page.goto('/reunions/decisions');
  const rows = page.getByRole('rowheader');
  const [decision, task] = [
    rows.filter({ hasText: 'Le comité technique des terrils se réunit deux fois par an' }),
    rows.filter({ hasText: 'Recenser les chemins de terril' }),
  ];
  await expect(decision).toBeVisible();
  await expect(task).toBeVisible();
  const filter = page.getByRole('button', { name: 'Filtrer' });
  await page.getByLabel('Type').selectOption({ label: 'Décisions' });
  await press(page, filter);
  await expect(task).toHaveCount(0);
  await expect(decision).toBeVisible();
  await page.getByLabel('Type').selectOption({ label: 'Tâches' });
  await page.getByLabel('État').selectOption({ label: 'Tâches qui me sont confiées' });
  await press(page, filter);
  await expect(decision).toHaveCount(0);
  await expect(task).toBeVisible();
  await expectSound(page);

  await page.getByLabel('Type').selectOption({ label: 'Décisions' });
  await press(page, filter);
  await expect(page.getByText('Aucune décision ni tâche ne correspond')).toBeVisible();
  await press(page, page.getByRole('link', { name: 'Tout afficher' }));
  await expect(decision).toBeVisible();
  await expect(page.getByLabel('Type')).toHaveValue('');
});

test('an address for one’s calendar program is made and revoked by keyboard, and by nobody else', async ({
  page,
  browser,
}) => {
  await signIn(page, 'lensHenin');
  await page.goto('/');
  const title = await textOf(joint(page).getByRole('heading').getByRole('link'));
  await page.goto('/reunions');
  await press(page, page.locator('summary', { hasText: 'Voir les réunions dans mon agenda' }));
  await press(page, page.getByRole('button', { name: 'Créer une adresse' }));
  const told = page.getByRole('status').filter({ hasText: 'Voici l’adresse de l’agenda' });
  const address = await textOf(told.locator('code'));
  await expectSound(page);

  // As a calendar program fetches it: nobody is signed in.
  const feed = await fetch(address);
  expect(feed.status).toBe(200);
  expect(feed.headers.get('content-type')).toMatch(/^text\/calendar/);
  expect(feed.headers.get('set-cookie')).toBeNull();
  const events = new ICAL.Component(ICAL.parse(await feed.text())).getAllSubcomponents('vevent');
  expect(events.map((event) => event.getFirstPropertyValue('summary'))).toContain(title);
  const known = await fetch(address, { headers: { 'If-None-Match': feed.headers.get('etag') ?? '' } });
  expect([known.status, await known.text()]).toEqual([304, '']);

  const { calendarFeeds } = await ask<{ calendarFeeds: { id: string }[] }>(page, '{ calendarFeeds { id } }');
  const other = await another(browser, 'artois');
  const refused = await other.page.request.post('/graphql', {
    headers: { Origin: new URL(address).origin },
    data: {
      query: 'mutation ($id: ID!) { revokeCalendarFeed(input: { calendarFeedId: $id }) }',
      variables: { id: calendarFeeds[0]?.id },
    },
  });
  expect((await refused.json()).errors[0].extensions.code).toBe('NOT_FOUND');
  expect((await fetch(address)).status).toBe(200);
  await other.context.close();

  await press(page, page.getByRole('button', { name: 'Révoquer l’adresse Mes réunions' }));
  await press(page, page.getByRole('alertdialog').getByRole('button', { name: 'Révoquer l’adresse' }));
  await expect(page.getByText('L’adresse est révoquée.').first()).toBeVisible();
  await expect(page.getByRole('button', { name: /^Révoquer l’adresse/ })).toHaveCount(0);
  await expect(page.getByText('peut s’abonner à une adresse')).toBeFocused();
  expect((await fetch(address)).status).toBe(404);
  expect((await fetch(address.replace(/[\w-]{12}\.ics$/, 'AAAAAAAAAAAA.ics'))).status).toBe(404);
});
