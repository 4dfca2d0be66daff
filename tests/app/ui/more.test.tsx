// @vitest-environment happy-dom
// Whoever asks for the rest of a list goes on at what came, wherever it came.
import { useLoaderData } from '@remix-run/react';
import { createRemixStub } from '@remix-run/testing';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { More } from '#app/ui/more.tsx';

afterEach(cleanup);

beforeAll(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  // Nothing is laid out here: all is seen.
  vi.spyOn(Element.prototype, 'getClientRects').mockReturnValue([{}] as unknown as DOMRectList);
  Element.prototype.checkVisibility = () => true;
});

function Page() {
  const { items, more } = useLoaderData<{ items: number[]; more: string | null }>();
  return (
    <main>
      <ul>
        {items.map((item) => (
          <li key={item}>
            Fil {item} <a href={`#${item}`}>Voir {item}</a>
          </li>
        ))}
      </ul>
      {more && <More to={more} shown={items.length} />}
      <ul>
        <li>
          <a href="#autre">Autre liste</a>
        </li>
      </ul>
    </main>
  );
}

/** A list whose address says how much of it is read. */
async function ask(read: (search: URLSearchParams) => { items: number[]; more: string | null }) {
  const loader = ({ request }: { request: Request }) => read(new URL(request.url).searchParams);
  const Stub = createRemixStub([{ path: '/', Component: Page, loader }]);
  render(<Stub initialEntries={['/']} />);
  const link = await screen.findByText('Afficher la suite');
  const anchor = link.closest('a') as HTMLElement;
  anchor.focus();
  await act(async () => void fireEvent.click(anchor));
}

const focused = (words: string) => waitFor(() => expect(document.activeElement?.textContent).toBe(words));

test('at the first that came behind, though there is no more to ask for', async () => {
  await ask((search) =>
    search.has('combien') ? { items: [1, 2, 3, 4], more: null } : { items: [1, 2], more: '?combien=4' },
  );
  await focused('Voir 3');
});

test('behind those that were there, when something new has come before them meanwhile', async () => {
  await ask((search) =>
    search.has('combien') ? { items: [0, 1, 2, 3, 4], more: '?combien=6' } : { items: [1, 2], more: '?combien=4' },
  );
  await focused('Voir 3');
});

test('at the first of those that came in their place', async () => {
  await ask((search) => (search.has('apres') ? { items: [3, 4], more: null } : { items: [1, 2], more: '?apres=2' }));
  await focused('Voir 3');
});
