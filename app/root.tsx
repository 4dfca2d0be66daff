// The document around every page: language, theme, scripts, frame, and what is shown when a page fails.

import sansFont from '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2?url';
import serifFont from '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2?url';
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useHref,
  useLocation,
  useMatches,
  useNavigate,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react';
import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import { I18nProvider, RouterProvider } from 'react-aria-components';
import './ui/tokens.css';
import './ui/base.css';
import { navigationOf } from './frame/navigation.ts';
import { useNonce } from './frame/nonce.ts';
import { FrameQuery } from './frame/queries.ts';
import { readTheme, themeAttribute } from './frame/theme.ts';
import { useUnread } from './frame/use-unread.ts';
import { PRODUCT, pageTitle } from './french.ts';
import { useAwake } from './ui/awake.ts';
import { FailurePage, failureTitle } from './ui/failure-page.tsx';
import { FormFocus } from './ui/form-focus.tsx';
import { OfflineNotice } from './ui/offline-notice.tsx';
import { PageFrame } from './ui/page-frame.tsx';
import { UnsentWords } from './ui/unsent-words.tsx';

/**
 * Under what the place that a page was scrolled to is kept. An ordinary link within the page (« #… ») makes an entry that the
 * router does not know, and all such are one to it: the place of the one before would be put back, and the jump undone.
 */
const scrollKey = ({ key, hash }: { key: string; hash: string }): string =>
  key === 'default' && hash !== '' ? `jump ${Math.random()}` : key;

/** What a route may ask of its frame: `export const handle: FrameHandle = { layout: 'full' }`. */
export interface FrameHandle {
  layout?: 'page' | 'full';
  /** The address of the thing that the page is of, by what its loader gave, where the page's own does not say. */
  placeOf?(data: unknown): string;
}

const font = (href: string) =>
  ({ rel: 'preload', as: 'font', type: 'font/woff2', crossOrigin: 'anonymous', href }) as const;

export const links: LinksFunction = () => [
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
  font(sansFont),
  font(serifFont),
];

export const meta: MetaFunction = ({ error }) => [{ title: error ? pageTitle(failureTitle(error)) : PRODUCT }];

export async function loader({ context, request }: LoaderFunctionArgs) {
  const { viewer, api } = context;
  const theme = readTheme(request.headers.get('Cookie'));
  if (!viewer) return { theme, viewer: null, unread: 0, frenchTyping: true, searchKey: true };
  const { unreadNotifications, frenchTyping, searchKey } = await api.query(FrameQuery);
  const { personId, name, organisationName, organisationAdministrator, platformAdministrator } = viewer;
  return {
    theme,
    unread: unreadNotifications,
    frenchTyping,
    searchKey,
    viewer: { personId, name, organisationName, organisationAdministrator, platformAdministrator },
  };
}

/** The document itself; also around an error, when the loader may have given nothing. */
export function Layout({ children }: { children: ReactNode }) {
  const root = useRouteLoaderData<typeof loader>('root');
  const nonce = useNonce();
  return (
    <html lang="fr" data-theme={themeAttribute(root?.theme ?? 'system')} suppressHydrationWarning>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {/* Where React Aria and Vite find the nonce for the few style elements they add. */}
        <meta property="csp-nonce" content="nonce" nonce={nonce} suppressHydrationWarning />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} getKey={scrollKey} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

/** Comes once the page works; where it cannot come, what it would say is not said, and the page stands. */
const ToastRegion = lazy<ComponentType>(() => import('./ui/toast-region.tsx').catch(() => ({ default: () => null })));

/** Frame and providers, for a page and for an error alike. */
function Frame({ layout, place, children }: { layout: FrameHandle['layout']; place?: string; children: ReactNode }) {
  const root = useRouteLoaderData<typeof loader>('root');
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const viewer = root?.viewer ?? null;
  const unread = useUnread(root?.unread ?? 0, viewer?.personId ?? null);
  const isAwake = useAwake();
  return (
    <I18nProvider locale="fr-FR">
      <RouterProvider navigate={navigate} useHref={useHref}>
        <PageFrame
          viewer={viewer}
          unread={unread}
          theme={root?.theme ?? 'system'}
          searchKey={root?.searchKey ?? true}
          currentPath={pathname}
          place={place}
          navigation={viewer ? navigationOf(viewer) : []}
          layout={layout ?? 'page'}
        >
          {children}
        </PageFrame>
        {isAwake && (
          <Suspense fallback={null}>
            <ToastRegion />
          </Suspense>
        )}
        <OfflineNotice />
        <UnsentWords />
        <FormFocus />
      </RouterProvider>
    </I18nProvider>
  );
}

export default function App() {
  const matches = useMatches().map(({ handle, data }) => ({ handle: handle as FrameHandle | undefined, data }));
  const layouts = matches.map(({ handle }) => handle?.layout);
  const places = matches.map(({ handle, data }) => (data ? handle?.placeOf?.(data) : undefined));
  return (
    <Frame layout={layouts.filter(Boolean).at(-1)} place={places.filter(Boolean).at(-1)}>
      <Outlet />
    </Frame>
  );
}

export function ErrorBoundary() {
  const error = useRouteError();
  return (
    <Frame layout="page">
      <FailurePage error={error} />
    </Frame>
  );
}
