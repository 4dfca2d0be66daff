// A bare connection that can say anything: what tests of the wire use to play the dishonest client, or to see each frame.
import { io, type Socket } from 'socket.io-client';
import { clientParser } from '#realtime/parser.ts';
import { type Answer, type JoinAnswer, PROTOCOL_VERSION, SOCKET_PATH } from '#realtime/protocol.ts';
import type { Host, TestPerson } from './host.ts';

export interface Frame {
  name: string;
  message: unknown[];
}

export interface Wire {
  socket: Socket;
  /** Everything the server has said, in order. */
  frames: Frame[];
  named(name: string): Frame[];
  /** The code of the server's goodbye, of its refusal of the handshake, or null. */
  farewell(): string | null;
  join(documentId: string, vector?: Uint8Array): Promise<Answer<JoinAnswer>>;
}

const wires = new Set<Socket>();

/** Connects as `person`, or with whatever handshake is given. */
export function openWire(
  host: Pick<Host, 'url'>,
  person: Pick<TestPerson, 'bearer'> | null,
  handshake: Record<string, unknown> = {},
): Wire {
  const frames: Frame[] = [];
  let refused: string | null = null;
  const socket = io(host.url, {
    path: SOCKET_PATH,
    parser: clientParser,
    forceNew: true,
    reconnection: false,
    transports: ['websocket'],
    auth: { protocol: PROTOCOL_VERSION, bearer: person?.bearer },
    ...handshake,
  });
  wires.add(socket);
  socket.onAny((name: string, ...message: unknown[]) => frames.push({ name, message }));
  socket.on('connect_error', (error) => {
    refused = (error as { data?: { code: string } }).data?.code ?? error.message;
  });
  return {
    socket,
    frames,
    named: (name) => frames.filter((frame) => frame.name === name),
    farewell: () =>
      refused ?? (frames.find(({ name }) => name === 'goodbye')?.message[0] as string | undefined) ?? null,
    join: (documentId, vector = new Uint8Array([0])) =>
      new Promise((resolve) => socket.emit('join', documentId, vector, resolve)),
  };
}

export function closeWires(): void {
  for (const socket of wires) socket.disconnect();
  wires.clear();
}
