// A real receiver of webhooks on this machine: it keeps what arrives and answers as the test says, however badly.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message as it arrived. */
export interface Arrived {
  headers: Record<string, string>;
  body: string;
  message: { type: string; data: { changes: { id: string; kind: string; subjectId: string }[]; cursor: string } };
}

export type Answering = (response: ServerResponse, request: IncomingMessage) => void;

/** Takes it. */
export const takes: Answering = (response) => void response.writeHead(204).end();

export async function openReceiver() {
  const receiver = { url: '', arrived: [] as Arrived[], answer: takes, close: () => server.closeAllConnections() };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const headers = request.headers as Record<string, string>;
      receiver.arrived.push({ headers, body, message: JSON.parse(body) as Arrived['message'] });
      receiver.answer(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/journal`;
  receiver.close = () => {
    server.closeAllConnections();
    server.close();
  };
  return receiver;
}
