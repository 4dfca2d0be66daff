// How many keys it takes: six at most to the text from when its page is there, twenty to answer a poll of three dates.
import { expect, type Page, test } from '@playwright/test';
import { ask, newConvention, openText, sheet } from './drafting.ts';
import { another, signIn } from './errand.ts';

/** Presses keys and counts them; the page is told nothing else. */
function counting(page: Page) {
  let count = 0;
  const press = async (key: string) => {
    count += 1;
    await page.keyboard.press(key);
  };
  const focused = () =>
    page.evaluate(() => {
      const { activeElement: at } = document;
      const name = at?.getAttribute('aria-label') ?? at?.closest('label')?.textContent ?? at?.textContent ?? '';
      return { type: at?.getAttribute('type') ?? null, name: name.trim() };
    });
  return { press, focused, keys: () => count };
}

test('the text is six keys away at most from when its page is there', async ({ page }) => {
  await signIn(page, 'steward');
  const { path } = await newConvention(page, 'À six touches', {});
  await openText(page, path);
  const { press, keys } = counting(page);
  const isThere = () => sheet(page).evaluate((text) => text.contains(document.activeElement));
  // The two links past what comes before: to the content, then to the text.
  for (const key of ['Tab', 'Enter', 'Tab', 'Enter']) await press(key);
  await expect.poll(isThere).toBe(true);
  expect(keys()).toBeLessThanOrEqual(6);
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' Écrit.');
  await expect(sheet(page)).toContainText('Écrit.');
});

interface Candidates {
  conventions: { edges: { node: { id: string; viewerMayOrganiseMeetings: boolean } }[] };
}
interface Parties {
  meetingCandidates: { parties: { id: string; unit: { territory: string | null } | null }[] };
}

/** An open poll of the two MDADT on three mornings, made by the page's person; the address of its page. */
async function openPoll(page: Page): Promise<string> {
  const { conventions } = await ask<Candidates>(
    page,
    '{ conventions(first: 50, filter: { state: RUNNING }) { edges { node { id viewerMayOrganiseMeetings } } } }',
  );
  const conventionId = conventions.edges.find(({ node }) => node.viewerMayOrganiseMeetings)?.node.id;
  const { meetingCandidates } = await ask<Parties>(
    page,
    'query Who($conventionId: ID!) { meetingCandidates(conventionId: $conventionId) { parties { id unit { territory } } } }',
    { conventionId },
  );
  const organiserIds = meetingCandidates.parties.filter(({ unit }) => unit?.territory).map(({ id }) => id);
  const input = { conventionId, kind: 'TERRITORIAL_EXCHANGE', title: 'À vingt touches', organiserIds };
  const { createMeeting } = await ask<{ createMeeting: { id: string; version: number } }>(
    page,
    'mutation Make($input: CreateMeetingInput!) { createMeeting(input: $input) { id version } }',
    { input },
  );
  const { id: meetingId, version } = createMeeting;
  const slots = [3, 4, 5].map((day) => ({
    startsAt: `2031-06-0${day}T08:00:00Z`,
    endsAt: `2031-06-0${day}T09:00:00Z`,
  }));
  await ask(page, 'mutation Poll($input: OpenDatePollInput!) { openDatePoll(input: $input) { id } }', {
    input: { meetingId, version, answerBy: '2031-05-30', slots },
  });
  return `/reunions/${meetingId}/sondage`;
}

test('a poll of three dates is answered in twenty keys at most', async ({ page, browser }) => {
  await signIn(page, 'lensHenin');
  const path = await openPoll(page);
  const artois = await another(browser, 'artois');
  await artois.page.goto(path);
  await expect(artois.page.getByRole('button', { name: 'Enregistrer mes réponses' })).toBeVisible();
  const { press, focused, keys } = counting(artois.page);
  await press('Tab');
  await press('Enter');
  for (let answered = 0; answered < 3; ) {
    await press('Tab');
    if ((await focused()).type !== 'radio') continue;
    await press('Space');
    answered += 1;
    expect(keys()).toBeLessThanOrEqual(20);
  }
  await press('Tab');
  expect((await focused()).name).toBe('Enregistrer mes réponses');
  await press('Enter');
  await expect(artois.page.getByText('Changer mes réponses')).toBeVisible();
  expect(keys()).toBeLessThanOrEqual(20);
  await artois.context.close();
});
