// @vitest-environment happy-dom
import { createRemixStub } from '@remix-run/testing';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { createContext, type ReactNode, useContext } from 'react';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { navigationOf } from '#app/frame/navigation.ts';
import { FailurePage, failureOf } from '#app/ui/failure-page.tsx';
import { PageFrame } from '#app/ui/page-frame.tsx';

afterEach(cleanup);

beforeAll(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});

const viewer = { personId: 'p', name: 'Élodie Caron', organisationName: 'Département' };

const Shown = createContext<ReactNode>(null);

function Page() {
  return useContext(Shown);
}

/** Renders what needs a router. */
const renderRouted = (content: ReactNode) => {
  const Stub = createRemixStub([{ path: '*', Component: Page }]);
  return render(
    <Shown.Provider value={content}>
      <Stub />
    </Shown.Provider>,
  );
};

const show = (props: Partial<Parameters<typeof PageFrame>[0]>) =>
  renderRouted(
    <PageFrame viewer={viewer} unread={0} theme="system" currentPath="/conventions/12" navigation={[]} {...props}>
      <h1>Page</h1>
    </PageFrame>,
  );

test('the first thing Tab meets leads to the content', () => {
  const { container } = show({});
  const first = container.querySelector<HTMLAnchorElement>('a, button, summary');
  expect(first?.textContent).toBe('Aller au contenu');
  expect(container.querySelector(first?.getAttribute('href') ?? '')?.tagName).toBe('MAIN');
});

test('the entry of the page one is on says so, and only that one', () => {
  show({ navigation: navigationOf({ organisationAdministrator: true, platformAdministrator: true }) });
  const [wide] = screen.getAllByRole('navigation');
  const entries = within(wide as HTMLElement).getAllByRole('link');
  expect(entries.map((entry) => [entry.textContent, entry.getAttribute('aria-current')])).toEqual([
    ['Conventions', 'page'],
    ['Réunions', null],
    ['Données', null],
    ['Organisation', null],
    ['Administration', null],
  ]);
});

test('somebody who administers nothing is shown no administration', () => {
  const entries = navigationOf({ organisationAdministrator: false, platformAdministrator: false });
  expect(entries.map(({ to }) => to)).toEqual(['/conventions', '/reunions', '/donnees']);
});

test('the bell says how many notifications wait', () => {
  show({ unread: 1 });
  expect(screen.getByRole('link', { name: 'Notifications, 1 non lue' })).toBeTruthy();
  cleanup();
  show({ unread: 120 });
  expect(screen.getByRole('link', { name: 'Notifications, 99+ non lues' })).toBeTruthy();
  cleanup();
  show({ unread: 0 });
  expect(screen.getByRole('link', { name: 'Notifications' })).toBeTruthy();
});

test('nobody signed in is offered to sign in, and has no bell', () => {
  show({ viewer: null, currentPath: '/' });
  expect(screen.getByRole('link', { name: 'Se connecter' }).getAttribute('href')).toBe('/connexion');
  expect(screen.queryByRole('link', { name: /Notifications/ })).toBeNull();
});

test('Escape closes the account menu and gives the focus back to its button', () => {
  const { container } = show({});
  const menu = [...container.querySelectorAll('details')].at(-1) as HTMLDetailsElement;
  menu.open = true;
  screen.getByRole('link', { name: 'Mon compte' }).focus();
  fireEvent.keyDown(document.activeElement ?? document, { key: 'Escape' });
  expect(menu.open).toBe(false);
  expect(document.activeElement).toBe(menu.querySelector('summary'));
});

test('a click elsewhere closes the account menu, one inside does not', () => {
  const { container } = show({});
  const menu = [...container.querySelectorAll('details')].at(-1) as HTMLDetailsElement;
  menu.open = true;
  fireEvent.pointerDown(screen.getByText('Département'));
  expect(menu.open).toBe(true);
  fireEvent.pointerDown(screen.getByRole('heading', { name: 'Page' }));
  expect(menu.open).toBe(false);
});

const response = (status: number, data: unknown = '') => ({ status, statusText: '', internal: false, data });

test('each error of a route becomes its own calm page', () => {
  expect(failureOf(response(403), true)).toBe('forbidden');
  expect(failureOf(response(404), false)).toBe('missing');
  expect(failureOf(response(500), true)).toBe('fault');
  expect(failureOf(new Error('boom'), true)).toBe('fault');
  expect(failureOf(new TypeError('Failed to fetch'), false)).toBe('offline');
});

test('a refusal says the domain’s own sentence; a fault of ours shows nothing of its inside', async () => {
  const shown = async (error: unknown) => {
    await act(async () => renderRouted(<FailurePage error={error} />));
    const words = document.body.textContent ?? '';
    cleanup();
    return words;
  };
  expect(await shown(response(403, 'Ce texte est signé.'))).toContain('Ce texte est signé.');
  const unknown = await shown({ ...response(404, 'Error: No route matches URL "/rien"'), internal: true });
  expect(unknown).toContain('Cette page n’existe pas');
  expect(unknown).not.toContain('No route');
  const fault = await shown(new Error('relation "Person" does not exist'));
  expect(fault).toContain('La page n’a pas pu s’afficher');
  expect(fault).not.toContain('Person');
});
