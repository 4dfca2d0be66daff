// What floats beside the text: the button of the current block on its left, « Commenter » on the right of a selection.
import type { Editor } from '@tiptap/core';
import { type RefObject, useEffect, useState } from 'react';
import { Button, IconButton } from '../ui/button.tsx';
import styles from './beside-text.module.css';
import { BlockMenu, type BlockMenuProps } from './block-menu.tsx';
import { currentBlock } from './commands.ts';
import { afterTyping } from './use-editor.ts';

interface Places {
  /** Distance of the current block's first line from the top of the sheet, px; null: nothing to show. */
  block: number | null;
  /** The same for the end of the selection. */
  selection: number | null;
}

const nowhere: Places = { block: null, selection: null };

function placesOf(editor: Editor, sheet: HTMLElement): Places {
  const { state, view } = editor;
  const { top } = sheet.getBoundingClientRect();
  const block = currentBlock(state);
  const element = block ? view.nodeDOM(block.pos) : null;
  const blockTop = element instanceof HTMLElement ? firstLine(element) - top : null;
  const { selection } = state;
  const selectionTop = selection.empty ? null : view.coordsAtPos(selection.head).top - top;
  return {
    block: blockTop === null ? null : Math.round(blockTop),
    selection: selectionTop === null ? null : Math.round(selectionTop),
  };
}

/** Top of a block's first line of words: what stands above it (a number on its own line) does not count. */
function firstLine(element: HTMLElement): number {
  const words = element.matches('p, h2, h3, h4, h5') ? element : (element.querySelector('p') ?? element);
  const range = element.ownerDocument.createRange();
  range.selectNodeContents(words);
  return [...range.getClientRects()].find(({ height }) => height > 0)?.top ?? element.getBoundingClientRect().top;
}

function usePlaces(editor: Editor, sheet: RefObject<HTMLElement>): Places {
  const [places, setPlaces] = useState(nowhere);
  useEffect(() => {
    let frame = 0;
    const look = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        if (editor.isDestroyed || !sheet.current) return;
        const next = placesOf(editor, sheet.current);
        setPlaces((last) => (last.block === next.block && last.selection === next.selection ? last : next));
      });
    };
    look();
    const stop = afterTyping(editor, look);
    const resized = new ResizeObserver(look);
    resized.observe(editor.view.dom);
    return () => {
      cancelAnimationFrame(frame);
      stop();
      resized.disconnect();
    };
  }, [editor, sheet]);
  return places;
}

export interface BesideTextProps extends BlockMenuProps {
  sheet: RefObject<HTMLElement>;
}

/** The two floating buttons. Both also have a key and a place in the tool bar or the menu. */
export function BesideText({ sheet, ...menu }: BesideTextProps) {
  const { editor, mayComment, onComment } = menu;
  const { block, selection } = usePlaces(editor, sheet);
  return (
    <>
      <div className={styles.block} style={{ insetBlockStart: block ?? 0 }} hidden={block === null}>
        <BlockMenu {...menu} />
      </div>
      {mayComment && selection !== null && (
        <div className={styles.comment} style={{ insetBlockStart: selection }}>
          <span className={styles.wide}>
            <Button size="s" icon="comment-add" onPress={onComment}>
              Commenter
            </Button>
          </span>
          <span className={styles.narrow}>
            <IconButton
              size="s"
              variant="secondary"
              icon="comment-add"
              label="Commenter"
              shortcut="Ctrl Alt M"
              onPress={onComment}
            />
          </span>
        </div>
      )}
    </>
  );
}
