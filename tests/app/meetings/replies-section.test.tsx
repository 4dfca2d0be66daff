// @vitest-environment happy-dom
import { createRemixStub } from '@remix-run/testing';
import { cleanup, render, screen, within } from '@testing-library/react';
import type { ComponentType } from 'react';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { ShownMeeting } from '#app/routes/reunions.$meetingId._index/queries.ts';
import { RepliesSection } from '#app/routes/reunions.$meetingId._index/replies-section.tsx';

beforeAll(() => {
  // React Router says on each run which flags its next major turns on; ours are on in the product.
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});
afterEach(cleanup);

type Reply = ShownMeeting['waitingReplies'][number];

const reply = (more: Partial<Reply> = {}): Reply => ({
  id: 'r1',
  sentence: 'Anne Martin propose 14 h au lieu de 10 h (peut-être).',
  sender: 'anne@exemple.fr',
  senderName: 'Anne',
  answer: 'MAYBE',
  words: 'Plutôt 14 h ?',
  receivedAt: '2026-11-28T20:00:00Z',
  suggestedInviteeId: 'i2',
  ...more,
});

const meetingWith = (waitingReplies: Reply[]) => {
  const invitees = [
    { id: 'i1', name: 'Karim Benali' },
    { id: 'i2', name: 'Anne Martin' },
  ];
  return { waitingReplies, invitees } as ShownMeeting;
};

function show(Component: ComponentType) {
  const Stub = createRemixStub([{ path: '/', Component }]);
  render(<Stub />);
}

test('each mail that waits says what it is, its words and who wrote it, with the person and the answer it seems to be', async () => {
  const meeting = meetingWith([
    reply(),
    reply({ id: 'r2', sentence: 'Réponse d’une adresse inconnue.', suggestedInviteeId: null, answer: null }),
  ]);
  show(() => <RepliesSection meeting={meeting} />);
  const [first, second] = await screen.findAllByRole('listitem');
  const inFirst = within(first as HTMLElement);
  inFirst.getByText('Anne Martin propose 14 h au lieu de 10 h (peut-être).');
  inFirst.getByText('Plutôt 14 h ?');
  inFirst.getByText(/Anne \(anne@exemple\.fr\)/);
  expect(inFirst.getByLabelText(/^Rattacher à/)).toHaveProperty('value', 'i2');
  expect(inFirst.getByLabelText(/^Réponse à enregistrer/)).toHaveProperty('value', 'MAYBE');
  const inSecond = within(second as HTMLElement);
  expect(inSecond.getByLabelText(/^Rattacher à/)).toHaveProperty('value', '');
  expect(inSecond.getByLabelText(/^Réponse à enregistrer/)).toHaveProperty('value', '');
  for (const name of ['Rattacher', 'Mettre de côté']) inSecond.getByRole('button', { name });
});

test('nothing stands there when none waits', () => {
  show(() => <RepliesSection meeting={meetingWith([])} />);
  expect(screen.queryByRole('heading')).toBeNull();
});
