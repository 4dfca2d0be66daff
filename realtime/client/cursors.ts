// The others' cursors, as the y-protocols Awareness that editors know how to show; who they are is the server's word
// (R11). Used by document-connection.ts.
import { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { type Identity, PRESENCE_INTERVAL_MS, type PresenceEntry, type PresenceState } from '../protocol.ts';

/** What editors show of somebody. */
const userOf = ({ personId, name, organisation, colour }: Identity) => ({
  personId,
  name,
  organisation,
  color: colour,
});

export class Cursors {
  readonly awareness: Awareness;
  private readonly identities = new Map<number, Identity>();
  private readonly send: (state: PresenceState) => void;
  private own: number | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private sentAt = 0;
  private sent = '';

  constructor(doc: Y.Doc, send: (state: PresenceState) => void) {
    this.awareness = new Awareness(doc);
    // Awareness forgets whoever is silent for 30 s; here the server says who has left.
    clearInterval(this.awareness._checkInterval);
    this.send = send;
    this.awareness.on('update', (_changes: unknown, origin: unknown) => {
      if (origin === 'local') this.schedule();
    });
  }

  /** Who is in the text, one entry a person. */
  get people(): Identity[] {
    return [...new Map([...this.identities.values()].map((identity) => [identity.personId, identity])).values()];
  }

  /** A join was answered: `entries` is everybody. */
  joined(own: number, identity: Identity | null, entries: PresenceEntry[]): void {
    this.cleared();
    this.own = own;
    if (identity) this.awareness.setLocalStateField('user', userOf(identity));
    this.receive(entries);
    this.sent = '';
    this.schedule();
  }

  /** Nobody is known any more. */
  cleared(): void {
    this.own = null;
    this.receive([...this.identities.keys()].map((session) => [session, null, null]));
  }

  receive(entries: PresenceEntry[]): void {
    const { states, meta } = this.awareness;
    const changes = { added: [] as number[], updated: [] as number[], removed: [] as number[] };
    for (const [session, identity, state] of entries) {
      if (identity) this.identities.set(session, identity);
      else this.identities.delete(session);
      if (session === this.own) continue;
      const known = states.has(session);
      if (!identity) {
        if (states.delete(session)) changes.removed.push(session);
        continue;
      }
      states.set(session, { ...state, user: userOf(identity) });
      meta.set(session, { clock: (meta.get(session)?.clock ?? 0) + 1, lastUpdated: Date.now() });
      changes[known ? 'updated' : 'added'].push(session);
    }
    if (changes.added.length + changes.updated.length + changes.removed.length === 0) return;
    this.awareness.emit('change', [changes, this]);
    this.awareness.emit('update', [changes, this]);
  }

  destroy(): void {
    if (this.timer) clearTimeout(this.timer);
    this.awareness.destroy();
  }

  private schedule(): void {
    if (this.timer || this.own === null) return;
    const pause = Math.max(0, this.sentAt + PRESENCE_INTERVAL_MS - performance.now());
    this.timer = setTimeout(() => {
      this.timer = null;
      if (this.own === null) return;
      const state: PresenceState = { cursor: this.awareness.getLocalState()?.cursor ?? null };
      const words = JSON.stringify(state);
      if (words === this.sent) return;
      this.sent = words;
      this.sentAt = performance.now();
      this.send(state);
    }, pause);
  }
}
