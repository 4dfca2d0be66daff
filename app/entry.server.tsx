// Renders a page to a stream, each script with the nonce of the request. Called by Remix; knows no page.
import { type AppLoadContext, createReadableStreamFromReadable, type EntryContext } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import { renderToPipeableStream } from 'react-dom/server';
import { NonceContext } from './nonce.ts';
import { withoutPadding } from './without-padding.ts';

/** How long a page may wait for its deferred values before it is closed as it is. */
export const streamTimeout = 5_000;

/** Answers a request for a page. A robot waits for the whole of it; a person sees the frame first. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { nonce }: AppLoadContext,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    let answered = false;
    let currentStatus = status;
    const answer = () => {
      answered = true;
      const body = withoutPadding();
      headers.set('Content-Type', 'text/html; charset=utf-8');
      resolve(new Response(createReadableStreamFromReadable(body), { headers, status: currentStatus }));
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
          if (answered) handleError(error, { request });
        },
      },
    );
    setTimeout(abort, streamTimeout + 1_000).unref();
  });
}

/** Tells of what failed while a page was made. A request that its own browser gave up is no error. */
export function handleError(error: unknown, { request }: { request: Request }): void {
  if (request.signal.aborted) return;
  // The server's logger never enters this bundle; stderr is where it collects.
  process.stderr.write(
    `${JSON.stringify({
      level: 50,
      time: Date.now(),
      msg: 'page failed',
      method: request.method,
      path: new URL(request.url).pathname,
      err: error instanceof Error ? { message: error.message, stack: error.stack } : String(error),
    })}\n`,
  );
}
