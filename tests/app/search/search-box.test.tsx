// @vitest-environment happy-dom
// The search of the header: what it suggests while one types, and what its keys do and leave alone.
import { createRemixStub } from '@remix-run/testing';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { createContext, useContext } from 'react';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { addressOf } from '#app/search/addresses.ts';
import { Marked } from '#app/search/marked.tsx';
import type { FoundHit } from '#app/search/queries.ts';
import { SearchBox } from '#app/search/search-box.tsx';
import { searchKinds } from '#domain/search/inputs.ts';

const hit = (kind: FoundHit['kind'], words: string): FoundHit => ({
  ...{ id: words, kind, subjectId: 's', scopeId: 'p', conventionId: 'c', conventionTitle: 'Convention', year: 2026 },
  ...{ blockId: 'b', heading: null, meetingTitle: null, meetingAt: null, authorName: null, organisationId: 'o' },
  ...{ title: [], passage: [{ text: words, isMatch: true }] },
});

interface Asked {
  words: string;
  signal: AbortSignal;
  answer(hits: FoundHit[]): Promise<void>;
}

let asked: Asked[] = [];
beforeAll(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});
beforeEach(() => {
  asked = [];
  vi.stubGlobal(
    'fetch',
    (address: string, { signal }: { signal: AbortSignal }) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
        const answer = (hits: FoundHit[]) => act(async () => resolve(Response.json({ hits })));
        asked.push({ words: new URL(address, 'http://a').searchParams.get('q') ?? '', signal, answer });
      }),
  );
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const HasSlash = createContext(true);

function Page() {
  return (
    <>
      <SearchBox hasSlash={useContext(HasSlash)} currentPath="/conventions" />
      <textarea aria-label="Un champ" />
      <button type="button">Un bouton</button>
    </>
  );
}

const Stub = createRemixStub([
  { path: '/', Component: Page },
  { path: '*', Component: () => <p>Arrivée</p> },
]);

const show = (hasSlash = true) => {
  render(
    <HasSlash.Provider value={hasSlash}>
      <Stub />
    </HasSlash.Provider>,
  );
  return screen.getByRole<HTMLInputElement>('combobox');
};

const type = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } });
const options = () => screen.queryAllByRole('option').map(({ textContent }) => textContent);

test('suggestions are asked for after a pause, and an answer that is late is not shown', async () => {
  const field = show();
  type(field, 'h');
  type(field, 'ha');
  type(field, 'hab');
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(asked[0]?.words).toBe('hab');
  type(field, 'habi');
  expect(asked[0]?.signal.aborted).toBe(true);
  await waitFor(() => expect(asked).toHaveLength(2));
  await asked[0]?.answer([hit('ITEM', 'Ancien')]);
  await asked[1]?.answer([hit('ITEM', 'Habitat'), hit('PERSON', 'Habib')]);
  expect(options()).toEqual(['HabitatTexte · Convention, 2026', 'HabibPersonne · Convention, 2026']);
  expect(screen.getByRole('status').textContent).toBe('2 suggestions');
});

test('arrows go through the suggestions and back to the field; Escape closes them', async () => {
  const field = show();
  type(field, 'habi');
  await waitFor(() => expect(asked).toHaveLength(1));
  await asked[0]?.answer([hit('ITEM', 'Habitat'), hit('PERSON', 'Habib')]);
  const active = () => document.getElementById(field.getAttribute('aria-activedescendant') ?? '')?.textContent ?? null;
  const walk = ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp'].map((key) => {
    fireEvent.keyDown(field, { key });
    return active()?.slice(0, 5) ?? null;
  });
  expect(walk).toEqual(['Habit', 'Habib', null, 'Habib']);
  expect(field.getAttribute('aria-expanded')).toBe('true');
  fireEvent.keyDown(field, { key: 'Escape' });
  expect(field.getAttribute('aria-expanded')).toBe('false');
  expect(options()).toEqual([]);
});

test('Enter goes to the suggestion that is active', async () => {
  const field = show();
  type(field, 'habi');
  await waitFor(() => expect(asked).toHaveLength(1));
  await asked[0]?.answer([hit('MEETING', 'Habitat')]);
  fireEvent.keyDown(field, { key: 'ArrowDown' });
  fireEvent.keyDown(field, { key: 'Enter' });
  await screen.findByText(/Arrivée/);
});

const press = (target: Element, init: KeyboardEventInit) => fireEvent.keyDown(target, init);

test('« / » and Ctrl + K go to the field, but not while one types', () => {
  const field = show();
  const button = screen.getByRole('button', { name: 'Un bouton' });
  for (const init of [{ key: '/' }, { key: 'k', ctrlKey: true }, { key: 'K', metaKey: true }]) {
    button.focus();
    press(button, init);
    expect(document.activeElement).toBe(field);
  }
  const other = screen.getByRole('textbox');
  for (const init of [{ key: '/' }, { key: 'k', ctrlKey: true }]) {
    other.focus();
    // Not prevented: the key is the field's own.
    expect(press(other, init)).toBe(true);
    expect(document.activeElement).toBe(other);
  }
  button.focus();
  for (const init of [{ key: '/', altKey: true }, { key: 'k' }, { key: '/', ctrlKey: true }]) press(button, init);
  expect(document.activeElement).toBe(button);
});

test('switched off, « / » does nothing and is not told of; Ctrl + K does', () => {
  const field = show(false);
  const button = screen.getByRole('button', { name: 'Un bouton' });
  button.focus();
  expect(press(button, { key: '/' })).toBe(true);
  expect(document.activeElement).toBe(button);
  expect(field.getAttribute('aria-keyshortcuts')).toBe('Control+K');
  press(button, { key: 'k', ctrlKey: true });
  expect(document.activeElement).toBe(field);
});

test('every kind leads somewhere, a block to its anchor', () => {
  for (const kind of searchKinds)
    expect(addressOf(hit(kind, 'mot'))).toMatch(/^\/(conventions|reunions|fichiers|donnees|organisation)\//);
  expect(addressOf(hit('ITEM', 'mot'))).toBe('/conventions/c/lecture#b-s');
});

test('words are shown as they were written, whatever they hold', () => {
  const { container } = render(
    <Marked
      segments={[
        { text: '<img src=x>', isMatch: true },
        { text: ' & ', isMatch: false },
      ]}
    />,
  );
  expect(container.querySelector('img')).toBeNull();
  expect(container.textContent).toBe('<img src=x> & ');
});
