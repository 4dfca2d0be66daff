// @vitest-environment happy-dom
// News that comes while a form is on its way does not keep anybody from where the form's answer leads.
import { redirect } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { createRemixStub } from '@remix-run/testing';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { useReread } from '#app/frame/nudges.ts';

afterEach(cleanup);

beforeAll(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});

function Page() {
  const reading = useLoaderData<number>();
  const fetcher = useFetcher();
  const reread = useReread();
  return (
    <>
      <p>Lecture {reading}</p>
      <p>{fetcher.state}</p>
      <fetcher.Form method="post">
        <button type="submit">Envoyer</button>
      </fetcher.Form>
      <button type="button" onClick={reread}>
        Nouvelle
      </button>
    </>
  );
}

const Elsewhere = () => <p>Ailleurs</p>;

test('a page is read again at once when nothing is on its way, and where an answer leads comes first', async () => {
  let readings = 0;
  let answer: (() => void) | undefined;
  const Stub = createRemixStub([
    {
      path: '/',
      Component: Page,
      loader: () => {
        readings += 1;
        return readings;
      },
      action: () =>
        new Promise<Response>((resolve) => {
          answer = () => resolve(redirect('/ailleurs'));
        }),
    },
    { path: '/ailleurs', Component: Elsewhere },
  ]);
  render(<Stub initialEntries={['/']} />);
  const press = (name: string) => act(async () => void fireEvent.click(screen.getByText(name)));
  await screen.findByText('Lecture 1');
  await press('Nouvelle');
  await screen.findByText('Lecture 2');
  await press('Envoyer');
  await screen.findByText('submitting');
  await press('Nouvelle');
  expect(readings).toBe(2);
  await act(async () => answer?.());
  await screen.findByText('Ailleurs');
});
