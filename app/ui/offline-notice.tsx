// Says, over a page that stays as it is, that the network or the server is not there, and offers to try again. root.tsx
// renders it once; what failed and what is tried again is steady-fetch.ts's to know.
import { useNavigation } from '@remix-run/react';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { networkTrouble, tryAgain } from '../frame/steady-fetch.ts';
import { Button } from './button.tsx';
import { useOnline } from './failure-page.tsx';
import styles from './offline-notice.module.css';

const words = {
  page: { offline: 'Hors connexion : la page suivante attend le réseau.', silent: 'La plate-forme ne répond pas.' },
  form: { offline: 'Hors connexion, rien n’est parti.', silent: 'La plate-forme ne répond pas.' },
} as const;

/** The last form that was sent, with its button. */
function useLastSent() {
  const last = useRef<{ form: HTMLFormElement; submitter: HTMLElement | null } | null>(null);
  useEffect(() => {
    const remember = ({ target, submitter }: SubmitEvent) => {
      if (target instanceof HTMLFormElement) last.current = { form: target, submitter };
    };
    document.addEventListener('submit', remember, true);
    return () => document.removeEventListener('submit', remember, true);
  }, []);
  return last;
}

/** The notice; nothing while all is well. */
export function OfflineNotice() {
  const trouble = useSyncExternalStore(networkTrouble.subscribe, networkTrouble.now, () => null);
  const isOnline = useOnline();
  const isLeaving = useNavigation().state !== 'idle';
  const last = useLastSent();
  // What a page reads by itself (a count, a fresh state) waits without a word: nobody asked for it.
  const isTold = trouble === 'form' || (trouble === 'page' && isLeaving);
  const retry = () => {
    const sent = last.current;
    if (trouble === 'form' && sent?.form.isConnected) sent.form.requestSubmit(sent.submitter);
    else tryAgain();
  };
  return (
    <div role="status" className={styles.region}>
      {isTold && trouble && (
        <div className={styles.notice} data-trouble={trouble}>
          <span>
            {words[trouble][isOnline ? 'silent' : 'offline']} Ce que vous avez saisi est gardé sur cette page.
          </span>
          <Button size="s" icon="reopen" onPress={retry}>
            Réessayer
          </Button>
        </div>
      )}
    </div>
  );
}
