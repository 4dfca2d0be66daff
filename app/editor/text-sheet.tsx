// The text as one writes and reads it: the editor on its sheet, what floats beside it, and what stands there until it is
// loaded (the server's reading of the text, so that it is never an empty page).
import type { Editor } from '@tiptap/core';
import { type ReactNode, type RefObject, useRef } from 'react';
import { BesideText, type BesideTextProps } from './beside-text.tsx';
import styles from './text-sheet.module.css';

export interface TextSheetProps extends Omit<BesideTextProps, 'editor' | 'sheet'> {
  title: string;
  /** Above the title: kind and year. */
  kicker: string;
  editor: Editor | null;
  /** Where the editor is made. */
  host: RefObject<HTMLDivElement>;
  /** Shown until the editor is there. */
  waiting: ReactNode;
}

/** Where the skip link leads. */
export const TEXT_ID = 'texte';

/** The sheet. */
export function TextSheet({ title, kicker, editor, host, waiting, ...beside }: TextSheetProps) {
  const sheet = useRef<HTMLDivElement>(null);
  return (
    <div className={styles.column}>
      <div className={styles.sheet} ref={sheet}>
        <header className={styles.head}>
          <p className={styles.kicker}>{kicker}</p>
          <h1>{title}</h1>
        </header>
        <div ref={host} id={TEXT_ID} />
        {!editor && waiting}
        {editor && <BesideText {...beside} editor={editor} sheet={sheet} />}
      </div>
    </div>
  );
}

/** The class that sets words as the sheet does; for what stands in its place. */
export const textClass = styles.text;
