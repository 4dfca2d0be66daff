// A window over the page that must be answered before going on: Dialog for a short task, ConfirmDialog for a question.
import { type ReactNode, useEffect, useId, useRef } from 'react';
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

const FIELD = ':is(input:not([type="hidden"]), textarea, select, [role="spinbutton"]):not(:disabled, [tabindex="-1"])';

/** What one comes to fill in: the first field of the window's one form, the chosen one of a group. */
function firstFieldOf(body: HTMLElement | null): HTMLElement | null {
  const [form, ...others] = [...(body?.querySelectorAll('form') ?? [])];
  const first = others.length === 0 ? form?.querySelector<HTMLElement>(FIELD) : null;
  if (!form || !first) return null;
  if (!(first instanceof HTMLInputElement)) return first;
  // The calendar is still to come in its place.
  if (first.type === 'date') return null;
  return [...form.querySelectorAll('input')].find(({ name, checked }) => checked && name === first.name) ?? first;
}

/** What the window says and asks; where it asks for one thing, that is where one is. */
function Body({ children }: { children: ReactNode }) {
  const body = useRef<HTMLDivElement>(null);
  // Before the window takes the focus itself, which it does where nothing inside has it.
  useEffect(() => {
    if (!body.current?.contains(document.activeElement)) firstFieldOf(body.current)?.focus();
  }, []);
  return (
    <div ref={body} className={styles.body}>
      {children}
    </div>
  );
}

/** A modal window: focus goes to its first field and stays inside, Escape and its cross close it, focus goes back to where it was. */
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
            <Body>{typeof children === 'function' ? children(close) : children}</Body>
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
