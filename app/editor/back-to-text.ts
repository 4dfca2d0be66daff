// The way back from a menu to the text: taken in the same turn as the menu closes, before the menu hands the focus to its
// button a frame later, so that no key typed meanwhile is lost.
import type { Editor } from '@tiptap/core';
import { useEffect, useRef } from 'react';
import look from '../ui/menu.module.css';

/** Once the menu has closed the cursor is in the text again, unless what was chosen took the focus: a dialog, the comments. */
export function useBackToText(editor: Editor, isOpen: boolean, isWanted: () => boolean = () => true): void {
  const wasOpen = useRef(false);
  useEffect(() => {
    const hasClosed = wasOpen.current && !isOpen;
    wasOpen.current = isOpen;
    if (hasClosed && isWanted() && !editor.isDestroyed && isLeft(document.activeElement)) editor.view.focus();
  });
}

/** The focus is in the closing menu still, or nowhere already. */
const isLeft = (active: Element | null) =>
  active === null || active === document.body || active.closest(`.${look.popover}`) !== null;
