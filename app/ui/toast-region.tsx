// Where short confirmations appear. It comes to a browser once the page works: see toast.ts, which keeps what is said until then.
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
import { serveToasts, type ToastMessage } from './toast.ts';
import styles from './toast-region.module.css';

const queue = new ToastQueue<ToastMessage>({ maxVisibleToasts: 3 });

/** Long enough to read a sentence twice; hover and focus stop the clock. */
const SHOWN_MS = 7_000;

serveToasts((message) => {
  queue.add(message, message.action || message.tone === 'error' ? {} : { timeout: SHOWN_MS });
});

const icons = { success: 'success', info: 'info', error: 'error' } as const;

/** Where toasts appear: once, in the frame. F6 moves focus there. */
export default function ToastRegion() {
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
