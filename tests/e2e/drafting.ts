// What errands around one text need: a convention of their own, made through the API, and reading the sheet as it is seen.
import { randomUUID } from 'node:crypto';
import { expect, type Locator, type Page } from '@playwright/test';
import { type Account, accounts } from './errand.ts';

type Role = 'EDITOR' | 'SUGGESTER' | 'COMMENTER' | 'READER';

/** Asks the API with the page's own session; what it refuses fails the test. */
export async function ask<Answer>(page: Page, query: string, variables: object = {}): Promise<Answer> {
  const { origin } = new URL(page.url());
  const response = await page.request.post('/graphql', { data: { query, variables }, headers: { Origin: origin } });
  const { data, errors } = (await response.json()) as { data: Answer; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

const heading = (kind: string, text: string) => ({
  type: 'heading',
  attrs: { id: randomUUID(), kind },
  content: [{ type: 'text', text }],
});

const paragraph = (text: string) => ({
  type: 'paragraph',
  attrs: { id: randomUUID() },
  content: [{ type: 'text', text }],
});

/** Two articles, an objective and a paragraph under each: enough to number, to quote and to write in. */
const draft = () => ({
  type: 'doc',
  content: [
    heading('article', 'Objet du texte'),
    paragraph('Les partenaires écrivent ensemble.'),
    heading('article', 'Mise en œuvre'),
    heading('axis', 'Coopérer'),
    heading('objective', 'Se réunir'),
    paragraph('Le Département réunit les partenaires chaque trimestre.'),
  ],
});

/** A convention of this test alone, made by the page's person, with these other participants; its address. */
export async function newConvention(
  page: Page,
  title: string,
  participants: Partial<Record<Account, Role>>,
): Promise<{ id: string; path: string }> {
  const { createConvention } = await ask<{ createConvention: { id: string } }>(
    page,
    'mutation Make($input: CreateConventionInput!) { createConvention(input: $input) { id } }',
    { input: { title, year: 2027, text: draft() } },
  );
  const conventionId = createConvention.id;
  for (const [account, role] of Object.entries(participants))
    await ask(page, 'mutation Add($input: AddParticipantInput!) { addParticipant(input: $input) { id } }', {
      input: { conventionId, email: accounts[account as Account], role },
    });
  return { id: conventionId, path: `/conventions/${conventionId}` };
}

/** The text on its sheet. */
export const sheet = (page: Page): Locator => page.locator('.ProseMirror');

/** Opens a convention's text and waits until the server has given it. */
export async function openText(page: Page, path: string): Promise<Locator> {
  await page.goto(path);
  await expect(sheet(page)).toContainText('Objet du texte');
  return sheet(page);
}

/** The words of the text, without the labels of the others' cursors. */
export const wordsOf = (text: Locator): Promise<string> =>
  text.evaluate((element) => {
    const copy = element.cloneNode(true) as Element;
    for (const caret of copy.querySelectorAll('[data-caret]')) caret.remove();
    return copy.textContent ?? '';
  });

/** Puts the cursor at the end of the block that holds these words. */
export async function writeAfter(page: Page, words: string): Promise<void> {
  await sheet(page).getByText(words).last().click();
  await page.keyboard.press('End');
}

/** The line that says the state of saving. */
export const saving = (page: Page): Locator => page.locator('[data-saving]');
