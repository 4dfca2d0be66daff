// The HTTP server, and its patience: a socket that holds a place without sending is cut. Called by server.ts; knows no
// request's meaning. An ordinary upload over a poor network passes, however long it takes.
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';

export interface Patience {
  /** How long headers may take, and how long a body may come too slowly. */
  slowMs: number;
  /** Bytes a body must bring in that time: 1 KB a second, below any network that carries a page. */
  leastBytes: number;
  /** How long a whole request may take: 29 MB at 0.5 Mbit/s. */
  wholeMs: number;
}

const usual: Patience = { slowMs: 30_000, leastBytes: 30_000, wholeMs: 10 * 60_000 };

/** Cuts a request whose body drips: Node itself bounds headers and the whole alone. */
function watchBody(request: IncomingMessage, { slowMs, leastBytes }: Patience): void {
  const { socket } = request;
  let before = socket.bytesRead;
  const watch = setInterval(() => {
    if (request.complete) return clearInterval(watch);
    // What we have not asked for yet is our slowness, not the sender's.
    const isWaiting = request.isPaused() || request.readableLength > 0;
    if (!isWaiting && socket.bytesRead - before < leastBytes) socket.destroy();
    before = socket.bytesRead;
  }, slowMs);
  watch.unref();
  request.once('close', () => clearInterval(watch));
}

/** A server for `application` that cuts slow sockets after 30 s. */
export function createPatientServer(application: RequestListener, patience: Patience = usual): Server {
  const server = createServer({
    // Node looks around at intervals: both together are the promised time.
    headersTimeout: (patience.slowMs * 5) / 6,
    connectionsCheckingInterval: patience.slowMs / 6,
    requestTimeout: patience.wholeMs,
  });
  server.on('request', (request: IncomingMessage) => {
    if (!request.complete) watchBody(request, patience);
  });
  server.on('request', application);
  return server;
}
