// Two pages for the tests of what stands around all pages (web.ts, headers.ts, log.ts): Remix's own server on a build
// written by hand, so that no `npm run build` is needed. The real pages are asked by tests/hostile and tests/e2e.
import type { ActionFunctionArgs, LoaderFunctionArgs, ServerBuild } from '@remix-run/node';
import { handleError } from '#app/entry.server.tsx';
import { readForm, textOf } from '#app/forms/posted.ts';

/** What the page does when it is asked for: answers, refuses, or breaks with these words. */
export interface Doing {
  breaksWith: string | null;
  headers: Record<string, string>;
  /** How many forms were done. */
  forms?: number;
}

/** A build whose `/page` shows the address it believes to be at and takes a form; `doing` may be changed between requests. */
export function miniPages(doing: Doing): ServerBuild {
  const loader = ({ request }: LoaderFunctionArgs) => {
    if (doing.breaksWith !== null) throw new Error(doing.breaksWith);
    return Response.json({ url: request.url, method: request.method }, { headers: doing.headers });
  };
  const action = async ({ request }: ActionFunctionArgs) => {
    const words = textOf(await readForm(request), 'words');
    doing.forms = (doing.forms ?? 0) + 1;
    return Response.json({ words, url: request.url });
  };
  const route = (id: string, path: string | undefined, module: object) => ({ id, path, parentId: undefined, module });
  return {
    entry: {
      module: {
        default: (_request: Request, status: number, headers: Headers) =>
          new Response('<p>page</p>', { status, headers }),
        handleError,
      },
    },
    routes: {
      page: route('page', 'page', { loader, action }),
      shown: route('shown', 'shown', { loader, action, default: () => null }),
      lien: route('lien', 'lien/:token', { loader, action, default: () => null }),
    },
    assets: { entry: { imports: [], module: '' }, routes: {}, url: '', version: '1' },
    publicPath: '/',
    assetsBuildDirectory: '',
    future: { v3_singleFetch: true, v3_relativeSplatPath: true, v3_lazyRouteDiscovery: false },
    isSpaMode: false,
  } as unknown as ServerBuild;
}
