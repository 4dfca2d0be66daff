// A client that speaks the wire and keeps no text: light enough for hundreds to run beside the server they measure.
import { io, type Socket } from 'socket.io-client';
import * as Y from 'yjs';
import { blocksIn, quiet, sequenceOf } from '#domain/texts/text-sequence.ts';
import { clientParser } from '#realtime/parser.ts';
import { type Answer, type JoinAnswer, PROTOCOL_VERSION, SOCKET_PATH } from '#realtime/protocol.ts';

/** Who it is: the token of a session, or the headers of a browser that is signed in. */
type Credential = string | { cookie: string; origin: string };

export class WireClient {
  /** Updates of others that arrived. */
  received = 0;
  sent = 0;
  readonly connected: Promise<void>;
  private readonly socket: Socket;
  private readonly documentId: string;
  private readonly doc = quiet(new Y.Doc());
  private confirmed: () => void = () => {};

  constructor(url: string, documentId: string, credential: Credential) {
    this.documentId = documentId;
    this.socket = io(url, {
      path: SOCKET_PATH,
      parser: clientParser,
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      ...(typeof credential === 'string'
        ? { auth: { protocol: PROTOCOL_VERSION, bearer: credential } }
        : { auth: { protocol: PROTOCOL_VERSION }, extraHeaders: credential }),
    });
    this.connected = new Promise((resolve) => this.socket.once('connect', resolve));
    this.socket.on('committed', (_id: string, _first: number, rows: (Uint8Array | null)[], number?: number) => {
      this.received += rows.filter((row) => row !== null).length;
      if (number === this.sent) this.confirmed();
    });
  }

  async join(): Promise<void> {
    const answer = await new Promise<Answer<JoinAnswer>>((resolve) =>
      this.socket.emit('join', this.documentId, new Uint8Array([0]), resolve),
    );
    if (!answer.ok) throw new Error(answer.code);
    for (const update of answer.value.updates) Y.applyUpdate(this.doc, update);
  }

  /** Types one character in a paragraph of its own choice, as an editor would, and waits until it is confirmed. */
  type(block: number): Promise<void> {
    return this.change((text) => {
      const blocks = blocksIn(text);
      const { start, length } = blocks[block % blocks.length] as (typeof blocks)[number];
      text.insert(start + length, 'e');
    });
  }

  /** Changes the text, and waits until it is confirmed. */
  async change(edit: (text: Y.Text) => void): Promise<void> {
    let update: Uint8Array = new Uint8Array(0);
    this.doc.once('update', (bytes: Uint8Array) => {
      update = bytes;
    });
    this.doc.transact(() => edit(sequenceOf(this.doc)));
    this.sent += 1;
    const confirmed = new Promise<void>((resolve) => {
      this.confirmed = resolve;
    });
    this.socket.emit('edit', this.documentId, this.sent, update);
    await confirmed;
  }

  close(): void {
    this.socket.disconnect();
  }
}
