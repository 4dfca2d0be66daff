// The copy of a text that a machine keeps to start from when there is no network; unconfirmed edits are kept apart
// (unsent.ts). Used by document-connection.ts.
import * as Y from 'yjs';
import type { LocalStore } from './unsent.ts';

/**
 * How long the copy may lag behind, ms: all of a text is written each time, which its typing must not feel. The first is soon: who has
 * just opened a text may lose the network. Leaving the page saves it.
 */
const LAG_MS = 30_000;
const FIRST_LAG_MS = 5_000;

export class LocalCopy {
  private readonly doc: Y.Doc;
  private readonly store: LocalStore;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isKept = false;

  constructor(doc: Y.Doc, store: LocalStore) {
    this.doc = doc;
    this.store = store;
    doc.on('update', this.schedule);
    globalThis.window?.addEventListener('pagehide', this.save);
  }

  /** Saves what is not yet saved, then lets go of the store. */
  destroy(): void {
    this.save();
    this.doc.off('update', this.schedule);
    globalThis.window?.removeEventListener('pagehide', this.save);
    this.store.close();
  }

  /** This document is not the server's, and will not be: nothing of it is kept. */
  async forget(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.doc.off('update', this.schedule);
    await this.store.saveCopy(Y.encodeStateAsUpdate(new Y.Doc()));
  }

  private readonly schedule = () => {
    this.timer ??= setTimeout(this.save, this.isKept ? LAG_MS : FIRST_LAG_MS);
  };

  private readonly save = () => {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.isKept = true;
    // Where it fails, the server has it.
    void this.store.saveCopy(Y.encodeStateAsUpdate(this.doc)).catch(() => {});
  };
}
