// A text's shared document in a React page: the connection, and what of its state a part of the page shows. Each key is
// confirmed, so the state changes at each key: a part hears of what it shows alone, and the page around it of nothing.
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import * as Y from 'yjs';
import { quiet, sequenceOf } from '#domain/texts/text-sequence.ts';
import { openBrowserStore } from '#realtime/client/browser-store.ts';
import { connectDocument, type DocumentConnection } from '#realtime/client/document-connection.ts';
import type { DocumentStatus } from '#realtime/client/status.ts';
import type { Identity } from '#realtime/protocol.ts';

export interface OpenDocument {
  connection: DocumentConnection;
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
    const look = () => {
      const isReady = connection.status.synced || text.length > 0;
      if (isReady) {
        doc.off('update', look);
        connection.off('status', look);
      }
      setOpen({ connection, isReady });
    };
    doc.on('update', look);
    connection.on('status', look);
    look();
    return () => {
      setOpen(null);
      connection.destroy();
      doc.destroy();
    };
  }, [documentId, personId]);
  useWarningBeforeLoss(open?.connection ?? null);
  return open;
}

/** What `read` finds in the state of a connection, rendered again when it differs: a plain value, or the same object. */
export function useStatus<Value>(
  connection: DocumentConnection | null,
  read: (status: DocumentStatus) => Value,
): Value | null {
  return useSyncExternalStore(
    (changed) => {
      connection?.on('status', changed);
      return () => connection?.off('status', changed);
    },
    () => connection && read(connection.status),
    () => null,
  );
}

const namesOf = (people: readonly Identity[]): string =>
  JSON.stringify(people.map(({ personId, name, organisation }) => [personId, name, organisation]));

/** Who is in the document now. */
export function usePeople(connection: DocumentConnection): readonly Identity[] {
  const [people, setPeople] = useState<readonly Identity[]>(connection.people);
  useEffect(() => {
    // Each move of a cursor is told as well; the list changes when somebody comes, goes or is called otherwise.
    const changed = () => {
      const now = connection.people;
      setPeople((last) => (namesOf(last) === namesOf(now) ? last : now));
    };
    changed();
    connection.on('presence', changed);
    return () => connection.off('presence', changed);
  }, [connection]);
  return people;
}

/** Unconfirmed for this long, what was typed is late, ms: a healthy server answers within a tenth of it. */
const LATE_MS = 4_000;

/**
 * The state of a document as a person should hear it. A connection that is dead without having said so takes a while to
 * be noticed: when the browser knows, or nothing was confirmed for too long, it is said before.
 */
export function useHonestStatus(connection: DocumentConnection): DocumentStatus {
  const status = useStatus(connection, (now) => now) ?? connection.status;
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
  const waits = status.unconfirmedBytes > 0;
  const progress = useProgress(status.unconfirmedBytes);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each confirmation starts the clock anew
  useEffect(() => {
    setLate(false);
    if (!waits) return;
    const timer = setTimeout(() => setLate(true), LATE_MS);
    return () => clearTimeout(timer);
  }, [waits, progress]);
  return useMemo(() => {
    if (status.connection !== 'online') return status;
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
function useWarningBeforeLoss(connection: DocumentConnection | null) {
  const wouldLose = useStatus(connection, ({ unconfirmedBytes, keptLocally }) => unconfirmedBytes > 0 && !keptLocally);
  useEffect(() => {
    if (!wouldLose) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [wouldLose]);
}
