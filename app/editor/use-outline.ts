// The outline in a page: what it holds, where one is in it, and jumping.
import type { Editor } from '@tiptap/core';
import { Selection } from '@tiptap/pm/state';
import { useCallback, useEffect, useRef, useState } from 'react';
import { findBlock } from './commands.ts';
import { type OutlineEntry, outlineOf } from './outline.ts';
import { pointAtBlock, showPlace } from './pointers.ts';
import { useEditorValue } from './use-editor.ts';

const noOutline: readonly OutlineEntry[] = [];

/** Below this height from the top of its scroller, a heading has been passed, px. */
const PASSED = 140;

/** How long a smooth scroll to a heading lasts at most, ms: it passes others, and the last ones never reach the top. */
const JUMP_MS = 900;

/** The last heading above the eye. */
function headingInView(editor: Editor): string | null {
  const top = (scrollerOf(editor.view.dom)?.getBoundingClientRect().top ?? 0) + PASSED;
  let current: string | null = null;
  for (const heading of editor.view.dom.querySelectorAll<HTMLElement>(':scope > [data-kind]')) {
    if (heading.getBoundingClientRect().top > top) break;
    current = heading.dataset.block ?? null;
  }
  return current;
}

function scrollerOf(element: HTMLElement): HTMLElement | null {
  for (let parent = element.parentElement; parent; parent = parent.parentElement)
    if (/auto|scroll/.test(getComputedStyle(parent).overflowY)) return parent;
  return null;
}

/** Outline, current heading and jump of an editor. */
export function useOutline(editor: Editor | null) {
  const outline = useEditorValue(editor, ({ state }) => outlineOf(state), noOutline);
  const [currentId, setCurrent] = useState<string | null>(null);
  const jumpedAt = useRef(-JUMP_MS);
  useEffect(() => {
    if (!editor) return;
    let frame = 0;
    const look = () => {
      if (performance.now() - jumpedAt.current < JUMP_MS) return;
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => !editor.isDestroyed && setCurrent(headingInView(editor)));
    };
    look();
    document.addEventListener('scroll', look, { capture: true, passive: true });
    return () => {
      cancelAnimationFrame(frame);
      document.removeEventListener('scroll', look, { capture: true });
    };
  }, [editor]);
  const jump = useCallback(
    (blockId: string) => {
      const block = editor && findBlock(editor.state.doc, blockId);
      if (!editor || !block) return;
      const end = editor.state.doc.resolve(block.pos + block.node.nodeSize - 1);
      editor.view.dispatch(pointAtBlock(editor.state.tr.setSelection(Selection.near(end, -1)), block.pos));
      editor.view.focus();
      showPlace(editor.view, block.pos + 1, 'start');
      jumpedAt.current = performance.now();
      setCurrent(blockId);
    },
    [editor],
  );
  return { outline, currentId, jump };
}
