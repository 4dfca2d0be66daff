// Says, over a page that stays as it is, that the network or the server is not there, and offers to try again. root.tsx
// renders it once; what failed and what is tried again is steady-fetch.ts's to know.
import { useFetcher, useFetchers, useLocation, useNavigation, useRouteError, useSubmit } from '@remix-run/react';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { forgetUntaken, networkTrouble, tryAgain, wordsOf } from '../frame/steady-fetch.ts';
import { Button } from './button.tsx';
import { failureOf, useOnline } from './failure-page.tsx';
import styles from './offline-notice.module.css';

const silent = 'La plate-forme ne répond pas.';
const unsent = 'Hors connexion, rien n’est parti.';

const words = {
  page: { offline: 'Hors connexion\u00a0: la page suivante attend le réseau.', online: silent },
  form: { offline: unsent, online: silent },
  back: { offline: unsent, online: 'La plate-forme répond de nouveau.' },
} as const;

/** The last form that was sent from the page, with its button and what it said then. */
function useLastForm() {
  const last = useRef<{ form: HTMLFormElement; submitter: HTMLElement | null; words: string } | null>(null);
  useEffect(() => {
    const remember = ({ target: form, submitter }: SubmitEvent) => {
      if (form instanceof HTMLFormElement)
        last.current = { form, submitter, words: wordsOf(new FormData(form, submitter)) };
    };
    document.addEventListener('submit', remember, true);
    return () => document.removeEventListener('submit', remember, true);
  }, []);
  return last;
}

type Submission = ReturnType<typeof useFetchers>[number] | ReturnType<typeof useNavigation>;

/** So many are looked for among those that were sent last: more than a page sends at once. */
const RECENT = 20;

/**
 * What Remix sent lately, the last first, whether or not a form of the page said so (« Retirer », once confirmed, is none). Known
 * as long as the document stands: an error in the place of the page makes the notice anew.
 */
let recent: readonly Submission[] = [];

function useSubmissions(): void {
  const all: Submission[] = [useNavigation(), ...useFetchers()];
  useEffect(() => {
    const known = new Set(recent.map(({ formData }) => formData));
    const more = all.filter(({ formData }) => formData !== undefined && !known.has(formData));
    if (more.length > 0) recent = [...more, ...recent].slice(0, RECENT);
  });
}

/** Sends again what was not taken: the form as it is now, where it still stands; else what it said. */
function useRetry() {
  const lastForm = useLastForm();
  useSubmissions();
  const [key, setKey] = useState<string>();
  const fetcher = useFetcher({ key });
  const submit = useSubmit();
  // Under the key of who sent it: that is where its answer is looked for.
  const [again, setAgain] = useState<Submission | null>(null);
  useEffect(() => {
    if (!again?.formData) return;
    setAgain(null);
    const how = { method: 'post', action: again.formAction, encType: again.formEncType } as const;
    if ('key' in again) fetcher.submit(again.formData, how);
    else submit(again.formData, how);
  }, [again, fetcher, submit]);
  return () => {
    const { form, submitter, words } = lastForm.current ?? {};
    const untaken = networkTrouble.untaken();
    if (form?.isConnected && words === untaken) return form.requestSubmit(submitter);
    const submission = recent.find(({ formData }) => wordsOf(formData) === untaken);
    if (!submission) return;
    if ('key' in submission) setKey(submission.key);
    setAgain(submission);
    // The button that was pressed goes with the notice: one goes on in the page.
    document.querySelector('main')?.focus();
  };
}

/**
 * A page that is gone while a form of it has no answer was perhaps removed by that very form: sent again, which does nothing twice,
 * it leads where its answer would have led.
 */
function useAnswerOfGonePage(isGone: boolean, sendAgain: () => void): void {
  const isAsked = useRef(false);
  useEffect(() => {
    if (!isGone || isAsked.current || networkTrouble.untaken() === null) return;
    isAsked.current = true;
    sendAgain();
  });
}

/** The notice; nothing while all is well. */
export function OfflineNotice() {
  const trouble = useSyncExternalStore(networkTrouble.subscribe, networkTrouble.now, () => null);
  const isOnline = useOnline();
  const navigation = useNavigation();
  const isLeaving = navigation.state !== 'idle';
  const isSending = [navigation, ...useFetchers()].some(({ state }) => state === 'submitting');
  const sendAgain = useRetry();
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another page is shown
  useEffect(forgetUntaken, [pathname]);
  const error = useRouteError();
  useAnswerOfGonePage(error !== undefined && failureOf(error, true) === 'missing', sendAgain);
  // What a page reads by itself (a count, a fresh state) waits without a word: nobody asked for it.
  const isTold = trouble === 'form' || trouble === 'back' || (trouble === 'page' && isLeaving);
  return (
    // Over a dialog too, and of no dialog: a press on it closes none (React Aria's own mark of such places).
    <div role="status" className={styles.region} data-react-aria-top-layer>
      {isTold && trouble && (
        <div className={styles.notice} data-trouble={trouble}>
          <span>
            {words[trouble][isOnline ? 'online' : 'offline']} Ce que vous avez saisi est gardé sur cette page.
          </span>
          <Button
            size="s"
            icon="reopen"
            isPending={trouble !== 'page' && isSending}
            onPress={trouble === 'page' ? tryAgain : sendAgain}
          >
            Réessayer
          </Button>
        </div>
      )}
    </div>
  );
}
