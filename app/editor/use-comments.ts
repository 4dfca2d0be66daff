// Between the text and the comments panel: which thread is active, what a new one is about, and the colours in the text.
import type { Editor } from '@tiptap/core';
import { useCallback, useEffect, useState } from 'react';
import type { CommentsPanelProps, Discussion, DraftAnchor } from '../discussions/panel-types.ts';
import { anchorOfSelection, placeOfThread } from './anchors.ts';
import { findBlock } from './commands.ts';
import { useThreadOfAddress } from './page-moves.ts';
import { pointAtBlock, pointAtDraft, showPlace } from './pointers.ts';
import { colourThreads } from './thread-styles.ts';

export interface TextComments {
  panel: Omit<CommentsPanelProps, 'discussion'>;
  /** Starts a thread on the selection, or on the block at the cursor. */
  comment(): void;
  /** The words of these threads were clicked: the next one after the active becomes active. */
  activateThreads(threadIds: string[]): void;
}

/** Colours open threads and the active one. */
function useThreadColours(discussion: Discussion, activeThreadId: string | null) {
  useEffect(() => {
    const colours = colourThreads(document);
    const isOpen = ({ resolvedAt, place }: Discussion['threads'][number]) => resolvedAt === null && place !== 'DELETED';
    colours.show(
      discussion.threads.filter(isOpen).map(({ id }) => id),
      activeThreadId,
    );
    return colours.remove;
  }, [discussion.threads, activeThreadId]);
}

/** Scrolls to the words of a thread, or to its block. */
function showThread(editor: Editor, thread: { id: string; blockId: string | null }) {
  const place = placeOfThread(editor.state.doc, thread.id);
  if (place) return showPlace(editor.view, place.from);
  const block = thread.blockId === null ? null : findBlock(editor.state.doc, thread.blockId);
  if (!block) return;
  showPlace(editor.view, block.pos + 1);
  editor.view.dispatch(pointAtBlock(editor.state.tr, block.pos));
}

/** What the page needs for comments; `openPanel` brings the panel into view. */
export function useComments(editor: Editor | null, discussion: Discussion, openPanel: () => void): TextComments {
  const [activeThreadId, setActive] = useState<string | null>(null);
  const [draftAnchor, setDraft] = useState<DraftAnchor | null>(null);
  useThreadColours(discussion, activeThreadId);

  const comment = useCallback(() => {
    if (!editor || !discussion.mayOpen) return;
    const found = anchorOfSelection(editor.state);
    if (!found) return;
    setDraft(found.anchor);
    setActive(null);
    editor.view.dispatch(pointAtDraft(editor.state.tr, found));
    openPanel();
  }, [editor, discussion.mayOpen, openPanel]);

  const activateThreads = useCallback(
    (threadIds: string[]) => {
      const known = threadIds.filter((id) => discussion.threads.some((thread) => thread.id === id));
      const next = known[(known.indexOf(activeThreadId ?? '') + 1) % known.length];
      if (next === undefined) return;
      setActive(next);
      openPanel();
    },
    [discussion.threads, activeThreadId, openPanel],
  );

  const onActivate = (threadId: string | null) => {
    setActive(threadId);
    const thread = discussion.threads.find(({ id }) => id === threadId);
    if (editor && thread) showThread(editor, thread);
  };
  useThreadOfAddress(editor, discussion.threads, (threadId) => {
    onActivate(threadId);
    openPanel();
  });
  const onDraftDone = (threadId: string | null) => {
    setDraft(null);
    if (threadId) setActive(threadId);
    if (editor && !editor.isDestroyed) editor.view.dispatch(pointAtDraft(editor.state.tr, null));
  };
  return { panel: { activeThreadId, onActivate, draftAnchor, onDraftDone }, comment, activateThreads };
}
