// The other end of the wire, in browsers and in Node: keeps a Y.Doc equal to the server's, and every unsaved byte until
// the server has it. Knows no page and no editor.
import { ObservableV2 } from 'lib0/observable';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import {
  type Answer,
  type Identity,
  type JoinAnswer,
  mayEdit,
  type PresenceEntry,
  type RefusalCode,
} from '../protocol.ts';
import { Cursors } from './cursors.ts';
import { LocalCopy } from './local-copy.ts';
import { type SocketPlace, takeSocket } from './page-socket.ts';
import { type RefusedWords, wordsOfEdits } from './refused-words.ts';
import { type DocumentEvents, type DocumentStatus, eventsBetween, firstStatus } from './status.ts';
import { type LocalStore, UnsentEdits } from './unsent.ts';

export interface ConnectOptions extends SocketPlace {
  documentId: string;
  doc: Y.Doc;
  /** Who is signed in on this page: unsent work is never sent under another name. */
  personId?: string;
  /** Where unsent work outlives the tab; see `openBrowserStore`. */
  store?: LocalStore | null;
}

/** How long a text waits for what this machine kept of it before it is opened without, ms. */
const STORE_MS = 2_000;

/** Pause before joining again when the server could not answer. */
const REJOIN_MS = 1_000;

export class DocumentConnection extends ObservableV2<DocumentEvents> {
  readonly doc: Y.Doc;
  /** Resolves at the first `synced`. */
  readonly whenSynced: Promise<void>;
  status: DocumentStatus = firstStatus;
  private readonly options: ConnectOptions;
  private readonly taken: ReturnType<typeof takeSocket>;
  private readonly unsent: UnsentEdits;
  private readonly copy: LocalCopy | null;
  private readonly cursors: Cursors;
  private rejoinTimer: ReturnType<typeof setTimeout> | undefined;
  private isRestored = false;
  private isDestroyed = false;
  /** Counts join attempts: the answer to an earlier one is void. */
  private attempt = 0;
  private sequence = 0;
  private number = 0;

  constructor(options: ConnectOptions) {
    super();
    this.options = options;
    this.doc = options.doc;
    this.whenSynced = new Promise((resolve) => this.once('synced', () => resolve()));
    this.unsent = new UnsentEdits(options.store ?? null, () =>
      this.set({ unconfirmedBytes: this.unsent.bytes, keptLocally: this.unsent.isKept }),
    );
    this.copy = options.store ? new LocalCopy(this.doc, options.store) : null;
    this.taken = takeSocket(options);
    this.cursors = new Cursors(this.doc, (state) => this.socket.emit('presence', options.documentId, state));
    this.doc.on('update', this.onUpdate);
    this.socket.on('committed', this.onCommitted);
    this.socket.on('presence', this.onPresence);
    this.socket.on('delayed', this.onDelayed);
    this.socket.on('closed', this.onClosed);
    this.taken.page.on('state', this.onState);
    void this.restore();
  }

  /** For app/editor/carets.ts. `user` is overwritten by the server. */
  get awareness(): Awareness {
    return this.cursors.awareness;
  }

  /** From which clock on nobody may have seen what this person's Yjs clients wrote. */
  get unseen(): Map<number, number> {
    return this.unsent.unseen;
  }

  /** Who is in the document, oneself included, one entry a person. */
  get people(): Identity[] {
    return this.cursors.people;
  }

  /** After a new sign-in, or when a refusal has been dealt with: connects again and sends what was kept. */
  resume(): void {
    if (this.taken.page.state !== 'online') this.taken.page.resume();
    else if (this.isOurs) this.join();
    // The connection is somebody else's: ask again with the session that the page has by now.
    else this.taken.page.reconnect();
  }

  /** The words of edits that the server has not confirmed, by block. */
  unconfirmedWords(): RefusedWords[] {
    return wordsOfEdits(this.doc, this.unsent.updates);
  }

  /** After a refusal that stands: gives up what the server will not have. The document is of no use afterwards. */
  async giveUp(): Promise<void> {
    await this.copy?.forget().catch(() => {});
    await this.unsent.drop();
  }

  override destroy(): void {
    this.isDestroyed = true;
    this.attempt += 1;
    clearTimeout(this.rejoinTimer);
    this.doc.off('update', this.onUpdate);
    this.socket.off('committed', this.onCommitted);
    this.socket.off('presence', this.onPresence);
    this.socket.off('delayed', this.onDelayed);
    this.socket.off('closed', this.onClosed);
    this.taken.page.off('state', this.onState);
    if (this.taken.page.state === 'online') this.socket.emit('leave', this.options.documentId);
    this.cursors.destroy();
    this.taken.release();
    this.copy?.destroy();
    super.destroy();
  }

  /** Whether the connection is that of the person whose work this is. */
  private get isOurs(): boolean {
    const { personId } = this.options;
    return personId === undefined || this.taken.page.identity?.personId === personId;
  }

  private get socket() {
    return this.taken.page.socket;
  }

  private set(change: Partial<DocumentStatus>): void {
    const before = this.status;
    const names = Object.keys(change) as (keyof DocumentStatus)[];
    if (names.every((name) => change[name] === before[name])) return;
    this.status = { ...before, ...change };
    for (const [name, details] of eventsBetween(before, this.status)) this.emit(name, details);
  }

