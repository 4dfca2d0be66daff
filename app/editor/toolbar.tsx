// The tools above the text: one line, arrows move inside it, Escape goes back to the text. Every tool has its key.
import type { Editor } from '@tiptap/core';
import { type RefObject, useEffect } from 'react';
import { Group, Separator, Toolbar } from 'react-aria-components';
import { IconButton } from '../ui/button.tsx';
import { FormMenu, MoreMenu, TableMenu } from './tool-menus.tsx';
import styles from './toolbar.module.css';
import { noTools, readTools, type Tool, type ToolRequests, toolsOf } from './tools.ts';
import { useEditorValue } from './use-editor.ts';

export interface ToolbarProps extends ToolRequests {
  toolbar: RefObject<HTMLDivElement>;
}

/** The tool bar. */
export function EditorToolbar(props: ToolbarProps) {
  const { editor, toolbar } = props;
  const state = useEditorValue(editor, readTools, noTools);
  const groups = toolsOf(props, state);
  useEscape(editor, toolbar);
  return (
    <div className={styles.bar} ref={toolbar}>
      <Toolbar aria-label="Outils de rédaction" className={styles.toolbar}>
        <FormMenu editor={editor} habits={props.habits} form={state.form} />
        {groups.map((tools, rank) => (
          <ToolGroup key={tools[0]?.id} tools={tools} isFirst={rank === 0} />
        ))}
        {state.inTable && <TableMenu editor={editor} />}
        <MoreMenu editor={editor} tools={groups.flat()} />
      </Toolbar>
    </div>
  );
}

/** Escape in the tools goes back to the text at once; heard before a tooltip, which would keep it for itself. */
function useEscape(editor: Editor, toolbar: RefObject<HTMLElement>) {
  useEffect(() => {
    const back = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && toolbar.current?.contains(document.activeElement)) editor.view.focus();
    };
    window.addEventListener('keydown', back, { capture: true });
    return () => window.removeEventListener('keydown', back, { capture: true });
  }, [editor, toolbar]);
}

function ToolGroup({ tools, isFirst }: { tools: readonly Tool[]; isFirst: boolean }) {
  return (
    <>
      <Separator orientation="vertical" className={isFirst ? styles.line : styles.optionalLine} />
      <Group className={styles.group}>
        {tools.map(({ id, room, ...tool }) => (
          <span key={id} className={room && styles[room]}>
            <IconButton size="s" {...tool} />
          </span>
        ))}
      </Group>
    </>
  );
}
