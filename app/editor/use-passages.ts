// Words of this person that have lost their place in the text: found as they lose it, kept by this browser, shown until
// the person says otherwise.
import type { Editor } from '@tiptap/core';
import { useCallback, useEffect, useState } from 'react';
import { sequenceOf } from '#domain/texts/text-sequence.ts';
import { forgetPassage, keepPassage, leftPassages, type Passage } from '#realtime/client/browser-store.ts';
import type { DocumentConnection } from '#realtime/client/document-connection.ts';
import { watchDisplacedWords } from './binding/words-of-lost-blocks.ts';
import { startUndoStep } from './perform.ts';

/** What is known of the block that words were in: what it said, and who took it out. */
export interface RemovedBlock {
  words: string;
  by: string[];
}

export interface PassageEntry extends Passage {
  /** Null: not known, or not yet. */
  block: RemovedBlock | null;
}

export interface Passages {
  entries: readonly PassageEntry[];
  /** Puts the words at the cursor. */
  insert(entry: PassageEntry): void;
  /** The person has dealt with it. */
  dismiss(entry: PassageEntry): void;
}

interface PassageOptions {
  connection: DocumentConnection | null;
  editor: Editor | null;
  personId: string;
  documentId: string;
  /** Asks the history for a block that left the text. */
  removedBlock(blockId: string): Promise<RemovedBlock | null>;
}

/** The passages of one person in one text. */
export function usePassages({ connection, editor, personId, documentId, removedBlock }: PassageOptions): Passages {
  const [entries, setEntries] = useState<readonly PassageEntry[]>([]);
  const read = useCallback(async () => {
    // A browser that keeps nothing shows what it knows itself.
    const kept = await leftPassages(personId, documentId).catch(() => null);
    if (!kept) return;
    const known = await Promise.all(
      kept.map(async (passage) => ({
        ...passage,
        block: passage.blockId === null ? null : await removedBlock(passage.blockId).catch(() => null),
      })),
    );
    setEntries(known);
  }, [personId, documentId, removedBlock]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a connection that gave its words up is followed by another
  useEffect(() => void read(), [read, connection]);
  useEffect(() => {
    if (!connection) return;
    return watchDisplacedWords(sequenceOf(connection.doc), {
      unseen: () => connection.unseen,
      tell: ({ blockId, words }) => {
        void keepPassage(personId, documentId, { blockId, words }).then(read, () =>
          setEntries((last) => [...last, { key: crypto.randomUUID(), blockId, words, block: null }]),
        );
      },
    });
  }, [connection, personId, documentId, read]);
  const dismiss = ({ key }: PassageEntry) => {
    setEntries((last) => last.filter((entry) => entry.key !== key));
    // Where the browser refuses, the passage is shown again at the next opening: never less than what is known.
    void forgetPassage(key).catch(() => {});
  };
  return {
    entries,
    dismiss,
    insert(entry) {
      if (!editor?.isEditable) return;
      startUndoStep(editor);
      editor.view.dispatch(editor.state.tr.insertText(entry.words).scrollIntoView());
      startUndoStep(editor);
      editor.view.focus();
      dismiss(entry);
    },
  };
}
