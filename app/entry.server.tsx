// Renders a page to a stream, each script with the nonce of the request. Called by Remix; knows no page.
import { pipeline } from 'node:stream';
import {
  type ActionFunctionArgs,
  type AppLoadContext,
  createReadableStreamFromReadable,
  type EntryContext,
} from '@remix-run/node';
import { isRouteErrorResponse, RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import { renderToPipeableStream } from 'react-dom/server';
import { endingLast } from './frame/ending-last.ts';
import { gathered } from './frame/gathered.ts';
import { NonceContext } from './frame/nonce.ts';

/** How long a page may wait for its deferred values before it is closed as it is. */
export const streamTimeout = 5_000;

/** Answers a request for a page. A robot waits for the whole of it; a person sees the frame first. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { nonce, failed }: AppLoadContext,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    let answered = false;
    let currentStatus = status;
    const answer = () => {
      answered = true;
      const body = gathered();
      headers.set('Content-Type', 'text/html; charset=utf-8');
      // A browser that goes away ends both, and what was still to come.
      const whole = pipeline(body, endingLast(), () => {});
      resolve(new Response(createReadableStreamFromReadable(whole), { headers, status: currentStatus }));
      pipe(body);
    };
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <RemixServer context={remixContext} url={request.url} abortDelay={streamTimeout} nonce={nonce} />
      </NonceContext.Provider>,
      {
        nonce,
        ...(isbot(request.headers.get('user-agent')) ? { onAllReady: answer } : { onShellReady: answer }),
        onShellError: reject,
        onError(error) {
          currentStatus = 500;
          // Before the answer, Remix itself reports the error that rejects it.
          if (answered && !request.signal.aborted) failed(error);
        },
      },
    );
    setTimeout(abort, streamTimeout + 1_000).unref();
  });
}

/** What the caller did wrong (no such method, a form that cannot be read) is an answer, and no failure of ours. */
const isCallers = (error: unknown) => isRouteErrorResponse(error) && error.status < 500;

/** Tells of what failed while a page was made. A request that its own browser gave up is no error. */
export function handleError(error: unknown, { request, context }: ActionFunctionArgs): void {
  if (request.signal.aborted || isCallers(error)) return;
  context.failed(isRouteErrorResponse(error) ? (error as { error?: unknown }).error : error);
}
