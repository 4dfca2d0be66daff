// A text's shared document in a React page: the connection, and what of its state a part of the page shows. Each key is
// confirmed, so the state changes at each key: a part hears of what it shows alone, and the page around it of nothing.
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import * as Y from 'yjs';
import { quiet, sequenceOf } from '#domain/texts/text-sequence.ts';
import { keepPassage, openBrowserStore } from '#realtime/client/browser-store.ts';
import { connectDocument, type DocumentConnection } from '#realtime/client/document-connection.ts';
import type { DocumentStatus } from '#realtime/client/status.ts';
import type { Identity, RefusalCode } from '#realtime/protocol.ts';
import { showToast } from '../ui/toast.ts';

export interface OpenDocument {
  connection: DocumentConnection;
  /** There is something to show: the server's text, or this browser's copy of it. */
  isReady: boolean;
}

/** Opens a document for as long as the page shows it; null before scripts run. */
export function useDocument(documentId: string, personId: string): OpenDocument | null {
  const [open, setOpen] = useState<OpenDocument | null>(null);
  /** How often it was opened anew. */
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn is another document
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
    // Nothing of it can be taken back in this document: its words are kept beside, and the text is opened anew.
    const startAnew = async (code: RefusalCode) => {
      if (code !== 'only-suggests') return;
      for (const passage of connection.unconfirmedWords())
        await keepPassage(personId, documentId, { ...passage, isRefused: true });
      await connection.giveUp();
      setTurn((last) => last + 1);
      showToast({
        text: 'Votre rôle permet de proposer, pas de rédiger\u00a0: votre dernière modification n’a pas été prise. Vos mots sont gardés.',
        tone: 'error',
      });
    };
    // A browser that keeps nothing leaves them on the page.
    connection.on('refused', (code) => void startAnew(code).catch(() => {}));
    doc.on('update', look);
    connection.on('status', look);
    look();
    return () => {
      setOpen(null);
      connection.destroy();
      doc.destroy();
    };
  }, [documentId, personId, turn]);
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

/** Who is in the document now. Each move of a cursor is told too; the list changes when somebody comes, goes or is called otherwise. */
export function usePeople(connection: DocumentConnection): readonly Identity[] {
  const last = useRef({ names: '', people: connection.people });
  return useSyncExternalStore(
    (changed) => {
      connection.on('presence', changed);
      return () => connection.off('presence', changed);
    },
    () => {
      const { people } = connection;
      const names = namesOf(people);
      if (names !== last.current.names) last.current = { names, people };
      return last.current.people;
    },
    () => last.current.people,
  );
}

/** Asks before the tab closes when it alone holds what was written. True for a moment at each key: nothing is rendered for it. */
function useWarningBeforeLoss(connection: DocumentConnection | null) {
  useEffect(() => {
    if (!connection) return;
    const warn = (event: BeforeUnloadEvent) => {
      const { unconfirmedBytes, keptLocally } = connection.status;
      if (unconfirmedBytes > 0 && !keptLocally) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [connection]);
}
