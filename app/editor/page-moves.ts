// Small moves of the editing page: to the block of its address, to the list of keys, to the clipboard.
import type { Editor } from '@tiptap/core';
import { useEffect, useRef } from 'react';
import { showToast } from '../ui/toast.ts';

/** Whether panels lie over the text (the breakpoint of app/ui/panel-layout.tsx). */
export const isNarrow = (): boolean => window.matchMedia('(max-width: 56.24rem)').matches;

/** Once, when the text is there: to the block that the address names. */
export function useJumpToAddress(editor: Editor | null, jump: (blockId: string) => void): void {
  const done = useRef(false);
  useEffect(() => {
    if (!editor || done.current) return;
    done.current = true;
    // Both as this page's outline writes it and as the reading page does.
    const blockId = decodeURIComponent(window.location.hash).replace(/^#(b-)?/, '');
    if (blockId !== '') jump(blockId);
  }, [editor, jump]);
}

/** Once, when it is among those that are known: to the thread that the address names (`?fil=`, as notifications do). */
export function useThreadOfAddress(
  editor: Editor | null,
  threads: readonly { id: string }[],
  activate: (threadId: string) => void,
): void {
  const done = useRef(false);
  useEffect(() => {
    if (!editor || done.current) return;
    const named = new URLSearchParams(window.location.search).get('fil');
    if (named === null || !threads.some(({ id }) => id === named)) return;
    done.current = true;
    activate(named);
  });
}

/** Alt + F1 shows the keys wherever one is on the page: a single letter could not be switched off (WCAG 2.1.4). */
export function useHelpKey(show: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'F1' || !event.altKey || event.defaultPrevented) return;
      event.preventDefault();
      show();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [show]);
}

/** Copies an address and says so. */
export async function copyLink(address: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(address);
    showToast({ text: 'Le lien vers le passage est copié.' });
  } catch {
    showToast({ text: `Le navigateur refuse la copie. Le lien\u00a0: ${address}`, tone: 'error' });
  }
}
