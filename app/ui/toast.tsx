// Short confirmations in a corner: « Commentaire publié ». For what went well or may be undone; an error that needs an
// act belongs in a Notice beside its cause.
import {
  Button as AriaButton,
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastRegion as AriaToastRegion,
  Text,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
} from 'react-aria-components';
import { sentences } from '../french.ts';
import { Icon } from './icon.tsx';
import styles from './toast.module.css';

export interface ToastMessage {
  text: string;
  tone?: 'success' | 'info' | 'error';
  /** One thing to do about it: « Annuler ». */
  action?: { label: string; onPress: () => void };
}

const queue = new ToastQueue<ToastMessage>({ maxVisibleToasts: 3 });

/** Long enough to read a sentence twice; hover and focus stop the clock. */
const SHOWN_MS = 7_000;

/** Shows a toast. Call it from an event or an effect, never while rendering. One with an action stays until closed. */
export function showToast(message: ToastMessage): void {
  queue.add(message, message.action || message.tone === 'error' ? {} : { timeout: SHOWN_MS });
}

const icons = { success: 'success', info: 'info', error: 'error' } as const;

/** Where toasts appear: once, in root.tsx. F6 moves focus there. */
export function ToastRegion() {
  return (
    <AriaToastRegion queue={queue} className={styles.region} aria-label="Messages">
      {({ toast }) => {
        const { text, tone = 'success', action } = toast.content;
        return (
          <AriaToast toast={toast} className={styles.toast} data-tone={tone}>
            <Icon name={icons[tone]} className={styles.icon} />
            <ToastContent className={styles.content}>
              <Text slot="title">{text}</Text>
            </ToastContent>
            {action && (
              <AriaButton
                className={styles.action}
                onPress={() => {
                  action.onPress();
                  queue.close(toast.key);
                }}
              >
                {action.label}
              </AriaButton>
            )}
            <AriaButton slot="close" className={styles.close} aria-label={sentences.close}>
              <Icon name="close" size="s" />
            </AriaButton>
          </AriaToast>
        );
      }}
    </AriaToastRegion>
  );
}
