// @vitest-environment happy-dom
import { createRemixStub } from '@remix-run/testing';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import type { ComponentType } from 'react';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { KeepDate } from '#app/routes/reunions.$meetingId.sondage/keep-date.tsx';
import type { ShownPoll, ShownSlot } from '#app/routes/reunions.$meetingId.sondage/queries.ts';
import { Results } from '#app/routes/reunions.$meetingId.sondage/results.tsx';
import { TypedSlots } from '#app/routes/reunions.$meetingId.sondage/typed-slots.tsx';
import { setClock } from '#domain/calendar.ts';

beforeAll(() => {
  // React Router says on each run which flags its next major turns on; ours are on in the product.
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});
beforeEach(() => setClock(() => new Date('2026-09-07T08:00:00Z')));
afterEach(() => {
  setClock(null);
  cleanup();
});

type Warning = ShownSlot['warnings'][number];
const silence: Warning = { check: 'TERRITORY_UNANSWERED', words: 'MDADT Artois : personne n’a répondu.' };
const weekend: Warning = { check: 'WEEKEND', words: 'Ce créneau tombe en fin de semaine.' };

const slotWith = (warnings: Warning[], day = '2026-09-16'): ShownSlot => ({
  id: 's1',
  startsAt: `${day}T07:30:00Z`,
  endsAt: `${day}T09:00:00Z`,
  viewerVote: null,
  votes: [],
  warnings,
});

const pollOf = (slot: ShownSlot): ShownPoll => ({
  answerBy: '2026-09-12',
  closedAt: null,
  remindedAt: null,
  version: 1,
  bestSlot: null,
  chosenSlot: null,
  unanswered: [{ id: 'i1', name: 'Léa Roy' }],
  slots: [slot],
});

async function show(Component: ComponentType, poll: ShownPoll): Promise<HTMLElement> {
  const loader = () => ({ meeting: { id: 'm1', poll }, isOpen: true, mayState: true });
  const Stub = createRemixStub([
    {
      path: '/',
      Component: () => (
        <main>
          <Component />
        </main>
      ),
      loader,
    },
  ]);
  render(<Stub />);
  return screen.findByRole('main');
}

const keep = (slot: ShownSlot) => show(() => <KeepDate slot={slot} />, pollOf(slot));
const isConfirmed = (page: HTMLElement) => page.querySelector('input[name=isWarned]') !== null;

test('that nothing speaks against a date is said when nothing is known against it, silence included', async () => {
  const page = await keep(slotWith([]));
  expect(page.textContent).toContain('Rien ne s’oppose à cette date.');
  expect(within(page).getByRole('button', { name: 'Retenir cette date' })).toBeDefined();
  expect(isConfirmed(page)).toBe(false);
});

test('all that speaks against a date is listed and confirmed at once, with until when answers may come', async () => {
  const page = await keep(slotWith([silence, weekend]));
  expect(
    within(page)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent),
  ).toEqual(['MDADT Artois\u00a0: personne n’a répondu.', 'Ce créneau tombe en fin de semaine.']);
  expect(page.textContent).not.toContain('Rien ne s’oppose');
  expect(page.textContent).toContain('Des réponses sont encore attendues, jusqu’au 12\u00a0septembre\u00a02026.');
  expect(within(page).getByRole('button', { name: 'Retenir cette date malgré tout' })).toBeDefined();
  expect(isConfirmed(page)).toBe(true);
});

test('past the last day to answer, no answer is announced any more', async () => {
  setClock(() => new Date('2026-09-13T08:00:00Z'));
  const page = await keep(slotWith([silence]));
  expect(page.textContent).not.toContain('encore attendues');
});

test('a date beyond the school holidays that are published says that they are not known', async () => {
  expect((await keep(slotWith([], '2027-08-31'))).textContent).not.toContain('vacances scolaires');
  cleanup();
  const page = await keep(slotWith([], '2027-09-01'));
  expect(page.textContent).toContain('Les vacances scolaires ne sont pas encore publiées pour cette date.');
});

test('silence is told once under the table, and not under each of its dates', async () => {
  const poll = pollOf(slotWith([silence, weekend]));
  const page = await show(() => <Results poll={poll} />, poll);
  const table = within(page).getByRole('table');
  expect(table.textContent).toContain('Ce créneau tombe en fin de semaine.');
  expect(table.textContent).not.toContain('personne n’a répondu');
  expect(page.textContent).toContain('Léa Roy.');
});

test('an evening that is typed is told as such before anything is sent', async () => {
  const page = await show(TypedSlots, pollOf(slotWith([])));
  // The calendar comes apart from the page; its day is typed part by part.
  const [first] = await screen.findAllByRole('group', { name: /Jour 1/ });
  for (const part of within(first as HTMLElement).getAllByRole('spinbutton')) {
    const kind = part.getAttribute('data-type');
    for (const data of kind === 'year' ? '2026' : kind === 'month' ? '09' : '16')
      fireEvent(
        part,
        new InputEvent('beforeinput', { data, inputType: 'insertText', bubbles: true, cancelable: true }),
      );
  }
  const type = (name: string, value: string) => {
    const field = page.querySelector(`input[name=${name}]`);
    if (!field) throw new Error(`no field ${name}`);
    fireEvent.change(field, { target: { value } });
  };
  type('start-0', '18:30');
  expect(page.textContent).not.toContain('heures de travail');
  type('end-0', '20:30');
  expect(page.textContent).toContain('Ce créneau sort des heures de travail (de 8\u00a0h à 19\u00a0h).');
});
