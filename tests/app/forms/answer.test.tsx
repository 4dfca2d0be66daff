// @vitest-environment happy-dom
// A refusal stays on the page until something else is sent or the page is left, however often the page is read again.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { Form, Link, useLoaderData, useRevalidator } from '@remix-run/react';
import { createRemixStub } from '@remix-run/testing';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { useAnswer } from '#app/forms/answer.ts';

afterEach(cleanup);

beforeAll(() => {
  // React Router says on each run which flags its next major turns on; ours are on in the product.
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});

function Page() {
  const reading = useLoaderData<number>();
  const answer = useAnswer<() => { message: string } | null>();
  const { revalidate } = useRevalidator();
  return (
    <>
      <p>Lecture {reading}</p>
      {answer && <p role="alert">{answer.message}</p>}
      <Form method="post">
        <button type="submit">Envoyer</button>
      </Form>
      <button type="button" onClick={revalidate}>
        Relire
      </button>
      <Link to="/?ailleurs">Ailleurs</Link>
    </>
  );
}

test('a refusal outlives the readings that others’ acts make, and nothing else', async () => {
  let readings = 0;
  const answers = [{ message: 'Il manque une maison.' }, { message: 'Il manque un jour.' }, null];
  const Stub = createRemixStub([
    {
      path: '/',
      Component: Page,
      loader: () => {
        readings += 1;
        return readings;
      },
      action: () => answers.shift() ?? null,
    },
  ]);
  render(<Stub initialEntries={['/']} />);
  const press = async (name: string) => {
    const before = readings;
    await act(async () => void fireEvent.click(screen.getByText(name)));
    await screen.findByText(`Lecture ${before + 1}`);
  };
  const said = () => screen.queryByRole('alert')?.textContent ?? null;
  await screen.findByText('Lecture 1');
  await press('Envoyer');
  expect(said()).toBe('Il manque une maison.');
  for (let times = 0; times < 3; times += 1) {
    await press('Relire');
    expect(said()).toBe('Il manque une maison.');
  }
  await press('Envoyer');
  expect(said()).toBe('Il manque un jour.');
  await press('Relire');
  expect(said()).toBe('Il manque un jour.');
  await press('Envoyer');
  expect(said()).toBeNull();
  await press('Relire');
  expect(said()).toBeNull();
  answers.push({ message: 'Encore.' });
  await press('Envoyer');
  await press('Relire');
  expect(said()).toBe('Encore.');
  await press('Ailleurs');
  expect(said()).toBeNull();
});

test('no page asks for Remix’s own answer, which is forgotten at the next reading', () => {
  const files = execFileSync('git', ['grep', '-l', 'useActionData', '--', 'app'], {
    cwd: join(import.meta.dirname, '../../..'),
    encoding: 'utf8',
  });
  expect(files.trim().split('\n')).toEqual(['app/forms/answer.ts']);
});
