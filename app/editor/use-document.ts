// A convention's shared text in a React page: the connection, its state, who is here, and the fragment to show.
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import * as Y from 'yjs';
import { quiet, sequenceOf } from '#domain/text-sequence.ts';
import { connectDocument, type DocumentConnection, type DocumentStatus, openBrowserStore } from '#realtime/client.ts';
import type { Identity } from '#realtime/protocol.ts';

export interface OpenDocument {
  connection: DocumentConnection;
  status: DocumentStatus;
  people: Identity[];
  /** There is something to show: the server's text, or this browser's copy of it. */
  isReady: boolean;
}

/** Opens a document for as long as the page shows it; null before scripts run. */
export function useDocument(documentId: string, personId: string): OpenDocument | null {
  const [open, setOpen] = useState<OpenDocument | null>(null);
  useEffect(() => {
    const doc = quiet(new Y.Doc());
    const connection = connectDocument({ documentId, doc, personId, store: openBrowserStore(personId, documentId) });
    const text = sequenceOf(doc);
    let isReady = false;
    const show = () => {
      isReady ||= connection.status.synced || text.length > 0;
      setOpen({ connection, status: { ...connection.status }, people: connection.people, isReady });
    };
    const showFirst = () => {
      if (text.length > 0) {
        doc.off('update', showFirst);
        show();
      }
    };
    doc.on('update', showFirst);
    connection.on('status', show);
    connection.on('presence', show);
    show();
    return () => {
      setOpen(null);
      connection.destroy();
      doc.destroy();
    };
  }, [documentId, personId]);
  useWarningBeforeLoss(open?.status ?? null);
  return open;
}

/** Unconfirmed for this long, what was typed is late, ms: a healthy server answers within a tenth of it. */
const LATE_MS = 4_000;

/**
 * The state of a document as a person should hear it. A connection that is dead without having said so takes a while to
 * be noticed: when the browser knows, or nothing was confirmed for too long, it is said before.
 */
export function useHonestStatus(status: DocumentStatus | null): DocumentStatus | null {
  const isOnline = useSyncExternalStore(
    (changed) => {
      window.addEventListener('online', changed);
      window.addEventListener('offline', changed);
      return () => {
        window.removeEventListener('online', changed);
        window.removeEventListener('offline', changed);
      };
    },
    () => navigator.onLine,
    () => true,
  );
  const [isLate, setLate] = useState(false);
  const waits = (status?.unconfirmedBytes ?? 0) > 0;
  const progress = useProgress(status?.unconfirmedBytes ?? 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each confirmation starts the clock anew
  useEffect(() => {
    setLate(false);
    if (!waits) return;
    const timer = setTimeout(() => setLate(true), LATE_MS);
    return () => clearTimeout(timer);
  }, [waits, progress]);
  return useMemo(() => {
    if (status?.connection !== 'online') return status;
    if (!isOnline) return { ...status, connection: 'offline' };
    return isLate ? { ...status, delayed: true } : status;
  }, [status, isOnline, isLate]);
}

/** Counts the times that `bytes` fell: something was confirmed. */
function useProgress(bytes: number): number {
  const last = useRef({ bytes, count: 0 });
  if (bytes < last.current.bytes) last.current.count += 1;
  last.current.bytes = bytes;
  return last.current.count;
}

/** Asks before the tab closes when it alone holds what was written. */
function useWarningBeforeLoss(status: DocumentStatus | null) {
  const wouldLose = status !== null && status.unconfirmedBytes > 0 && !status.keptLocally;
  useEffect(() => {
    if (!wouldLose) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [wouldLose]);
}
