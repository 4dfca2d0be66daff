// @vitest-environment happy-dom
// A part of a page that comes after it, in a page that changes meanwhile.
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { act, type ComponentType, useState } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { renderToPipeableStream } from 'react-dom/server';
import { expect, test } from 'vitest';
import { latePart } from '#app/ui/late-part.tsx';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

interface Words {
  words: string;
}

const Said: ComponentType<Words> = ({ words }) => <p>{words}</p>;

const shown = { Part: latePart<Words>(async () => Said, null), change: () => {} };

function Page() {
  const [count, setCount] = useState(0);
  shown.change = () => setCount((before) => before + 1);
  return (
    <main>
      <b>{count}</b>
      <shown.Part words="Carte" />
    </main>
  );
}

test('a page that changes before a part of it has come keeps what the server rendered of it, without an error', async () => {
  const html = new PassThrough();
  const rendering = renderToPipeableStream(<Page />, { onAllReady: () => rendering.pipe(html) });
  const page = document.body.appendChild(document.createElement('div'));
  page.innerHTML = await text(html);
  const rendered = document.querySelector('p');
  expect(rendered?.textContent).toBe('Carte');

  // In the browser the part is on its way.
  let come = (_: ComponentType<Words>) => {};
  shown.Part = latePart<Words>(
    () =>
      new Promise((resolve) => {
        come = resolve;
      }),
    null,
  );
  const errors: unknown[] = [];
  await act(async () => {
    hydrateRoot(page, <Page />, { onRecoverableError: (error) => errors.push(error) });
  });
  await act(async () => shown.change());
  expect(document.querySelector('b')?.textContent).toBe('1');
  await act(async () => come(Said));
  expect(errors).toEqual([]);
  expect(document.querySelector('p')).toBe(rendered);
});
