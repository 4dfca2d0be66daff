// A text in the middle, its outline on the left, its comments on the right. Below 900 px the panels become sheets over
// the text. Used by the editor and by the reading page, inside a frame of layout `full`.
import { type ReactNode, useState, useSyncExternalStore } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { sentences } from '../french.ts';
import { Count } from './badge.tsx';
import { Button, IconButton } from './button.tsx';
import { classes } from './classes.ts';
import type { IconName } from './icon-shapes.ts';
import styles from './panel-layout.module.css';

export interface Panel {
  label: string;
  icon: IconName;
  /** A number beside its button: comments to read. */
  count?: number;
  content: ReactNode;
  /** Leave undefined to begin as the width allows: open beside the text, closed over it. */
  isOpen?: boolean | undefined;
  onOpenChange?: (isOpen: boolean) => void;
}

export interface PanelLayoutProps {
  /** A line over all of it. */
  above?: ReactNode;
  start?: Panel;
  end?: Panel;
  /** What stands between the panels' buttons: title, state of saving, tools. */
  toolbar?: ReactNode;
  /** The text. */
  children: ReactNode;
}

const narrow = '(max-width: 56.24rem)';

function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(narrow);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => window.matchMedia(narrow).matches,
    () => false,
  );
}

/** Three columns that know when there is no room for three. */
export function PanelLayout({ above, start, end, toolbar, children }: PanelLayoutProps) {
  const isNarrow = useIsNarrow();
  const left = usePanel(start, isNarrow);
  const right = usePanel(end, isNarrow);
  return (
    <div className={styles.layout}>
      {above && <div className={styles.above}>{above}</div>}
      {(toolbar || start || end) && (
        <div className={styles.toolbar}>
          {start && <PanelButton panel={start} {...left} />}
          <div className={styles.tools}>{toolbar}</div>
          {end && <PanelButton panel={end} {...right} />}
        </div>
      )}
      <div className={styles.columns}>
        {start && <PanelBody panel={start} side="start" isNarrow={isNarrow} {...left} />}
        <div className={styles.text}>{children}</div>
        {end && <PanelBody panel={end} side="end" isNarrow={isNarrow} {...right} />}
      </div>
    </div>
  );
}

interface PanelState {
  isOpen: boolean;
  setOpen: (isOpen: boolean) => void;
}

function usePanel(panel: Panel | undefined, isNarrow: boolean): PanelState {
  const [chosen, setChosen] = useState<boolean>();
  const setOpen = (isOpen: boolean) => {
    setChosen(isOpen);
    panel?.onOpenChange?.(isOpen);
  };
  return { isOpen: panel?.isOpen ?? chosen ?? !isNarrow, setOpen };
}

function PanelButton({ panel, isOpen, setOpen }: { panel: Panel } & PanelState) {
  return (
    <Button variant="quiet" size="s" icon={panel.icon} aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
      <span className={styles.buttonWords}>{panel.label}</span>
      {panel.count !== undefined && <Count>{panel.count}</Count>}
    </Button>
  );
}

interface PanelBodyProps extends PanelState {
  panel: Panel;
  side: 'start' | 'end';
  isNarrow: boolean;
}

function PanelBody({ panel, side, isNarrow, isOpen, setOpen }: PanelBodyProps) {
  if (!isNarrow)
    return isOpen ? (
      <aside aria-label={panel.label} className={classes(styles.panel, styles[side])}>
        {panel.content}
      </aside>
    ) : null;
  return (
    <ModalOverlay isDismissable isOpen={isOpen} onOpenChange={setOpen} className={styles.overlay}>
      <Modal className={classes(styles.sheet, styles[side])}>
        <Dialog aria-label={panel.label} className={styles.sheetDialog}>
          <header className={styles.sheetHeader}>
            <span className={styles.sheetTitle}>{panel.label}</span>
            <IconButton icon="close" label={sentences.close} onPress={() => setOpen(false)} />
          </header>
          <div className={styles.sheetContent}>{panel.content}</div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
