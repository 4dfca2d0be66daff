// A window over the page that must be answered before going on: Dialog for a short task, ConfirmDialog for a question.
import { type ReactNode, useId } from 'react';
import { Dialog as AriaDialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { sentences } from '../french.ts';
import { Button, ButtonRow, IconButton } from './button.tsx';
import { classes } from './classes.ts';
import styles from './dialog.module.css';

export interface DialogProps {
  title: string;
  /** The button that opens it; leave out when `isOpen` does. */
  trigger?: ReactNode;
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  size?: 's' | 'm' | 'l';
  /** Gets `close`, for the buttons inside. */
  children: ReactNode | ((close: () => void) => ReactNode);
  /** Buttons at the foot; also gets `close`. */
  actions?: (close: () => void) => ReactNode;
}

/** A modal window: focus stays inside, Escape and its cross close it, focus goes back to where it was. */
export function Dialog({ title, size = 'm', children, actions, ...opening }: DialogProps) {
  return (
    <Window {...opening} size={size} isDismissable>
      <AriaDialog className={styles.dialog}>
        {({ close }) => (
          <>
            <header className={styles.header}>
              <Heading slot="title" level={2} className={styles.title}>
                {title}
              </Heading>
              <IconButton icon="close" label={sentences.close} size="s" onPress={close} />
            </header>
            <div className={styles.body}>{typeof children === 'function' ? children(close) : children}</div>
            {actions && <footer className={styles.footer}>{actions(close)}</footer>}
          </>
        )}
      </AriaDialog>
    </Window>
  );
}

export interface ConfirmDialogProps extends Omit<DialogProps, 'children' | 'actions' | 'size'> {
  /** What will happen, in one or two sentences. */
  children: ReactNode;
  /** The act, as a verb: « Révoquer la clé ». Never « OK ». */
  confirmLabel: string;
  isDangerous?: boolean;
  isPending?: boolean;
  /** Closes when it returns; give `false` to keep it open. */
  onConfirm: () => unknown;
}

/** A question before what cannot be undone. Focus starts on « Annuler »; a click outside does not answer it. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, children, confirmLabel, isDangerous, isPending, onConfirm, ...opening } = props;
  const wordsId = useId();
  return (
    <Window {...opening} size="s">
      <AriaDialog role="alertdialog" aria-describedby={wordsId} className={styles.dialog}>
        {({ close }) => (
          <>
            <header className={styles.header}>
              <Heading slot="title" level={2} className={styles.title}>
                {title}
              </Heading>
            </header>
            <div id={wordsId} className={styles.body}>
              {children}
            </div>
            <footer className={styles.footer}>
              <ButtonRow align="end">
                <Button autoFocus onPress={close}>
                  {sentences.cancel}
                </Button>
                <Button
                  variant={isDangerous ? 'danger' : 'primary'}
                  isPending={isPending}
                  onPress={() => onConfirm() !== false && close()}
                >
                  {confirmLabel}
                </Button>
              </ButtonRow>
            </footer>
          </>
        )}
      </AriaDialog>
    </Window>
  );
}

interface WindowProps extends Pick<DialogProps, 'trigger' | 'isOpen' | 'onOpenChange'> {
  size: 's' | 'm' | 'l';
  /** A click outside closes it. */
  isDismissable?: boolean;
  children: ReactNode;
}

/** The veil and the box, opened by their trigger or by the page. */
function Window({ trigger, size, isDismissable = false, children, ...opening }: WindowProps) {
  const box = (
    <ModalOverlay isDismissable={isDismissable} className={styles.overlay} {...(trigger ? {} : opening)}>
      <Modal className={classes(styles.modal, styles[size])}>{children}</Modal>
    </ModalOverlay>
  );
  if (!trigger) return box;
  return (
    <DialogTrigger {...opening}>
      {trigger}
      {box}
    </DialogTrigger>
  );
}