  /** Starts from what this machine kept, then from the server; from the server alone where the machine does not answer. */
  private async restore(): Promise<void> {
    const { store } = this.options;
    const silence = store ? setTimeout(() => this.startWithout(), STORE_MS) : undefined;
    const kept = await store?.load().catch(() => null);
    clearTimeout(silence);
    if (kept) this.startFrom(kept);
    else if (store) this.startWithout();
    else this.start();
  }

  /** What was kept may come after the text was opened without it: then it is sent as after an outage (R8). */
  private startFrom({ copy, unconfirmed }: Awaited<ReturnType<LocalStore['load']>>): void {
    if (this.isDestroyed) return;
    this.unsent.interrupt();
    if (unconfirmed.length > 0) this.unsent.restore(unconfirmed);
    const updates = [copy, ...unconfirmed.map(({ bytes }) => bytes)];
    this.apply(updates.filter((update) => update !== null));
    this.set({ keepsNothing: false });
    this.start();
  }

  private startWithout(): void {
    if (this.isDestroyed) return;
    this.set({ keepsNothing: true });
    if (!this.isRestored) this.start();
  }

  private start(): void {
    if (this.isDestroyed) return;
    this.isRestored = true;
    this.onState();
  }

  private apply(updates: Uint8Array[]): void {
    if (updates.length === 0) return;
    // One transaction: the editor draws once.
    const applyAll = () => {
      for (const update of updates) Y.applyUpdate(this.doc, update, this);
    };
    Y.transact(this.doc, applyAll, this, false);
  }

  private readonly onState = () => {
    const { state, code } = this.taken.page;
    if (!this.isRestored) return;
    if (state === 'online') {
      // Somebody else signed in, in another tab of this browser.
      if (this.isOurs) this.join();
      else this.lost('signed-out', null);
    } else this.lost(state, state === 'refused' ? code : null);
  };

  private lost(connection: DocumentStatus['connection'], refusal: RefusalCode | null): void {
    this.attempt += 1;
    this.unsent.interrupt();
    this.cursors.cleared();
    this.set({ connection, refusal, synced: false, delayed: false });
    this.emit('presence', [this.people]);
  }

  private join(): void {
    clearTimeout(this.rejoinTimer);
    this.attempt += 1;
    const { attempt } = this;
    this.unsent.interrupt();
    this.set({ synced: false });
    const { documentId } = this.options;
    this.socket.emit('join', documentId, Y.encodeStateVector(this.doc), (answer: Answer<JoinAnswer>) => {
      if (attempt !== this.attempt) return;
      if (answer.ok) this.joined(answer.value);
      else this.notJoined(answer.code);
    });
  }

  private joined({ mode, frozen, updates, sequence, session, presence, delayed }: JoinAnswer): void {
    this.apply(updates);
    this.sequence = sequence;
    this.cursors.joined(session, this.taken.page.identity, presence);
    const isStuck = !mayEdit(mode) && this.unsent.bytes > 0;
    const refusal = isStuck ? (frozen ? 'frozen' : 'forbidden') : null;
    this.set({ connection: 'online', refusal, mode, frozen, delayed, synced: true });
    this.emit('presence', [this.people]);
    this.send();
  }

  private notJoined(code: RefusalCode): void {
    if (code === 'not-found') this.lost('refused', code);
    else if (code === 'rights-changed') this.join();
    else this.joinLater();
  }

  private joinLater(): void {
    clearTimeout(this.rejoinTimer);
    this.rejoinTimer = setTimeout(() => this.onState(), REJOIN_MS);
  }

  /** One message is under way at a time; what is typed meanwhile goes together in the next. No timer. */
  private send(): void {
    if (!this.status.synced || !mayEdit(this.status.mode)) return;
    const message = this.unsent.take();
    if (message === 'too-large') this.set({ refusal: 'too-large' });
    else if (message) this.socket.emit('edit', this.options.documentId, ++this.number, message);
  }

  private readonly onUpdate = (update: Uint8Array, origin: unknown) => {
    if (origin === this) return;
    // Who may not write changes its own copy alone: Yjs tidies up formatting by itself.
    if (this.status.mode !== null && !mayEdit(this.status.mode)) return;
    this.unsent.add(update);
    // She may just have taken away what was too much: what goes and what comes are sent together.
    if (this.status.refusal === 'block-too-long') this.joinLater();
    else this.send();
  };

  private readonly onCommitted = (
    documentId: string,
    first: number,
    rows: (Uint8Array | null)[],
    confirmed?: number,
  ) => {
    if (documentId !== this.options.documentId || !this.status.synced) return;
    if (confirmed === this.number && this.unsent.isUnderWay) this.unsent.confirm();
    // R6: what we missed, the answer to a new join brings.
    if (first !== this.sequence + 1) return this.join();
    this.sequence += rows.length;
    this.apply(rows.filter((row) => row !== null));
    this.send();
  };

  private readonly onPresence = (documentId: string, entries: PresenceEntry[]) => {
    if (documentId !== this.options.documentId || !this.status.synced) return;
    this.cursors.receive(entries);
    this.emit('presence', [this.people]);
  };

  private readonly onDelayed = (documentId: string, delayed: boolean) => {
    if (documentId === this.options.documentId) this.set({ delayed });
  };

  private readonly onClosed = (documentId: string, code: RefusalCode) => {
    if (documentId !== this.options.documentId) return;
    if (code === 'rights-changed' || code === 'frozen') this.join();
    else this.lost('refused', code);
  };
}

/** Joins a document over the page's single socket. */
export function connectDocument(options: ConnectOptions): DocumentConnection {
  return new DocumentConnection(options);
}
